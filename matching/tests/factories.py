"""Matches."""

from datetime import date
from typing import Any

from matching.models import Match
from supportees.models import Supportee
from volunteers.models import Volunteer


def a_match(
    volunteer: Volunteer,
    supportee: Supportee,
    *,
    started: str = "2026-03-01",
    ended: str = "",
    rhythm_days: int = 14,
    **values: Any,
) -> Match:
    """Two people of one scheme, brought together."""
    if ended:
        values.setdefault("status", Match.Status.ENDED)
        values["ended_on"] = date.fromisoformat(ended)
    return Match.objects.create(
        scheme=volunteer.scheme,
        volunteer=volunteer,
        supportee=supportee,
        started_on=date.fromisoformat(started),
        rhythm_days=rhythm_days,
        **values,
    )
