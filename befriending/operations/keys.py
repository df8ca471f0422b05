"""Whether the keys of here read the secrets of a backup, without the keys being in it."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

WORD = b"befriending"


def canaries() -> list[str]:
    """The same word, encrypted with each of FIELD_KEYS: who can read it holds that key."""
    return [Fernet(key).encrypt(WORD).decode() for key in settings.FIELD_KEYS]


def unreadable(canaries: list[str]) -> int:
    """How many of the keys that were in use at a backup are not among FIELD_KEYS here."""
    here = MultiFernet([Fernet(key) for key in settings.FIELD_KEYS])
    missing = 0
    for canary in canaries:
        try:
            here.decrypt(canary.encode())
        except InvalidToken:
            missing += 1
    return missing
