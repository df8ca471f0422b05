"""Who has to prove themselves twice. Rooms above say so; accounts knows no roles."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

Rule = Callable[["User"], bool]
_rules: list[Rule] = []


def register_rule(rule: Rule) -> None:
    """Add a rule that answers whether a user needs a second factor."""
    _rules.append(rule)


def needs_second_factor(user: "User") -> bool:
    """Whether any rule asks it of this user."""
    return any(rule(user) for rule in _rules)
