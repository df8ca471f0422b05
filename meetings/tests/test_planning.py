"""Planning a meeting, moving it, calling it off."""

from datetime import date, time

import pytest

from accounts.models import User
from matching.models import Match
from meetings.models import Meeting
from meetings.services import cancel_meeting, plan_meeting, replan_meeting
from meetings.tests.factories import a_meeting
from meetings.tests.writing import TODAY, ended, planned, refusal
from meetings.transitions import MOVES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State


def test_a_volunteer_plans_a_meeting(match: Match, priya: User) -> None:
    plan = plan_meeting(
        match=match, on=date(2026, 11, 27), at=time(14), place="Library", actor=priya
    )

    assert (plan.state, plan.on, plan.at, plan.place) == (
        S.PLANNED,
        date(2026, 11, 27),
        time(14),
        "Library",
    )


@pytest.mark.parametrize("on", ["2026-11-18", "2027-11-21"])
def test_a_plan_is_from_today_and_within_a_year(match: Match, priya: User, on: str) -> None:
    assert (
        refusal(lambda: plan_meeting(match=match, on=date.fromisoformat(on), actor=priya))[1]
        == "on"
    )


def test_the_same_time_is_planned_once(match: Match, priya: User) -> None:
    planned(match, "2026-11-27")

    assert refusal(lambda: plan_meeting(match=match, on=date(2026, 11, 27), actor=priya)) == (
        "A meeting is planned for then already.",
        "on",
    )


def test_nothing_is_planned_in_an_ended_match(match: Match, coordinator: User) -> None:
    ended(match)

    assert refusal(lambda: plan_meeting(match=match, on=TODAY, actor=coordinator))[0] == (
        "The match has ended. Nothing more can be planned."
    )


def test_nothing_is_planned_before_the_match_begins(match: Match, coordinator: User) -> None:
    match.started_on = date(2026, 12, 1)
    match.save()

    assert refusal(lambda: plan_meeting(match=match, on=TODAY, actor=coordinator))[1] == "on"


def test_a_moved_plan_stays_on_record(match: Match, priya: User) -> None:
    old = planned(match, "2026-11-27")

    new = replan_meeting(meeting=old, on=date(2026, 11, 28), actor=priya)

    old.refresh_from_db()
    assert (old.state, new.state, new.replaces) == (S.SUPERSEDED, S.PLANNED, old)


def test_a_plan_is_not_moved_to_where_it_is(match: Match, priya: User) -> None:
    old = planned(match, "2026-11-27")

    assert refusal(lambda: replan_meeting(meeting=old, on=old.on, actor=priya))[1] == "on"


def test_a_plan_called_off_is_neither_held_nor_missed(match: Match, priya: User) -> None:
    meeting = cancel_meeting(meeting=planned(match, "2026-11-27"), reason="Snow.", actor=priya)

    assert (meeting.state, meeting.missed_reason) == (S.CANCELLED, "Snow.")


@pytest.mark.parametrize("state", [state for state in S if S.SUPERSEDED not in MOVES[state]])
def test_only_a_plan_is_moved_or_called_off(match: Match, priya: User, state: str) -> None:
    meeting = a_meeting(match, "2026-11-10", state=state)

    for action in (
        lambda: replan_meeting(meeting=meeting, on=date(2026, 11, 28), actor=priya),
        lambda: cancel_meeting(meeting=meeting, actor=priya),
    ):
        assert "Somebody may have changed it" in refusal(action)[0]
