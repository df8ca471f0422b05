"""Workbooks on their way out, read back with openpyxl, which has nothing to do with the writer."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets.xlsx.writing import (
    About,
    Cell,
    Column,
    Page,
    Pounds,
    column_letters,
    write_workbook,
)
from core.tests.files import rows_of

ABOUT = About("Figures & more", "Forest Friends", datetime(2026, 4, 1, 9, 30, tzinfo=UTC))


def written(*pages: Page) -> bytes:
    return b"".join(write_workbook(pages, ABOUT))


def a_page(*rows: tuple[Cell, ...], name: str = "Data", columns: int = 1) -> Page:
    return Page(name, [Column(f"Column {number}") for number in range(columns)], rows)


def read_back(*cells: Cell) -> list[Any]:
    content = written(a_page(*((cell,) for cell in cells)))
    return [
        row[0] for row in openpyxl.load_workbook(io.BytesIO(content))["Data"].iter_rows(min_row=2)
    ]


def test_each_kind_of_value_is_a_cell_of_its_kind() -> None:
    cells = read_back(
        "words", 1234, 1.5, Decimal("0.25"), Pounds("45"), date(2026, 3, 31), date(1900, 3, 1)
    )

    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("words", "s", "General"),
        (1234, "n", "#,##0"),
        (1.5, "n", "#,##0.00"),
        (0.25, "n", "#,##0.00"),
        (45, "n", '"£"#,##0.00'),
        (datetime(2026, 3, 31), "d", r"d\ mmm\ yyyy"),
        (datetime(1900, 3, 1), "d", r"d\ mmm\ yyyy"),
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "==1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "=cmd|' /C calc'!A0", "#N/A"],
)  # fmt: skip
def test_what_looks_like_a_formula_stays_the_same_text(text: str) -> None:
    [cell] = read_back(text)

    assert (cell.value, cell.data_type) == (text, "s")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(written(a_page((text,))))).read(
        "xl/worksheets/sheet1.xml"
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t1", "\r1"])
def test_what_looks_like_a_formula_stays_text_when_somebody_edits_the_cell(text: str) -> None:
    [guarded, plain] = read_back(text, "words")

    assert (guarded.quotePrefix, plain.quotePrefix) == (True, False)


def test_markup_spaces_and_letters_of_all_kinds_come_back() -> None:
    texts = ["<b>&amp;</b>", "  set in  ", "Llŷn “quoted” 😀 '\"", "one\ntwo", "]]>"]

    assert [cell.value for cell in read_back(*texts)] == texts


def test_control_characters_are_left_out() -> None:
    assert [cell.value for cell in read_back("a\x07b\x00c\ud800\ufffe")] == ["abc"]


def test_a_text_that_looks_like_excels_own_writing_of_a_letter_stays_what_it_is() -> None:
    page = Page("One", [Column("Ref"), Column("Surname")], [("V1", "_x0041_")])

    assert rows_of(io.BytesIO(written(page)))[0][1] == ["V1", "_x0041_"]


@given(st.text(max_size=40))
def test_any_text_can_be_written_and_the_file_stays_whole(text: str) -> None:
    content = written(a_page((text, 1), columns=2))

    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]
    assert sheet["B2"].value == 1
    assert sheet["A2"].data_type in ("s", "n" if not sheet["A2"].value else "s")


def test_names_of_pages_are_ones_that_excel_takes() -> None:
    names = ["Meetings: held/missed", "meetings  held missed", "x" * 40, "X" * 40]
    content = written(*(a_page((1,), name=name) for name in names))

    found = openpyxl.load_workbook(io.BytesIO(content)).sheetnames

    assert found[0] == "Meetings  held missed"
    assert found[1] == "meetings  held missed 2"
    assert found[2:] == ["x" * 31, "X" * 29 + " 2"]


def test_it_says_what_it_is_who_made_it_and_when() -> None:
    about = openpyxl.load_workbook(io.BytesIO(written(a_page((1,))))).properties

    assert (about.title, about.creator, about.language) == (
        "Figures & more",
        "Forest Friends",
        "en-GB",
    )
    assert about.created == about.modified == datetime(2026, 4, 1, 9, 30)


def test_the_same_rows_give_the_same_bytes() -> None:
    assert written(a_page(("a",))) == written(a_page(("a",)))


def test_the_headings_stay_in_sight_and_can_be_filtered() -> None:
    content = written(a_page(("a", 1), ("b", 2), columns=2))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Data"]

    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet["A1"].font.bold


def test_pieces_leave_while_rows_are_still_being_read() -> None:
    read = 0

    def rows() -> Iterator[tuple[Cell, ...]]:
        nonlocal read
        for read in range(100_000):
            yield read, str(read * 7919 % 104_729)

    pieces = write_workbook([Page("Data", [Column("a"), Column("b")], rows())], ABOUT)
    first = next(pieces)

    assert 64 * 1024 <= len(first) < 1024 * 1024
    assert read < 50_000


def test_a_text_no_cell_can_hold_is_refused_and_never_cut() -> None:
    assert len(read_back("x" * 32_767)[0].value) == 32_767
    with pytest.raises(ValueError, match="holds at most"):
        written(a_page(("x" * 32_768,)))


def test_a_row_with_too_few_or_too_many_cells_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        written(a_page((1, 2)))


@pytest.mark.parametrize(("place", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_are_lettered(place: int, letters: str) -> None:
    assert column_letters(place) == letters
