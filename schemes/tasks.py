"""Scheduled work of this room; safe to run twice and to miss."""

from celery import shared_task
from django.utils import timezone

from core.jobs import mark_success
from schemes.imports.services import discard_old_uploads


@shared_task
def throw_away_old_spreadsheets() -> None:
    """Files that were sent more than 30 days ago have done their work."""
    discard_old_uploads(now=timezone.now())
    mark_success("throw away old spreadsheets")
