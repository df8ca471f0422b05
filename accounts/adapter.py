"""How allauth is fitted in: nobody signs up by themselves, mail goes through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import OutboxMessage
from core.outbox import queue_message

LOGIN_CODE = "account/email/login_code"


class AccountAdapter(DefaultAccountAdapter):
    """People are invited; there is no page to sign up on."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This sign-in is closed. Your co-ordinator can open it again."),
        "duplicate_email": _("This address is on your list already."),
        "incorrect_code": _(
            "This is not the code we sent. Look at the e-mail again, or ask for another code."
        ),
        "invalid_login": _("We could not sign you in that way."),
        "rate_limited": _("You asked a few times already. Wait five minutes, then ask again."),
        "too_many_login_attempts": _(
            "That was too many tries. Wait five minutes, then start again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes with an invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, so that asking takes as long for a known address as for another."""
        self._queue(template_prefix, email, context)

    def send_code_to_nobody(self, email: str) -> None:
        """All that sending a code takes, for an address nobody has; nothing stays of it.

        Without this the quicker answer would tell that an address is unknown. The row is
        written and deleted rather than rolled back, because a commit takes time as well.
        """
        with transaction.atomic():
            self._queue(LOGIN_CODE, email, {"code": self.generate_login_code()}).delete()

    def _queue(self, template_prefix: str, email: str, context: dict[str, Any]) -> OutboxMessage:
        context = {
            "request": current.request,
            "email": email,
            "site_address": settings.SITE_URL,
            **context,
        }
        message = self.render_mail(template_prefix, email, context)
        return queue_message(
            what=template_prefix,
            whom=email,
            subject=str(message.subject),
            body=str(message.body),
            confidential=True,
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted; allauth by itself does not."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This number does not fit. Wait for the next one in your app and write that."
        ),
        "unverified_email": _("We have to check your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """With the newest of FIELD_KEYS."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With whichever of FIELD_KEYS fits; raises InvalidToken rather than guess."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """A name to begin with; the page asks for one the person knows again."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        if number == 1:
            return gettext("My passkey")
        return gettext("My passkey %(number)s") % {"number": number}


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
