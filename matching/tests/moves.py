"""Moves of a match as tests write them, with what they all need filled in."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from matching.models import Match
from matching.services import end_match, make_match
from matching.tests.factories import a_match
from schemes.models import Scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

MARCH, JUNE = date(2026, 3, 1), date(2026, 6, 1)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def make(volunteer: Volunteer, supportee: Supportee, actor: User, **values: Any) -> Match:
    values = {"started_on": MARCH, "rhythm_days": 14, **values}
    return make_match(volunteer=volunteer, supportee=supportee, actor=actor, **values)


def end(match: Match, actor: User, *, on: date = JUNE, waits: bool = True) -> Match:
    return end_match(
        match=match,
        ended_on=on,
        ending="planned",
        ended_by="both",
        reason="All is well now",
        supportee_waits_again=waits,
        actor=actor,
    )


def a_pair(scheme: Scheme, status: str = "active", **values: Any) -> Match:
    """Priya and Joan, matched in March; on hold or ended if so told."""
    match = a_match(
        a_volunteer(scheme, status="matched"),
        a_supportee(scheme, status="matched"),
        status=status,
        ended="2026-05-01" if status == "ended" else "",
        **values,
    )
    if status == "paused":
        match.pauses.create(started_on=date(2026, 4, 1), reason="Away")
    return match


def states_of(match: Match) -> tuple[str, str, str]:
    """How the match, its volunteer and its supportee stand now."""
    return Match.objects.values_list("status", "volunteer__status", "supportee__status").get(
        pk=match.pk
    )
