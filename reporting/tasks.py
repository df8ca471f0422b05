"""Queued and scheduled work on reports: ids in, one function called."""

from celery import shared_task

from core.jobs import mark_success
from reporting import building, services


@shared_task
def build_report(report_id: int) -> None:
    """Build one report; a second call while the first is busy does nothing."""
    building.build(report_id)


@shared_task
def pick_up_reports() -> None:
    """Find reports whose worker died or never heard of them; safe to run twice and to miss."""
    services.pick_up_reports()
    mark_success("pick up reports")
