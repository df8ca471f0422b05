"""What a host's own staff see: their people and how to reach them, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.tests.factories import signed_in
from hosting.tests.factories import a_cohort, a_host, an_organiser, staff_of
from matching.tests.factories import a_match
from people.tests.factories import a_person
from schemes.models import Organisation, Role, RoleGrant, Scheme
from schemes.tests.factories import a_partnership, a_role, a_scheme
from schemes.tests.visiting import address, words_of
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme(
        "roots",
        kind="community-organising",
        contact_name="Sam Rivers",
        contact_phone="07700 900100",
    )


@pytest.fixture
def forest(scheme: Scheme) -> Organisation:
    return a_host(scheme)


@pytest.fixture
def hope(client: Client, scheme: Scheme, forest: Organisation) -> Client:
    """The browser of somebody who works at Forest Centre."""
    return signed_in(client, staff_of(forest, in_scheme=scheme))


def hosted(scheme: Scheme, named: str = "Priya Khan", **values: Any) -> Volunteer:
    """A volunteer of whom much is known that is none of a host's business."""
    volunteer = a_volunteer(scheme, named, notes="Has been ill.", interests=["chess"], **values)
    person = volunteer.person
    person.phone, person.email = "07700 900201", "priya@example.org"
    person.postcode, person.born_on, person.languages = "GL1 1AA", "2001-02-03", ["Welsh"]
    person.save()
    return volunteer


def test_they_see_their_own_people_and_how_to_reach_them(
    hope: Client, scheme: Scheme, forest: Organisation
) -> None:
    wren = an_organiser(scheme, at=forest, cohort=a_cohort(scheme))
    hosted(scheme, host=forest, organiser=wren)
    hosted(scheme, "Tom Reed", host=a_host(scheme, "Old Mill"))
    hosted(scheme, "Nell Stone")
    hosted(scheme, "Ann Lee", host=forest, status="left")
    an_organiser(scheme, "Owen Price", at=a_host(scheme, "The Hall"))

    answer = hope.get(address(scheme, "our_people"))

    page = words_of(answer)
    assert [row.person.name for row in answer.context["rows"]] == ["Priya Khan"]
    assert [str(each.organiser) for each in answer.context["placements"]] == ["Wren Hughes"]
    assert ["07700 900201" in page, "priya@example.org" in page] == [True, True]
    assert "Tom Reed" not in page
    assert "Owen Price" not in page


@pytest.mark.parametrize("page", ["our_people", "our_volunteer"])
def test_they_see_no_more_of_them_than_that(
    hope: Client, scheme: Scheme, forest: Organisation, page: str
) -> None:
    volunteer = hosted(scheme, host=forest)
    a_match(volunteer, a_supportee(scheme, "Joan Abbott"))
    parts = [volunteer.pk] if page == "our_volunteer" else []

    words = words_of(hope.get(address(scheme, page, *parts)))

    assert "Priya Khan" in words
    assert [
        what
        for what in ("Has been ill", "chess", "GL1", "2001", "Welsh", "Joan", "Abbott")
        if what in words
    ] == []


def test_an_organiser_s_page_names_their_volunteers_of_this_host_only(
    hope: Client, scheme: Scheme, forest: Organisation
) -> None:
    wren = an_organiser(scheme, at=forest)
    hosted(scheme, host=forest, organiser=wren)
    hosted(scheme, "Tom Reed", host=a_host(scheme, "Old Mill"), organiser=wren)

    page = words_of(hope.get(address(scheme, "our_organiser", wren.pk)))

    assert ["Priya Khan" in page, "Tom Reed" in page] == [True, False]


def test_an_organiser_of_another_host_stays_unnamed(
    hope: Client, scheme: Scheme, forest: Organisation
) -> None:
    owen = an_organiser(scheme, "Owen Price", at=a_host(scheme, "Old Mill"))
    priya = hosted(scheme, host=forest, organiser=owen)

    pages = [
        words_of(hope.get(address(scheme, "our_people"))),
        words_of(hope.get(address(scheme, "our_volunteer", priya.pk))),
    ]

    assert ["Owen Price" in page for page in pages] == [False, False]


