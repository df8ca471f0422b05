"""What people do with reports: ask for one, cancel it, try again, write the answers."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowed, RuleBroken
from core.history import change
from reporting.building import unfinished_and_silent
from reporting.layouts import UnknownLayout, layout
from reporting.models import NarrativeAnswer, Report
from reporting.transitions import may_move
from schemes.access import may
from schemes.models import Scheme
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


def request_report(
    scheme: Scheme,
    layout_key: str,
    first: date,
    last: date,
    *,
    actor: "User | None",
    own_answers: dict[str, str] | None = None,
    build_now: bool = False,
) -> Report:
    """Ask for a report of the days from first to last; a worker builds it after the commit.

    `actor` is None for a command. `own_answers` are used in this report alone. With
    `build_now` no worker is called: the caller builds. Raises NotAllowed, and RuleBroken
    with the field `layout`, `period_from` or `period_to`.
    """
    _check_right(actor, scheme)
    try:
        layout(layout_key)
    except UnknownLayout:
        raise RuleBroken(_("There is no such layout."), field="layout") from None
    if last < first:
        raise RuleBroken(_("The last day is before the first day."), field="period_to")
    if first > timezone.localdate():
        raise RuleBroken(
            _("The first day is still to come, so there is nothing to report."), field="period_from"
        )
    with change("report requested", actor=actor):
        report = Report.objects.create(
            scheme=scheme,
            layout=layout_key,
            period_from=first,
            period_to=last,
            requested_by=actor,
            own_answers=own_answers or {},
        )
        if not build_now:
            call_builder(report.pk)
    return report


def call_builder(report_id: int) -> None:
    """Call a worker once this transaction is through. If no worker hears, a sweep calls again."""
    from reporting.tasks import build_report

    transaction.on_commit(lambda: build_report.delay(report_id), robust=True)


def cancel_report(report: Report, *, actor: "User") -> Report:
    """Stop a report that is not built yet: at once while it waits, else before its next step.

    Raises NotAllowed, and RuleBroken when it is already built, failed or cancelled.
    """
    _check_right(actor, report.scheme)
    with change("report cancelled", actor=actor):
        report = Report.objects.select_for_update().get(pk=report.pk)
        if report.state == Report.State.CANCELLED:
            return report
        if not may_move(report, Report.State.CANCELLED):
            raise RuleBroken(_("This report is finished, so there is nothing to cancel."))
        report.cancel_requested = True
        if report.state == Report.State.WAITING:
            report.state = Report.State.CANCELLED
        report.save(update_fields=["cancel_requested", "state"])
    return report


def try_again(report: Report, *, actor: "User") -> Report:
    """Build a report that failed once more, from the same cut-off."""
    _check_right(actor, report.scheme)
    with change("report tried again", actor=actor):
        report = Report.objects.select_for_update().get(pk=report.pk)
        if report.is_unfinished:
            return report
        if not may_move(report, Report.State.WAITING):
            raise RuleBroken(_("Only a report that could not be built can be tried again."))
        report.state = Report.State.WAITING
        report.failed_because = ""
        report.attempts = 0
        report.cancel_requested = False
        report.progress_at = timezone.now()
        report.save()
        call_builder(report.pk)
    return report


def save_answer(report: Report, row_number: int, text: str, *, actor: "User") -> NarrativeAnswer:
    """Keep what was written in a row: in this report, and as the start of the next one.

    Saving the same words again adds no version. Raises NotAllowed, and RuleBroken when
    the layout has no such row.
    """
    _check_right(actor, report.scheme)
    _check_row(report.layout, row_number)
    with change("report answer written", actor=actor):
        Report.objects.select_for_update().get(pk=report.pk)
        newest = report.answers.filter(row_number=row_number).first()
        if newest is not None and newest.text == text:
            return newest
        return NarrativeAnswer.objects.create(
            scheme=report.scheme,
            layout=report.layout,
            row_number=row_number,
            text=text,
            report=report,
            written_by=actor,
        )


def keep_answers(report: Report, answers: dict[str, str]) -> None:
    """Keep the answers a command was given for the scheme's next reports too."""
    with change("report answers kept by command", actor=None):
        for number, text in answers.items():
            _check_row(report.layout, int(number))
            NarrativeAnswer.objects.create(
                scheme=report.scheme,
                layout=report.layout,
                row_number=int(number),
                text=text,
                report=report,
            )


def pick_up_reports(now: datetime | None = None) -> list[int]:
    """Call a worker for every report that waits though nobody is building it."""
    found = unfinished_and_silent(now or timezone.now())
    with transaction.atomic():
        for report_id in found:
            call_builder(report_id)
    return found


def _check_right(actor: "User | None", scheme: Scheme) -> None:
    if actor is not None:
        verdict = may(actor, Right.REPORT, scheme)
        if not verdict:
            raise NotAllowed(verdict.reason)


def _check_row(layout_key: str, row_number: int) -> None:
    try:
        layout(layout_key).row(row_number)
    except KeyError:
        raise RuleBroken(_("This layout has no row %(n)d.") % {"n": row_number}) from None
