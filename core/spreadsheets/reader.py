"""The one door for spreadsheets: whatever file a stranger sends, a Table or one plain sentence comes out."""

import io
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from core.spreadsheets.delimited import DelimitedFile
from core.spreadsheets.headings import (
    HeadingRow,
    find_heading_row,
    is_empty,
    kind_of_row,
    unnamed,
)
from core.spreadsheets.table import DATA, LIMITS, Limits, RawRow, Row, UnreadableSpreadsheet
from core.spreadsheets.xlsx import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
# Enough to see which columns are filled.
SAMPLE_ROWS = 1_000
ARCHIVES = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")


@dataclass
class Table:
    """One sheet with its headings found. Use it in a `with`, or close it.

    `encoding` is empty for a workbook, `sheet_name` for a text file. `headings_recognised` counts
    the headings that were known; 0 means that a person has to say what the columns are. A filled column
    without a heading is called "Column B, without a heading". `other_sheets` hold rows too and are not read.
    """

    name: str
    sheet_name: str
    sheet_names: list[str]
    encoding: str
    separator: str
    heading_row: int
    headings_recognised: int
    headings: list[str]
    _read: Callable[[], Iterable[RawRow]]
    _close: Callable[[], None]
    other_sheets: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._printed = self.headings
        self.headings = self._with_names()

    def _with_names(self) -> list[str]:
        """The headings, with a name of ours for each filled column that has none."""
        filled: set[int] = set()
        try:
            for row in islice(self.rows(), SAMPLE_ROWS):
                if row.kind == DATA:
                    filled |= {at for at, value in enumerate(row.values) if not is_empty(value)}
        except UnreadableSpreadsheet:
            # Whoever reads the rows is told then.
            pass
        width = max([len(self._printed), *(at + 1 for at in filled)])
        padded = self._printed + [""] * (width - len(self._printed))
        return [
            heading or (unnamed(at) if at in filled else "") for at, heading in enumerate(padded)
        ]

    def rows(self) -> Iterator[Row]:
        """Yields every row below the headings in order, each time from the first one.

        Each row has at least as many values as there are headings: str, date, datetime, time, timedelta,
        int, float, bool, None, Formula or CellError. Raises UnreadableSpreadsheet where a limit is passed.
        """
        width = len(self.headings)
        for number, values in self._read():
            if number > self.heading_row:
                kind = kind_of_row(values, self._printed)
                yield Row(number, values + [None] * (width - len(values)), kind)

    def close(self) -> None:
        """Lets go of the file."""
        self._close()

    def __enter__(self) -> "Table":
        return self

    def __exit__(self, *exc_info) -> None:
        self.close()


def open_table(
    path_or_file: str | os.PathLike | BinaryIO,
    name: str = "",
    known: Collection[str] = (),
    *,
    sheet: str = "",
    limits: Limits = LIMITS,
) -> Table:
    """Opens a spreadsheet of unknown origin by what is in it, never by its name.

    `known` are headings that help to find the right sheet and its heading row; `sheet` names one sheet.
    Reads no more than it must: the rows come later, as a stream. Raises UnreadableSpreadsheet.
    """
    if isinstance(path_or_file, str | os.PathLike):
        name = name or Path(path_or_file).name
        stream: BinaryIO = open(path_or_file, "rb")  # noqa: SIM115  closed by Table.close or just below
        close = stream.close
    else:
        stream, close = path_or_file, _leave_open
    try:
        return _open(stream, name, known, sheet, limits, close)
    except BaseException:
        close()
        raise


def _leave_open() -> None:
    """The stream belongs to the caller."""


