"""Workbooks: what their cells hold, and which sheet is read."""

import datetime
import io

import openpyxl
import pytest

from core.spreadsheets import BLANK, DATA, CellError, Formula, open_table
from core.tests.files import KNOWN, LINKS, MAIN, raw_workbook, refusal, rows_of, workbook


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


@pytest.mark.parametrize(
    ("shown_as", "read"),
    [
        ("[$€-2] #,##0.00", "€ 300"),
        ("#,##0.00 [$€-407]", "€ 300"),
        ('"€"#,##0', "€ 300"),
        ("[$USD] #,##0", "USD 300"),
        ('"$"#,##0.00', "$ 300"),
        ("[$$-409]#,##0", "$ 300"),
        ('"£"#,##0.00', 300),
        ("[$£-809]#,##0.00", 300),
        ("#,##0.00", 300),
        ("General", 300),
    ],
)
def test_a_number_shown_as_money_that_is_not_pounds_keeps_its_sign(
    shown_as: str, read: object
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Ref", "Surname"])
    sheet.append([300, "Green"])
    sheet["A2"].number_format = shown_as
    stream = io.BytesIO()
    book.save(stream)

    assert rows_of(stream)[0][1][0] == read


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


def test_a_workbook_is_known_by_its_contents_not_its_name():
    with open_table(
        workbook(("A", [["Ref", "Surname"], ["V1", "Green"]])), "list.csv", KNOWN
    ) as table:
        assert table.sheet_name == "A"


def test_letters_that_no_database_takes_are_dropped():
    sheet = (
        f'<worksheet {MAIN}><sheetData><row><c t="inlineStr"><is><t>Ref</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>a_x0000_b_xD800_c_x000D_d</t></is></c></row></sheetData></worksheet>'
    )
    assert rows_of(raw_workbook(sheet))[0][1] == ["abc\rd"]


def test_a_number_is_a_moment_where_its_style_says_so_and_not_a_second_short():
    sheet = (
        f'<worksheet {MAIN}><sheetData><row><c t="str"><v>Ref</v></c><c t="str"><v>DOB</v></c></row>'
        '<row><c s="1"><v>46085.5972222</v></c><c s="0"><v>46085.5972222</v></c></row>'
        "</sheetData></worksheet>"
    )
    links = (
        "<Relationships>"
        f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r3" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>'
    )
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    stream = raw_workbook(sheet, **{"xl/_rels/workbook.xml.rels": links, "xl/styles.xml": styles})
    assert rows_of(stream)[0][1] == [datetime.datetime(2026, 3, 4, 14, 20), 46085.5972222]


def test_the_other_sheets_that_hold_rows_are_named():
    rows = [["Ref", "Surname"], ["V1", "Green"]]
    book = workbook(("2026", rows), ("2025", rows), ("Notes", [["Made by Rhys"]]))
    with open_table(book, "a file", KNOWN) as table:
        assert (table.sheet_name, table.other_sheets) == ("2026", ["2025"])
