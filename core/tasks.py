"""Scheduled and queued work of the building blocks."""

from celery import shared_task

from core.jobs import mark_success
from core.outbox import deliver_due


@shared_task
def deliver_due_messages() -> None:
    """Hand over the messages that are due; safe to run twice and to miss."""
    deliver_due()
    mark_success("deliver due messages")
