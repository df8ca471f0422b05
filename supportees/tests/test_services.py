"""What happens to a supportee: every move over every state, and who may."""

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
from supportees.models import Supportee
from supportees.services import (
    SupporteeDetails,
    add_supportee,
    follow_matches,
    move_supportee,
    settle_status,
    update_supportee,
)
from supportees.tests.factories import a_supportee

pytestmark = pytest.mark.django_db
STATES = list(Supportee.Status)
BY_A_PERSON = {
    "referred": {"assessed", "waiting", "ended"},
    "assessed": {"waiting", "paused", "ended"},
    "waiting": {"paused", "ended"},
    "matched": {"paused"},
    "paused": {"waiting", "ended"},
    "ended": {"referred", "waiting"},
}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def sam(scheme):
    return a_coordinator(of=scheme)


def as_stored(supportee: Supportee) -> tuple:
    return Supportee.objects.values_list(
        "status", "status_since", "ended_on", "ending_reason", "status_in_doubt"
    ).get(pk=supportee.pk)


class TestMoves:
    @pytest.mark.parametrize("to", STATES)
    @pytest.mark.parametrize("state", STATES)
    def test_every_move_from_every_state(self, scheme, sam, state, to):
        supportee = a_supportee(scheme, status=state, status_since=date(2026, 1, 1))
        before = as_stored(supportee)

        if to in BY_A_PERSON[state]:
            move_supportee(supportee=supportee, to=to, actor=sam, on=date(2026, 3, 4), why="So")
            ended = (date(2026, 3, 4), "So") if to == "ended" else (None, "")
            assert as_stored(supportee) == (to, date(2026, 3, 4), *ended, False)
        else:
            with pytest.raises(RuleBroken, match=r"Joan Abbott is .* now and cannot become"):
                move_supportee(supportee=supportee, to=to, actor=sam, on=date(2026, 3, 4), why="So")
            assert as_stored(supportee) == before

    @pytest.mark.parametrize("state", STATES)
    def test_what_a_match_that_begins_does_to_every_state(self, scheme, sam, state):
        supportee = a_supportee(scheme, status=state)

        follow_matches(supportee=supportee, is_matched=True, actor=sam)

        is_looking = state in ("referred", "assessed", "waiting")
        assert as_stored(supportee)[0] == ("matched" if is_looking else state)

    @pytest.mark.parametrize("state", STATES)
    def test_what_the_last_match_that_ends_does_to_every_state(self, scheme, sam, state):
        supportee = a_supportee(scheme, status=state)

        follow_matches(supportee=supportee, is_matched=False, actor=sam)

        assert as_stored(supportee)[0] == ("waiting" if state == "matched" else state)

    @pytest.mark.parametrize("state", STATES)
    def test_when_they_need_no_more_support_it_ends_in_every_state(self, scheme, sam, state):
        supportee = a_supportee(scheme, status=state)
        day = date(2026, 3, 4)

        follow_matches(supportee=supportee, is_matched=False, ends=True, actor=sam, on=day)

        assert as_stored(supportee)[0] == "ended"
        assert as_stored(supportee)[2] == (None if state == "ended" else day)

    def test_a_move_since_today_unless_told(self, scheme, sam):
        supportee = a_supportee(scheme, status="referred", status_since=date(2026, 1, 1))
        move_supportee(supportee=supportee, to="assessed", actor=sam)

        assert as_stored(supportee)[1] == timezone.localdate()

    def test_no_move_in_the_future(self, scheme, sam):
        supportee = a_supportee(scheme, status="referred")
        tomorrow = timezone.localdate() + timedelta(days=1)

        with pytest.raises(RuleBroken, match="in the future") as refusal:
            move_supportee(supportee=supportee, to="assessed", actor=sam, on=tomorrow)

        assert (refusal.value.field, as_stored(supportee)[0]) == ("on", "referred")

    def test_it_looks_again_at_what_is_there_now(self, scheme, sam):
        as_seen = a_supportee(scheme, status="waiting")
        move_supportee(supportee=as_seen, to="ended", actor=sam, why="Moved away")

        with pytest.raises(RuleBroken, match="is ended now"):
            move_supportee(supportee=as_seen, to="paused", actor=sam)

    def test_a_move_settles_a_status_in_doubt(self, scheme, sam):
        supportee = a_supportee(scheme, status="waiting", status_in_doubt=True)
        move_supportee(supportee=supportee, to="paused", actor=sam)

        assert as_stored(supportee)[4] is False

    def test_looking_at_it_settles_it_as_well(self, scheme, sam):
        supportee = a_supportee(scheme, status="waiting", status_in_doubt=True)
        before = as_stored(supportee)
        settle_status(supportee=supportee, actor=sam)

        assert as_stored(supportee) == (*before[:4], False)

    def test_the_history_says_who_and_why(self, scheme, sam):
        supportee = a_supportee(scheme)
        move_supportee(supportee=supportee, to="ended", actor=sam, why="Moved away")

        assert signatures_of(supportee)[-1] == {
            "what": "move a supportee to ended",
            "why": "Moved away",
            "actor": sam.pk,
        }


