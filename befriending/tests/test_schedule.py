"""What is done on a schedule may be started twice: by two schedulers, or by one that was started again."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from core.models import JobMark
from core.outbox import queue_message
from core.tasks import deliver_due_messages
from core.tests.at_once import at_once


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_each_job_may_run_twice_at_once(name: str) -> None:
    task = import_string(str(settings.CELERY_BEAT_SCHEDULE[name]["task"]))
    assert at_once(*[task] * 4) == [None] * 4
    assert list(JobMark.objects.values_list("name", flat=True)) == [name]


@pytest.mark.django_db(transaction=True)
def test_a_message_is_sent_once_by_two_schedulers(mailoutbox: list) -> None:
    for number in range(20):
        queue_message(what=f"note {number}", whom="sam@example.org", subject="Note", body="Hello")
    assert at_once(*[deliver_due_messages] * 4) == [None] * 4
    assert len(mailoutbox) == 20
