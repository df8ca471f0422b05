"""Amounts as people know them: counted, or estimated, or somewhere between two numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import CheckConstraint, F, Q, TextChoices
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Number = int | Decimal


class HowSure(TextChoices):
    """On what an amount rests."""

    DOCUMENTED = "documented", gettext_lazy("counted from a list")
    ESTIMATED = "estimated", gettext_lazy("an estimate")


@dataclass(frozen=True)
class Amount:
    """From `low` to `high`, which are the same for one number; "about 30" says it is an estimate."""

    low: Number
    high: Number
    says_estimate: bool = False

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


def amount_words(low: Number | None, high: Number | None, how_sure: str = "") -> str:
    """An amount as people say it: "30", "about 30", "30 to 40"; "" where there is none."""
    if low is None or high is None:
        return ""
    if low != high:
        return _("%(low)s to %(high)s") % {"low": _written(low), "high": _written(high)}
    if how_sure == HowSure.ESTIMATED:
        return _("about %(number)s") % {"number": _written(low)}
    return _written(low)


def _written(number: Number) -> str:
    places = 0 if number == int(number) else None
    return number_format(
        Decimal(number).normalize() if places is None else number,
        decimal_pos=places,
        force_grouping=True,
    )


def plain_number(amount: Number | None) -> int | float | None:
    """The amount as JSON holds it: whole numbers stay whole."""
    if amount is None or isinstance(amount, int):
        return amount
    return int(amount) if amount == int(amount) else float(amount)


def amount_constraints(amount: str, name: str) -> Sequence[CheckConstraint]:
    """What holds for the fields `amount`_low, _high and _how_sure of a model; `name` begins the names.

    Both ends or none, the low one first, and how sure it is wherever there is an amount.
    """
    low, high, sure = f"{amount}_low", f"{amount}_high", f"{amount}_how_sure"
    nothing: dict[str, Any] = {low: None, high: None, sure: ""}
    # A check lets unknown through, so that null has to be refused by name.
    something = Q(**{f"{low}__isnull": False, f"{high}__isnull": False}) & ~Q(**{sure: ""})
    return [
        CheckConstraint(
            condition=Q(**nothing) | (something & Q(**{f"{high}__gte": F(low), f"{low}__gte": 0})),
            name=f"{name}_{amount}_in_order",
        )
    ]
