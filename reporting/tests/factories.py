"""Reports."""

from datetime import date

from reporting.building import build
from reporting.models import Report
from reporting.services import request_report
from schemes.models import Scheme


def a_report(
    scheme: Scheme, *, first: str = "2026-01-01", last: str = "2026-03-31", **values: str
) -> Report:
    """A report that was asked for and waits."""
    return request_report(
        scheme,
        "lsis-impact",
        date.fromisoformat(first),
        date.fromisoformat(last),
        actor=None,
        own_answers=values or None,
        build_now=True,
    )


def a_built_report(
    scheme: Scheme, *, first: str = "2026-01-01", last: str = "2026-03-31"
) -> Report:
    """A report with its figures frozen."""
    report = a_report(scheme, first=first, last=last)
    build(report.pk)
    report.refresh_from_db()
    return report