@pytest.mark.parametrize("whose", ["another host", "no host", "left", "another scheme"])
def test_a_volunteer_who_is_not_theirs_is_not_there(
    hope: Client, scheme: Scheme, forest: Organisation, whose: str
) -> None:
    elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
    volunteer = {
        "another host": lambda: hosted(scheme, host=a_host(scheme, "Old Mill")),
        "no host": lambda: hosted(scheme),
        "left": lambda: hosted(scheme, host=forest, status="left"),
        "another scheme": lambda: hosted(elsewhere, host=forest),
    }[whose]()

    assert hope.get(address(scheme, "our_volunteer", volunteer.pk)).status_code == 404


@pytest.mark.parametrize("whose", ["another host", "gone", "still to come"])
def test_an_organiser_who_is_not_theirs_now_is_not_there(
    hope: Client, scheme: Scheme, forest: Organisation, whose: str
) -> None:
    day = timedelta(days=1)
    today = timezone.localdate()
    organiser = {
        "another host": lambda: an_organiser(scheme, at=a_host(scheme, "Old Mill")),
        "gone": lambda: an_organiser(scheme, at=forest, until=today - day),
        "still to come": lambda: an_organiser(scheme, at=forest, since=today + day),
    }[whose]()

    assert hope.get(address(scheme, "our_organiser", organiser.pk)).status_code == 404


@pytest.mark.parametrize("page", ["volunteers", "volunteer", "hosts", "host", "organiser"])
def test_the_pages_of_the_scheme_s_own_staff_stay_closed(
    hope: Client, scheme: Scheme, forest: Organisation, page: str
) -> None:
    volunteer = hosted(scheme, host=forest)
    wren = an_organiser(scheme, at=forest)
    parts = {"volunteer": [volunteer.pk], "host": [forest.pk], "organiser": [wren.pk]}

    assert hope.get(address(scheme, page, *parts.get(page, []))).status_code == 403


def test_somebody_who_volunteers_there_too_is_no_exception(
    client: Client, scheme: Scheme, forest: Organisation
) -> None:
    user = staff_of(forest, in_scheme=scheme)
    own = Volunteer.objects.create(
        scheme=scheme,
        person=a_person("Hope Lane", organisation=scheme.organisation, user=user),
        host=a_host(scheme, "Old Mill"),
    )
    signed_in(client, user)

    assert list(client.get(address(scheme, "our_people")).context["rows"]) == []
    assert client.get(address(scheme, "our_volunteer", own.pk)).status_code == 404


def test_without_an_organisation_the_page_says_whom_to_ask(client: Client, scheme: Scheme) -> None:
    hosted(scheme)
    hosted(scheme, "Tom Reed", host=a_host(scheme))
    signed_in(client, staff_of(None, in_scheme=scheme))

    page = words_of(client.get(address(scheme, "our_people")))

    assert "We do not know for which organisation you are here" in page
    assert "If that is not right, ask Sam Rivers." in page
    assert "07700 900100" in page
    assert "Tom Reed" not in page


def test_with_nobody_the_page_says_so(hope: Client, scheme: Scheme) -> None:
    assert "Nobody is with Forest Centre now" in words_of(hope.get(address(scheme, "our_people")))


def test_a_role_that_ended_closes_the_page(
    hope: Client, scheme: Scheme, forest: Organisation
) -> None:
    hosted(scheme, host=forest)
    RoleGrant.objects.update(ended_on=timezone.localdate())

    assert hope.get(address(scheme, "our_people")).status_code == 404


def test_they_land_with_their_own_people(hope: Client, scheme: Scheme) -> None:
    assert hope.get("/")["Location"] == address(scheme, "our_people")


def test_a_partner_who_hosts_nobody_lands_with_the_plan(client: Client, scheme: Scheme) -> None:
    user = a_role(Role.PARTNER, of=scheme)
    RoleGrant.objects.update(organisation=a_partnership(scheme).organisation)
    signed_in(client, user)

    assert client.get("/")["Location"] == address(scheme, "setup")
