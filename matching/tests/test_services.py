"""What happens to a match: changed, paused, resumed, ended; and to its two people."""

from datetime import date
from typing import Any

import pytest

from accounts.tests.factories import a_user
from core.errors import NotAllowed, RuleBroken
from core.tests.signatures import signatures_of
from matching.models import Match, MatchPause
from matching.services import pause_match, resume_match, update_match
from matching.tests.factories import a_match
from matching.tests.moves import JUNE, MARCH, a_pair, end, make, states_of, tomorrow
from schemes.models import Role
from schemes.tests.factories import a_coordinator, a_role, a_scheme
from supportees.models import Supportee
from supportees.services import move_supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.services import move_volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
STATES = list(Match.Status)


class TestMoves:
    MOVES = {
        "pause": (
            {"active"},
            lambda m, actor: pause_match(match=m, started_on=JUNE, reason="Away", actor=actor),
        ),
        "resume": ({"paused"}, lambda m, actor: resume_match(match=m, on=JUNE, actor=actor)),
        "end": ({"active", "paused"}, lambda m, actor: end(m, actor)),
        "change": (
            {"active", "paused"},
            lambda m, actor: update_match(
                match=m, rhythm_days=7, purpose="Walks", usual_place="Park", actor=actor
            ),
        ),
    }
    BECOMES = {"pause": "paused", "resume": "active", "end": "ended"}

    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize("move", MOVES)
    def test_every_move_from_every_state(self, scheme, sam, move, state):
        match = a_pair(scheme, state)
        allowed, act = self.MOVES[move]
        before = self.all_about(match)

        if state in allowed:
            act(match, sam)
            assert states_of(match)[0] == self.BECOMES.get(move, state)
        else:
            with pytest.raises(RuleBroken, match=r"This match (is|has) "):
                act(match, sam)
            assert self.all_about(match) == before

    def all_about(self, match: Match) -> list[Any]:
        return [
            *Match.objects.filter(pk=match.pk).values(),
            *MatchPause.objects.values(),
            states_of(match),
        ]

    def test_it_looks_again_at_what_is_there_now(self, scheme, sam):
        as_seen = a_pair(scheme)
        end(as_seen, sam)

        with pytest.raises(RuleBroken, match="This match is ended now"):
            pause_match(match=as_seen, started_on=JUNE, reason="Away", actor=sam)


class TestPausing:
    def test_it_rests_from_that_day_and_its_people_stay_matched(self, scheme, sam):
        match = a_pair(scheme)
        pause_match(match=match, started_on=JUNE, reason="In hospital", actor=sam)

        assert list(match.pauses.values_list("started_on", "ended_on", "reason")) == [
            (JUNE, None, "In hospital")
        ]
        assert states_of(match) == ("paused", "matched", "matched")

    @pytest.mark.parametrize(
        ("day", "words"),
        [(date(2026, 2, 28), "before the day they were matched"), (None, "in the future")],
    )
    def test_the_day_must_be_possible(self, scheme, sam, day, words):
        match = a_pair(scheme)

        with pytest.raises(RuleBroken, match=words) as refusal:
            pause_match(match=match, started_on=day or tomorrow(), reason="Away", actor=sam)

        assert (refusal.value.field, states_of(match)[0]) == ("started_on", "active")

    def test_two_pauses_do_not_overlap(self, scheme, sam):
        match = a_pair(scheme, "paused")
        resume_match(match=match, on=date(2026, 5, 1), actor=sam)

        with pytest.raises(RuleBroken, match="in an earlier pause") as refusal:
            pause_match(match=match, started_on=date(2026, 4, 30), reason="Away", actor=sam)

        assert (refusal.value.field, states_of(match)[0]) == ("started_on", "active")
        pause_match(match=match, started_on=date(2026, 5, 1), reason="Away", actor=sam)
        assert match.pauses.count() == 2

    def test_it_goes_on_from_the_day_it_is_resumed(self, scheme, sam):
        match = a_pair(scheme, "paused")
        resume_match(match=match, on=JUNE, actor=sam)

        assert (states_of(match)[0], match.pauses.get().ended_on) == ("active", JUNE)

    @pytest.mark.parametrize(
        ("day", "words"),
        [(date(2026, 3, 31), "before the day the pause began"), (None, "in the future")],
    )
    def test_the_day_it_goes_on_must_be_possible(self, scheme, sam, day, words):
        match = a_pair(scheme, "paused")

        with pytest.raises(RuleBroken, match=words) as refusal:
            resume_match(match=match, on=day or tomorrow(), actor=sam)

        assert (refusal.value.field, states_of(match)[0]) == ("on", "paused")
        assert match.pauses.get().ended_on is None

    def test_one_on_hold_from_a_spreadsheet_that_says_no_day_goes_on(self, scheme, sam):
        match = a_pair(scheme, "paused")
        match.pauses.all().delete()

        resume_match(match=match, on=JUNE, actor=sam)

        assert states_of(match)[0] == "active"
        assert list(match.pauses.values_list("started_on", "ended_on")) == [(JUNE, JUNE)]


