"""Building a report step by step, so that it can be watched, cancelled and picked up again.

Whoever builds holds the report's key. Every step writes only while the key is still
theirs, so a builder that was thought dead can do no harm when it wakes.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core import figures
from core.figures import worked_out_once
from core.history import change
from reporting.content import compose, freeze_figure
from reporting.layouts import layout
from reporting.models import Report, ReportFigure
from reporting.transitions import may_move

logger = logging.getLogger(__name__)

# A builder says at each step that it lives; one step takes seconds at most.
SILENT_FOR = timedelta(seconds=60)
NOT_PICKED_UP_FOR = timedelta(seconds=20)
MOST_ATTEMPTS = 3

OnStep = Callable[[int, int], None]


class LostIt(Exception):
    """The report was cancelled, or is somebody else's to build now."""


def build(report_id: int, on_step: OnStep = lambda done, total: None) -> None:
    """Build a report: each figure in turn, then the rows.

    Safe to run twice and at once: only one builder gets the key. Progress is committed
    after each step, and a wish to cancel is seen before the next. After a killed worker
    it goes on with the figures that are not frozen yet; the cut-off stays the same. An
    error marks the report as failed and is raised.
    """
    report = _claim(report_id)
    if report is None:
        return
    try:
        with worked_out_once():
            done = set(report.figures.values_list("key", flat=True))
            for position, key in enumerate(layout(report.layout).figures):
                if key not in done:
                    _build_figure(report, position, key)
                on_step(*_step(report, position + 1))
            _finish(report)
        on_step(report.progress_total, report.progress_total)
    except LostIt:
        return
    except Exception:
        logger.exception("Report %s could not be built", report_id)
        _fail(report, _("Something went wrong on our side. The error has been noted."))
        raise


def _claim(report_id: int) -> Report | None:
    """The report with a fresh key, or None when there is nothing to build."""
    with change("report picked up for building", actor=None):
        report = (
            Report.objects.select_for_update(of=["self"])
            .select_related("scheme__organisation")
            .filter(pk=report_id)
            .first()
        )
        if report is None or not may_move(report, Report.State.BUILDING):
            return None
        is_alive = report.progress_at > timezone.now() - SILENT_FOR
        if report.state == Report.State.BUILDING and is_alive:
            return None
        if report.cancel_requested:
            _cancel(report)
            return None
        report.state = Report.State.BUILDING
        report.build_key = uuid4()
        report.attempts += 1
        report.progress_done = 0
        report.progress_total = len(layout(report.layout).figures) + 1
        report.progress_at = timezone.now()
        report.save()
    return report


def _held(report: Report) -> Report:
    """The report's row, locked, if the key is still ours. Stops at a wish to cancel."""
    row = (
        Report.objects.select_for_update()
        .filter(pk=report.pk, build_key=report.build_key, state=Report.State.BUILDING)
        .first()
    )
    if row is None:
        raise LostIt
    return row


def _build_figure(report: Report, position: int, key: str) -> None:
    figure = figures.figure(key)
    value = figure.value(report.scheme, report.period)
    with transaction.atomic():
        _held(report)
        ReportFigure.objects.create(
            report=report,
            position=position,
            key=key,
            frozen=freeze_figure(figure, value, report.period),
            records_of=value.records_of,
            record_ids=list(value.record_ids),
            head_counts_of=value.head_counts_of,
            head_count_ids=list(value.head_count_ids),
        )


def _step(report: Report, done: int) -> tuple[int, int]:
    """Commit how far it is, and give up if somebody wishes so."""
    with change("report building went on", actor=None):
        row = _held(report)
        if row.cancel_requested:
            _cancel(row)
        else:
            row.progress_done = done
            row.progress_at = timezone.now()
            row.save(update_fields=["progress_done", "progress_at"])
    if row.state == Report.State.CANCELLED:
        raise LostIt
    return done, row.progress_total


def _finish(report: Report) -> None:
    content = compose(report)
    with change("report built", actor=None):
        row = _held(report)
        row.content = content
        row.progress_done = row.progress_total
        row.state = Report.State.BUILT
        row.built_at = timezone.now()
        row.build_key = None
        row.save()


def _cancel(report: Report) -> None:
    report.state = Report.State.CANCELLED
    report.build_key = None
    report.save(update_fields=["state", "build_key"])
    report.figures.all().delete()


def _fail(report: Report, why: str) -> None:
    with change("report could not be built", actor=None):
        Report.objects.filter(
            pk=report.pk, build_key=report.build_key, state=Report.State.BUILDING
        ).update(state=Report.State.FAILED, failed_because=why, build_key=None)


def unfinished_and_silent(now: datetime) -> list[int]:
    """Reports nobody is building though they wait: a lost message, or a killed worker.

    Those that were tried too often are marked as failed, with the reason.
    """
    silent = Report.objects.filter(
        Q(state=Report.State.WAITING, progress_at__lt=now - NOT_PICKED_UP_FOR)
        | Q(state=Report.State.BUILDING, progress_at__lt=now - SILENT_FOR)
    )
    with change("report given up after too many attempts", actor=None):
        silent.filter(attempts__gte=MOST_ATTEMPTS).update(
            state=Report.State.FAILED,
            failed_because=_("It was started %(n)d times and never got to the end.")
            % {"n": MOST_ATTEMPTS},
            build_key=None,
        )
    return list(silent.filter(attempts__lt=MOST_ATTEMPTS).values_list("pk", flat=True))
