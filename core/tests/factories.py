"""Rows of the building blocks, and somebody to sign in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from core.models import OutboxMessage
from core.outbox import queue_message


def somebody(name: str = "Sam Rivers") -> Any:
    """A user, whatever the project's user model is."""
    user = get_user_model()(email=f"{name.lower().replace(' ', '.')}@example.org", name=name)
    user.set_unusable_password()
    user.save()
    return user


class Undone(Exception):
    """What stands for any trouble that makes a transaction fail."""


def undone(action: Callable[[], Any]) -> None:
    """Do it in a transaction that fails afterwards."""
    with suppress(Undone), transaction.atomic():
        action()
        raise Undone


def a_message(
    what: str = "news",
    whom: str = "joan@example.org",
    *,
    due: datetime | None = None,
    **values: Any,
) -> OutboxMessage:
    """A message in the outbox, due a minute ago unless told."""
    values = {"subject": "Hello", "body": "Dear Joan", **values}
    due = due or timezone.now() - timedelta(minutes=1)
    return queue_message(what=what, whom=whom, due=due, **values)
