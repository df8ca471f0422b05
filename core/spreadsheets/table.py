"""What the kinds of spreadsheet share: rows, special cells, firm limits and the sentences said at a limit."""

from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple

from django.utils.translation import gettext as _


class UnreadableSpreadsheet(Exception):
    """The file as a whole is refused. `str()` of it is one plain sentence for the person who sent it."""


@dataclass(frozen=True)
class Limits:
    """How much of a stranger's file we are willing to read. Bytes, counts, characters and seconds."""

    file_bytes: int = 20 * 1024 * 1024
    unzipped_bytes: int = 200 * 1024 * 1024
    shared_text_bytes: int = 40 * 1024 * 1024
    zip_entries: int = 2_000
    zip_ratio: int = 150
    sheets: int = 50
    rows: int = 200_000
    columns: int = 200
    cell_characters: int = 32_767
    seconds: float = 60.0
    heading_search_rows: int = 30


LIMITS = Limits()

# Excel itself ends here: a row number beyond it was made by hand.
LAST_POSSIBLE_ROW = 1_048_576


class Formula(str):
    """A formula as it was written, never its stored result: that result may be anything."""


class CellError(str):
    """What a spreadsheet shows when its own formula failed, such as #REF! or #N/A."""


class RawRow(NamedTuple):
    """A row before we know what it is. `number` is the one the person sees at the left of the row."""

    number: int
    values: list


DATA = "data"
BLANK = "blank"
TOTAL = "total"
HEADINGS_AGAIN = "headings again"


class Row(NamedTuple):
    """A row below the headings; `kind` is DATA, BLANK, TOTAL or HEADINGS_AGAIN."""

    number: int
    values: list
    kind: str


class Stopwatch:
    """Counts the seconds spent in reading alone, so that slow work with the rows is not held against the file."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = monotonic()

    def __exit__(self, kind, error, trace) -> None:
        self._left -= monotonic() - self._started
        if kind is None and self._left < 0:
            raise UnreadableSpreadsheet(
                _(
                    "This file takes too long to read. Split it into smaller files and send them one by one."
                )
            )


def too_many_rows(limit: int) -> UnreadableSpreadsheet:
    """The same sentence for every kind of file."""
    return UnreadableSpreadsheet(
        _(
            "This file has more than %(limit)s rows. Split it into smaller files and send them one by one."
        )
        % {"limit": f"{limit:,}"}
    )


def too_many_columns(limit: int, row: int) -> UnreadableSpreadsheet:
    """The same sentence for every kind of file."""
    return UnreadableSpreadsheet(
        _(
            "Row %(row)s uses more than %(limit)s columns. Take out the columns we do not need and send the file again."
        )
        % {"row": row, "limit": limit}
    )


def cell_too_long(limit: int, row: int) -> UnreadableSpreadsheet:
    """The same sentence for every kind of file."""
    return UnreadableSpreadsheet(
        _(
            "A cell in row %(row)s holds more than %(limit)s letters. Shorten it and send the file again."
        )
        % {"row": row, "limit": f"{limit:,}"}
    )
