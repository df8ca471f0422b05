"""Amounts of people and days inside sentences, with what they rest on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.amounts import HowSure, Number, amount_words

# A report is read, not searched: of more there is one line that says how many.
MOST_LINES = 30


@dataclass(frozen=True)
class Tally:
    """What several amounts come to, and how much of the least of it was counted from a list."""

    low: Number = 0
    high: Number = 0
    counted: Number = 0

    @classmethod
    def of(cls, amounts: Iterable[tuple[Number | None, Number | None, str]]) -> "Tally":
        """The sum of amounts as models keep them; those that say nothing add nothing."""
        known = [(low, high, sure) for low, high, sure in amounts if low is not None]
        return cls(
            sum(low for low, _high, _sure in known),
            sum(high or 0 for _low, high, _sure in known),
            sum(low for low, _high, sure in known if sure == HowSure.DOCUMENTED),
        )

    @property
    def is_one(self) -> bool:
        """Whether it is exactly one, for the grammar."""
        return self.low == self.high == 1


def people_words(tally: Tally) -> str:
    """ "12 people", "about 12 people", "30 to 40 people (an estimate)"; "" for nobody."""
    return _with_footing(tally, ngettext("person", "people", 1 if tally.is_one else 2))


def days_words(tally: Tally) -> str:
    """ "2.5 days", "2 to 3 days (an estimate)"; "" for none."""
    return _with_footing(tally, ngettext("day", "days", 1 if tally.is_one else 2))


def _with_footing(tally: Tally, unit: str) -> str:
    if not tally.high:
        return ""
    is_estimate = tally.counted == 0
    number = amount_words(tally.low, tally.high, HowSure.ESTIMATED if is_estimate else "")
    words = f"{number} {unit}"
    if is_estimate and tally.low != tally.high:
        return _("%(amount)s (an estimate)") % {"amount": words}
    if not is_estimate and tally.counted < tally.low:
        return _("%(amount)s (%(counted)s counted from a list, the others an estimate)") % {
            "amount": words,
            "counted": amount_words(tally.counted, tally.counted),
        }
    return words


def at_most(lines: list[str]) -> tuple[str, ...]:
    """The first lines, and one that says how many more there are."""
    more = len(lines[MOST_LINES:])
    if not more:
        return tuple(lines)
    return (
        *lines[:MOST_LINES],
        ngettext(
            "%(n)d more is in the records behind the figures.",
            "%(n)d more are in the records behind the figures.",
            more,
        )
        % {"n": more},
    )
