"""Links that work once: made, looked at without using them, and used."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.models import OneTimeLink


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def make_link(
    purpose: str, about: str, *, lifetime: timedelta, made_by: AbstractBaseUser | None
) -> str:
    """Make a link for one thing and return its secret; earlier unused ones for it stop working."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        _wait_for_others(f"link {purpose} {about}")
        OneTimeLink.objects.filter(
            purpose=purpose, about=about, used_at=None, withdrawn_at=None
        ).update(withdrawn_at=timezone.now())
        OneTimeLink.objects.create(
            digest=_digest(token),
            purpose=purpose,
            about=about,
            made_by_id=made_by.pk if made_by else None,
            expires_at=timezone.now() + lifetime,
        )
    return token


def _wait_for_others(name: str) -> None:
    # There may be no row yet to lock: two makers at once would not see each other's link.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [name])


def open_link(purpose: str, token: str) -> OneTimeLink:
    """Look at a link without using it up: mail scanners follow links, people press buttons.

    Raises RuleBroken with a sentence when it is unknown, used, withdrawn or too old.
    """
    return _checked(OneTimeLink.objects.filter(purpose=purpose, digest=_digest(token)).first())


def use_link(purpose: str, token: str) -> OneTimeLink:
    """Use a link up; call inside a transaction. Of two people at once one gets it."""
    link = _checked(
        OneTimeLink.objects.select_for_update()
        .filter(purpose=purpose, digest=_digest(token))
        .first()
    )
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    return link


def _checked(link: OneTimeLink | None) -> OneTimeLink:
    if link is None:
        raise RuleBroken(
            _("This link is not one of ours, or a part of it is missing. Try to copy all of it.")
        )
    if link.used_at:
        raise RuleBroken(_("This link has been used already. You can sign in with your e-mail."))
    if link.withdrawn_at:
        raise RuleBroken(_("A newer link was sent to you. Please use the newest one."))
    if link.expires_at <= timezone.now():
        raise RuleBroken(_("This link is too old. Ask the person who sent it for a new one."))
    return link
