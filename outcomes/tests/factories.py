"""Outcomes."""

from datetime import date
from decimal import Decimal
from typing import Any

from outcomes.models import Outcome
from schemes.models import Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer


def an_outcome(
    of: Supportee | Volunteer,
    what: str = "ICT modules",
    *,
    kind: str = Outcome.Kind.COMPLETED,
    on: str = "2026-03-04",
    pounds: str | None = None,
    **values: Any,
) -> Outcome:
    """Something that one person completed."""
    part = "supportee" if isinstance(of, Supportee) else "volunteer"
    return _make(of.scheme, what, kind, on, pounds, **{part: of}, **values)


def an_outcome_of(
    low: int,
    high: int | None = None,
    *,
    scheme: Scheme,
    what: str = "ICT modules",
    kind: str = Outcome.Kind.COMPLETED,
    on: str = "2026-03-04",
    pounds: str | None = None,
    sure: str = "estimated",
    **values: Any,
) -> Outcome:
    """Something that a number of people completed whom nobody named."""
    people = {"people_low": low, "people_high": high or low, "people_how_sure": sure}
    return _make(scheme, what, kind, on, pounds, **people, **values)


def _make(
    scheme: Scheme, what: str, kind: str, on: str, pounds: str | None, **values: Any
) -> Outcome:
    values.setdefault("standing", Outcome.Standing.ACTUAL)
    return Outcome.objects.create(
        scheme=scheme,
        what=what,
        kind=kind,
        on=date.fromisoformat(on),
        payment_per_person=pounds and Decimal(pounds),
        **values,
    )