class TestEnding:
    def test_what_is_kept_of_it(self, scheme, sam):
        match = end(a_pair(scheme), sam)

        assert list(
            Match.objects.values_list("ended_on", "ending", "ended_by", "ending_reason")
        ) == [(JUNE, "planned", "both", "All is well now")]
        signed = signatures_of(match)[-1]
        assert signed == {"what": "end a match", "why": "All is well now", "actor": sam.pk}

    @pytest.mark.parametrize(("waits", "status"), [(True, "waiting"), (False, "ended")])
    def test_the_volunteer_is_free_and_the_supportee_as_was_said(self, scheme, sam, waits, status):
        match = a_pair(scheme)
        end(match, sam, waits=waits)

        assert states_of(match) == ("ended", "available", status)
        assert Volunteer.objects.get().status_since == JUNE
        assert Supportee.objects.values_list("status_since", "ended_on").get() == (
            JUNE,
            None if waits else JUNE,
        )

    def test_another_running_match_keeps_them_matched(self, scheme, sam):
        match = a_pair(scheme)
        a_match(match.volunteer, a_supportee(scheme, "Ann Lee", status="matched"))
        a_match(a_volunteer(scheme, "Tom Reed", status="matched"), match.supportee)

        end(match, sam, waits=True)

        assert states_of(match) == ("ended", "matched", "matched")

    def test_support_does_not_end_while_somebody_else_gives_it(self, scheme, sam):
        match = a_pair(scheme)
        a_match(a_volunteer(scheme, "Tom Reed", status="matched"), match.supportee)

        with pytest.raises(RuleBroken, match="Somebody else still supports"):
            end(match, sam, waits=False)

        assert states_of(match) == ("active", "matched", "matched")

    def test_people_on_hold_stay_on_hold(self, scheme, sam):
        match = a_pair(scheme)
        Volunteer.objects.update(status="paused")
        Supportee.objects.update(status="paused")

        end(match, sam)

        assert states_of(match) == ("ended", "paused", "paused")

    def test_a_pause_ends_with_it(self, scheme, sam):
        match = a_pair(scheme, "paused")
        end(match, sam)

        assert match.pauses.get().ended_on == JUNE

    @pytest.mark.parametrize(
        ("status", "day", "words"),
        [
            ("active", date(2026, 2, 28), "before the day they were matched"),
            ("active", None, "in the future"),
            ("paused", date(2026, 3, 31), "before the day the pause began"),
        ],
    )
    def test_the_day_must_be_possible(self, scheme, sam, status, day, words):
        match = a_pair(scheme, status)

        with pytest.raises(RuleBroken, match=words) as refusal:
            end(match, sam, on=day or tomorrow())

        assert refusal.value.field == "ended_on"
        assert states_of(match) == (status, "matched", "matched")

    def test_it_may_end_on_the_day_it_began(self, scheme, sam):
        assert end(a_pair(scheme), sam, on=MARCH).ended_on == MARCH


