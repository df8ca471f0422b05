"""The definition of overdue, against a simple model and on the days that go wrong elsewhere."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from matching.models import Match, MatchPause
from matching.tests.factories import a_match
from meetings.models import Meeting
from meetings.rhythm import RhythmState, grace_days, overdue, with_rhythm
from meetings.tests.factories import a_meeting
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """A match as days counted from the day one looks from: -3 is three days ago."""

    started: int
    rhythm: int
    held: list[int] = field(default_factory=list)
    pauses: list[tuple[int, int | None]] = field(default_factory=list)
    ended: int | None = None


def model(case: Case) -> dict[str, object]:
    """What the words of meetings/rhythm.py say, in plain Python; days relative to today."""
    held = [day for day in case.held if day <= 0]
    ends_of_pauses = [end for _, end in case.pauses if end is not None and end <= 0]
    quiet_since = max([case.started, *held, *ends_of_pauses])
    due = quiet_since + case.rhythm
    first_overdue_day = due + max(3, case.rhythm // 2) + 1
    resting = any(start <= 0 and (end is None or end > 0) for start, end in case.pauses)
    if case.ended is not None and case.ended <= 0:
        state = "ended"
    elif case.started > 0:
        state = "not_started"
    elif resting:
        state = "paused"
    elif first_overdue_day > 0:
        state = "on_rhythm"
    else:
        state = "silent" if -quiet_since > 3 * case.rhythm else "overdue"
    late = state in ("overdue", "silent")
    return {
        "last_met": max(held, default=None),
        "quiet_since": quiet_since,
        "days_quiet": -quiet_since,
        "due": due,
        "overdue_since": first_overdue_day if late else None,
        "days_overdue": -due if late else 0,
        "state": state,
    }


@st.composite
def cases(draw: st.DrawFn) -> Case:
    started = draw(st.integers(-800, 30))
    rhythm = draw(st.sampled_from([1, 2, 7, 10, 14, 30, 91, 366]))
    held = draw(st.lists(st.integers(started, max(started, 20)), max_size=4))
    pauses: list[tuple[int, int | None]] = []
    day = started
    for length in draw(st.lists(st.integers(0, 60), max_size=2)):
        begins = day + draw(st.integers(0, 200))
        pauses.append((begins, begins + length))
        day = begins + length + 1
    if draw(st.booleans()):
        pauses.append((day + draw(st.integers(0, 100)), None))
    ended = None
    if not any(end is None for _, end in pauses) and draw(st.booleans()):
        ended = max(started, draw(st.integers(-400, 20)))
    return Case(started, rhythm, held, pauses, ended)


LOOKING_DAYS = [
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 3, 29),
    date(2026, 3, 30),
    date(2026, 10, 25),
    date(2026, 10, 26),
]


@given(cases(), st.sampled_from(LOOKING_DAYS))
@example(Case(started=-42, rhythm=14), date(2026, 1, 1))
@example(Case(started=-14, rhythm=7), date(2026, 1, 1))
@example(Case(started=-5, rhythm=1), date(2026, 3, 29))
@example(Case(started=-10, rhythm=7), date(2024, 3, 1))
@example(Case(started=-11, rhythm=7), date(2024, 3, 1))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_query_says_what_the_words_say(db: None, case: Case, on: date) -> None:
    with transaction.atomic():
        match = made(case, on)
        row = with_rhythm(Match.objects.filter(pk=match.pk), on).get()
        found = {
            "last_met": row.last_met_on and (row.last_met_on - on).days,
            "quiet_since": (row.quiet_since - on).days,
            "days_quiet": row.days_quiet,
            "due": (row.due_on - on).days,
            "overdue_since": row.overdue_since and (row.overdue_since - on).days,
            "days_overdue": row.days_overdue,
            "state": row.rhythm_state,
        }
        transaction.set_rollback(True)

    assert found == model(case)


def made(case: Case, on: date) -> Match:
    scheme = a_scheme()

    def day(number: int) -> date:
        return on + timedelta(days=number)

    match = a_match(
        a_volunteer(scheme),
        a_supportee(scheme),
        started=day(case.started).isoformat(),
        ended="" if case.ended is None else day(case.ended).isoformat(),
        rhythm_days=case.rhythm,
    )
    for number in case.held:
        a_meeting(match, day(number).isoformat())
    for start, end in case.pauses:
        MatchPause.objects.create(
            match=match, started_on=day(start), ended_on=None if end is None else day(end)
        )
    return match


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def rhythm_of(match: Match, on: str) -> Any:
    return with_rhythm(Match.objects.filter(pk=match.pk), date.fromisoformat(on)).get()


def a_fortnightly_match(scheme: Scheme, **values: Any) -> Match:
    return a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-03-01", **values)


def test_grace_is_half_the_rhythm_and_three_days_at_least() -> None:
    assert [grace_days(rhythm) for rhythm in (1, 7, 8, 14, 15, 30)] == [3, 3, 4, 7, 7, 15]


def test_a_meeting_is_due_one_rhythm_after_the_last(scheme: Scheme) -> None:
    match = a_fortnightly_match(scheme)
    a_meeting(match, "2026-03-20")

    assert rhythm_of(match, "2026-03-25").due_on == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("on", "state", "days_overdue"),
    [
        ("2026-02-28", RhythmState.NOT_STARTED, 0),
        ("2026-03-01", RhythmState.ON_RHYTHM, 0),
        ("2026-03-22", RhythmState.ON_RHYTHM, 0),
        ("2026-03-23", RhythmState.OVERDUE, 8),
        ("2026-04-12", RhythmState.OVERDUE, 28),
        ("2026-04-13", RhythmState.SILENT, 29),
    ],
)
def test_states_from_day_to_day(
    scheme: Scheme, on: str, state: RhythmState, days_overdue: int
) -> None:
    row = rhythm_of(a_fortnightly_match(scheme), on)

    assert (row.rhythm_state, row.days_overdue) == (state, days_overdue)


@pytest.mark.parametrize(
    "state",
    [
        Meeting.State.PLANNED,
        Meeting.State.MISSED,
        Meeting.State.SUPERSEDED,
        Meeting.State.CANCELLED,
    ],
)
def test_only_a_meeting_that_was_held_counts(scheme: Scheme, state: str) -> None:
    match = a_fortnightly_match(scheme)
    a_meeting(match, "2026-03-20", state=state)

    assert rhythm_of(match, "2026-03-25").quiet_since == date(2026, 3, 1)


def test_an_imported_match_on_hold_without_a_date_is_never_overdue(scheme: Scheme) -> None:
    match = a_fortnightly_match(scheme, status=Match.Status.PAUSED, is_imported=True)

    assert rhythm_of(match, "2026-12-01").rhythm_state == RhythmState.PAUSED


def test_a_match_on_hold_today_may_have_been_overdue_before(scheme: Scheme) -> None:
    match = a_fortnightly_match(scheme, status=Match.Status.PAUSED)
    MatchPause.objects.create(match=match, started_on=date(2026, 6, 1))

    assert rhythm_of(match, "2026-03-23").rhythm_state == RhythmState.OVERDUE


def test_the_longest_quiet_comes_first(scheme: Scheme) -> None:
    lately = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-03-05")
    long_ago = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-01-05")
    a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-03-25")

    assert list(overdue(Match.objects.all(), date(2026, 3, 31))) == [long_ago, lately]


def test_another_matchs_meetings_do_not_count(scheme: Scheme) -> None:
    quiet = a_fortnightly_match(scheme)
    a_meeting(a_match(quiet.volunteer, a_supportee(scheme, "Ann Lee")), "2026-03-20")

    assert rhythm_of(quiet, "2026-03-25").last_met_on is None
