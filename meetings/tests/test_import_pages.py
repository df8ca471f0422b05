"""Sending spreadsheets by the pages, as a co-ordinator does."""

import io
import json
import threading
import uuid
from pathlib import Path

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import a_user, signed_in
from matching.models import Match
from meetings.models import Meeting
from people.models import Person
from schemes.imports import work
from schemes.models import Role, SpreadsheetUpload, UploadRow
from schemes.tests.factories import a_coordinator, a_manager, a_role, a_scheme
from supportees.models import Supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

OFFICE = Path(__file__).parent / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())
HOME = "/s/leaving-care/spreadsheets/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings.PRIVATE_ROOT


@pytest.fixture
def scheme():
    return a_scheme("leaving-care", kind="peer-support")


@pytest.fixture
def coordinator(client, scheme):
    return signed_in(client, a_coordinator(of=scheme))


def send(client, kind, content, name="list.csv", submission=None):
    if isinstance(content, str):
        content = content.encode()
    return client.post(
        HOME,
        {
            "kind": kind,
            "file": SimpleUploadedFile(name, content),
            "submission_id": submission or str(uuid.uuid4()),
        },
    )


def the_upload():
    return SpreadsheetUpload.objects.get()


def bring_in(client, upload, seen=None):
    return client.post(f"{HOME}{upload.pk}/bring-in/", {"seen": seen or upload.digest})


TWO_VOLUNTEERS = "Ref,First name,Surname,DOB\nV1,Rhys,Green,01/02/2001\nV2,Wren,Jones,soon\n"


def test_the_office_comes_in_by_the_pages(coordinator, scheme):
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        for kind in ("volunteers", "supportees", "matches", "meetings"):
            expected = EXPECTED[kind]
            response = send(
                coordinator, kind, (OFFICE / expected["file"]).read_bytes(), expected["file"]
            )
            upload = SpreadsheetUpload.objects.get(kind=kind)
            assert response.headers["Location"] == f"{HOME}{upload.pk}/"
            bring_in(coordinator, upload)
            upload.refresh_from_db()
            assert (upload.state, upload.counts["added"], upload.counts["refused"]) == (
                "applied", expected["added"], expected.get("refused", 0),
            )  # fmt: skip
    assert Volunteer.objects.count() == 25
    assert Supportee.objects.count() == 30
    assert Match.objects.running().count() == EXPECTED["matches"]["active"]
    assert Meeting.objects.filter(state="held").count() == EXPECTED["meetings"]["held"]


def test_looking_changes_nothing(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    assert Person.objects.count() == 0
    page = coordinator.get(f"{HOME}{the_upload().pk}/").content.decode()
    assert "1 row is ready to come in" in page
    assert "“soon” is not a date." in page


def test_what_came_in_is_signed_by_who_brought_it_in(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    bring_in(coordinator, the_upload())
    with connection.cursor() as cursor:
        cursor.execute("SELECT metadata->>'what', metadata->>'actor' FROM pghistory_context")
        rows = cursor.fetchall()
    user = the_upload().applied_by
    assert ("bring in a spreadsheet: volunteers", str(user.pk)) in rows


def test_rows_can_be_narrowed_and_found(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    address = f"{HOME}{the_upload().pk}/"
    refused = coordinator.get(f"{address}?show=refused").content.decode()
    assert "Wren Jones" in refused
    assert "Rhys Green" not in refused
    found = coordinator.get(f"{address}?q=rhys").content.decode()
    assert "Rhys Green" in found
    assert "Wren Jones" not in found


def test_unknown_headings_are_asked_for(coordinator, scheme):
    response = send(coordinator, "volunteers", "Kennung,Rufname\nV1,Rhys\n")
    upload = the_upload()
    assert response.headers["Location"] == f"{HOME}{upload.pk}/headings/"
    assert (
        coordinator.get(f"{HOME}{upload.pk}/").headers["Location"] == f"{HOME}{upload.pk}/headings/"
    )
    page = coordinator.get(f"{HOME}{upload.pk}/headings/").content.decode()
    assert "For example: Rhys" in page
    response = coordinator.post(
        f"{HOME}{upload.pk}/headings/", {"column_0": "reference", "column_1": "given_name"}
    )
    assert response.headers["Location"] == f"{HOME}{upload.pk}/"
    upload.refresh_from_db()
    assert (upload.state, upload.counts["added"]) == ("previewed", 1)


def test_one_field_cannot_be_two_columns(coordinator, scheme):
    send(coordinator, "volunteers", "Kennung,Rufname\nV1,Rhys\n")
    response = coordinator.post(
        f"{HOME}{the_upload().pk}/headings/", {"column_0": "given_name", "column_1": "given_name"}
    )
    assert response.status_code == 422
    assert "Another column is chosen for this already." in response.content.decode()


def test_what_is_needed_has_to_be_some_column(coordinator, scheme):
    send(coordinator, "volunteers", "Kennung,Rufname\nV1,Rhys\n")
    response = coordinator.post(
        f"{HOME}{the_upload().pk}/headings/", {"column_0": "reference", "column_1": ""}
    )
    assert response.status_code == 422
    assert "We did not find a column for “Name” or “First name”." in response.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "This is an old Excel file"),
        (bytes(range(256)) * 20, "This is not a spreadsheet we can read."),
    ],
)
def test_what_is_no_spreadsheet_is_refused_by_the_field(coordinator, scheme, content, said):
    response = send(coordinator, "volunteers", content)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert SpreadsheetUpload.objects.count() == 0


