"""The lists of people and matches: searched, narrowed, ordered, paged, empty."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import signed_in
from matching.models import Match
from matching.tests.factories import a_match
from meetings.tests.factories import a_meeting
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme, a_site
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def staff(scheme: Scheme) -> Client:
    return signed_in(Client(), a_coordinator(of=scheme))


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def opened(staff: Client, name: str, address: str = "") -> Any:
    answer = staff.get(reverse(name, args=["side-by-side"]) + address)
    assert answer.status_code == 200
    return answer


def names(answer: Any) -> list[str]:
    return [row.person.name for row in answer.context["rows"]]


def pairs(answer: Any) -> list[str]:
    return [
        f"{row.volunteer.person.family_name} – {row.supportee.person.family_name}"
        for row in answer.context["rows"]
    ]


def counts(answer: Any) -> list[dict[str, int]]:
    """Of each row of filters: how many each choice keeps."""
    return [
        {value: count for value, _words, count in choices}
        for _filter, choices in answer.context["filter_rows"]
    ]


class TestVolunteers:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("zoe", ["Zoë Müller"]),
            ("MULLER zo", ["Zoë Müller"]),
            ("v1", ["Tom Reed"]),
            ("ee", ["Ann Lee", "Tom Reed"]),
            ("%25", []),
            ("nobody", []),
        ],
    )
    def test_searched(self, scheme, staff, words, found):
        a_volunteer(scheme, "Zoë Müller")
        a_volunteer(scheme, "Tom Reed", reference="V12")
        a_volunteer(scheme, "Ann Lee")

        assert names(opened(staff, "volunteers", f"?q={words}")) == found

    def test_narrowed_by_status_and_site_with_counts(self, scheme, staff):
        gloucester, stroud = a_site(scheme), a_site(scheme, "Stroud")
        a_volunteer(scheme, "Ann Lee", site=gloucester)
        a_volunteer(scheme, "Tom Reed", site=stroud)
        a_volunteer(scheme, "Zoë Müller", status="left")

        answer = opened(staff, "volunteers", f"?status=available&site={stroud.pk}")

        assert names(answer) == ["Tom Reed"]
        by_status, by_site = counts(answer)
        assert {value: n for value, n in by_status.items() if n} == {
            "": 3,
            "available": 2,
            "left": 1,
        }
        assert by_site == {"": 3, str(gloucester.pk): 1, str(stroud.pk): 1}

    @pytest.mark.parametrize(
        ("sort", "order"),
        [
            ("", "ALT"),
            ("-name", "TLA"),
            ("started", "TAL"),
            ("-started", "ATL"),
            ("site", "LTA"),
            ("nonsense", "ALT"),
        ],
    )
    def test_ordered(self, scheme, staff, sort, order):
        a, b = a_site(scheme, "A"), a_site(scheme, "B")
        a_volunteer(scheme, "Ann Abbott", started_on=date(2026, 2, 1))
        a_volunteer(scheme, "Leon Bell", site=a)
        a_volunteer(scheme, "Tom Reed", started_on=date(2026, 1, 1), site=b)

        found = names(opened(staff, "volunteers", f"?sort={sort}"))

        assert "".join(name[0] for name in found) == order

    def test_thirty_on_a_page(self, scheme, staff):
        for number in range(31):
            a_volunteer(scheme, f"Volunteer {number:02}")

        assert len(names(opened(staff, "volunteers"))) == 30
        assert names(opened(staff, "volunteers", "?page=2")) == ["Volunteer 30"]

    def test_who_they_support_now(self, scheme, staff):
        volunteer = a_volunteer(scheme, "Tom Reed")
        a_match(volunteer, a_supportee(scheme, "Joan Abbott"))
        a_match(volunteer, a_supportee(scheme, "Ann Lee"), ended="2026-04-01")

        page = opened(staff, "volunteers").content.decode()

        assert ("Joan Abbott" in page, "Ann Lee" in page) == (True, False)

    def test_those_of_another_scheme_are_not_among_them(self, scheme, staff):
        a_volunteer(a_scheme("elsewhere", organisation=scheme.organisation), "Wren Jones")

        assert names(opened(staff, "volunteers")) == []


class TestSupportees:
    def test_searched_and_narrowed(self, scheme, staff):
        a_supportee(scheme, "Joan Abbott", reference="S7")
        a_supportee(scheme, "Ann Lee", status="ended")

        assert names(opened(staff, "supportees")) == ["Joan Abbott", "Ann Lee"]
        assert names(opened(staff, "supportees", "?status=ended")) == ["Ann Lee"]
        assert names(opened(staff, "supportees", "?q=s7")) == ["Joan Abbott"]

    def test_those_waiting_longest_come_first(self, scheme, staff):
        a_supportee(scheme, "Late Comer", referred_on=ago(3))
        a_supportee(scheme, "Long Waiter", referred_on=ago(90))
        a_supportee(scheme, "Mid Dle", status_since=ago(30))
        a_supportee(scheme, "Has Somebody", status="matched", referred_on=ago(300))

        found = names(opened(staff, "people_waiting"))

        assert found == ["Long Waiter", "Mid Dle", "Late Comer"]

    @pytest.mark.parametrize(
        ("status", "most", "room"),
        [("available", 1, 1), ("matched", 1, 0), ("matched", 2, 1), ("paused", 2, 0)],
    )
    def test_it_says_how_many_have_room(self, scheme, staff, status, most, room):
        volunteer = a_volunteer(scheme, status=status, most_supportees=most)
        if status == "matched":
            a_match(volunteer, a_supportee(scheme, status="matched"))
            a_match(volunteer, a_supportee(scheme, "Ann Lee"), ended="2026-04-01")

        assert opened(staff, "people_waiting").context["volunteers_with_room"] == room


class TestMatches:
    def matches(self, scheme: Scheme) -> dict[str, Match]:
        """One of each: quiet for long, overdue, as agreed, on hold, ended."""
        made = {}
        for name, day in (
            ("Silent", 60),
            ("Overdue", 30),
            ("Kept", 3),
            ("Resting", 90),
            ("Over", 90),
        ):
            made[name] = a_match(
                a_volunteer(scheme, f"V {name}"),
                a_supportee(scheme, f"S {name}"),
                started=str(ago(200)),
            )
            a_meeting(made[name], str(ago(day)))
        made["Resting"].pauses.create(started_on=ago(80))
        Match.objects.filter(pk=made["Resting"].pk).update(status="paused")
        Match.objects.filter(pk=made["Over"].pk).update(status="ended", ended_on=ago(50))
        return made

    @pytest.mark.parametrize(
        ("address", "order"),
        [
            ("", ["Silent", "Overdue", "Kept", "Resting", "Over"]),
            ("?sort=-urgency", ["Over", "Resting", "Kept", "Overdue", "Silent"]),
            ("?sort=supporter", ["Kept", "Over", "Overdue", "Resting", "Silent"]),
            ("?sort=-supportee", ["Silent", "Resting", "Overdue", "Over", "Kept"]),
            ("?status=active", ["Silent", "Overdue", "Kept"]),
            ("?rhythm=ask", ["Silent", "Overdue"]),
            ("?rhythm=silent", ["Silent"]),
            ("?rhythm=on_rhythm", ["Kept"]),
            ("?status=ended", ["Over"]),
            ("?status=paused&rhythm=ask", []),
            ("?q=over+v", ["Overdue", "Over"]),
        ],
    )
    def test_order_filters_and_search(self, scheme, staff, address, order):
        self.matches(scheme)

        found = pairs(opened(staff, "matches", address))

        assert found == [f"{name} – {name}" for name in order]

    def test_how_many_there_are_of_each(self, scheme, staff):
        self.matches(scheme)

        assert counts(opened(staff, "matches")) == [
            {"": 5, "active": 3, "paused": 1, "ended": 1},
            {"": 5, "on_rhythm": 1, "ask": 2, "silent": 1},
        ]

    def test_the_last_that_met_longest_ago_first(self, scheme, staff):
        made = self.matches(scheme)
        made["Kept"].meetings.all().delete()

        assert pairs(opened(staff, "matches", "?sort=met"))[0] == "Kept – Kept"
        assert pairs(opened(staff, "matches", "?sort=-met"))[-1] == "Kept – Kept"


@pytest.mark.parametrize("name", ["volunteers", "supportees", "people_waiting", "matches"])
def test_an_empty_list_says_what_would_stand_there(scheme, staff, name):
    page = opened(staff, name).content.decode()

    words = {
        "volunteers": "Everybody who gives time stands here",
        "supportees": "stands here",
        "people_waiting": "Nobody is waiting",
        "matches": "Two people you brought together stand here.",
    }
    assert words[name] in page


@pytest.mark.parametrize("name", ["volunteers", "supportees", "people_waiting", "matches"])
def test_a_search_that_finds_nothing_offers_to_show_everything(scheme, staff, name):
    page = opened(staff, name, "?q=xyzzy").content.decode()

    assert ("Nothing found" in page, "Show everything" in page) == (True, True)