def _open(
    stream: BinaryIO, name: str, known: Collection[str], sheet: str, limits: Limits, close
) -> Table:
    size = stream.seek(0, io.SEEK_END)
    if size == 0:
        raise UnreadableSpreadsheet(_("This file is empty."))
    if size > limits.file_bytes:
        raise UnreadableSpreadsheet(
            _(
                "This file is larger than %(limit)s MB. Split it into smaller files and send them one by one."
            )
            % {"limit": limits.file_bytes // (1024 * 1024)}
        )
    stream.seek(0)
    start = stream.read(2048)
    if start.startswith(ZIP):
        return _open_workbook(stream, name, known, sheet, limits, close)
    _refuse_other_kinds(start, stream)
    text = DelimitedFile(stream, known, limits)
    found = find_heading_row(islice(text.rows(), limits.heading_search_rows), known)
    if found is None:
        raise _nothing_in_it()
    return Table(
        name,
        "",
        [],
        text.encoding,
        text.separator,
        *_headings(found),
        _read=text.rows,
        _close=close,
    )


def _open_workbook(stream, name, known, sheet, limits, close) -> Table:
    workbook = Workbook(stream, limits)

    def close_both() -> None:
        workbook.close()
        close()

    candidates = [one for one in workbook.sheets if one.name == sheet] if sheet else workbook.sheets
    if sheet and not candidates:
        raise UnreadableSpreadsheet(
            _("There is no sheet called “%(sheet)s” in this file.") % {"sheet": sheet}
        )
    best = None
    with_rows = []
    # A hidden sheet is read only when nothing else holds rows: people mean what they see.
    for one in sorted(candidates, key=lambda candidate: candidate.hidden):
        found = find_heading_row(islice(workbook.rows(one), limits.heading_search_rows), known)
        if not one.hidden and _holds_a_list(workbook.rows(one), limits):
            with_rows.append(one.name)
        if found is None or (best is not None and one.hidden and not best[0].hidden):
            continue
        if best is None or found.recognised > best[1].recognised:
            best = one, found
    if best is None:
        raise _nothing_in_it()
    chosen, found = best
    return Table(
        name,
        chosen.name,
        [one.name for one in workbook.sheets],
        "",
        "",
        *_headings(found),
        _read=lambda: workbook.rows(chosen),
        _close=close_both,
        other_sheets=[name for name in with_rows if name != chosen.name],
    )


def _holds_a_list(rows: Iterable[RawRow], limits: Limits) -> bool:
    """Whether two rows or more have something in two cells: a title or a remark alone is no list."""
    full = [
        row
        for row in islice(rows, limits.heading_search_rows)
        if sum(not is_empty(value) for value in row.values) > 1
    ]
    return len(full) > 1


def _headings(found: HeadingRow) -> tuple[int, int, list[str]]:
    shown = [str(value if value is not None else "").strip() for value in found.values]
    while shown and not shown[-1]:
        shown.pop()
    return found.number, found.recognised, shown


def _nothing_in_it() -> UnreadableSpreadsheet:
    return UnreadableSpreadsheet(_("There are no rows in this file."))


def _refuse_other_kinds(start: bytes, stream: BinaryIO) -> None:
    """Names what people send by mistake, each in its own sentence."""
    if start.startswith(OLE):
        if _holds(stream, "EncryptedPackage".encode("utf-16-le")):
            raise UnreadableSpreadsheet(
                _("This workbook is locked with a password. Save it without one and send it again.")
            )
        raise UnreadableSpreadsheet(
            _(
                "This is an old Excel file (.xls). In Excel choose Save As, “Excel Workbook (.xlsx)”, and send that."
            )
        )
    if start.startswith(b"%PDF"):
        raise UnreadableSpreadsheet(_("This is a PDF. Send the spreadsheet it was made from."))
    if start.startswith(IMAGES) or start[:4] == b"RIFF" or start[4:8] == b"ftyp":
        raise UnreadableSpreadsheet(
            _("This is a picture or a film, not a spreadsheet. Send the spreadsheet itself.")
        )
    if start.startswith(ARCHIVES):
        raise UnreadableSpreadsheet(
            _(
                "This is a compressed folder, not a spreadsheet. Take the spreadsheet out of it and send that."
            )
        )
    if start.startswith(b"{\\rtf"):
        raise UnreadableSpreadsheet(
            _("This is a text document. Copy the table into a spreadsheet and send that.")
        )
    words = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if words.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        raise UnreadableSpreadsheet(
            _(
                "This is a web page or an XML file. Open it in Excel, save it as .xlsx or .csv and send that."
            )
        )


def _holds(stream: BinaryIO, wanted: bytes) -> bool:
    stream.seek(0)
    before = b""
    while chunk := stream.read(1024 * 1024):
        if wanted in before + chunk:
            return True
        before = chunk[-len(wanted) :]
    return False