def test_a_file_with_a_limit_passed_far_down_leaves_nothing_behind(
    coordinator, scheme, private_folder
):
    rows = "".join(f"V{number},Rhys\n" for number in range(50))
    long = f"Ref,First name\n{rows}V99," + "x" * 40_000 + "\n"
    response = send(coordinator, "volunteers", long)
    assert response.status_code == 422
    assert SpreadsheetUpload.objects.count() == 0
    assert [path for path in private_folder.rglob("*") if path.is_file()] == []


def test_a_form_without_a_file_says_so(coordinator, scheme):
    response = coordinator.post(HOME, {"kind": "volunteers"})
    assert response.status_code == 422
    assert "Choose the file to send." in response.content.decode()


def test_a_formula_in_a_cell_is_refused_in_words(coordinator, scheme):
    book = openpyxl.Workbook()
    book.active.append(["Ref", "First name"])
    book.active.append(["V1", '=HYPERLINK("http://example.org")'])
    stream = io.BytesIO()
    book.save(stream)
    send(coordinator, "volunteers", stream.getvalue(), "list.xlsx")
    assert UploadRow.objects.get().problems == [
        ["First name", "This cell holds a formula. Type the value itself."]
    ]


def test_files_are_kept_outside_the_web_root_for_the_software_alone(
    coordinator, scheme, private_folder
):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    path = Path(the_upload().file.path)
    assert private_folder in path.parents
    assert path.stat().st_mode & 0o777 == 0o600
    assert "list" not in path.name


def test_the_rows_to_mend_can_be_had_as_a_file(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    response = coordinator.get(f"{HOME}{the_upload().pk}/to-mend.csv")
    assert (
        response.headers["Content-Disposition"] == 'attachment; filename="volunteers-to-mend.csv"'
    )
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Ref,First name,Surname,DOB,Row,What to mend",
        "V2,Wren,Jones,soon,3,DOB: “soon” is not a date. Write it like 25/03/2025.",
    ]


