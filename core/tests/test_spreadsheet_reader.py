import codecs
import datetime
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from core.spreadsheets import (
    BLANK,
    DATA,
    HEADINGS_AGAIN,
    TOTAL,
    CellError,
    Formula,
    Limits,
    UnreadableSpreadsheet,
    find_heading_row,
    heading_key,
    open_table,
)

KNOWN = ("Ref", "First name", "Surname", "Date of birth", "DOB", "Email", "Phone")
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def text_file(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


def workbook(*sheets, hidden=()):
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


def raw_workbook(sheet_xml, **more):
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


def rows_of(stream, known=KNOWN, **options):
    with open_table(stream, "a file", known, **options) as table:
        return [(row.number, row.values, row.kind) for row in table.rows()]


def refusal(stream, **options):
    with pytest.raises(UnreadableSpreadsheet) as refused:
        rows_of(stream, **options)
    return str(refused.value)


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp1252", "cp1252"), ("utf-16", "utf-16")],
)
def test_letters_are_read_in_every_common_encoding(encoding, expected):
    with open_table(text_file("Ref,First name\nV1,Chloé\n", encoding), "a file", KNOWN) as table:
        assert table.encoding == expected
        assert table.headings == ["Ref", "First name"]
        assert [row.values for row in table.rows()] == [["V1", "Chloé"]]


