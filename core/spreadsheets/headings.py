"""Which row holds the headings, and which rows below them are no records."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from core.spreadsheets.table import BLANK, DATA, HEADINGS_AGAIN, TOTAL, CellError, Formula

IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
TOTAL_WORDS = re.compile(
    r"(grand |overall |running |sub[- ]?|sum )?(totals?|sum|count|average|mean)( [\w ]{0,40})?[:=]?\s*[\d.,£]*",
    re.IGNORECASE,
)
# Of the names of things: "Total", "Grand total", "Staff costs total:", "Total spend", "Sub-total 2".
NAME_OF_A_TOTAL = re.compile(
    r"(?:(?:.*\W)?(?:sub[- ]?)?totals?|sum"
    r"|totals? (?:of|for|in|to|costs?|spend|spent|spending|expenditure|income|budget|planned|amount|"
    r"grants?|funding|funds|money|project|programme|scheme|people|number|own|match|staff|all)\b.*)"
    r"[\s:=\d.,£()]*",
    re.IGNORECASE,
)

A_PHONE = re.compile(r"(\+|0)[\d\s()\-]{8,}")
A_DAY = re.compile(r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}")


def heading_key(heading: object) -> str:
    """How two headings are compared: letters and digits only, so "E-mail", "email " and "Email (home)" are one."""
    text = unicodedata.normalize("NFKD", str(heading if heading is not None else "")).casefold()
    text = text.replace("#", "no")
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    outside = NO_LETTER_OR_DIGIT.sub("", IN_BRACKETS.sub(" ", text))
    return outside or NO_LETTER_OR_DIGIT.sub("", text)


def unnamed(column: int) -> str:
    """What we call a column, counted from 0, that has no heading."""
    return _("Column %(letter)s, without a heading") % {"letter": get_column_letter(column + 1)}


class HeadingRow(NamedTuple):
    """Where the headings stand, and how many of them we know."""

    number: int
    values: list
    recognised: int


def find_heading_row(rows: Iterable[tuple[int, list]], known: Collection[str]) -> HeadingRow | None:
    """The row that holds most known headings; the upper one of two equals.

    `known` are headings in any spelling. When no row holds a known one, the first row with
    two filled cells is taken, so that a person can say by hand what its columns are. None for no row at all.
    """
    keys = {heading_key(heading) for heading in known}
    best = first_filled = first_with_two = None
    for number, values in rows:
        filled = [value for value in values if not is_empty(value)]
        if not filled:
            continue
        candidate = HeadingRow(number, values, len({heading_key(value) for value in filled} & keys))
        first_filled = first_filled or candidate
        if first_with_two is None and len(filled) > 1:
            first_with_two = candidate
        if candidate.recognised and (best is None or candidate.recognised > best.recognised):
            best = candidate
    # A title such as "Volunteers" may be a known word by chance: one hit alone does not outweigh a full row.
    if (
        best is not None
        and best.recognised == 1
        and first_with_two is not None
        and _is_lonely(best)
    ):
        return first_with_two
    return best or first_with_two or first_filled


def _is_lonely(candidate: HeadingRow) -> bool:
    return sum(not is_empty(value) for value in candidate.values) == 1


def is_empty(value: object) -> bool:
    """True for a cell that shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def kind_of_row(values: list, headings: list[str]) -> str:
    """DATA, BLANK, TOTAL or HEADINGS_AGAIN (printed sheets repeat them) for a row below the headings."""
    filled = [value for value in values if not is_empty(value)]
    if not filled:
        return BLANK
    if is_total_row(filled):
        return TOTAL
    same = [str(value if value is not None else "").strip() for value in values]
    if same + [""] * (len(headings) - len(same)) == headings:
        return HEADINGS_AGAIN
    return DATA


def is_total_row(filled: list) -> bool:
    """True when the first filled cell says so ("Total", "Sub-total: 4", "Count") and the rest are sums.

    A person may be called Sum: other words in the row make it a record again.
    """
    first, rest = filled[0], filled[1:]
    if all(isinstance(value, Formula | CellError) for value in filled):
        return True
    if not isinstance(first, str) or not TOTAL_WORDS.fullmatch(first.strip()):
        return False
    if any(_belongs_to_somebody(value) for value in rest):
        return False
    return all(_is_sum(value) for value in rest)


def names_a_total(value: object) -> bool:
    """True for the name of a row that adds up others. For lists of things only: a person may be called so."""
    return isinstance(value, str) and bool(NAME_OF_A_TOTAL.fullmatch(value.strip()))


def _belongs_to_somebody(value: object) -> bool:
    """A telephone number, an e-mail address or a date: no sum looks like that."""
    if isinstance(value, date):
        return True
    if not isinstance(value, str) or isinstance(value, Formula | CellError):
        return False
    text = value.strip()
    return "@" in text or bool(A_PHONE.fullmatch(text) or A_DAY.fullmatch(text))


def _is_sum(value: object) -> bool:
    if isinstance(value, Formula | CellError) or not isinstance(value, str):
        return True
    text = value.strip()
    return (
        bool(TOTAL_WORDS.fullmatch(text))
        or not any(letter.isalpha() for letter in text)
        or _is_amount(text)
    )


def _is_amount(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"[\d.,:/\s£]+\s*(h|hrs?|hours?|mins?|minutes?|people|visits?|meetings?)?",
            text,
            re.IGNORECASE,
        )
    )
