"""Mail as files, for trying out and for the demo: one .eml file a message."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.text import slugify


class EmlFileBackend(BaseEmailBackend):
    """Writes each message to EMAIL_FILE_PATH, named by time and receiver."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            moment = timezone.localtime().strftime("%Y-%m-%d-%H%M%S-%f")
            name = f"{moment}-{slugify(','.join(message.to))[:60]}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)
