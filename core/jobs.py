"""When a scheduled job last succeeded."""

from django.utils import timezone

from core.models import JobMark


def mark_success(name: str) -> None:
    """Note that the job has just done all it had to do."""
    JobMark.objects.update_or_create(name=name, defaults={"last_success_at": timezone.now()})
