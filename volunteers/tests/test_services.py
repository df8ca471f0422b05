"""What happens to a volunteer: every move over every state, and who may."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowed, RuleBroken
from core.tests.signatures import signatures_of
from people.models import Person
from people.services import PersonDetails
from people.tests.factories import a_person
from schemes.models import Role, Scheme
from schemes.tests.factories import a_coordinator, a_role, a_scheme
from volunteers.models import Volunteer
from volunteers.services import (
    VolunteerDetails,
    add_volunteer,
    follow_matches,
    move_volunteer,
    settle_status,
    update_volunteer,
)
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
STATES = list(Volunteer.Status)
BY_A_PERSON = {
    "enquired": {"applied", "in_training", "left"},
    "applied": {"in_training", "available", "left"},
    "in_training": {"available", "applied", "left"},
    "available": {"paused", "left"},
    "matched": {"paused", "left"},
    "paused": {"available", "left"},
    "left": {"applied", "available"},
}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def sam(scheme):
    return a_coordinator(of=scheme)


def as_stored(volunteer: Volunteer) -> tuple:
    return Volunteer.objects.values_list(
        "status", "status_since", "left_on", "leaving_reason", "status_in_doubt"
    ).get(pk=volunteer.pk)


class TestMoves:
    @pytest.mark.parametrize("to", STATES)
    @pytest.mark.parametrize("state", STATES)
    def test_every_move_from_every_state(self, scheme, sam, state, to):
        volunteer = a_volunteer(scheme, status=state, status_since=date(2026, 1, 1))
        before = as_stored(volunteer)

        if to in BY_A_PERSON[state]:
            move_volunteer(volunteer=volunteer, to=to, actor=sam, on=date(2026, 3, 4), why="So")
            left = (date(2026, 3, 4), "So") if to == "left" else (None, "")
            assert as_stored(volunteer) == (to, date(2026, 3, 4), *left, False)
        else:
            with pytest.raises(RuleBroken, match=r"Priya Khan is .* now and cannot become"):
                move_volunteer(volunteer=volunteer, to=to, actor=sam, on=date(2026, 3, 4), why="So")
            assert as_stored(volunteer) == before

    @pytest.mark.parametrize("is_matched", [True, False])
    @pytest.mark.parametrize("state", STATES)
    def test_what_a_match_does_to_every_state(self, scheme, sam, state, is_matched):
        volunteer = a_volunteer(scheme, status=state)

        follow_matches(volunteer=volunteer, is_matched=is_matched, actor=sam)

        moves = {("available", True): "matched", ("matched", False): "available"}
        assert as_stored(volunteer)[0] == moves.get((state, is_matched), state)

    def test_a_move_since_today_unless_told(self, scheme, sam):
        volunteer = a_volunteer(scheme, status="applied", status_since=date(2026, 1, 1))
        move_volunteer(volunteer=volunteer, to="available", actor=sam)

        assert as_stored(volunteer)[1] == timezone.localdate()

    def test_no_move_in_the_future(self, scheme, sam):
        volunteer = a_volunteer(scheme, status="applied")
        tomorrow = timezone.localdate() + timedelta(days=1)

        with pytest.raises(RuleBroken, match="in the future") as refusal:
            move_volunteer(volunteer=volunteer, to="available", actor=sam, on=tomorrow)

        assert (refusal.value.field, as_stored(volunteer)[0]) == ("on", "applied")

    def test_nobody_leaves_before_they_started(self, scheme, sam):
        volunteer = a_volunteer(scheme, started_on=date(2026, 3, 1))

        with pytest.raises(RuleBroken, match="before the day they started") as refusal:
            move_volunteer(
                volunteer=volunteer, to="left", actor=sam, on=date(2026, 2, 28), why="So"
            )

        assert (refusal.value.field, as_stored(volunteer)[0]) == ("on", "available")

    def test_it_looks_again_at_what_is_there_now(self, scheme, sam):
        as_seen = a_volunteer(scheme, status="available")
        move_volunteer(volunteer=as_seen, to="left", actor=sam, why="Moved away")

        with pytest.raises(RuleBroken, match="is left now"):
            move_volunteer(volunteer=as_seen, to="paused", actor=sam)

    def test_a_move_settles_a_status_in_doubt(self, scheme, sam):
        volunteer = a_volunteer(scheme, status="available", status_in_doubt=True)
        move_volunteer(volunteer=volunteer, to="paused", actor=sam)

        assert as_stored(volunteer)[4] is False

    def test_looking_at_it_settles_it_as_well(self, scheme, sam):
        volunteer = a_volunteer(scheme, status="available", status_in_doubt=True)
        before = as_stored(volunteer)
        settle_status(volunteer=volunteer, actor=sam)

        assert as_stored(volunteer) == (*before[:4], False)

    def test_the_history_says_who_and_why(self, scheme, sam):
        volunteer = a_volunteer(scheme)
        move_volunteer(volunteer=volunteer, to="left", actor=sam, why="Got a job")

        assert signatures_of(volunteer)[-1] == {
            "what": "move a volunteer to left",
            "why": "Got a job",
            "actor": sam.pk,
        }


class TestAddingAndChanging:
    def test_a_new_person(self, scheme, sam):
        volunteer = add_volunteer(
            scheme=scheme,
            person=PersonDetails(given_name="Priya", family_name="Khan", languages=("Hindi",)),
            details=VolunteerDetails(reference="V7", interests=("tea", "chess")),
            status="applied",
            actor=sam,
        )

        volunteer.refresh_from_db()
        assert (volunteer.status, volunteer.reference) == ("applied", "V7")
        assert (volunteer.interests, volunteer.person.languages) == (["tea", "chess"], ["Hindi"])
        assert volunteer.person.organisation == scheme.organisation

    def test_somebody_who_is_known(self, scheme, sam):
        person = a_person("Joan Abbott", organisation=scheme.organisation)
        add_volunteer(
            scheme=scheme, person=person, details=VolunteerDetails(), status="applied", actor=sam
        )

        assert (Person.objects.count(), person.volunteering.count()) == (1, 1)

    def test_nobody_twice(self, scheme, sam):
        person = a_volunteer(scheme).person

        with pytest.raises(RuleBroken, match="on the list already"):
            add_volunteer(
                scheme=scheme,
                person=person,
                details=VolunteerDetails(),
                status="applied",
                actor=sam,
            )

    def test_a_reference_is_one_persons_and_nothing_is_half_done(self, scheme, sam):
        a_volunteer(scheme, reference="V7")

        with pytest.raises(RuleBroken, match="has this reference") as refusal:
            add_volunteer(
                scheme=scheme,
                person=PersonDetails(given_name="Tom"),
                details=VolunteerDetails(reference="V7"),
                status="applied",
                actor=sam,
            )

        assert refusal.value.field == "reference"
        assert (Person.objects.count(), Volunteer.objects.count()) == (1, 1)

    def test_another_scheme_may_use_the_same_reference(self, scheme):
        a_volunteer(scheme, reference="V7")
        elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)

        assert a_volunteer(elsewhere, "Tom Reed", reference="V7").pk

    def test_changing(self, scheme, sam):
        volunteer = a_volunteer(scheme, reference="V7", status="matched")
        update_volunteer(
            volunteer=volunteer,
            person=PersonDetails(given_name="Priya", family_name="Hill", phone="07700 900123"),
            details=VolunteerDetails(reference="V8", most_supportees=3),
            actor=sam,
        )

        volunteer = Volunteer.objects.get()
        assert (volunteer.reference, volunteer.most_supportees) == ("V8", 3)
        assert (volunteer.person.name, volunteer.person.phone) == ("Priya Hill", "07700 900123")
        assert volunteer.status == "matched"


class TestWhoMay:
    @pytest.mark.parametrize(
        "role", [role for role in Role if role not in ("coordinator", "manager")]
    )
    def test_other_roles_may_not(self, scheme, role):
        self.nothing_is_allowed(scheme, a_role(role, of=scheme))

    def test_another_schemes_coordinator_may_not(self, scheme):
        elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
        self.nothing_is_allowed(scheme, a_coordinator(of=elsewhere, name="Other Sam"))

    def test_a_manager_may(self, scheme):
        volunteer = a_volunteer(scheme, status="applied")
        move_volunteer(volunteer=volunteer, to="available", actor=a_role(Role.MANAGER, of=scheme))

        assert as_stored(volunteer)[0] == "available"

    def nothing_is_allowed(self, scheme, actor):
        volunteer = a_volunteer(scheme, status="applied")
        before = as_stored(volunteer)
        person, details = PersonDetails(given_name="Tom"), VolunteerDetails()
        for action in (
            lambda: add_volunteer(
                scheme=scheme, status="applied", person=person, details=details, actor=actor
            ),
            lambda: update_volunteer(
                volunteer=volunteer, person=person, details=details, actor=actor
            ),
            lambda: move_volunteer(volunteer=volunteer, to="available", actor=actor),
            lambda: settle_status(volunteer=volunteer, actor=actor),
        ):
            with pytest.raises(NotAllowed, match="Your sign-in does not include it"):
                action()

        assert (as_stored(volunteer), Volunteer.objects.count()) == (before, 1)
        assert Person.objects.get().name == "Priya Khan"
