"""Reports."""

from datetime import date
from typing import Any

from reporting.building import build
from reporting.models import Event, Report
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
