"""Excel workbooks on their way out, row by row: the first bytes leave before the last row is read.

Numbers are numbers, dates are dates, and a text is never anything but text: a formula can
not be written at all. The same rows made at the same moment give the same bytes.
"""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.sax.saxutils import escape

from core.spreadsheets.escape import STARTS_A_FORMULA
from core.spreadsheets.xlsx import package

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
LONGEST_NAME = 31
LINE = 15
HIGHEST_ROW = 405
BYTES_AT_A_TIME = 64 * 1024
DAY_NOUGHT = date(1899, 12, 30).toordinal()
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")

Cell = str | int | float | Decimal | date | None


class Pounds(Decimal):
    """An amount of money: shown with its sign and two places."""


@dataclass(frozen=True)
class Column:
    heading: str
    width: int = 14


@dataclass(frozen=True)
class Page:
    """A sheet to be written. `rows` are read once, and only when their turn comes.

    On paper it is as wide as `pages_wide` sheets of paper.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    pages_wide: int = 1


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    made_at: datetime
    language: str = "en-GB"


def write_workbook(pages: Sequence[Page], about: About) -> Iterator[bytes]:
    """The workbook's bytes, piece by piece, a page for each of `pages` in their order.

    Raises ValueError where a page gets more rows, or a cell more letters, than Excel can hold.
    """
    names = _names(pages)
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for number, (name, page) in enumerate(zip(names, pages, strict=True), 1):
            place = _place(f"xl/worksheets/sheet{number}.xml", about)
            with archive.open(place, "w") as sheet:
                for piece in _sheet(name, page):
                    sheet.write(piece)
                    if sink.size >= BYTES_AT_A_TIME:
                        yield sink.taken()
        for path, text in package.parts(
            names, about.title, about.author, about.language, about.made_at
        ):
            archive.writestr(_place(path, about), text)
    yield sink.taken()


class _Sink:
    """Takes what the archive writes until somebody fetches it. It cannot be wound back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """What was written stays until it is fetched."""

    def taken(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        self.size = 0
        return taken


def _place(path: str, about: About) -> zipfile.ZipInfo:
    made_at = about.made_at.timetuple()[:6]
    place = zipfile.ZipInfo(path, date_time=made_at)
    place.compress_type = zipfile.ZIP_DEFLATED
    return place


def _names(pages: Sequence[Page]) -> list[str]:
    """Names that Excel takes, each once."""
    names: list[str] = []
    for page in pages:
        name = NOT_IN_A_NAME.sub(" ", NOT_IN_XML.sub("", page.name)).strip(" '")[:LONGEST_NAME]
        taken = {each.casefold() for each in names}
        number, wanted = 2, name
        while name.casefold() in taken:
            ending = f" {number}"
            name = wanted[: LONGEST_NAME - len(ending)] + ending
            number += 1
        names.append(name)
    return names


def _sheet(name: str, page: Page) -> Iterator[bytes]:
    """A sheet's XML, a few hundred rows at a time."""
    letters = [column_letters(place) for place in range(1, len(page.columns) + 1)]
    widths = [column.width for column in page.columns]
    yield package.sheet_start(widths)
    headings = [_Heading(column.heading) for column in page.columns]
    waiting = [_row(1, letters, widths, headings)]
    number = 1
    for number, cells in enumerate(page.rows, 2):
        if number > MOST_ROWS:
            raise ValueError(f"{name}: a page of a workbook holds at most {MOST_ROWS} rows.")
        waiting.append(_row(number, letters, widths, cells))
        if len(waiting) == 500:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()
    yield package.sheet_end(f"A1:{letters[-1]}{number}", page.pages_wide)


def _row(number: int, letters: Sequence[str], widths: Sequence[int], cells: Sequence[Cell]) -> str:
    written = [
        _WRITERS[type(cell)](f"{letter}{number}", cell)
        for letter, cell in zip(letters, cells, strict=True)
        if cell is not None and cell != ""
    ]
    lines = [
        _lines(cell, width)
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell)
    ]
    height = f' ht="{min(max(lines) * LINE, HIGHEST_ROW)}"' if lines else ""
    return f'<row r="{number}"{height}>{"".join(written)}</row>'


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes, since not every program works that out for itself."""
    return sum(max(1, -(-len(line) // (width - 1))) for line in text.split("\n"))


class _Heading(str):
    """The text at the head of a column."""


def _text_writer(style: int) -> Callable[[str, str], str]:
    def write(place: str, text: str) -> str:
        # Marked as text for good: what looks like a formula stays words when somebody edits the cell.
        shown_as = package.GUARDED if STARTS_A_FORMULA.match(text) else style
        return (
            f'<c r="{place}" s="{shown_as}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{_xml(text)}</t></is></c>'
        )

    return write


def _xml(text: str) -> str:
    text = NOT_IN_XML.sub("", text)
    if len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise ValueError(f"A cell holds at most {LONGEST_TEXT} letters.")
    # Excel reads _x0041_ as the letter of that number, unless its first line is written out.
    return escape(LOOKS_ESCAPED.sub("_x005F_", text), {"\r": "&#13;"})


def _number_writer(style: int) -> Callable[[str, object], str]:
    def write(place: str, number: object) -> str:
        return f'<c r="{place}" s="{style}"><v>{number}</v></c>'

    return write


def _write_date(place: str, day: date) -> str:
    return f'<c r="{place}" s="{package.DATE}"><v>{day.toordinal() - DAY_NOUGHT}</v></c>'


def column_letters(place: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_WRITERS: dict[type, Callable] = {
    str: _text_writer(package.TEXT),
    _Heading: _text_writer(package.HEADING),
    int: _number_writer(package.WHOLE),
    float: _number_writer(package.TWO_PLACES),
    Decimal: _number_writer(package.TWO_PLACES),
    Pounds: _number_writer(package.POUNDS),
    date: _write_date,
}
