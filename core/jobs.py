"""When a scheduled job last succeeded."""

from datetime import datetime

from django.utils import timezone

from core.models import JobMark


def mark_success(name: str, at: datetime | None = None) -> None:
    """Note that the job has done all it had to do, just now unless told."""
    JobMark.objects.update_or_create(name=name, defaults={"last_success_at": at or timezone.now()})
