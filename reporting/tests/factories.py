"""Reports."""

from datetime import date
from typing import Any

from reporting.building import build
from reporting.models import (
    BudgetLine,
    Event,
    Finding,
    Report,
    Saving,
    StaffTime,
    Target,
)
from reporting.services import request_report
from schemes.models import Scheme


def a_report(
    scheme: Scheme,
    *,
    layout: str = "lsis-impact",
    first: str = "2026-01-01",
    last: str = "2026-03-31",
    answers: dict[str, str] | None = None,
) -> Report:
    """A report that was asked for and waits. `answers` are the texts of rows by number."""
    return request_report(
        scheme,
        layout,
        date.fromisoformat(first),
        date.fromisoformat(last),
        actor=None,
        own_answers=answers,
        build_now=True,
    )


def a_built_report(
    scheme: Scheme,
    *,
    layout: str = "lsis-impact",
    first: str = "2026-01-01",
    last: str = "2026-03-31",
    answers: dict[str, str] | None = None,
) -> Report:
    """A report with its figures frozen."""
    report = a_report(scheme, layout=layout, first=first, last=last, answers=answers)
    build(report.pk)
    report.refresh_from_db()
    return report


def an_event(
    scheme: Scheme, title: str = "Open day", *, on: str = "2026-03-04", **values: Any
) -> Event:
    """An event that was held."""
    values.setdefault("state", Event.State.HELD)
    return Event.objects.create(scheme=scheme, title=title, on=date.fromisoformat(on), **values)


def a_target(
    scheme: Scheme,
    objective: str = "People befriended",
    *,
    low: int | str = 30,
    high: int | str | None = None,
    first: str = "2026-01-01",
    last: str = "2026-03-31",
    **values: Any,
) -> Target:
    """A target of 30 for the first quarter, counted by hand, that nobody has answered."""
    return Target.objects.create(
        scheme=scheme,
        objective=objective,
        target_low=low,
        target_high=low if high is None else high,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        **values,
    )


def a_budget_line(
    scheme: Scheme,
    what: str = "Grant",
    *,
    amount: int | str = 25_000,
    first: str = "2026-01-01",
    last: str = "2026-03-31",
    **values: Any,
) -> BudgetLine:
    """Money from a grant for the first quarter, of which nobody has said what was spent."""
    values.setdefault("source", BudgetLine.Source.GRANT)
    return BudgetLine.objects.create(
        scheme=scheme,
        what=what,
        amount=amount,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        **values,
    )


def a_finding(
    scheme: Scheme, kind: str, what: str = "It snowed.", *, on: str = "2026-02-03", **values: Any
) -> Finding:
    """Something seen in February."""
    if kind == Finding.Kind.RISK:
        values.setdefault("state", Finding.State.OPEN)
    return Finding.objects.create(
        scheme=scheme, kind=kind, what=what, on=date.fromisoformat(on), **values
    )


def staff_time(
    scheme: Scheme,
    minutes: int = 90,
    *,
    who: str = "Mo Bright",
    on: str = "2026-02-03",
    **values: Any,
) -> StaffTime:
    """An hour and a half of the manager's time for matching."""
    values.setdefault("purpose", StaffTime.Purpose.MATCHING)
    return StaffTime.objects.create(
        scheme=scheme, minutes=minutes, who=who, on=date.fromisoformat(on), **values
    )


def a_saving(
    scheme: Scheme,
    what: str = "Nights in emergency housing",
    *,
    first: str = "2026-01-01",
    last: str = "2026-03-31",
    **values: Any,
) -> Saving:
    """Ten nights that cost 80 pounds without the scheme; what they cost with it is not known yet."""
    asked = {
        "unit": "night", "units_low": 10, "units_high": 10, "units_how_sure": "documented",
        "without_cost": 80, "without_year": 2025, "without_source": "Town council, price list",
    }  # fmt: skip
    return Saving.objects.create(
        scheme=scheme,
        what=what,
        first=date.fromisoformat(first),
        last=date.fromisoformat(last),
        **{**asked, **values},
    )
