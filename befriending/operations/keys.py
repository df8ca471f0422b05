"""Whether the keys of here read the secrets of a backup, without the keys being in it."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from befriending.operations.errors import OperationRefused

WORD = b"befriending"


def fernets() -> list[Fernet]:
    """Each of FIELD_KEYS. Raises OperationRefused when one is none."""
    try:
        return [Fernet(key) for key in settings.FIELD_KEYS]
    except ValueError:
        raise OperationRefused(
            "FIELD_KEYS holds something that is no key. Make one with: "
            "openssl rand -base64 32 | tr '+/' '-_'"
        ) from None


def canaries() -> list[str]:
    """The same word, encrypted with each of FIELD_KEYS: who can read it holds that key."""
    return [fernet.encrypt(WORD).decode() for fernet in fernets()]


def unreadable(canaries: list[str]) -> int:
    """How many of the keys that were in use at a backup are not among FIELD_KEYS here."""
    here = MultiFernet(fernets())
    missing = 0
    for canary in canaries:
        try:
            here.decrypt(canary.encode())
        except InvalidToken:
            missing += 1
    return missing
