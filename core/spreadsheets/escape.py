"""Cells on their way out: a text that a spreadsheet program would run as a formula is guarded with an apostrophe."""

import csv
import datetime
import re
from collections.abc import Iterable, Sequence
from typing import IO

from django.utils.translation import gettext as _

from core.spreadsheets.table import CellError, Formula

STARTS_A_FORMULA = re.compile("'*[=+\\-@\t\r\n]")
GUARDED = re.compile("'+[=+\\-@\t\r\n]")


def safe_cell(value: object) -> object:
    """The value as it may be written to a spreadsheet. Numbers and dates stay what they are.

    `without_guard(safe_cell(text)) == text` for every text, so an exported file can be read in again.
    """
    if isinstance(value, str) and STARTS_A_FORMULA.match(value):
        return "'" + value
    return value


def without_guard(text: str) -> str:
    """Takes off the one apostrophe that `safe_cell` put before a text."""
    return text[1:] if GUARDED.match(text) else text


def formula_mark() -> str:
    """What stands in a refused row where a formula stood: never the formula, nor its unproved result."""
    return _("(formula: type the value here)")


def write_refused_rows(
    stream: IO[bytes], headings: Sequence[str], rows: Iterable[tuple[int, Sequence[object], str]]
) -> None:
    """Writes a CSV file that opens in Excel as it is: the cells as they came, the row's number, and what to mend.

    `rows` are (row number, cells, sentence). The two added columns are not headings of ours,
    so the mended file can be sent again without taking them out.
    """
    stream.write(b"\xef\xbb\xbf")
    writer = csv.writer(_Utf8(stream))
    writer.writerow([*(safe_cell(heading) for heading in headings), _("Row"), _("What to mend")])
    for number, cells, sentence in rows:
        shown = [safe_cell(_shown(cell)) for cell in cells]
        padding = [""] * (len(headings) - len(shown))
        writer.writerow([*shown[: len(headings)], *padding, number, safe_cell(sentence)])


def _shown(cell: object) -> object:
    """A cell as a person in Britain would type it."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return formula_mark()
    if isinstance(cell, CellError):
        return str(cell)
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, datetime.datetime):
        return (
            cell.strftime("%d/%m/%Y")
            if cell.time() == datetime.time()
            else cell.strftime("%d/%m/%Y %H:%M")
        )
    if isinstance(cell, datetime.date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, datetime.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return cell


class _Utf8:
    """The one method that csv.writer needs of a file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        self._stream.write(text.encode("utf-8"))
