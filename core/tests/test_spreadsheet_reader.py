"""Text files: their letters, separators, headings and lines."""

import codecs
import io
from datetime import date

import pytest

from core.spreadsheets import (
    BLANK,
    DATA,
    HEADINGS_AGAIN,
    TOTAL,
    find_heading_row,
    heading_key,
    open_table,
)
from core.spreadsheets.headings import kind_of_row
from core.tests.files import KNOWN, refusal, rows_of, text_file, workbook


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
    found = find_heading_row(rows, KNOWN)
    assert found is not None
    assert found.number == 1
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


def test_empty_cells_far_to_the_right_do_no_harm():
    assert rows_of(text_file("Ref,Surname" + "," * 500 + "\nV1,Green" + "," * 500 + "\n"))[0][
        1
    ] == ["V1", "Green"]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_every_way(ending):
    text = ending.join(["Ref,Surname", "V1,Green", "V2,Khan"])
    assert [values for _number, values, _kind in rows_of(text_file(text))] == [
        ["V1", "Green"],
        ["V2", "Khan"],
    ]


def test_a_title_that_happens_to_be_a_known_heading_is_no_heading_row():
    text = "Surname\nKennung,Rufname\nV1,Rhys\n"
    with open_table(text_file(text), "a file", KNOWN) as table:
        assert table.heading_row == 2


@pytest.mark.parametrize(
    "value", ["07700 900303", "sum@example.org", "01/02/2025", date(2025, 2, 1)]
)
def test_somebody_called_sum_who_can_be_reached_is_no_total(value):
    assert kind_of_row(["Sum Wong", value, None], ["Name", "Tel", "Joined"]) == DATA


def test_a_filled_column_without_a_heading_gets_a_name_of_ours():
    with open_table(text_file("Name,,Tel\nRhys,Green,07700 900001,odd"), "", KNOWN) as table:
        assert table.headings == [
            "Name", "Column B, without a heading", "Tel", "Column D, without a heading",
        ]  # fmt: skip


def test_an_empty_column_without_a_heading_stays_without():
    with open_table(text_file("Name,,Tel\nRhys,,07700 900001,"), "", KNOWN) as table:
        assert table.headings == ["Name", "", "Tel"]
