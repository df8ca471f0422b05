"""Meetings."""

from datetime import date
from decimal import Decimal
from typing import Any

from matching.models import Match
from meetings.models import Activity, CountedPeople, Meeting
from schemes.models import Scheme


def a_meeting(
    match: Match, on: str = "2026-03-08", *, state: str = Meeting.State.HELD, **values: Any
) -> Meeting:
    """One meeting of a match; an hour long when it was held."""
    if state == Meeting.State.HELD:
        values.setdefault("minutes", 60)
    return Meeting.objects.create(match=match, on=date.fromisoformat(on), state=state, **values)


def an_activity(
    scheme: Scheme,
    title: str = "Learning coffee morning",
    *,
    on: str = "2026-03-04",
    until: str | None = None,
    kind: str = Activity.Kind.GROUP,
    people: int | None = None,
    days: str | None = None,
    **values: Any,
) -> Activity:
    """A group meeting that was held; `people` and `days` were counted from a list."""
    for name, counted in (("people", people), ("days", days and Decimal(days))):
        if counted is not None:
            values |= {
                f"{name}_low": counted, f"{name}_high": counted, f"{name}_how_sure": "documented",
            }  # fmt: skip
    return Activity.objects.create(
        scheme=scheme,
        title=title,
        kind=kind,
        on=date.fromisoformat(on),
        until=date.fromisoformat(until) if until else None,
        **values,
    )


def a_training(scheme: Scheme, title: str = "Embedding learning", **values: Any) -> Activity:
    """Training that was held."""
    return an_activity(scheme, title, kind=Activity.Kind.TRAINING, **values)


def counted_people(
    scheme: Scheme, title: str = "The group in Cinderford", **values: Any
) -> CountedPeople:
    """30 to 40 people who were supported in the year 2026, known only by their number."""
    values = {
        "as_whom": CountedPeople.AsWhom.SUPPORTED,
        "first_day": date(2026, 1, 1),
        "last_day": date(2026, 12, 31),
        "people_low": 30,
        "people_high": 40,
        "people_how_sure": "estimated",
        **values,
    }
    return CountedPeople.objects.create(scheme=scheme, title=title, **values)
