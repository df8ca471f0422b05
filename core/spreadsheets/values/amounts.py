"""Amounts as offices write them: "30", "about 30", "30-40", "between 30 and 40", "2½"."""

import datetime
import re
from decimal import Decimal

from django.utils.translation import gettext as _

from core.amounts import Amount, Number
from core.spreadsheets.values.answers import NUMBER_WORDS
from core.spreadsheets.values.reading import CannotRead, cell_text, quoted, says_nothing

ABOUT = re.compile(
    r"^(?:about|around|approx(?:\.|imately)?|circa|ca?\.?(?=\s*\d)|roughly|some|nearly|almost|~|≈|est(?:\.|imated)?)\s*|"
    r"\s*(?:ish|or so|approx\.?|approximately|est\.?|estimated|\(est\.?\)|\(estimate\)|\(approx\.?\))$"
)
RANGE = re.compile(r"^(?:between\s+)?(.+?)\s*(?:-|–|—|\bto\b|\band\b)\s*(.+)$")
OPEN_END = re.compile(
    r"^(?:over|more than|at least|under|less than|up to|min\.?|max\.?|>|<|≥|≤)|\+$"
)
UNITS = re.compile(
    r"\s*(?:people|persons?|participants|attendees|learners|adults|children|organi[sz]ations|groups|days?|hours?|hrs?)$"
)
FRACTIONS = {"¼": "25", "½": "5", "¾": "75"}
NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,4})?")


def parse_amount(
    value: object, *, most: int = 1_000_000, whole: bool = True, written: str = "30"
) -> Amount | None:
    """An amount that may be a range or an estimate; None for an empty cell.

    With `whole` parts of a number are refused. `written` is the example in the refusals.
    Raises CannotRead, also for a range whose second end is the smaller one.
    """
    if isinstance(value, datetime.date | datetime.time):
        raise CannotRead(
            _("A spreadsheet turned this into a date. Write it with a word: 3 to 4, not 3-4.")
        )
    if says_nothing(value) and cell_text(value).casefold() not in ("none", "nil"):
        return None
    text = cell_text(value).casefold().strip(" .")
    plain = UNITS.sub("", text)
    bare = ABOUT.sub("", plain)
    while bare != (again := UNITS.sub("", ABOUT.sub("", bare)).strip()):
        bare = again
    says_estimate = ABOUT.search(plain) is not None or bare != UNITS.sub("", plain)
    if OPEN_END.search(bare):
        raise CannotRead(
            _("“%(text)s” leaves one end open. Write a number, or a range such as 30 to 40.")
            % {"text": quoted(cell_text(value))}
        )
    ends = RANGE.match(bare)
    numbers = [_number(part) for part in (ends.groups() if ends else (bare,))]
    wrong = any(
        number is None or number > most or (whole and number != int(number)) for number in numbers
    )
    if wrong:
        raise CannotRead(
            _(
                "“%(text)s” is not an amount we can use. Write it like %(example)s, "
                "“about 30” or “30 to 40”."
            )
            % {"text": quoted(cell_text(value)), "example": written}
        )
    found = [int(number) if whole else number for number in numbers if number is not None]
    low, high = found[0], found[-1]
    if high < low:
        raise CannotRead(
            _("“%(text)s” goes down. Write the smaller number first.")
            % {"text": quoted(cell_text(value))}
        )
    return Amount(low, high, says_estimate or low != high)


def _number(text: str) -> Number | None:
    text = text.strip().replace(",", "")
    if text in NUMBER_WORDS:
        return NUMBER_WORDS[text]
    if text and text[-1] in FRACTIONS:
        text = f"{text[:-1].strip() or '0'}.{FRACTIONS[text[-1]]}"
    if not NUMBER.fullmatch(text):
        return None
    return Decimal(text)
