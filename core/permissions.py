"""Answers to "may this person do that?".

A refusal is falsy and carries its reason in words, so that a page can say why.
"""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise


@dataclass(frozen=True)
class Allowed:
    """Yes."""

    reason: str = ""

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Refused:
    """No, and why: a sentence for the person who asked."""

    reason: str | Promise

    def __bool__(self) -> Literal[False]:
        return False


Verdict = Allowed | Refused
YES = Allowed()