class TestPeopleWithARunningMatch:
    @pytest.mark.parametrize("status", ["active", "paused"])
    def test_a_volunteer_does_not_leave(self, scheme, sam, status):
        match = a_pair(scheme, status)

        with pytest.raises(RuleBroken, match="Priya Khan still has a running match"):
            move_volunteer(volunteer=match.volunteer, to="left", actor=sam, why="Moved")

        assert states_of(match) == (status, "matched", "matched")

    def test_a_volunteer_leaves_once_it_has_ended(self, scheme, sam):
        match = end(a_pair(scheme), sam)
        move_volunteer(volunteer=match.volunteer, to="left", actor=sam, why="Moved")

        assert states_of(match)[1] == "left"

    @pytest.mark.parametrize("status", ["referred", "waiting", "paused"])
    def test_nobodys_support_ends(self, scheme, sam, status):
        match = a_pair(scheme)
        Supportee.objects.update(status=status)

        with pytest.raises(RuleBroken, match="Joan Abbott still has a running match"):
            move_supportee(supportee=match.supportee, to="ended", actor=sam)

        assert states_of(match)[2] == status

    def test_a_volunteer_who_comes_back_is_matched(self, scheme, sam):
        match = a_pair(scheme)
        move_volunteer(volunteer=match.volunteer, to="paused", actor=sam)
        move_volunteer(volunteer=match.volunteer, to="available", actor=sam, why="Back")

        assert states_of(match)[1] == "matched"
        signed = signatures_of(match.volunteer)[-1]
        assert (signed["actor"], signed["why"]) == (sam.pk, "Back")

    def test_somebody_supported_who_comes_back_is_matched(self, scheme, sam):
        match = a_pair(scheme)
        move_supportee(supportee=match.supportee, to="paused", actor=sam)
        move_supportee(supportee=match.supportee, to="waiting", actor=sam)

        assert states_of(match)[2] == "matched"


class TestWhoMay:
    @pytest.mark.parametrize(
        "role", [role for role in Role if role not in ("coordinator", "manager")]
    )
    def test_other_roles_may_not(self, scheme, role):
        self.nothing_is_allowed(scheme, a_role(role, of=scheme))

    def test_another_schemes_coordinator_may_not(self, scheme):
        elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
        self.nothing_is_allowed(scheme, a_coordinator(of=elsewhere, name="Other Sam"))

    def test_neither_of_the_two_may(self, scheme):
        self.nothing_is_allowed(scheme, a_user("Priya Khan"))

    def test_a_manager_may(self, scheme):
        match = end(a_pair(scheme), a_role(Role.MANAGER, of=scheme))

        assert states_of(match)[0] == "ended"

    def nothing_is_allowed(self, scheme, actor):
        match = a_pair(scheme)
        before = Match.objects.values().get()
        resting = a_match(
            a_volunteer(scheme, "Leon Bell"), a_supportee(scheme, "Doris Hall"), status="paused"
        )
        free = a_volunteer(scheme, "Tom Reed"), a_supportee(scheme, "Ann Lee")
        for action in (
            lambda: make(*free, actor),
            lambda: pause_match(match=match, started_on=JUNE, reason="Away", actor=actor),
            lambda: resume_match(match=resting, on=JUNE, actor=actor),
            lambda: end(match, actor),
            lambda: update_match(
                match=match, rhythm_days=7, purpose="", usual_place="", actor=actor
            ),
        ):
            with pytest.raises(NotAllowed, match="Your sign-in does not include it"):
                action()

        assert Match.objects.count() == 2
        assert Match.objects.values().get(pk=match.pk) == before
