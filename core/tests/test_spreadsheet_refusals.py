"""What is no spreadsheet, or too much of one, is refused in words."""

import codecs
import io
import zipfile

import pytest

from core.spreadsheets import Limits
from core.tests.files import MAIN, raw_workbook, refusal, rows_of, text_file, workbook


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream


OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4096


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (io.BytesIO(b""), "is empty"),
        (io.BytesIO(b"\n\n \n"), "no rows"),
        (io.BytesIO(OLD_EXCEL), "old Excel file"),
        (io.BytesIO(OLD_EXCEL + "EncryptedPackage".encode("utf-16-le")), "locked with a password"),
        (io.BytesIO(b"%PDF-1.7 ..."), "is a PDF"),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50), "is a picture"),
        (io.BytesIO(b"\xff\xd8\xff\xe0" + b"\x00" * 50), "is a picture"),
        (io.BytesIO(b"\x00\x00\x00 ftypheic" + b"\x00" * 50), "is a picture"),
        (io.BytesIO(b"\x1f\x8b\x08" + b"\x00" * 50), "compressed folder"),
        (io.BytesIO(b"{\\rtf1 hello}"), "text document"),
        (io.BytesIO(b"<html><table><tr><td>Ref"), "web page"),
        (io.BytesIO(b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>"), "web page"),
        (io.BytesIO(bytes(range(256)) * 40), "not a spreadsheet we can read"),
        (io.BytesIO(b"Ref,Surname\nV1,\x01\x02\x03\x04\n"), "not a spreadsheet we can read"),
        (io.BytesIO(b"Ref,Surname\nV1," + b"\x81\x8d\n"), "how the letters"),
        (io.BytesIO(codecs.BOM_UTF8 + b"Ref\n\xff"), "how the letters"),
        (io.BytesIO(b"PK\x03\x04 and then nothing"), "damaged"),
        (zipped(hello="x"), "is a zip folder"),
        (
            zipped(
                mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<a/>"}
            ),
            "(.ods)",
        ),
        (zipped(**{"word__document.xml": "<a/>", "[Content_Types].xml": "<a/>"}), "Word document"),
        (zipped(**{"ppt__presentation.xml": "<a/>"}), "PowerPoint"),
        (zipped(**{"xl__workbook.bin": "x", "[Content_Types].xml": "<a/>"}), "binary workbook"),
        (zipped(**{"Index__Document.iwa": "x"}), "Numbers file"),
        (raw_workbook("<worksheet/>", **{"xl/vbaProject.bin": "x"}), "has macros"),
        (raw_workbook("<worksheet/>", **{"xl/macrosheets/sheet1.xml": "x"}), "has macros"),
        (raw_workbook("<worksheet><sheetData><row"), "damaged"),
        (raw_workbook("<worksheet/>"), "no rows"),
        (raw_workbook("<worksheet/>", **{"xl/workbook.xml": "<workbook/>"}), "no sheet with rows"),
    ],
)
def test_whatever_else_is_sent_gets_a_sentence_of_its_own(stream, said):
    assert said in refusal(stream)


def test_a_file_cut_off_in_the_middle_is_damaged():
    whole = workbook(("A", [["Ref", "Surname"]] + [["V1", "Green"]] * 500)).getvalue()
    assert "damaged" in refusal(io.BytesIO(whole[: len(whole) // 2]))


def test_a_damaged_byte_inside_is_noticed():
    whole = bytearray(raw_workbook(f"<worksheet {MAIN}><sheetData>" + "<row/>" * 50).getvalue())
    at = whole.index(b"worksheets/sheet1.xml") + 40
    whole[at] ^= 0xFF
    assert "damaged" in refusal(io.BytesIO(bytes(whole)))


def test_a_file_that_is_too_large_is_refused_unread():
    assert "larger than 1 MB" in refusal(
        io.BytesIO(b"a" * (1024 * 1024 + 1)), limits=Limits(file_bytes=1024 * 1024)
    )


def test_too_many_rows_are_refused():
    limits = Limits(rows=3)
    rows = [["Ref", "Surname"]] + [[f"V{number}", "x"] for number in range(3)]
    assert "more than 3 rows" in refusal(workbook(("A", rows)), limits=limits)
    assert "more than 3 rows" in refusal(
        text_file("\n".join(",".join(row) for row in rows)), limits=limits
    )
    assert len(rows_of(workbook(("A", rows[:3])), limits=limits)) == 2


def test_too_many_columns_are_refused():
    rows = [["Ref", "Surname"], ["V1", None, None, "x"]]
    assert "Row 2 uses more than 3 columns" in refusal(
        workbook(("A", rows)), limits=Limits(columns=3)
    )
    assert "Row 2 uses more than 3 columns" in refusal(
        text_file("Ref,Surname\nV1,,,x\n"), limits=Limits(columns=3)
    )


def test_a_cell_that_is_too_long_is_refused():
    limits = Limits(cell_characters=100)
    long = "x" * 101
    assert "more than 100 letters" in refusal(
        workbook(("A", [["Ref", "Surname"], ["V1", long]])), limits=limits
    )
    assert "more than 100 letters" in refusal(text_file(f"Ref,Surname\nV1,{long}\n"), limits=limits)
    inline = f'<worksheet {MAIN}><sheetData><row><c t="inlineStr"><is><t>{long}</t></is></c></row></sheetData></worksheet>'
    assert "more than 100 letters" in refusal(raw_workbook(inline), limits=limits)


def test_too_many_things_in_the_archive_are_refused():
    parts = {f"xl/x{number}.xml": "" for number in range(30)}
    assert "far more than its size shows" in refusal(
        raw_workbook("<worksheet/>", **parts), limits=Limits(zip_entries=2)
    )


def test_a_part_that_swells_too_much_is_refused_even_when_the_whole_is_small():
    swelling = raw_workbook("<worksheet/>", **{"xl/theme.xml": " " * 6_000_000})
    assert "far more than its size shows" in refusal(swelling)


def test_a_document_type_is_refused_even_without_tricks_in_it():
    assert "hidden instructions" in refusal(raw_workbook("<!DOCTYPE worksheet><worksheet/>"))


def test_entity_tricks_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    assert "hidden instructions" in refusal(raw_workbook(laughs))
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    assert "hidden instructions" in refusal(raw_workbook(outside))


def test_a_row_number_that_cannot_be_is_damaged():
    sheet = f'<worksheet {MAIN}><sheetData><row r="99999999"><c t="str"><v>a</v></c></row></sheetData></worksheet>'
    assert "damaged" in refusal(raw_workbook(sheet))
    backwards = f'<worksheet {MAIN}><sheetData><row r="5"/><row r="2"/></sheetData></worksheet>'
    assert "damaged" in refusal(raw_workbook(backwards))


def test_reading_that_takes_too_long_is_stopped():
    rows = [["Ref", "Surname"]] + [["V1", "Green"]] * 5_000
    assert "takes too long" in refusal(workbook(("A", rows)), limits=Limits(seconds=0.001))