def test_pressed_twice_it_comes_in_once(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    upload = the_upload()
    answers = [bring_in(coordinator, upload, upload.digest) for _ in range(5)]
    assert {answer.headers["Location"] for answer in answers} == {f"{HOME}{upload.pk}/"}
    assert Volunteer.objects.count() == 1
    # The later presses are answered as the first one was: nothing is said to have changed.
    assert "Something changed" not in coordinator.get(f"{HOME}{upload.pk}/").content.decode()


def test_the_same_form_sent_five_times_is_one_file(coordinator, scheme):
    submission = str(uuid.uuid4())
    for _ in range(5):
        send(coordinator, "volunteers", TWO_VOLUNTEERS, submission=submission)
    assert SpreadsheetUpload.objects.count() == 1


def test_the_same_form_with_another_file_is_another_sending(coordinator, scheme):
    submission = str(uuid.uuid4())
    send(coordinator, "volunteers", TWO_VOLUNTEERS, submission=submission)
    send(coordinator, "volunteers", "Ref,First name\nV9,Other\n", submission=submission)
    assert SpreadsheetUpload.objects.count() == 2


def test_what_changed_since_is_looked_at_again(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    upload = the_upload()
    a_volunteer(scheme, "Rhys Green", reference="V1")
    response = coordinator.post(
        f"{HOME}{upload.pk}/bring-in/", {"seen": upload.digest}, follow=True
    )
    assert "Something changed since you looked." in response.content.decode()
    assert Volunteer.objects.get().person.born_on is None
    upload.refresh_from_db()
    assert (upload.state, upload.counts["changed"]) == ("previewed", 1)
    bring_in(coordinator, upload)
    assert Volunteer.objects.get().person.born_on is not None


def test_a_file_can_be_thrown_away(coordinator, scheme, django_capture_on_commit_callbacks):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    upload = the_upload()
    with django_capture_on_commit_callbacks(execute=True):
        coordinator.post(f"{HOME}{upload.pk}/throw-away/")
    assert SpreadsheetUpload.objects.count() == 0
    assert not Path(upload.file.path).exists()


@pytest.mark.parametrize("page", ["", "headings/", "to-mend.csv"])
def test_files_of_another_scheme_do_not_exist(coordinator, scheme, client, page):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    other = a_scheme("other-scheme")
    stranger = signed_in(Client(), a_coordinator(of=other, name="Jo Other"))
    pk = the_upload().pk
    assert stranger.get(f"/s/other-scheme/spreadsheets/{pk}/{page}").status_code == 404
    assert stranger.get(f"{HOME}{pk}/{page}").status_code == 404


def test_a_manager_may_and_others_learn_that_they_may_not(scheme, client):
    assert signed_in(client, a_manager(of=scheme)).get(HOME).status_code == 200
    trainer = signed_in(Client(), a_role(Role.TRAINER, of=scheme))
    assert trainer.get(HOME).status_code == 403
    assert signed_in(Client(), a_user("No Body")).get(HOME).status_code == 404


def test_the_preview_takes_the_same_queries_for_one_row_and_for_many(coordinator, scheme):
    taken = []
    for rows in (1, 60):
        content = "Ref,First name\n" + "".join(f"V{n},Rhys{n}\n" for n in range(rows))
        send(coordinator, "volunteers", content)
        upload = SpreadsheetUpload.objects.latest("pk")
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(f"{HOME}{upload.pk}/")
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 12


@pytest.mark.django_db(transaction=True)
def test_five_presses_at_once_bring_it_in_once(private_folder):
    scheme = a_scheme("leaving-care", kind="peer-support")
    user = a_coordinator(of=scheme)
    send(signed_in(Client(), user), "volunteers", TWO_VOLUNTEERS)
    upload = the_upload()
    statuses = []

    def press():
        try:
            statuses.append(bring_in(signed_in(Client(), user), upload).status_code)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(5)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    assert statuses == [302] * 5
    assert Volunteer.objects.count() == 1
    assert Person.objects.count() == 1


def test_a_file_far_too_large_is_turned_away_in_words(coordinator, scheme):
    response = send(coordinator, "volunteers", b"x" * (26 * 1024 * 1024))
    assert response.status_code == 413
    assert "We can take files of up to 20 MB." in response.content.decode()


def test_a_file_a_little_too_large_is_refused_by_the_field(coordinator, scheme):
    response = send(coordinator, "volunteers", b"x" * (20 * 1024 * 1024 + 1))
    assert response.status_code == 422
    assert "This file is larger than 20 MB." in response.content.decode()


def test_what_is_not_read_is_said(coordinator, scheme):
    book = openpyxl.Workbook()
    book.active.title = "2026"
    for name in ("2026", "2025"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        for row in (["Ref", "First name", None], ["V1", "Rhys", "chess"]):
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    send(coordinator, "volunteers", stream.getvalue(), "list.xlsx")
    page = coordinator.get(f"{HOME}{the_upload().pk}/").content.decode()
    assert "Only the sheet “2026” is read. Another one has rows too: 2025." in page
    assert "Column C, without a heading" in page


def test_a_file_that_cannot_be_read_any_more_is_refused_in_words(coordinator, scheme):
    send(coordinator, "volunteers", TWO_VOLUNTEERS)
    upload = the_upload()
    Path(upload.file.path).write_bytes(b"%PDF")
    response = bring_in(coordinator, upload)
    assert response.status_code == 302
    assert "This is a PDF." in coordinator.get(f"{HOME}{upload.pk}/").content.decode()
    assert Volunteer.objects.count() == 0


def test_an_error_while_looking_leaves_no_file_behind(
    coordinator, scheme, private_folder, monkeypatch
):
    def breaks(upload):
        raise ZeroDivisionError

    monkeypatch.setattr(work, "look_or_ask", breaks)
    with pytest.raises(ZeroDivisionError):
        send(coordinator, "volunteers", TWO_VOLUNTEERS)
    assert [each for each in private_folder.rglob("*") if each.is_file()] == []
