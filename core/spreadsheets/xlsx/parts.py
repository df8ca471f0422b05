"""What the parts of a workbook say, taken from the parser's events so that no tree of them is ever built."""

import datetime
import posixpath
import re
from xml.sax.handler import ContentHandler

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.utils.escape import unescape

from core.spreadsheets.table import (
    LAST_POSSIBLE_ROW,
    CellError,
    Formula,
    Limits,
    RawRow,
    UnreadableSpreadsheet,
    cell_too_long,
    too_many_columns,
)
from core.spreadsheets.xlsx.archive import damaged, too_much_inside

LONGEST_NUMBER = 40
LONGEST_SHEET_NAME = 100
NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


def _clean(text: str) -> str:
    """The text behind Excel's own way of writing odd letters, without those that no database takes."""
    return NOT_TEXT.sub("", unescape(text))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _attribute(attributes, wanted: str) -> str | None:
    for name in attributes.getNames():
        if _local(name) == wanted:
            return attributes.getValue(name)
    return None


class Relationships(ContentHandler):
    """Which part of the archive a name such as rId1 stands for. Links that leave the archive are dropped."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.targets: dict[str, str] = {}
        self.types: dict[str, str] = {}

    def startElement(self, name, attributes):
        if _local(name) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        path = (
            target.lstrip("/") if target.startswith("/") else posixpath.join(self._folder, target)
        )
        self.targets[attributes.get("Id", "")] = posixpath.normpath(path)
        self.types[attributes.get("Id", "")] = attributes.get("Type", "")

    def part_of_type(self, kind: str) -> str | None:
        for key, type_ in self.types.items():
            if type_.endswith("/" + kind):
                return self.targets[key]
        return None


class WorkbookHandler(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.starts_in_1904 = False

    def startElement(self, name, attributes):
        if _local(name) == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            link = next(
                (
                    attributes.getValue(key)
                    for key in attributes.getNames()
                    if key.endswith(":id") or key == "id"
                ),
                "",
            )
            self.sheets.append((attributes.get("name", "")[:LONGEST_SHEET_NAME], link, hidden))
        elif _local(name) == "workbookPr":
            self.starts_in_1904 = attributes.get("date1904") in ("1", "true")


# Only what the workbook says itself: the built-in formats show the money of the reader's own country.
FOREIGN_MONEY = re.compile(r"\[\$(?P<named>[^\]£-]+)(?:-[^\]]*)?\]|(?P<sign>[€¥]|[\"\\]\$)")
SHOWN_IN = "shown in "


class StylesHandler(ContentHandler):
    """Which cell styles show a number as a date, as a length of time, or as money that is not pounds."""

    def __init__(self) -> None:
        super().__init__()
        self._formats: dict[str, str] = {}
        self._style_formats: list[str] = []
        self._inside_cell_styles = False

    def startElement(self, name, attributes):
        local = _local(name)
        if local == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:255]
        elif local == "cellXfs":
            self._inside_cell_styles = True
        elif local == "xf" and self._inside_cell_styles:
            self._style_formats.append(attributes.get("numFmtId", "0"))

    def endElement(self, name):
        if _local(name) == "cellXfs":
            self._inside_cell_styles = False

    def kinds(self) -> list[str | None]:
        return [self._kind(identifier) for identifier in self._style_formats[:70_000]]

    def _kind(self, identifier: str) -> str | None:
        code = self._formats.get(identifier)
        if code is None:
            number = int(identifier) if identifier.isdecimal() else 0
            # 27-36 and 50-58 are dates of the Far East, which openpyxl does not list.
            if 27 <= number <= 36 or 50 <= number <= 58:
                return "date"
            code = BUILTIN_FORMATS.get(number, "General")
        elif money := FOREIGN_MONEY.search(code):
            return SHOWN_IN + (money["named"] or money["sign"].lstrip('"\\'))
        if is_timedelta_format(code):
            return "duration"
        return "date" if is_date_format(code) else None


class SharedStringsHandler(ContentHandler):
    """The texts that cells point to by number."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._limits = limits
        self._left = limits.shared_text_bytes
        self._pieces: list[str] = []
        self._length = 0
        self._in_text = self._in_reading_aid = False

    def startElement(self, name, attributes):
        local = _local(name)
        if local == "si":
            self._pieces, self._length = [], 0
        elif local == "t":
            self._in_text = not self._in_reading_aid
        elif local == "rPh":
            self._in_reading_aid = True

    def endElement(self, name):
        local = _local(name)
        if local == "t":
            self._in_text = False
        elif local == "rPh":
            self._in_reading_aid = False
        elif local == "si":
            self.texts.append(_clean("".join(self._pieces)))
            # 60 bytes is about what an empty text costs in memory.
            self._left -= self._length + 60
            if self._left < 0:
                raise too_much_inside()

    def characters(self, content):
        if self._in_text:
            self._pieces.append(content)
            self._length += len(content)
            if self._length > self._limits.cell_characters:
                raise UnreadableSpreadsheet(
                    _(
                        "A cell in this file holds more than %(limit)s letters. Shorten it and send the file again."
                    )
                    % {"limit": f"{self._limits.cell_characters:,}"}
                )


