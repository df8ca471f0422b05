"""Messages to people: written once, handed over once, never lost in silence.

A message is a row first. The sweep claims due rows, hands each to the mail server and
writes down what became of it. If the process dies in between, the row is shown as
"may have been sent" and is not sent again by itself: nobody can have exactly-once mail.
"""

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Case, F, TextField, Value, When
from django.utils import timezone

from core.models import OutboxMessage

RETRY_AFTER = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6)]
PRESUMED_DEAD_AFTER = timedelta(minutes=15)


def queue_message(
    *,
    what: str,
    whom: str,
    subject: str,
    body: str,
    due: datetime | None = None,
    confidential: bool = False,
) -> OutboxMessage:
    """Write a message down; the worker hands it over once the transaction is committed.

    The same (what, whom, due) is written once: asking again returns the row that is there.
    """
    from core.tasks import deliver_due_messages

    due = due or timezone.now()
    message, is_new = OutboxMessage.objects.get_or_create(
        what=what,
        whom=whom,
        due=due,
        defaults={
            "subject": subject,
            "body": body,
            "confidential": confidential,
            "next_attempt_at": due,
        },
    )
    if is_new and due <= timezone.now():
        # The sweep comes anyway: without a broker the message is late, the person's page is not.
        transaction.on_commit(deliver_due_messages.delay, robust=True)
    return message


def deliver_due() -> int:
    """Hand over every message that is due, one at a time; return how many were sent."""
    OutboxMessage.objects.filter(
        state=OutboxMessage.State.SENDING,
        state_changed_at__lt=timezone.now() - PRESUMED_DEAD_AFTER,
    ).update(
        state=OutboxMessage.State.MAYBE,
        state_changed_at=timezone.now(),
        body=Case(
            When(confidential=True, then=Value("")), default=F("body"), output_field=TextField()
        ),
    )
    sent = 0
    while message := _claim():
        sent += _hand_over(message)
    return sent


def _claim() -> OutboxMessage | None:
    with transaction.atomic():
        message = (
            OutboxMessage.objects.select_for_update(skip_locked=True)
            .filter(state=OutboxMessage.State.WAITING, next_attempt_at__lte=timezone.now())
            .order_by("next_attempt_at", "pk")
            .first()
        )
        if message is None:
            return None
        message.state = OutboxMessage.State.SENDING
        message.state_changed_at = timezone.now()
        message.attempts += 1
        message.save(update_fields=["state", "state_changed_at", "attempts"])
        return message


def _hand_over(message: OutboxMessage) -> bool:
    try:
        EmailMessage(
            subject=message.subject,
            body=message.body,
            to=[message.whom],
            headers={"Message-ID": f"<{message.message_id}@befriending>"},
        ).send()
    except Exception as problem:  # whatever a mail server says, the message is kept and retried
        _note_failure(message, problem)
        return False
    message.state = OutboxMessage.State.SENT
    message.state_changed_at = timezone.now()
    message.last_error = ""
    if message.confidential:
        message.body = ""
    message.save(update_fields=["state", "state_changed_at", "last_error", "body"])
    return True


def _note_failure(message: OutboxMessage, problem: Exception) -> None:
    tries_left = message.attempts <= len(RETRY_AFTER)
    message.state = OutboxMessage.State.WAITING if tries_left else OutboxMessage.State.FAILED
    message.state_changed_at = timezone.now()
    message.last_error = f"{type(problem).__name__}: {problem}"
    if tries_left:
        message.next_attempt_at = timezone.now() + RETRY_AFTER[message.attempts - 1]
    elif message.confidential:
        message.body = ""
    message.save(
        update_fields=["state", "state_changed_at", "last_error", "next_attempt_at", "body"]
    )
