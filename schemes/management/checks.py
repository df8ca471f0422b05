"""What commands check before they begin. Wrong use ends with 2, as the shell expects."""

from typing import NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email

WRONG_USE = 2
LONGEST_EMAIL = 254


def wrong_use(words: str) -> NoReturn:
    """End with one line and exit status 2."""
    raise CommandError(words, returncode=WRONG_USE)


def check_email(email: str) -> None:
    """Refuse what is not an e-mail address."""
    try:
        validate_email(email)
    except ValidationError:
        wrong_use(f"“{email}” is not an e-mail address.")
    if len(email) > LONGEST_EMAIL:
        wrong_use("This e-mail address is too long.")


def check_length(option: str, value: str | None, most: int) -> None:
    """Refuse a text that is only spaces or does not fit; an option left out is fine."""
    if value is None:
        return
    if not value.strip():
        wrong_use(f"{option} is empty.")
    if len(value.strip()) > most:
        wrong_use(f"{option} is too long: {most} letters at the most.")
