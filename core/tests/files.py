"""Spreadsheets as people send them, and how they are read."""

import io
import zipfile
from collections.abc import Collection, Iterable
from typing import Any

import openpyxl
import pytest

from core.spreadsheets import UnreadableSpreadsheet, open_table

KNOWN = ("Ref", "First name", "Surname", "Date of birth", "DOB", "Email", "Phone")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text_file(text: str, encoding: str = "utf-8") -> io.BytesIO:
    """A file of lines."""
    return io.BytesIO(text.encode(encoding))


def workbook(*sheets: tuple[str, Iterable[Any]], hidden: Collection[str] = ()) -> io.BytesIO:
    """A workbook as Excel would save it; a sheet is (name, rows)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream


def raw_workbook(sheet_xml: str, **more: str) -> io.BytesIO:
    """A workbook put together by hand, for what Excel would never write."""
    stream = io.BytesIO()
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{LINKS}"><sheets><sheet name="One" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{LINKS}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet_xml,
    } | more
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream


def rows_of(
    stream: io.BytesIO, known: Collection[str] = KNOWN, **options: Any
) -> list[tuple[int, list[Any], str]]:
    """Each row that is read: its number, its values, its kind."""
    with open_table(stream, "a file", known, **options) as table:
        return [(row.number, row.values, row.kind) for row in table.rows()]


def refusal(stream: io.BytesIO, **options: Any) -> str:
    """The sentence with which a file is given back."""
    with pytest.raises(UnreadableSpreadsheet) as refused:
        rows_of(stream, **options)
    return str(refused.value)
