"""Lists and pages of hosts, cohorts and organisers, as the co-ordinator sees them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import signed_in
from hosting.tests.factories import a_cohort, a_host, a_placement, an_organiser
from schemes.models import Partnership, Scheme
from schemes.tests.factories import a_coordinator, a_partnership, a_scheme
from schemes.tests.visiting import address, words_of
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("roots", kind="community-organising")


@pytest.fixture
def staff(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def in_order(days: int = 300) -> dict[str, Any]:
    """A host for so long of which nothing is due."""
    return {
        "started_on": ago(days),
        "agreement_on": ago(days),
        "inducted_on": ago(days),
        "followed_up_on": ago(days - 92),
    }


class TestHosts:
    def test_the_most_urgent_comes_first_with_its_numbers(
        self, staff: Client, scheme: Scheme
    ) -> None:
        forest = a_host(scheme, **in_order())
        mill = a_host(scheme, "Old Mill", **{**in_order(), "followed_up_on": None})
        wren = an_organiser(scheme, at=forest)
        an_organiser(scheme, "Owen Price", at=forest, since=ago(90), until=ago(1))
        a_volunteer(scheme, "Priya Khan", host=forest, organiser=wren)
        a_volunteer(scheme, "Ann Lee", host=forest, status="left")
        a_volunteer(a_scheme("elsewhere"), "Tom Reed", host=mill)

        rows = staff.get(address(scheme, "hosts")).context["rows"]

        assert [
            (row.organisation.name, row.needs, row.organisers_now, row.volunteers_now)
            for row in rows
        ] == [("Old Mill", "overdue", 0, 0), ("Forest Centre", "nothing", 1, 1)]

    def test_they_are_searched_and_narrowed(self, staff: Client, scheme: Scheme) -> None:
        a_host(scheme, **in_order())
        a_host(scheme, "Old Mill", **{**in_order(), "agreement_on": None})

        def found(query: str) -> list[str]:
            rows = staff.get(address(scheme, "hosts") + query).context["rows"]
            return [row.organisation.name for row in rows]

        assert (found("?needs=agreement"), found("?q=forest")) == (["Old Mill"], ["Forest Centre"])

    def test_an_empty_list_says_what_belongs_here(self, staff: Client, scheme: Scheme) -> None:
        page = words_of(staff.get(address(scheme, "hosts")))

        assert "There is no host yet" in page
        assert f"{address(scheme, 'partnership_add')}?part=host" in page


class TestAHost:
    def test_it_says_who_answers_for_whom(self, staff: Client, scheme: Scheme) -> None:
        forest = a_host(scheme, **in_order())
        wren = an_organiser(scheme, at=forest)
        gone = an_organiser(scheme, "Owen Price", at=forest, since=ago(90), until=ago(1))
        a_volunteer(scheme, "Priya Khan", host=forest, organiser=wren)
        a_volunteer(scheme, "Tom Reed", host=forest, organiser=gone)
        a_volunteer(scheme, "Nell Stone", host=forest)
        a_volunteer(scheme, "Ann Lee", host=forest, organiser=wren, status="left")

        context = staff.get(address(scheme, "host", forest.pk)).context

        assert [
            (str(each.placement.organiser), [str(one) for one in each.volunteers])
            for each in context["answering"]
        ] == [("Wren Hughes", ["Priya Khan"])]
        assert [str(one) for one in context["unanswered"]] == ["Tom Reed", "Nell Stone"]
        assert [str(each.organiser) for each in context["past"]] == ["Owen Price"]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"followed_up_on": None}, "Ask Forest Centre how it is going."),
            ({"agreement_on": None}, "There is no written agreement with Forest Centre."),
        ],
    )
    def test_what_is_due_next_is_said_first(
        self, staff: Client, scheme: Scheme, changes: dict[str, Any], sentence: str
    ) -> None:
        forest = a_host(scheme, **{**in_order(), **changes})

        assert sentence in words_of(staff.get(address(scheme, "host", forest.pk)))

    def test_a_renewal_to_come_hides_nothing_that_is_due(
        self, staff: Client, scheme: Scheme
    ) -> None:
        forest = a_host(scheme, **{**in_order(), "followed_up_on": None, "ended_on": ago(-30)})
        a_partnership(scheme, organisation=forest, part=Partnership.Part.HOST, started_on=ago(-31))

        page = words_of(staff.get(address(scheme, "host", forest.pk)))
        rows = staff.get(address(scheme, "hosts")).context["rows"]

        assert "Ask Forest Centre how it is going." in page
        assert "A host again" in page
        assert [row.needs for row in rows] == ["overdue"]

    @pytest.mark.parametrize("part", ["referrer", "elsewhere"])
    def test_an_organisation_that_is_no_host_here_is_not_there(
        self, staff: Client, scheme: Scheme, part: str
    ) -> None:
        if part == "referrer":
            organisation = a_partnership(scheme).organisation
        else:
            organisation = a_host(a_scheme("elsewhere"))

        assert staff.get(address(scheme, "host", organisation.pk)).status_code == 404


class TestOrganisers:
    def found(self, staff: Client, scheme: Scheme, query: str) -> list[str]:
        rows = staff.get(address(scheme, "organisers") + query).context["rows"]
        return [row.person.name for row in rows]

    def test_they_are_narrowed_by_where_they_are_and_were(
        self, staff: Client, scheme: Scheme
    ) -> None:
        forest, mill = a_host(scheme), a_host(scheme, "Old Mill")
        first, second = a_cohort(scheme), a_cohort(scheme, "Cohort 2")
        wren = an_organiser(
            scheme, "Wren Hughes", at=mill, cohort=first, since=ago(90), until=ago(31)
        )
        a_placement(wren, forest, cohort=second, since=ago(30))
        an_organiser(scheme, "Owen Price", at=mill, cohort=first, since=ago(90), until=ago(1))
        an_organiser(scheme, "Ceri Vaughan", at=mill, since=ago(90), until=ago(9), left_on=ago(9))

        assert {
            query: self.found(staff, scheme, query)
            for query in (
                "?show=placed",
                "?show=free",
                "?show=past",
                f"?host={forest.pk}",
                f"?host={mill.pk}",
                f"?cohort={first.pk}",
                "?q=hugh",
            )
        } == {
            "?show=placed": ["Wren Hughes"],
            "?show=free": ["Owen Price"],
            "?show=past": ["Ceri Vaughan"],
            f"?host={forest.pk}": ["Wren Hughes"],
            f"?host={mill.pk}": ["Owen Price", "Ceri Vaughan"],
            f"?cohort={first.pk}": ["Owen Price"],
            "?q=hugh": ["Wren Hughes"],
        }

    def test_many_hosts_are_a_list_to_choose_from(self, staff: Client, scheme: Scheme) -> None:
        hosts = [a_host(scheme, f"Host {number:02}") for number in range(13)]
        an_organiser(scheme, "Wren Hughes", at=hosts[4])
        an_organiser(scheme, "Owen Price", at=hosts[5])

        page = words_of(staff.get(address(scheme, "organisers") + f"?host={hosts[4].pk}&q=wren"))

        assert f'<option value="{hosts[4].pk}" selected>Host 04</option>' in page
        assert '<input type="hidden" name="q" value="wren">' in page
        assert self.found(staff, scheme, f"?host={hosts[4].pk}") == ["Wren Hughes"]

    def test_somebody_who_left_and_is_still_counted_on_is_pointed_out(
        self, staff: Client, scheme: Scheme
    ) -> None:
        wren = an_organiser(scheme, left_on=ago(3))
        a_volunteer(scheme, "Priya Khan", organiser=wren)

        page = words_of(staff.get(address(scheme, "organiser", wren.pk)))

        assert "Wren has left, and one organiser still counts on them." in page
        assert address(scheme, "hand_over", wren.pk) in page


def test_cohorts_say_how_many_are_in_them(staff: Client, scheme: Scheme) -> None:
    cohort = a_cohort(scheme)
    wren = an_organiser(scheme, at=a_host(scheme), cohort=cohort, since=ago(90), until=ago(31))
    a_placement(wren, a_host(scheme, "Old Mill"), cohort=cohort, since=ago(30))
    an_organiser(scheme, "Owen Price", at=a_host(scheme, "Hall"), cohort=cohort, until=ago(1))
    a_volunteer(scheme, "Priya Khan", cohort=cohort)

    (row,) = staff.get(address(scheme, "cohorts")).context["cohorts"]

    assert (row.organisers_now, row.organisers_ever, row.volunteers_now) == (1, 2, 1)


def test_volunteers_are_narrowed_by_host_and_cohort(staff: Client, scheme: Scheme) -> None:
    forest, mill, cohort = a_host(scheme), a_host(scheme, "Old Mill"), a_cohort(scheme)
    a_volunteer(scheme, "Priya Khan", host=forest, cohort=cohort)
    a_volunteer(scheme, "Tom Reed", host=mill)

    def found(query: str) -> list[str]:
        rows = staff.get(address(scheme, "volunteers") + query).context["rows"]
        return [row.person.name for row in rows]

    assert [found(f"?host={mill.pk}"), found(f"?cohort={cohort.pk}"), found("?host=x")] == [
        ["Tom Reed"],
        ["Priya Khan"],
        ["Priya Khan", "Tom Reed"],
    ]


@pytest.mark.parametrize(
    ("kind", "has_host", "shows"),
    [
        ("befriending", False, False),
        ("befriending", True, True),
        ("community-organising", False, True),
    ],
)
def test_the_way_to_hosts_stands_where_there_are_any(
    client: Client, kind: str, has_host: bool, shows: bool
) -> None:
    scheme = a_scheme("side-by-side", kind=kind)
    if has_host:
        a_host(scheme)
    signed_in(client, a_coordinator(of=scheme))

    page = client.get(reverse("volunteers", args=["side-by-side"]))

    assert (address(scheme, "hosts") in [item[1] for item in page.context["navigation"]]) is shows


def test_today_says_what_is_due_of_hosts(staff: Client, scheme: Scheme) -> None:
    a_host(scheme, "In Order", **in_order())
    a_host(scheme, "No Paper", **{**in_order(), "agreement_on": None})
    for number in range(4):
        a_host(scheme, f"Late {number}", **{**in_order(), "followed_up_on": None})

    answer = staff.get(address(scheme, "today"))

    assert [part.organisation.name for part in answer.context["hosts"]] == [
        "Late 0",
        "Late 1",
        "Late 2",
        "Late 3",
    ]
    assert "See what is due of every host" in words_of(answer)
