"""Lists taken out as spreadsheets: whose, which rows, in which words, and that they come back unchanged."""

import csv
import gzip
import io
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.db.models import TextField, Value
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.tests.factories import signed_in
from core.spreadsheets import open_table, safe_cell
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.tests.factories import a_meeting
from reporting.exports.columns import Column
from reporting.exports.kinds import KINDS
from reporting.exports.services import headings_of
from reporting.exports.writing import write_rows
from reporting.models import ListTakenOut
from schemes.imports.headings import known_headings, recognise
from schemes.imports.outcomes import ImportResult
from schemes.imports.registry import importer
from schemes.imports.runs import dry_run, recognised_mapping
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme, a_site, an_organisation
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import CriminalRecordCheck, Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db

AWKWARD = [
    "=1+1",
    "+44 7700 900001",
    "-",
    "@home",
    "'=quoted",
    "''@twice",
    "\tindented",
    "\rback",
    "\nbelow",
    "'plain",
    'she said "yes", twice',
    "two\nlines",
    "Siân – ☺",
    "",
]


@pytest.fixture
def scheme(settings: Settings, tmp_path: Any) -> Scheme:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_scheme("side-by-side")


@pytest.fixture
def staff(scheme: Scheme) -> Client:
    return signed_in(Client(), a_coordinator(of=scheme))


def taken_out(staff: Client, kind: str, address: str = "") -> bytes:
    answer: Any = staff.get(reverse(f"take_out_{kind}", args=["side-by-side"]) + address)
    assert answer.status_code == 200
    return answer.getvalue()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def brought_back(scheme: Scheme, kind: str, content: bytes) -> ImportResult:
    known = importer(kind)
    assert known is not None
    headings = known_headings(known.fields, scheme.words)
    with open_table(io.BytesIO(content), "list.csv", headings) as table:
        mapping = recognised_mapping(table, known, scheme)
        return dry_run(table=table, importer=known, scheme=scheme, mapping=mapping)


def counted(result: ImportResult) -> dict[str, int]:
    return {name: number for name, number in result.counts().items() if number}


def awkward_people(scheme: Scheme) -> tuple[Volunteer, Supportee]:
    site = a_site(scheme)
    volunteer = a_volunteer(
        scheme,
        "Siân O’Hara",
        reference="V1",
        site=site,
        can_help_with=["Letters, forms"],
        interests=["Tea / coffee", "Chess"],
        started_on=date(2025, 2, 1),
        references_received=2,
        notes="=HYPERLINK(1)\nA second line",
    )
    person = volunteer.person
    person.phone, person.email, person.postcode = "+44 7700 900001", "s@example.org", "GL1 1AA"
    person.languages, person.born_on = ["English", "Welsh"], date(1980, 5, 1)
    person.save()
    CriminalRecordCheck.objects.create(volunteer=volunteer, number="001", issued_on="2024-01-02")
    CriminalRecordCheck.objects.create(volunteer=volunteer, number="002", issued_on="2026-01-02")
    supportee = a_supportee(
        scheme,
        "Joan Abbott",
        reference="@7",
        looking_for=["Company"],
        wished_gender=Supportee.WishedGender.WOMAN,
        referred_on=date(2025, 1, 6),
        referred_by="The surgery",
        notes="Knocks twice",
    )
    return volunteer, supportee


def every_status(scheme: Scheme) -> None:
    for status in Volunteer.Status:
        left: dict[str, Any] = (
            {"left_on": date(2026, 3, 1), "leaving_reason": "Moved"} if status == "left" else {}
        )
        a_volunteer(scheme, f"Vera {status.label}", status=status, **left)
    for state in Supportee.Status:
        a_supportee(scheme, f"Sam {state.label}", status=state, ended_on=date(2026, 3, 1))


def all_meetings(scheme: Scheme) -> None:
    volunteer, supportee = awkward_people(scheme)
    match = a_match(volunteer, supportee, started="2026-01-01")
    state = Meeting.State
    held = a_meeting(match, "2026-03-08", minutes=7, at=time(14, 5), place="=Café", who_else="Ann")
    RecordSheet.objects.create(meeting=held, did="Old words", version=1)
    RecordSheet.objects.create(
        meeting=held,
        version=2,
        why_met="-",
        did='Read a letter.\nTwice, "slowly"',
        achieved="@home",
        next_time="None",
        next_on=date(2026, 3, 15),
        next_at=time(14, 30),
    )
    a_meeting(match, "2026-03-15", state=state.MISSED, missed_reason="ill; snow")
    a_meeting(match, "2026-03-22", state=state.CANCELLED, missed_reason="On holiday")
    a_meeting(match, "2026-03-29", state=state.PLANNED)
    a_meeting(match, "2099-01-01", state=state.PLANNED, way=Meeting.Way.VIDEO)
    a_meeting(match, "2099-02-01", state=state.CANCELLED)
    a_meeting(match, "2026-04-01", state=state.SUPERSEDED)


