"""Rows that the building blocks keep: submissions, messages, one-time links, job marks."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A form that was taken. Its id is made where the form is filled in and is unique for ever."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    purpose = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    result_url = models.CharField(max_length=500)
    taken_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class OutboxMessage(models.Model):
    """One message to one person. What, whom and due are its key: it can only be written once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        MAYBE = "maybe", _("may have been sent")
        FAILED = "failed", _("could not be sent")
        WITHDRAWN = "withdrawn", _("withdrawn")

    what = models.CharField(max_length=120)
    whom = models.CharField(max_length=254)
    due = models.DateTimeField(default=timezone.now)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # The words of a sign-in code or an invitation are wiped once they are handed over or given up.
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    state_changed_at = models.DateTimeField(default=timezone.now)
    last_error = models.TextField(blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["what", "whom", "due"], name="outbox_message_once"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["waiting", "sending"]),
                name="outbox_message_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.get_state_display()}"


class OneTimeLink(models.Model):
    """A link that opens one thing once. Only a digest of its secret is kept."""

    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=60)
    about = models.CharField(max_length=100)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} for {self.about}"


class JobMark(models.Model):
    """When a scheduled job last did all it had to do."""

    name = models.CharField(max_length=80, unique=True)
    last_success_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