class SheetHandler(ContentHandler):
    """Turns the cells of a sheet into rows, handed over by `take()` as soon as they are complete."""

    def __init__(self, strings: list[str], styles: list[str | None], epoch, limits: Limits) -> None:
        super().__init__()
        self._strings, self._styles, self._epoch, self._limits = strings, styles, epoch, limits
        self._done: list[RawRow] = []
        self._row = 0
        self._values: list = []
        self._column = 0
        self._in_row = self._in_cell = self._in_reading_aid = self._is_formula = False
        self._collecting: list[str] | None = None
        self._length = 0

    def take(self) -> list[RawRow]:
        done, self._done = self._done, []
        return done

    def startElement(self, name, attributes):
        local = _local(name)
        if local == "c" and self._in_row:
            self._start_cell(attributes)
        elif local in ("v", "t") and self._in_cell and not self._in_reading_aid:
            self._collecting = self._text
        elif local == "f" and self._in_cell:
            self._is_formula = True
            self._collecting = self._formula
        elif local == "rPh":
            self._in_reading_aid = True
        elif local == "row":
            self._start_row(attributes)

    def endElement(self, name):
        local = _local(name)
        if local in ("v", "t", "f"):
            self._collecting = None
        elif local == "rPh":
            self._in_reading_aid = False
        elif local == "c" and self._in_cell:
            self._end_cell()
        elif local == "row" and self._in_row:
            self._in_row = False
            if self._values:
                self._done.append(RawRow(self._row, self._values))

    def characters(self, content):
        if self._collecting is not None:
            self._collecting.append(content)
            self._length += len(content)
            if self._length > self._limits.cell_characters:
                raise cell_too_long(self._limits.cell_characters, self._row)

    def _start_row(self, attributes) -> None:
        written = attributes.get("r", "")
        number = int(written) if written.isdecimal() and len(written) < 9 else self._row + 1
        if not self._row < number <= LAST_POSSIBLE_ROW:
            raise damaged()
        self._row, self._values, self._column, self._in_row = number, [], 0, True

    def _start_cell(self, attributes) -> None:
        self._in_cell, self._in_reading_aid, self._is_formula = True, False, False
        self._text: list[str] = []
        self._formula: list[str] = []
        self._length = 0
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._column = _column_number(attributes.get("r", "")) or self._column + 1

    def _end_cell(self) -> None:
        self._in_cell = False
        value = self._value()
        if value is None or value == "":
            return
        if self._column > self._limits.columns:
            raise too_many_columns(self._limits.columns, self._row)
        self._values.extend([None] * (self._column - len(self._values)))
        self._values[self._column - 1] = value

    def _value(self):
        if self._is_formula:
            return Formula("=" + "".join(self._formula))
        text = "".join(self._text)
        if text == "":
            return None
        if self._type == "s":
            index = int(text) if text.isdecimal() and len(text) < 9 else -1
            if not 0 <= index < len(self._strings):
                raise damaged()
            return self._strings[index]
        if self._type in ("inlineStr", "str"):
            return _clean(text)
        if self._type == "b":
            return text.strip() in ("1", "true")
        if self._type == "e":
            return CellError(text)
        if self._type == "d":
            return _iso_value(text)
        return self._number(text)

    def _number(self, text: str):
        if len(text) > LONGEST_NUMBER:
            return text
        try:
            number = float(text)
        except ValueError:
            return text
        if number != number or number in (float("inf"), float("-inf")):
            return text
        kind = (
            self._styles[int(self._style)]
            if self._style.isdecimal() and self._known_style()
            else None
        )
        if kind and kind.startswith(SHOWN_IN):
            # People see the sign and not the bare number, so that is what they wrote.
            return f"{kind.removeprefix(SHOWN_IN)} {number:.12g}"
        if kind:
            try:
                return _without_false_precision(
                    from_excel(number, self._epoch, timedelta=kind == "duration")
                )
            except (OverflowError, ValueError):
                return int(number) if number.is_integer() else number
        return int(number) if number.is_integer() else number

    def _known_style(self) -> bool:
        return len(self._style) < 6 and int(self._style) < len(self._styles)


def _without_false_precision(value):
    """A day counted in fractions comes back a few microseconds off: 14:30 must not become 14:29:59.999."""
    if isinstance(value, datetime.datetime):
        rounded = value + datetime.timedelta(microseconds=500_000)
        return rounded.replace(microsecond=0)
    if isinstance(value, datetime.timedelta):
        return datetime.timedelta(seconds=round(value.total_seconds()))
    return value


def _iso_value(text: str):
    try:
        return from_ISO8601(text.strip())
    except ValueError:
        return text


def _column_number(reference: str) -> int:
    """ "AB12" -> 28. 0 for a cell that does not say where it is."""
    number = 0
    for letter in reference[:4]:
        if not ("A" <= letter <= "Z"):
            break
        number = number * 26 + ord(letter) - 64
    return number
