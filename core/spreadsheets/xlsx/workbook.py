"""A workbook opened: its sheets, and their rows one after another."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser
from django.utils.translation import gettext as _
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from core.spreadsheets.table import Limits, RawRow, Stopwatch, UnreadableSpreadsheet, too_many_rows
from core.spreadsheets.xlsx.archive import damaged, open_archive, too_much_inside
from core.spreadsheets.xlsx.parts import (
    Relationships,
    SharedStringsHandler,
    SheetHandler,
    StylesHandler,
    WorkbookHandler,
)

CHUNK = 64 * 1024
# Lists of styles, sheets and links are kept whole in memory, so they may not be long.
LARGEST_LISTING = 16 * 1024 * 1024


class Sheet(NamedTuple):
    """A sheet that holds cells, and where in the archive it lies."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """An .xlsx file opened for reading. Raises UnreadableSpreadsheet for whatever is not one, or too much of one."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._limits, self._stopwatch = limits, Stopwatch(limits.seconds)
        self._archive = open_archive(stream, limits)
        self._parts = {
            info.filename.lstrip("/").casefold(): info for info in self._archive.infolist()
        }
        self._read_workbook()

    def close(self) -> None:
        self._archive.close()

    def _read_workbook(self) -> None:
        package = Relationships("")
        self._parse("_rels/.rels", package, optional=True)
        main = package.part_of_type("officeDocument") or "xl/workbook.xml"
        links = Relationships(posixpath.dirname(main))
        self._parse(
            posixpath.join(posixpath.dirname(main), "_rels", posixpath.basename(main) + ".rels"),
            links,
        )
        book = WorkbookHandler()
        self._parse(main, book)
        self._epoch = CALENDAR_MAC_1904 if book.starts_in_1904 else CALENDAR_WINDOWS_1900
        self.sheets = [
            Sheet(name, links.targets[link], hidden)
            for name, link, hidden in book.sheets[: self._limits.sheets]
            if links.types.get(link, "").endswith("/worksheet")
            and links.targets[link].casefold() in self._parts
        ]
        if not self.sheets:
            raise UnreadableSpreadsheet(_("This workbook has no sheet with rows in it."))
        styles = StylesHandler()
        self._parse(links.part_of_type("styles"), styles, optional=True)
        self._styles = styles.kinds()
        self._strings_part = links.part_of_type("sharedStrings")
        self._strings: list[str] | None = None

    def rows(self, sheet: Sheet) -> Iterator[RawRow]:
        """Yields the rows of a sheet from the top, blank ones between filled ones included."""
        if self._strings is None:
            strings = SharedStringsHandler(self._limits)
            self._parse(self._strings_part, strings, optional=True)
            self._strings = strings.texts
        handler = SheetHandler(self._strings, self._styles, self._epoch, self._limits)
        number = filled = 0
        for _chunk in self._feed(sheet.part, handler):
            for row in handler.take():
                filled += 1
                if filled > self._limits.rows:
                    raise too_many_rows(self._limits.rows)
                # Rows that were never written are blank ones to whoever looks at the sheet.
                for blank in range(number + 1, row.number):
                    yield RawRow(blank, [])
                number = row.number
                yield row

    def _parse(self, part: str | None, handler: ContentHandler, optional: bool = False) -> None:
        if part is None or part.casefold() not in self._parts:
            if optional:
                return
            raise damaged()
        if (
            not isinstance(handler, SharedStringsHandler)
            and self._parts[part.casefold()].file_size > LARGEST_LISTING
        ):
            raise too_much_inside()
        for _chunk in self._feed(part, handler):
            pass

    def _feed(self, part: str, handler: ContentHandler) -> Iterator[None]:
        """Unzips and parses a part piece by piece; control comes back after each, so nothing piles up."""
        parser = make_parser()
        parser.forbid_dtd = True
        parser.setContentHandler(handler)
        try:
            with self._archive.open(self._parts[part.casefold()]) as stream:
                # zipfile gives out no more than the archive claims, and the claims were added up.
                while chunk := stream.read(CHUNK):
                    with self._stopwatch:
                        parser.feed(chunk)
                    yield
                parser.close()
                yield
        except DefusedXmlException as error:
            raise UnreadableSpreadsheet(
                _(
                    "This file holds hidden instructions that a spreadsheet does not need, so we did not open it."
                )
            ) from error
        except (
            SAXException,
            zipfile.BadZipFile,
            OSError,
            EOFError,
            ValueError,
            zlib.error,
        ) as error:
            raise damaged() from error
