"""How allauth is fitted in: nobody signs up by themselves, mail goes through the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from core.outbox import queue_message


class AccountAdapter(DefaultAccountAdapter):
    """People are invited; there is no page to sign up on."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes with an invitation."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the outbox, so that asking takes as long for a known address as for another."""
        message = self.render_mail(template_prefix, email, context)
        queue_message(
            what=template_prefix,
            whom=email,
            subject=message.subject,
            body=str(message.body),
            confidential=True,
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps encrypted; allauth by itself does not."""

    def encrypt(self, text: str) -> str:
        """With the newest of FIELD_KEYS."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """With whichever of FIELD_KEYS fits; raises InvalidToken rather than guess."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
