"""One office's four spreadsheets, as it really wrote them, through the command."""

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Sum

from core.spreadsheets import open_table
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from people.models import Person
from schemes.models import Site
from schemes.tests.factories import a_scheme
from supportees.models import Supportee
from volunteers.models import CriminalRecordCheck, Volunteer

OFFICE = Path(__file__).parent / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())
ORDER = ("volunteers", "supportees", "matches", "meetings")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("the_day_the_files_were_made"),
]


@pytest.fixture
def the_day_the_files_were_made():
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        yield


def bring_in(kind, *options):
    out = io.StringIO()
    call_command(
        "import_data",
        "leaving-care",
        kind,
        str(OFFICE / EXPECTED[kind]["file"]),
        "--json",
        *options,
        stdout=out,
        stderr=io.StringIO(),
    )
    return json.loads(out.getvalue())


def bring_in_all(*options):
    return {kind: bring_in(kind, *options) for kind in ORDER}


def counts(answer):
    return {name: count for name, count in answer.items() if name not in ("problems", "warnings")}


@pytest.fixture
def scheme():
    return a_scheme("leaving-care", kind="peer-support")


def test_every_row_comes_to_what_it_should(scheme):
    answers = bring_in_all()
    assert counts(answers["volunteers"]) == {
        "added": 25, "changed": 0, "unchanged": 0, "duplicates": 1, "skipped": 2, "refused": 2,
    }  # fmt: skip
    assert counts(answers["supportees"]) == {
        "added": 30, "changed": 0, "unchanged": 0, "duplicates": 0, "skipped": 1, "refused": 0,
    }  # fmt: skip
    assert counts(answers["matches"]) == {
        "added": 22, "changed": 0, "unchanged": 0, "duplicates": 0, "skipped": 0, "refused": 1,
    }  # fmt: skip
    assert counts(answers["meetings"]) == {
        "added": 559, "changed": 0, "unchanged": 0, "duplicates": 0, "skipped": 0, "refused": 0,
    }  # fmt: skip


def test_the_meetings_add_up(scheme):
    bring_in_all()
    expected = EXPECTED["meetings"]
    held = Meeting.objects.filter(state="held")
    assert held.count() == expected["held"]
    assert Meeting.objects.filter(state="missed").count() == expected["did_not_happen"]
    assert held.aggregate(total=Sum("minutes")) == {"total": expected["minutes_held"]}
    by_month = Counter(f"{day:%Y-%m}" for day in held.values_list("on", flat=True))
    assert by_month == expected["held_by_month"]


def test_the_people_and_matches_are_there(scheme):
    bring_in_all()
    assert Volunteer.objects.count() == 25
    assert Supportee.objects.count() == 30
    assert Person.objects.count() == 55
    assert CriminalRecordCheck.objects.count() == 24
    assert Match.objects.running().count() == EXPECTED["matches"]["active"]
    assert set(Match.objects.values_list("is_imported", flat=True)) == {True}


def test_what_is_refused_says_where_and_why(scheme):
    problems = bring_in("volunteers")["problems"]
    assert [(problem["row"], problem["column"]) for problem in problems] == [
        (28, "D.O.B."),
        (28, "First name"),
        (28, "Mobile"),
        (28, "E-mail"),
        (29, "D.O.B."),
    ]
    assert problems[0]["message"] == (
        "There is no such day as “31/02/2001”. Check it against your papers."
    )
    assert problems[4]["message"] == "01/01/2031 lies in the future, so nobody was born then."
    bring_in("supportees")
    assert bring_in("matches")["problems"] == [
        {
            "row": 24,
            "column": "Supporter",
            "message": "“Nobody Known” is not among the peer supporters. Bring them in first, or check the name.",
        }
    ]


@pytest.mark.parametrize("again", ["once more", "a third time"])
def test_the_same_files_again_change_nothing(scheme, again):
    bring_in_all()
    tables = (Person, Volunteer, CriminalRecordCheck, Supportee, Match, Meeting, RecordSheet)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    answers = bring_in_all()
    if again == "a third time":
        answers = bring_in_all()
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert {
        kind: (answer["added"], answer["changed"], answer["unchanged"])
        for kind, answer in answers.items()
    } == {
        "volunteers": (0, 0, 25),
        "supportees": (0, 0, 30),
        "matches": (0, 0, 22),
        "meetings": (0, 0, 559),
    }


def test_a_dry_run_says_the_same_and_leaves_nothing(scheme):
    looked = bring_in("volunteers", "--dry-run")
    assert Person.objects.count() == 0
    assert bring_in("volunteers") == looked


def test_the_person_whose_name_begins_with_an_equals_sign_is_kept_as_text(scheme):
    bring_in("volunteers")
    assert Volunteer.objects.get(reference="V027").person.name == '=HYPERLINK("x") Formula'


def test_people_are_read_as_they_were_meant(scheme):
    bring_in_all()
    volunteer = Volunteer.objects.get(reference="V008")
    assert volunteer.person.name == "Amélie Zielinska"
    assert volunteer.person.born_on == date(2007, 3, 8)
    assert volunteer.most_supportees == 2
    assert volunteer.started_on == date(2025, 2, 24)
    assert volunteer.site == Site.objects.get(name="Cinderford")
    supportee = Supportee.objects.get(reference="S021")
    assert (supportee.person.given_name, supportee.person.family_name) == ("Violet", "D’Arcy")
    assert supportee.referred_on == date(2026, 1, 26)
    assert supportee.person.languages == ["English", "Somali"]
    assert Person.objects.get(volunteering__reference="V002").email_is_doubtful
    assert Volunteer.objects.get(reference="V001").person.email == ""


def test_matches_say_who_is_matched_whatever_the_lists_said(scheme):
    bring_in_all()
    on_hold = Volunteer.objects.get(reference="V014")
    assert (on_hold.status, on_hold.imported_status) == ("matched", "on hold")
    waiting = Supportee.objects.get(reference="S001")
    assert (waiting.status, waiting.imported_status) == ("matched", "Waiting")
    never_matched = Supportee.objects.get(reference="S027")
    assert (never_matched.status, never_matched.imported_status) == ("waiting", "matched")


def test_next_meetings_still_to_come_are_planned_once(scheme):
    bring_in_all()
    planned = Meeting.objects.filter(state="planned")
    assert {meeting.on > date(2026, 11, 21) for meeting in planned} == {True}
    assert planned.count() == planned.values("match", "on").distinct().count()


def test_refused_rows_come_back_in_a_file_to_mend(scheme, tmp_path):
    path = tmp_path / "to-mend.csv"
    bring_in("volunteers", "--refused", str(path))
    with open_table(path, known=["Ref", "Surname"]) as table:
        rows = [row.values for row in table.rows()]
    assert [(row[0], row[table.headings.index("Row")]) for row in rows] == [
        ("V025", "28"),
        ("V026", "29"),
    ]
    assert "There is no name in this row." in rows[0][table.headings.index("What to mend")]
