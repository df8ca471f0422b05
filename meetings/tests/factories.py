"""Meetings."""

from datetime import date
from typing import Any

from matching.models import Match
from meetings.models import Meeting


def a_meeting(
    match: Match, on: str = "2026-03-08", *, state: str = Meeting.State.HELD, **values: Any
) -> Meeting:
    """One meeting of a match; an hour long when it was held."""
    if state == Meeting.State.HELD:
        values.setdefault("minutes", 60)
    return Meeting.objects.create(match=match, on=date.fromisoformat(on), state=state, **values)
