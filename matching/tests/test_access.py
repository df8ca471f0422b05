"""Who may see whom, once matches are known: every reason, for everybody who might ask."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import a_user
from matching.models import Match
from matching.tests.factories import a_match
from people.access import Part, person_ids_visible_to, reasons
from people.models import Person
from schemes.models import Role, RoleGrant, Scheme
from schemes.tests.factories import a_coordinator, a_role, a_scheme, an_organisation
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
EVERYBODY = ["Ann Lee", "Joan Abbott", "Priya Khan", "Tom Reed"]


@dataclass
class Town:
    """Priya sees Joan, Tom sees Ann; a scheme of another organisation has Wren alone."""

    scheme: Scheme
    elsewhere: Scheme
    match: Match
    priya: User
    joan: User


@pytest.fixture
def town() -> Town:
    scheme = a_scheme()
    elsewhere = a_scheme("elsewhere", organisation=an_organisation("Others"))
    a_volunteer(elsewhere, "Wren Jones")
    priya, joan = a_user("Priya Khan"), a_user("Joan Abbott")
    match = a_match(
        a_volunteer(scheme, "Priya Khan", user=priya), a_supportee(scheme, "Joan Abbott", user=joan)
    )
    a_match(a_volunteer(scheme, "Tom Reed"), a_supportee(scheme, "Ann Lee"))
    return Town(scheme, elsewhere, match, priya, joan)


def seen(user: User) -> dict[str, list[str]]:
    """The names of those of whom the user may see each part."""
    return {
        part.value: sorted(
            person.name for person in Person.objects.filter(person_ids_visible_to(user, part))
        )
        for part in Part
    }


def nobody() -> dict[str, list[str]]:
    return {"name": [], "contact": [], "record": []}


def all_parts(*names: str) -> dict[str, list[str]]:
    return {part.value: sorted(names) for part in Part}


def granted(scheme: Scheme, role: str, *, first: int, end: int | None = None) -> User:
    """Somebody whose role begins and ends this many days from today."""
    user, today = a_user("Fran Former"), timezone.localdate()
    RoleGrant.objects.create(
        scheme=scheme,
        user=user,
        role=role,
        started_on=today + timedelta(days=first),
        ended_on=None if end is None else today + timedelta(days=end),
    )
    return user


@pytest.mark.parametrize("role", ["coordinator", "manager"])
def test_those_who_run_the_scheme_see_all_of_its_people(town, role):
    assert seen(a_role(role, of=town.scheme)) == all_parts(*EVERYBODY)


@pytest.mark.parametrize("role", ["lead", "trainer", "steering", "partner"])
def test_other_roles_see_nobody(town, role):
    assert seen(a_role(Role(role), of=town.scheme)) == nobody()


def test_another_schemes_coordinator_sees_their_own_people(town):
    assert seen(a_coordinator(of=town.elsewhere)) == all_parts("Wren Jones")


@pytest.mark.parametrize(
    ("first", "end", "sees"),
    [
        (-30, -1, False),
        (-30, 0, False),
        (-30, 1, True),
        (0, None, True),
        (1, None, False),
    ],
    ids=["until yesterday", "until today", "until tomorrow", "from today", "from tomorrow"],
)
def test_a_role_holds_from_its_first_day_up_to_its_last(town, first, end, sees):
    user = granted(town.scheme, "manager", first=first, end=end)

    assert seen(user) == (all_parts(*EVERYBODY) if sees else nobody())
    assert Match.objects.visible_to(user).count() == (2 if sees else 0)
    assert Volunteer.objects.visible_to(user).count() == (2 if sees else 0)
    assert Supportee.objects.visible_to(user).count() == (2 if sees else 0)


class TestTheTwoOfAMatch:
    @pytest.mark.parametrize("status", ["active", "paused"])
    def test_while_it_runs_a_volunteer_may_reach_who_they_support(self, town, status):
        Match.objects.filter(pk=town.match.pk).update(status=status)

        assert seen(town.priya) == {
            "name": ["Joan Abbott", "Priya Khan"],
            "contact": ["Joan Abbott", "Priya Khan"],
            "record": ["Priya Khan"],
        }

    @pytest.mark.parametrize("status", ["active", "paused"])
    def test_while_it_runs_a_supportee_knows_who_comes(self, town, status):
        Match.objects.filter(pk=town.match.pk).update(status=status)

        assert seen(town.joan) == {
            "name": ["Joan Abbott", "Priya Khan"],
            "contact": ["Joan Abbott"],
            "record": ["Joan Abbott"],
        }

    def test_afterwards_each_sees_themselves(self, town):
        self.end(town.match)

        assert seen(town.priya) == all_parts("Priya Khan")
        assert seen(town.joan) == all_parts("Joan Abbott")

    def test_afterwards_the_supportee_alone_keeps_sight_of_the_match(self, town):
        self.end(town.match)

        assert list(Match.objects.visible_to(town.priya)) == []
        assert list(Match.objects.visible_to(town.joan)) == [town.match]

    def test_each_sees_their_own_part_and_not_the_others(self, town):
        assert list(Volunteer.objects.visible_to(town.priya)) == [town.match.volunteer]
        assert list(Supportee.objects.visible_to(town.priya)) == []
        assert list(Volunteer.objects.visible_to(town.joan)) == []
        assert list(Supportee.objects.visible_to(town.joan)) == [town.match.supportee]

    def test_each_sees_their_own_match_alone(self, town):
        for user in (town.priya, town.joan):
            assert list(Match.objects.visible_to(user)) == [town.match]

    def end(self, match: Match) -> None:
        Match.objects.filter(pk=match.pk).update(status="ended", ended_on=date(2026, 5, 1))


def test_a_stranger_sees_nobody(town):
    stranger = a_user("Nell Stranger")

    assert seen(stranger) == nobody()
    for model in (Match, Volunteer, Supportee):
        assert list(model.objects.visible_to(stranger)) == []


def test_somebody_in_two_schemes_is_seen_from_both_and_found_once(town):
    call_round = a_scheme("call-round", organisation=town.scheme.organisation)
    Volunteer.objects.create(scheme=call_round, person=town.match.volunteer.person)

    assert seen(a_coordinator(of=call_round)) == all_parts("Priya Khan")
    assert seen(a_coordinator(of=town.scheme, name="Mo Bright")) == all_parts(*EVERYBODY)


def test_all_the_reasons_there_are():
    assert sorted((reason.name, reason.part.value) for reason in reasons()) == [
        ("a host's staff see the paid organisers placed with it", "contact"),
        ("a host's staff see the volunteers it hosts", "contact"),
        ("staff of the scheme see its paid organisers", "record"),
        ("staff of the scheme see its volunteers", "record"),
        ("staff of the scheme see the people it supports", "record"),
        ("they support you", "name"),
        ("you support them", "contact"),
        ("yourself", "record"),
    ]
