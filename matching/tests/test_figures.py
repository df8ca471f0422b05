"""Figures about matches, against small data counted by hand."""

from datetime import date

import pytest

from core.figures import Period, figure
from matching.models import Match
from matching.tests.factories import a_match
from schemes.tests.factories import a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


def test_started_counts_first_days_and_running_looks_at_the_last_day() -> None:
    scheme = a_scheme()
    volunteer = a_volunteer(scheme)

    def matched(name: str, started: str, ended: str = "") -> Match:
        return a_match(volunteer, a_supportee(scheme, name), started=started, ended=ended)

    before = matched("Ann", "2026-02-28")
    on_the_first_day = matched("Bea", "2026-03-01")
    on_the_last_day = matched("Cid", "2026-05-31")
    matched("Dee", "2026-06-01")
    ended_on_the_last_day = matched("Eve", "2026-03-05", "2026-05-31")
    ended_after = matched("Fay", "2026-03-06", "2026-06-01")
    matched("Gus", "2026-01-01", "2026-02-01")

    started = figure("matches_started").value(scheme, SPRING)
    running = figure("matches_active").value(scheme, SPRING)

    assert set(started.record_ids) == {
        each.pk for each in (on_the_first_day, on_the_last_day, ended_on_the_last_day, ended_after)
    }
    assert set(running.record_ids) == {
        each.pk for each in (before, on_the_first_day, on_the_last_day, ended_after)
    }
    assert (started.value, running.value) == (4, 4)
    assert figure("matches_active").basis == "at_date"


def test_the_same_two_matched_again_are_two_matches() -> None:
    scheme = a_scheme()
    volunteer, supportee = a_volunteer(scheme), a_supportee(scheme)
    a_match(volunteer, supportee, started="2026-03-02", ended="2026-03-20")
    a_match(volunteer, supportee, started="2026-04-02")

    assert figure("matches_started").value(scheme, SPRING).value == 2


def test_a_match_on_hold_is_still_running() -> None:
    scheme = a_scheme()
    a_match(a_volunteer(scheme), a_supportee(scheme), status=Match.Status.PAUSED)

    assert figure("matches_active").value(scheme, SPRING).value == 1
