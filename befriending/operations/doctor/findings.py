"""What the doctor says about one thing: how it is, what that may lead to, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Urgent has to be mended; "look here" is a choice somebody should make knowingly."""

    GOOD = "good"
    LOOK = "look here"
    URGENT = "urgent"


@dataclass(frozen=True)
class Finding:
    """One line. What is good leads to nothing and needs nothing done."""

    about: str
    state: State
    what: str
    may_lead_to: str = ""
    to_do: str = ""


def good(about: str, what: str) -> Finding:
    return Finding(about, State.GOOD, what)


def look(about: str, what: str, may_lead_to: str, to_do: str) -> Finding:
    return Finding(about, State.LOOK, what, may_lead_to, to_do)


def urgent(about: str, what: str, may_lead_to: str, to_do: str) -> Finding:
    return Finding(about, State.URGENT, what, may_lead_to, to_do)