def test_utf_16_in_the_other_byte_order():
    stream = io.BytesIO(codecs.BOM_UTF16_BE + "Ref\tSurname\r\nV1\tNúñez\r\n".encode("utf-16-be"))
    assert rows_of(stream) == [(2, ["V1", "Núñez"], DATA)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_every_common_separator_is_found(separator):
    text = (
        separator.join(["Ref", "Surname", "Interests"])
        + "\n"
        + separator.join(["V1", "Green", "a b"])
        + "\n"
    )
    assert rows_of(text_file(text)) == [(2, ["V1", "Green", "a b"], DATA)]


def test_lists_inside_cells_do_not_mislead_the_separator():
    text = "Ref,Surname,Can do\nV1,Green,DIY; football; guitar\nV2,Jones,IT; music; chess\n"
    with open_table(text_file(text), "a file", KNOWN) as table:
        assert table.separator == ","


def test_excel_may_name_the_separator_on_the_first_line():
    assert rows_of(text_file("sep=;\nRef;Surname\nV1;Green, the elder\n")) == [
        (3, ["V1", "Green, the elder"], DATA)
    ]


def test_a_quoted_line_break_stays_inside_its_cell():
    text = 'Ref,Surname\nV1,"Green\nJones"\nV2,Khan\n'
    assert rows_of(text_file(text)) == [
        (2, ["V1", "Green\nJones"], DATA),
        (3, ["V2", "Khan"], DATA),
    ]


def test_a_quotation_mark_never_closed_is_refused_with_its_line():
    text = 'Ref,Surname\nV1,"Green\n' + "V2,Khan\n" * 40_000
    assert "quotation mark" in refusal(text_file(text))


def test_a_guarded_cell_loses_its_apostrophe():
    assert rows_of(text_file("Ref,Phone\nV1,'+44 7700 900001\nV2,'=1+1\n")) == [
        (2, ["V1", "+44 7700 900001"], DATA),
        (3, ["V2", "=1+1"], DATA),
    ]


def test_headings_are_found_below_titles_and_notes():
    text = "Our volunteers,,\nCONFIDENTIAL,,\n,,\nRef,First name,Surname\nV1,Rhys,Green\n"
    with open_table(text_file(text), "a file", KNOWN) as table:
        assert table.heading_row == 4
        assert table.headings_recognised == 3
        assert [row.number for row in table.rows()] == [5]


def test_the_first_full_row_stands_in_when_no_heading_is_known():
    text = "My list,\nKennung,Rufname\n1,Rhys\n"
    with open_table(text_file(text), "a file", KNOWN) as table:
        assert (table.heading_row, table.headings_recognised) == (2, 0)


def test_headings_further_down_than_thirty_rows_are_not_looked_for():
    rows = [(number, ["a", "b"]) for number in range(1, 4)]
    assert find_heading_row(rows, KNOWN).number == 1
    assert find_heading_row([], KNOWN) is None
    text = "title,\n" * 30 + "Ref,First name\nV1,Rhys\n"
    with open_table(text_file(text), "a file", KNOWN) as table:
        assert table.headings_recognised == 0


def test_spellings_of_one_heading_share_a_key():
    assert {
        heading_key(text) for text in ("E-mail", "email", " E mail ", "EMAIL (home)", "é-mail:")
    } == {"email"}
    assert heading_key("D.O.B.") == heading_key("dob")
    assert heading_key("(m/f)") == "mf"
    assert heading_key(None) == ""


def test_blank_total_and_repeated_heading_rows_are_told_apart():
    text = (
        "Ref,First name,Surname,Hours\nV1,Rhys,Green,2\n,,,\n  ,,,\nRef,First name,Surname,Hours\n"
        "V2,Sum,Li,3\nSub-total,,,2\nTotal volunteers: 2,,,\nTOTAL,,24,5 hours\nTotal,Recall,Smith,1\n"
    )
    kinds = [kind for _number, _values, kind in rows_of(text_file(text))]
    assert kinds == [DATA, BLANK, BLANK, HEADINGS_AGAIN, DATA, TOTAL, TOTAL, TOTAL, DATA]


def test_a_workbook_gives_dates_numbers_and_text():
    rows = [
        ["Ref", "Date of birth", "Phone", "Surname"],
        ["V1", datetime.datetime(2001, 8, 17), 7700900000, "Green"],
        ["V2", datetime.time(14, 30), 1.5, True],
        ["V3", datetime.timedelta(hours=26), "17/04/26", None],
    ]
    assert rows_of(workbook(("Sheet1", rows))) == [
        (2, ["V1", datetime.datetime(2001, 8, 17), 7700900000, "Green"], DATA),
        (3, ["V2", datetime.time(14, 30), 1.5, True], DATA),
        (4, ["V3", datetime.timedelta(hours=26), "17/04/26", None], DATA),
    ]


def test_a_time_kept_as_a_fraction_is_not_a_second_short():
    moment = datetime.datetime(2026, 3, 4, 14, 30)
    assert rows_of(workbook(("Sheet1", [["Ref", "Surname"], [moment, "x"]])))[0][1][0] == moment


def test_a_formula_is_handed_over_as_written_and_never_its_result():
    rows = [["Ref", "Surname"], ["V1", "=A2&B1"]]
    value = rows_of(workbook(("Sheet1", rows)))[0][1][1]
    assert isinstance(value, Formula)
    assert value == "=A2&B1"


def test_a_stored_formula_result_is_not_believed():
    sheet = (
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="str"><v>Ref</v></c><c r="B1" t="str"><v>Surname</v></c></row>'
        '<row r="2"><c r="A2"><f>1+1</f><v>3</v></c><c r="B2" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    )
    ((_number, values, _kind),) = rows_of(raw_workbook(sheet))
    assert values == ["=1+1", "#REF!"]
    assert isinstance(values[0], Formula)
    assert isinstance(values[1], CellError)


def test_text_that_looks_like_a_formula_stays_text():
    sheet = (
        f'<worksheet {MAIN}><sheetData><row r="1"><c t="inlineStr"><is><t>Ref</t></is></c></row>'
        '<row r="2"><c t="inlineStr"><is><r><t>=HYPER</t></r><rPh><t>aid</t></rPh><r><t>LINK("x")</t></r></is></c></row>'
        "</sheetData></worksheet>"
    )
    ((_number, values, _kind),) = rows_of(raw_workbook(sheet))
    assert values == ['=HYPERLINK("x")']
    assert not isinstance(values[0], Formula)


def test_rows_never_written_count_as_blank_rows():
    rows = [["Ref", "Surname"], ["V1", "Green"], [], [], ["V2", "Khan"]]
    assert [(number, kind) for number, _values, kind in rows_of(workbook(("Sheet1", rows)))] == [
        (2, DATA),
        (3, BLANK),
        (4, BLANK),
        (5, DATA),
    ]


def test_the_sheet_with_most_known_headings_is_read():
    stream = workbook(
        ("Notes", [["Ask about Tuesday"], ["Ref"]]),
        ("People", [["The list"], ["Ref", "First name", "Surname"], ["V1", "Rhys", "Green"]]),
    )
    with open_table(stream, "a file", KNOWN) as table:
        assert (table.sheet_name, table.sheet_names) == ("People", ["Notes", "People"])


def test_a_hidden_sheet_does_not_win_over_one_that_is_seen():
    stream = workbook(
        ("Old", [["Ref", "First name", "Surname"], ["V9", "Old", "One"]]),
        ("Now", [["Ref", "Surname"], ["V1", "Green"]]),
        hidden=["Old"],
    )
    with open_table(stream, "a file", KNOWN) as table:
        assert table.sheet_name == "Now"


def test_one_sheet_can_be_asked_for_by_name():
    stream = workbook(
        ("A", [["Ref", "Surname"], ["V1", "Green"]]), ("B", [["Ref", "Surname"], ["V2", "Khan"]])
    )
    assert rows_of(stream, sheet="B") == [(2, ["V2", "Khan"], DATA)]
    assert "no sheet called “C”" in refusal(stream, sheet="C")


def test_rows_can_be_read_again_from_the_start():
    with open_table(
        workbook(("A", [["Ref", "Surname"], ["V1", "Green"]])), "a file", KNOWN
    ) as table:
        assert list(table.rows()) == list(table.rows())


def test_a_path_is_opened_and_closed(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Ref,Surname\nV1,Green\n")
    with open_table(path, known=KNOWN) as table:
        assert table.name == "list.csv"
        assert [row.number for row in table.rows()] == [2]


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


def test_a_workbook_is_known_by_its_contents_not_its_name():
    with open_table(
        workbook(("A", [["Ref", "Surname"], ["V1", "Green"]])), "list.csv", KNOWN
    ) as table:
        assert table.sheet_name == "A"


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


def test_empty_cells_far_to_the_right_do_no_harm():
    assert rows_of(text_file("Ref,Surname" + "," * 500 + "\nV1,Green" + "," * 500 + "\n"))[0][
        1
    ] == ["V1", "Green"]


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


def test_the_size_an_archive_claims_is_not_believed():
    sheet = f"<worksheet {MAIN}><sheetData>" + "<row/>" * 40_000 + "</sheetData></worksheet>"
    stream = raw_workbook(sheet)
    content = bytearray(stream.getvalue())
    claimed = len(sheet).to_bytes(4, "little")
    while claimed in content:
        at = content.index(claimed)
        content[at : at + 4] = (1000).to_bytes(4, "little")
    assert refusal(io.BytesIO(bytes(content)), limits=Limits(unzipped_bytes=100_000))


# Each hostile file is opened in a process of its own, so that its memory is measured and nobody else's.
HOSTILE = {
    "a zip bomb": """
sheet = b"<worksheet><sheetData>" + b"<row/>" * 200
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<a/>")
    with archive.open("xl/workbook.xml", "w") as part:
        for _ in range(300): part.write(b" " * 1_000_000)
""",
    "millions of rows": """
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
    archive.writestr("[Content_Types].xml", "<a/>")
    archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>')
    archive.writestr("xl/_rels/workbook.xml.rels",
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>')
    with archive.open("xl/worksheets/s.xml", "w") as part:
        part.write(b"<worksheet><sheetData>")
        import random
        rows = b"".join(b"<row><c><v>%d</v></c></row>" % random.randrange(10**9) for _ in range(50_000))
        for _ in range(130): part.write(rows)
""",
    "ten million lines": """
with open(path, "wb") as file:
    file.write(b"Ref,Surname\\n" + b"\\n" * 10_000_000)
""",
    "one endless line": """
with open(path, "wb") as file:
    file.write(b"a,\\"" + b"b" * 15_000_000)
""",
    "a list of contents without end": """
with zipfile.ZipFile(path, "w") as archive:
    for number in range(60_000): archive.writestr(str(number), b"")
""",
    "nearly two million shared texts": """
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("[Content_Types].xml", "<a/>")
    archive.writestr("xl/workbook.xml", '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>')
    archive.writestr("xl/_rels/workbook.xml.rels",
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/>'
        '<Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/></Relationships>')
    archive.writestr("xl/s.xml", "<worksheet/>")
    import random
    texts = "".join(f"<si><t>{random.random()}</t></si>" for _ in range(100_000))
    with archive.open("xl/t.xml", "w") as part:
        part.write(b"<sst>")
        for _ in range(18): part.write(texts.encode())
""",
}
MAKE = "import sys, zipfile\npath = sys.argv[1]\n"
OPEN = """
import sys, time
from django.conf import settings
settings.configure(USE_I18N=False)
from core.spreadsheets import UnreadableSpreadsheet, open_table
def peak(): return int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024
before, started = peak(), time.monotonic()
try:
    with open_table(sys.argv[1], known=["Ref"]) as table:
        for row in table.rows(): pass
except UnreadableSpreadsheet as refused:
    print("refused", peak() - before, round(time.monotonic() - started, 2), refused, sep="|")
"""


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_costs_little(kind, tmp_path):
    path = tmp_path / "hostile"
    project = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", MAKE + HOSTILE[kind], path], check=True)
    answer = subprocess.run(
        [sys.executable, "-c", OPEN, path], cwd=project, capture_output=True, text=True, check=True
    )
    verdict, megabytes, seconds, _sentence = answer.stdout.strip().split("|")
    assert verdict == "refused"
    assert int(megabytes) < 100
    assert float(seconds) < (1 if kind == "a zip bomb" else 15)


def test_letters_that_no_database_takes_are_dropped():
    sheet = (
        f'<worksheet {MAIN}><sheetData><row><c t="inlineStr"><is><t>Ref</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>a_x0000_b_xD800_c_x000D_d</t></is></c></row></sheetData></worksheet>'
    )
    assert rows_of(raw_workbook(sheet))[0][1] == ["abc\rd"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_every_way(ending):
    text = ending.join(["Ref,Surname", "V1,Green", "V2,Khan"])
    assert [values for _number, values, _kind in rows_of(text_file(text))] == [
        ["V1", "Green"],
        ["V2", "Khan"],
    ]
