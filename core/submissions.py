"""Taking a form once, however often it arrives."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from core.models import Submission


class AlreadyTaken(Exception):
    """The id is spent on other words; `result_url` shows what was taken then."""

    def __init__(self, result_url: str) -> None:
        super().__init__(result_url)
        self.result_url = result_url


@dataclass(frozen=True)
class Taken:
    """Where the result is, and whether this was a repeat."""

    result_url: str
    repeated: bool


def digest_of(
    fields: Iterable[tuple[str, Iterable[str]]],
    files: Iterable[tuple[str, Iterable[UploadedFile]]] = (),
) -> str:
    """A digest of what was typed and which files came with it, whatever the order of the fields."""
    typed = sorted((name, sorted(values)) for name, values in fields)
    sent = sorted((name, [_digest_of_file(file) for file in found]) for name, found in files)
    text = repr((typed, sent) if sent else typed)
    return hashlib.sha256(text.encode()).hexdigest()


def _digest_of_file(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def taken_before(
    submission_id: UUID | None, *, user: AbstractBaseUser | None, purpose: str, digest: str
) -> Taken | None:
    """What this very form did when it came the first time; None when it is new."""
    if submission_id is None:
        return None
    sender: Any = user.pk if user else None
    earlier = Submission.objects.filter(
        pk=submission_id, user_id=sender, purpose=purpose, digest=digest
    ).first()
    return Taken(earlier.result_url, repeated=True) if earlier else None


def take_once(
    submission_id: UUID,
    *,
    user: AbstractBaseUser | None,
    purpose: str,
    digest: str,
    action: Callable[[], str],
) -> Taken:
    """Run `action` and keep its result address; on a repeat answer with the kept address.

    The row is written first, so a second sender waits for the first one's transaction
    and then finds its result. If `action` raises, the id stays unspent. Raises
    AlreadyTaken when the same id comes with other words, or from somebody else.
    """
    sender = user.pk if user else None
    with transaction.atomic():
        try:
            with transaction.atomic():
                submission = Submission.objects.create(
                    id=submission_id, user_id=sender, purpose=purpose, digest=digest
                )
        except IntegrityError:
            earlier = Submission.objects.get(pk=submission_id)
            same_sender = earlier.user_id == sender
            if same_sender and (earlier.purpose, earlier.digest) == (purpose, digest):
                return Taken(earlier.result_url, repeated=True)
            raise AlreadyTaken(earlier.result_url if same_sender else "") from None
        submission.result_url = action()
        submission.save(update_fields=["result_url"])
    return Taken(submission.result_url, repeated=False)