class TestAddingAndChanging:
    def test_a_new_person(self, scheme, sam):
        supportee = add_supportee(
            scheme=scheme,
            person=PersonDetails(given_name="Joan", family_name="Abbott", languages=("Hindi",)),
            details=SupporteeDetails(reference="S7", interests=("tea", "chess")),
            status="referred",
            actor=sam,
        )

        supportee.refresh_from_db()
        assert (supportee.status, supportee.reference) == ("referred", "S7")
        assert (supportee.interests, supportee.person.languages) == (["tea", "chess"], ["Hindi"])
        assert supportee.person.organisation == scheme.organisation

    def test_somebody_who_is_known(self, scheme, sam):
        person = a_person("Ann Lee", organisation=scheme.organisation)
        add_supportee(
            scheme=scheme, person=person, details=SupporteeDetails(), status="referred", actor=sam
        )

        assert (Person.objects.count(), person.being_supported.count()) == (1, 1)

    def test_nobody_twice(self, scheme, sam):
        person = a_supportee(scheme).person

        with pytest.raises(RuleBroken, match="on the list already"):
            add_supportee(
                scheme=scheme,
                person=person,
                details=SupporteeDetails(),
                status="referred",
                actor=sam,
            )

    def test_a_reference_is_one_persons_and_nothing_is_half_done(self, scheme, sam):
        a_supportee(scheme, reference="S7")

        with pytest.raises(RuleBroken, match="has this reference") as refusal:
            add_supportee(
                scheme=scheme,
                person=PersonDetails(given_name="Tom"),
                details=SupporteeDetails(reference="S7"),
                status="referred",
                actor=sam,
            )

        assert refusal.value.field == "reference"
        assert (Person.objects.count(), Supportee.objects.count()) == (1, 1)

    def test_another_scheme_may_use_the_same_reference(self, scheme):
        a_supportee(scheme, reference="S7")
        elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)

        assert a_supportee(elsewhere, "Tom Reed", reference="S7").pk

    def test_changing(self, scheme, sam):
        supportee = a_supportee(scheme, reference="S7", status="matched")
        update_supportee(
            supportee=supportee,
            person=PersonDetails(given_name="Joan", family_name="Hill", phone="07700 900123"),
            details=SupporteeDetails(reference="S8", referred_by="Dr Bell"),
            actor=sam,
        )

        supportee = Supportee.objects.get()
        assert (supportee.reference, supportee.referred_by) == ("S8", "Dr Bell")
        assert (supportee.person.name, supportee.person.phone) == ("Joan Hill", "07700 900123")
        assert supportee.status == "matched"

    @pytest.mark.parametrize(
        ("status", "since"), [("waiting", date(2026, 1, 5)), ("referred", None)]
    )
    def test_somebody_waits_since_their_referral(self, scheme, sam, status, since):
        supportee = add_supportee(
            scheme=scheme,
            person=PersonDetails(given_name="Joan"),
            details=SupporteeDetails(referred_on=date(2026, 1, 5)),
            status=status,
            actor=sam,
        )

        assert supportee.status_since == (since or timezone.localdate())


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
        supportee = a_supportee(scheme, status="referred")
        move_supportee(supportee=supportee, to="assessed", actor=a_role(Role.MANAGER, of=scheme))

        assert as_stored(supportee)[0] == "assessed"

    def nothing_is_allowed(self, scheme, actor):
        supportee = a_supportee(scheme, status="referred")
        before = as_stored(supportee)
        person, details = PersonDetails(given_name="Tom"), SupporteeDetails()
        for action in (
            lambda: add_supportee(
                scheme=scheme, status="referred", person=person, details=details, actor=actor
            ),
            lambda: update_supportee(
                supportee=supportee, person=person, details=details, actor=actor
            ),
            lambda: move_supportee(supportee=supportee, to="assessed", actor=actor),
            lambda: settle_status(supportee=supportee, actor=actor),
        ):
            with pytest.raises(NotAllowed, match="Your sign-in does not include it"):
                action()

        assert (as_stored(supportee), Supportee.objects.count()) == (before, 1)
        assert Person.objects.get().name == "Joan Abbott"
