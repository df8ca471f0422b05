"""The zip archive that a workbook is: what it claims to hold, checked before anything is unzipped."""

import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

from core.spreadsheets.table import Limits, UnreadableSpreadsheet

END_OF_DIRECTORY = b"PK\x05\x06"
END_OF_DIRECTORY_64 = b"PK\x06\x06"


def open_archive(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The workbook's archive, its list of contents checked. Raises UnreadableSpreadsheet."""
    _check_directory(stream, limits)
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged() from error
    _check_contents({info.filename.lstrip("/").casefold() for info in archive.infolist()})
    for info in archive.infolist():
        _check_entry(info, limits)
    if sum(info.file_size for info in archive.infolist()) > limits.unzipped_bytes:
        raise too_much_inside()
    return archive


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Refuses an archive whose list of contents is itself too long, before anything reads that list."""
    size = stream.seek(0, 2)
    tail_starts = max(0, size - 70_000)
    stream.seek(tail_starts)
    tail = stream.read()
    at = tail.rfind(END_OF_DIRECTORY)
    if at < 0:
        raise damaged()
    lengths = [int.from_bytes(tail[at + 12 : at + 16], "little")]
    wide = tail.rfind(END_OF_DIRECTORY_64)
    if wide >= 0:
        lengths.append(int.from_bytes(tail[wide + 40 : wide + 48], "little"))
    # An entry of the list takes 46 bytes and its name; 500 a piece is generous.
    if any(length != 0xFFFFFFFF and length > limits.zip_entries * 500 for length in lengths):
        raise too_much_inside()


def _check_contents(parts: set[str]) -> None:
    """Says what an archive is when it is no plain workbook."""
    if "xl/vbaproject.bin" in parts or any(
        name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in parts
    ):
        raise UnreadableSpreadsheet(
            _(
                "This workbook has macros in it. In Excel choose Save As, “Excel Workbook (.xlsx)”, and send that."
            )
        )
    if "xl/workbook.bin" in parts:
        raise UnreadableSpreadsheet(
            _(
                "This is an Excel binary workbook. In Excel choose Save As, “Excel Workbook (.xlsx)”, and send that."
            )
        )
    if "[content_types].xml" in parts and any(name.startswith("xl/") for name in parts):
        return
    if "word/document.xml" in parts:
        raise UnreadableSpreadsheet(
            _("This is a Word document. Copy the table into a spreadsheet and send that.")
        )
    if "ppt/presentation.xml" in parts:
        raise UnreadableSpreadsheet(_("This is a PowerPoint presentation, not a spreadsheet."))
    if "mimetype" in parts and "content.xml" in parts:
        raise UnreadableSpreadsheet(
            _("This is an OpenDocument file (.ods). Save it as .xlsx or .csv and send that.")
        )
    if any(name.endswith(".iwa") or name == "index.zip" for name in parts):
        raise UnreadableSpreadsheet(
            _("This is a Numbers file. Export it as Excel or CSV and send that.")
        )
    raise UnreadableSpreadsheet(
        _("This is a zip folder, not a spreadsheet. Take the spreadsheet out of it and send that.")
    )


def _check_entry(info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & 0x1:
        raise UnreadableSpreadsheet(
            _("This file is locked with a password. Save it without one and send it again.")
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged()
    swollen = info.file_size > limits.zip_ratio * max(info.compress_size, 1)
    if swollen and info.file_size > 4 * 1024 * 1024:
        raise too_much_inside()


def too_much_inside() -> UnreadableSpreadsheet:
    """The same sentence for every way to hide more than a file shows."""
    return UnreadableSpreadsheet(
        _(
            "This file holds far more than its size shows, so we did not open it. Send a plain .xlsx or .csv file."
        )
    )


def damaged() -> UnreadableSpreadsheet:
    """The same sentence wherever the damage shows."""
    return UnreadableSpreadsheet(
        _(
            "This file is damaged or not a real Excel workbook. Open it in Excel, save it again and send that."
        )
    )
