"""The import_data command, where it refuses."""

import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from schemes.tests.factories import a_scheme
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme("side-by-side")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Ref,First name\nV1,Rhys\nV2,\n")
    return str(path)


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("import_data", *args, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refusal(*args):
    with pytest.raises(CommandError) as refused:
        run(*args)
    return str(refused.value), refused.value.returncode


def test_json_alone_stands_on_stdout(scheme, file):
    out, err = run("side-by-side", "volunteers", file, "--json")
    assert json.loads(out) == {
        "added": 1, "changed": 0, "unchanged": 0, "duplicates": 0, "skipped": 0, "refused": 1, "warnings": 0,
        "problems": [{"row": 3, "column": "First name", "message": "There is no name in this row."}],
    }  # fmt: skip
    assert "Reading list.csv" in err


def test_in_words_for_people(scheme, file):
    out, _err = run("side-by-side", "volunteers", file)
    assert "added: 1" in out
    assert "Row 3: First name: There is no name in this row." in out


def test_an_unknown_scheme_is_wrong_usage(file):
    assert refusal("nowhere", "volunteers", file) == ("There is no scheme called “nowhere”.", 2)


def test_a_file_that_is_not_there(scheme):
    assert refusal("side-by-side", "volunteers", "/nowhere/list.csv") == (
        "/nowhere/list.csv: No such file or directory.",
        1,
    )


def test_a_file_that_is_no_spreadsheet(scheme, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"%PDF-1.7")
    assert refusal("side-by-side", "volunteers", str(path)) == (
        "This is a PDF. Send the spreadsheet it was made from.",
        1,
    )


def test_a_file_without_the_headings_it_needs(scheme, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Kennung,Rufname\nV1,Rhys\n")
    message, code = refusal("side-by-side", "volunteers", str(path))
    assert message.startswith("We did not find a column for “Name” or “First name”.")
    assert code == 1
    assert Volunteer.objects.count() == 0


def test_a_path_for_the_refused_rows_that_cannot_be_written_stops_everything(scheme, file):
    message, code = refusal("side-by-side", "volunteers", file, "--refused", "/nowhere/mend.csv")
    assert (message, code) == ("/nowhere/mend.csv: No such file or directory.", 1)
    assert Volunteer.objects.count() == 0


def test_the_sheets_that_are_not_read_are_named(scheme, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "2026"
    book.create_sheet("2025")
    for sheet in book:
        sheet.append(["Ref", "First name", None])
        sheet.append(["V1", "Rhys", "chess"])
    book.save(tmp_path / "list.xlsx")
    _out, err = run("side-by-side", "volunteers", str(tmp_path / "list.xlsx"))
    assert "Only the sheet “2026” is read. These have rows too: 2025." in err
    assert "Columns left out: Column C, without a heading." in err
