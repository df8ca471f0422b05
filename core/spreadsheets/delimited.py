"""CSV and its cousins: which encoding, which separator, and the rows as a stream."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from core.spreadsheets.escape import without_guard
from core.spreadsheets.headings import heading_key
from core.spreadsheets.table import (
    LAST_POSSIBLE_ROW,
    Limits,
    RawRow,
    UnreadableSpreadsheet,
    cell_too_long,
    too_many_columns,
    too_many_rows,
)

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_ROWS = 40
SAMPLE_CHARACTERS = 64 * 1024
CHUNK = 256 * 1024
ALLOWED_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b")
CONTROLS = bytes(byte for byte in range(32) if byte not in ALLOWED_CONTROLS)


class DelimitedFile:
    """A text file of rows, opened for reading. Raises UnreadableSpreadsheet for what is no text."""

    def __init__(self, stream: BinaryIO, known: Collection[str], limits: Limits) -> None:
        self._stream, self._limits = stream, limits
        self.encoding = find_encoding(stream)
        self.separator, self._first_row = self._find_separator(known)

    def rows(self) -> Iterator[RawRow]:
        """Yields every row, numbered as a spreadsheet program would number it when it opens the file."""
        text = self._text()
        try:
            reader = csv.reader(text, delimiter=self.separator)
            number = filled = 0
            for cells in self._records(reader):
                number += 1
                if number <= self._first_row:
                    continue
                values = self._values(cells, number)
                if values:
                    filled += 1
                if filled > self._limits.rows or number > LAST_POSSIBLE_ROW:
                    raise too_many_rows(self._limits.rows)
                yield RawRow(number, values)
        finally:
            # The stream belongs to whoever opened the table.
            text.detach()

    def _records(self, reader) -> Iterator[list[str]]:
        try:
            yield from reader
        except csv.Error as error:
            raise UnreadableSpreadsheet(
                _(
                    "We could not read past line %(line)s. Look for a quotation mark there that is never closed."
                )
                % {"line": reader.line_num}
            ) from error

    def _values(self, cells: list[str], number: int) -> list:
        values: list[str | None] = []
        for column, cell in enumerate(cells, start=1):
            if not cell:
                values.append(None)
                continue
            if column > self._limits.columns:
                raise too_many_columns(self._limits.columns, number)
            if len(cell) > self._limits.cell_characters:
                raise cell_too_long(self._limits.cell_characters, number)
            values.append(without_guard(cell))
        while values and values[-1] is None:
            values.pop()
        return values

    def _text(self) -> io.TextIOWrapper:
        self._stream.seek(0)
        buffered = io.BufferedReader(_Unclosable(self._stream))
        return io.TextIOWrapper(buffered, encoding=self.encoding, newline="")

    def _find_separator(self, known: Collection[str]) -> tuple[str, int]:
        text = self._text()
        try:
            sample = text.read(SAMPLE_CHARACTERS)
        finally:
            text.detach()
        first_line = sample.partition("\n")[0].strip()
        # Excel's own way of saying it; the line is no data.
        if first_line.casefold().startswith("sep=") and first_line[4:5] in SEPARATORS:
            return first_line[4:5], 1
        keys = {heading_key(heading) for heading in known}
        return max(SEPARATORS, key=lambda separator: _fitness(sample, separator, keys)), 0


def _fitness(sample: str, separator: str, keys: set[str]) -> tuple[int, int]:
    """How well a separator fits: first the known headings it uncovers, then how many rows are equally wide."""
    rows: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            rows.append(cells)
            if len(rows) == SAMPLE_ROWS:
                break
    except csv.Error:
        pass
    headings = max(
        (len({heading_key(cell) for cell in cells if cell.strip()} & keys) for cells in rows),
        default=0,
    )
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    return headings, max((width_count for width_count in widths.values()), default=0)


def find_encoding(stream: BinaryIO) -> str:
    """ "utf-8-sig", "utf-16", "utf-8" or "cp1252", in this order of trust. Raises for what cannot be text."""
    stream.seek(0)
    start = stream.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _proved(stream, "utf-16")
    if start.startswith(codecs.BOM_UTF8):
        return _proved(stream, "utf-8-sig")
    _refuse_binary(stream)
    for encoding in ("utf-8", "cp1252"):
        if _decodes(stream, encoding):
            return encoding
    raise _unknown_encoding()


def _proved(stream: BinaryIO, encoding: str) -> str:
    if not _decodes(stream, encoding):
        raise _unknown_encoding()
    return encoding


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while chunk := stream.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_binary(stream: BinaryIO) -> None:
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        controls = len(chunk) - len(chunk.translate(None, CONTROLS))
        if b"\x00" in chunk or controls * 100 > len(chunk):
            raise UnreadableSpreadsheet(
                _(
                    "This is not a spreadsheet we can read. Send an Excel workbook (.xlsx) or a CSV file."
                )
            )


def _unknown_encoding() -> UnreadableSpreadsheet:
    return UnreadableSpreadsheet(
        _(
            "We could not tell how the letters in this file are stored. Save it as “CSV UTF-8” and send it again."
        )
    )


class _Unclosable(io.RawIOBase):
    """Lets a text reader pass over a stream without closing it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
