"""Queued and scheduled work of this room: ids in, one function called."""

from celery import shared_task
from django.utils import timezone

from core.jobs import mark_success
from schemes.imports import services, work


@shared_task
def work_on_spreadsheet(upload_id: int) -> None:
    """Look at a large file or bring it in; a second call while the first is busy does nothing."""
    work.work_on(upload_id)


@shared_task
def pick_up_spreadsheets() -> None:
    """Find files whose worker died or never heard of them; safe to run twice and to miss."""
    work.pick_up()
    mark_success("pick up spreadsheets")


@shared_task
def throw_away_old_spreadsheets() -> None:
    """Files that were sent more than 30 days ago have done their work."""
    services.discard_old_uploads(now=timezone.now())
    mark_success("throw away old spreadsheets")
