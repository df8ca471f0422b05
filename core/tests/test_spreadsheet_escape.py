import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import Formula, open_table, safe_cell, without_guard, write_refused_rows
from core.spreadsheets.values import CannotRead, parse_text


@pytest.mark.parametrize(
    "text", ["=1+1", "==1+1", "+44 7700 900001", "-1", "@here", "\tx", "\rx", "'=1+1", "''-x"]
)
def test_what_would_run_as_a_formula_is_guarded(text):
    assert safe_cell(text) == "'" + text


@pytest.mark.parametrize(
    "value", ["Rhys", "a=b", "'tis", "", None, 12, -3.5, True, datetime.date(2026, 1, 1)]
)
def test_everything_else_stays_as_it_is(value):
    assert safe_cell(value) is value


@given(st.text())
def test_what_was_guarded_comes_back_whole(text):
    assert without_guard(str(safe_cell(text))) == text


@given(st.text(alphabet="'=+-@\t\r\nab"))
def test_no_guarded_text_starts_a_formula(text):
    assert not str(safe_cell(text)).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def refused_file(headings, *rows):
    stream = io.BytesIO()
    write_refused_rows(stream, headings, rows)
    return stream


def test_refused_rows_keep_their_cells_and_say_what_to_mend():
    stream = refused_file(
        ["Ref", "Born", "Length"],
        (
            7,
            ["=V1", datetime.datetime(2001, 8, 17), datetime.time(1, 30)],
            "Name: There is no name.",
        ),
        (9, ["V2", None], "Born: “x” is not a date."),
    )
    assert stream.getvalue().decode("utf-8-sig").splitlines() == [
        "Ref,Born,Length,Row,What to mend",
        "'=V1,17/08/2001,01:30,7,Name: There is no name.",
        "V2,,,9,Born: “x” is not a date.",
    ]


def test_a_file_of_refused_rows_opens_with_its_accents_in_excel():
    assert refused_file(["Name"], (2, ["Chloé"], "")).getvalue().startswith(b"\xef\xbb\xbf")


def test_a_mended_file_can_be_sent_again():
    stream = refused_file(["Ref", "Phone"], (2, ["V1", "+44 7700 900001"], "Mend this."))
    with open_table(stream, "mended", known=["Ref", "Phone"]) as table:
        assert [row.values[:2] for row in table.rows()] == [["V1", "+44 7700 900001"]]


def test_a_formula_comes_back_as_something_to_type_over():
    stream = refused_file(["Ref"], (2, [Formula("=1+1")], "Mend this."))
    with open_table(stream, "mended", known=["Ref"]) as table:
        (row,) = table.rows()
    with pytest.raises(CannotRead, match="holds a formula"):
        parse_text(row.values[0])
