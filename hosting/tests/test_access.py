"""A host's staff see the people of their own organisation: nobody else's, and no more of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import a_user
from hosting.models import Organiser
from hosting.tests.factories import a_host, a_placement, an_organiser, staff_of
from people.access import Part, person_ids_visible_to
from people.models import Person
from schemes.models import Partnership, Role, RoleGrant, Scheme
from schemes.tests.factories import a_coordinator, a_partnership, a_role, a_scheme

pytestmark = pytest.mark.django_db


def seen(user: User, part: Part) -> list[str]:
    return [person.name for person in Person.objects.filter(person_ids_visible_to(user, part))]


def organisers_of(user: User) -> list[str]:
    return [str(each) for each in Organiser.objects.visible_to(user).order_by("pk")]


def test_they_see_contact_but_not_the_record_of_those_placed_with_them(scheme: Scheme) -> None:
    forest, mill = a_host(scheme), a_host(scheme, "Old Mill")
    an_organiser(scheme, "Wren Hughes", at=forest)
    an_organiser(scheme, "Owen Price", at=mill)
    hope = staff_of(forest, in_scheme=scheme)

    assert organisers_of(hope) == ["Wren Hughes"]
    assert seen(hope, Part.CONTACT) == ["Wren Hughes"]
    assert seen(hope, Part.RECORD) == []


def test_a_placement_that_ended_or_is_still_to_come_opens_nobody(scheme: Scheme) -> None:
    forest = a_host(scheme)
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    an_organiser(scheme, "Wren Hughes", at=forest, since="2025-09-01", until=yesterday)
    an_organiser(scheme, "Owen Price", at=forest, since=tomorrow)
    an_organiser(scheme, "Ceri Vaughan", at=forest, since="2025-09-01", until=today)
    hope = staff_of(forest, in_scheme=scheme)

    assert organisers_of(hope) == ["Ceri Vaughan"]
    assert seen(hope, Part.NAME) == ["Ceri Vaughan"]


@pytest.mark.parametrize(
    ("first", "last"), [(-30, -1), (1, None)], ids=["host no longer", "begins later"]
)
def test_an_organisation_that_is_no_host_today_opens_nobody(
    scheme: Scheme, first: int, last: int | None
) -> None:
    today = timezone.localdate()
    forest = a_host(
        scheme,
        started_on=today + timedelta(days=first),
        ended_on=None if last is None else today + timedelta(days=last),
    )
    an_organiser(scheme, at=forest)
    hope = staff_of(forest, in_scheme=scheme)

    assert organisers_of(hope) == []
    assert seen(hope, Part.NAME) == []


def test_the_last_day_as_a_host_counts(scheme: Scheme) -> None:
    forest = a_host(scheme, ended_on=timezone.localdate())
    an_organiser(scheme, "Wren Hughes", at=forest)

    assert organisers_of(staff_of(forest, in_scheme=scheme)) == ["Wren Hughes"]


def test_another_part_of_the_organisation_does_not_keep_its_people_open(scheme: Scheme) -> None:
    forest = a_host(scheme, ended_on=timezone.localdate() - timedelta(days=1))
    a_partnership(scheme, organisation=forest, part=Partnership.Part.REFERRER)
    an_organiser(scheme, at=forest)

    assert organisers_of(staff_of(forest, in_scheme=scheme)) == []


def test_without_an_organisation_the_role_opens_nobody(scheme: Scheme) -> None:
    an_organiser(scheme, at=a_host(scheme))
    nowhere = staff_of(None, in_scheme=scheme)

    assert organisers_of(nowhere) == []
    assert seen(nowhere, Part.NAME) == []


def test_a_grant_that_ended_opens_nobody(scheme: Scheme) -> None:
    forest = a_host(scheme)
    an_organiser(scheme, at=forest)
    hope = staff_of(forest, in_scheme=scheme)
    RoleGrant.objects.filter(user=hope).update(ended_on=timezone.localdate())

    assert organisers_of(hope) == []
    assert seen(hope, Part.NAME) == []


def test_the_same_organisation_in_another_scheme_stays_closed(scheme: Scheme) -> None:
    forest = a_host(scheme)
    elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
    wren = an_organiser(elsewhere, "Wren Hughes")
    a_placement(wren, forest)
    hope = staff_of(forest, in_scheme=scheme)

    assert organisers_of(hope) == []
    assert seen(hope, Part.NAME) == []


@pytest.mark.parametrize("role", [Role.STEERING, Role.TRAINER, Role.LEAD])
def test_other_roles_of_an_organisation_open_nobody(scheme: Scheme, role: Role) -> None:
    forest = a_host(scheme)
    an_organiser(scheme, at=forest)
    user = a_role(role, of=scheme)
    RoleGrant.objects.filter(user=user).update(organisation=forest)

    assert organisers_of(user) == []
    assert seen(user, Part.NAME) == []


def test_those_who_run_the_scheme_see_all_of_them(scheme: Scheme) -> None:
    an_organiser(scheme, "Wren Hughes", at=a_host(scheme))
    an_organiser(scheme, "Owen Price")
    sam = a_coordinator(of=scheme)

    assert organisers_of(sam) == ["Wren Hughes", "Owen Price"]
    assert sorted(seen(sam, Part.RECORD)) == ["Owen Price", "Wren Hughes"]
    assert organisers_of(a_user("Nell Stranger")) == []