@pytest.mark.parametrize("kind", ["volunteers", "supportees", "matches", "meetings"])
def test_our_own_importer_takes_the_file_back_and_nothing_changes(
    scheme: Scheme, staff: Client, kind: str
) -> None:
    every_status(scheme)
    all_meetings(scheme)
    for number, days in enumerate([1, 3, 7, 10, 14, 30, 31, 49, 365]):
        a_match(
            a_volunteer(scheme, f"Vol {chr(65 + number)}"),
            a_supportee(scheme, f"Sup {chr(65 + number)}"),
            rhythm_days=days,
            purpose="To get out, more",
        )
    paused = a_match(a_volunteer(scheme, "Pat"), a_supportee(scheme, "Pam"), status="paused")
    paused.pauses.create(started_on="2026-04-01")
    a_match(
        paused.volunteer,
        a_supportee(scheme, "Pia"),
        started="2025-01-01",
        status="ended",
        ended_on="2025-06-01",
        ending_reason="=moved",
    )
    expected = {"volunteers": 18, "supportees": 18, "matches": 12, "meetings": 6}[kind]

    result = brought_back(scheme, kind, taken_out(staff, kind))

    assert counted(result) == {"unchanged": expected}
    assert [note.warnings for note in result.notes if note.warnings] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("words", ["peer-support", "telephone", "e-mentoring", "buddies"])
def test_each_heading_is_known_as_its_own_column(kind: str, words: str) -> None:
    scheme = a_scheme("side-by-side", kind=words)
    known = importer(kind)
    assert known is not None
    columns = KINDS[kind].columns()

    found = recognise(headings_of(kind, columns, scheme), known.fields, scheme.words)

    names = [name for column in columns for name in column.names]
    assert found == {name: number for number, name in enumerate(names)}


def test_cells_follow_the_rule_for_formulas(scheme: Scheme) -> None:
    a_volunteer(scheme, "Vera")
    file = io.BytesIO()
    columns = [Column("", Value(text, output_field=TextField())) for text in AWKWARD]

    write_rows(file, AWKWARD, columns, Volunteer.objects.all())

    content = file.getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    expected = [safe_cell(text) for text in AWKWARD]
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        expected,
        expected,
    ]


def test_the_file_has_the_rows_of_the_list_in_its_order(scheme: Scheme, staff: Client) -> None:
    a_volunteer(scheme, "Ann Young", status="matched")
    a_volunteer(scheme, "Ben Adams", status="matched")
    a_volunteer(scheme, "Cy Brown", status="left", left_on=date(2026, 3, 1))
    a_volunteer(a_scheme("elsewhere", organisation=an_organisation("Others")), "Dee Hidden")

    def names(address: str) -> list[str]:
        return [row["First name"] for row in rows_of(taken_out(staff, "volunteers", address))]

    assert names("") == ["Ben", "Cy", "Ann"]
    assert names("?status=matched&sort=-name&page=7") == ["Ann", "Ben"]
    assert names("?q=adams") == ["Ben"]


def test_headings_are_in_the_words_of_the_scheme(settings: Settings, tmp_path: Any) -> None:
    settings.PRIVATE_ROOT = tmp_path
    scheme = a_scheme("side-by-side", kind="e-mentoring")
    staff = signed_in(Client(), a_coordinator(of=scheme))

    heading = taken_out(staff, "matches").decode("utf-8-sig").splitlines()[0]

    assert heading == (
        "Reference of the mentor,Name of mentor,Reference of the mentee,Name of mentee,"
        "Matched on,Ended on,Why it ended,How often they meet,Status,What it is for,Usual place"
    )


def test_what_is_taken_out_is_written_down(scheme: Scheme) -> None:
    coordinator = a_coordinator(of=scheme)
    a_volunteer(scheme, "Ann Young")
    a_volunteer(scheme, "Ben Adams")

    taken_out(signed_in(Client(), coordinator), "volunteers", "?q=young")

    taken: Any = ListTakenOut.objects.get()
    assert (taken.scheme, taken.kind, taken.narrowed_by, taken.rows, taken.taken_by) == (
        scheme, "volunteers", "q=young", 1, coordinator,
    )  # fmt: skip
    event = taken.events.get()
    assert event.pgh_context.metadata["what"] == "take a list out as a spreadsheet"
    assert event.pgh_context.metadata["actor"] == coordinator.pk


def test_the_link_keeps_what_the_list_is_narrowed_to(scheme: Scheme, staff: Client) -> None:
    a_volunteer(scheme, "Ann Young", status="matched")

    page = staff.get(reverse("volunteers", args=["side-by-side"]) + "?status=matched&q=y")

    assert 'href="/s/side-by-side/volunteers.csv?status=matched&amp;q=y"' in page.content.decode()


def test_an_export_takes_the_same_statements_for_one_row_and_for_thirty(
    scheme: Scheme, staff: Client
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            taken_out(staff, "volunteers")
        return len(seen)

    a_volunteer(scheme, "Ann Young")
    taken_out(staff, "volunteers")
    with_one = statements()
    for number in range(30):
        a_volunteer(scheme, f"Vol {number}")

    assert statements() == with_one


def test_a_browser_gets_the_same_file_packed(scheme: Scheme, staff: Client) -> None:
    a_volunteer(scheme, "Ann Young")
    address = reverse("take_out_volunteers", args=["side-by-side"])

    answer: Any = staff.get(address, headers={"accept-encoding": "gzip, br"})

    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.getvalue()) == taken_out(staff, "volunteers")
