"""The audit trail: what changed, who did it and why, kept by database triggers.

`@tracked` on a model keeps every insert, update and delete as a row of its own,
also those made in bulk or by hand; the rows can only be added to. `change` is how a
service opens its transaction and names the person.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

_is_open: ContextVar[bool] = ContextVar("a change is open", default=False)


def tracked(**options: Any) -> Any:
    """Keep the history of a model in an append-only table beside it."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        **options,
    )


@contextmanager
def change(what: str, *, actor: AbstractBaseUser | None, why: str = "") -> Iterator[None]:
    """One change: everything inside stands or falls together and is signed.

    `actor` is the person who does it; None is the system itself (a scheduled job, a
    command), and then `what` has to say so by itself. What a change makes other services
    do is signed as part of it: the words of the outermost stand.
    """
    if _is_open.get():
        with transaction.atomic():
            yield
        return
    opened = _is_open.set(True)
    try:
        with (
            transaction.atomic(),
            pghistory.context(what=what, why=why, actor=actor.pk if actor else None),
        ):
            yield
    finally:
        _is_open.reset(opened)
