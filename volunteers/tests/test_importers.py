"""Volunteers from spreadsheets: who is known again, what changes, and what is left alone."""

from datetime import date

import pytest

from people.models import Person
from people.tests.factories import a_person
from schemes.models import Site
from schemes.tests.factories import a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said
from volunteers.importers import follow_imported_matches
from volunteers.models import CriminalRecordCheck, Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme("side-by-side")


def the_volunteer():
    return Volunteer.objects.select_related("person", "site").get()


def test_a_new_volunteer_comes_in_with_all_that_is_said(scheme):
    result = bring_in(
        scheme,
        "volunteers",
        "Ref,Forename,Surname,DOB,Tel,E-mail,Post code,Languages,Skills,Hobbies,DBS No,DBS date,Refs,Status,Joined,Capacity,Branch,Comments",
        "V1,Rhys,Green,1/2/2001,07700 900001,rhys@example.org,gl11aa,English & Welsh,DIY; IT,chess,0011,17/04/26,two,Active,06 Jan 2025,3,Gloucester,Evenings only",
    )
    assert outcomes(result) == ["added"]
    volunteer = the_volunteer()
    person = volunteer.person
    assert (person.name, person.born_on, person.phone, person.email, person.postcode) == (
        "Rhys Green", date(2001, 2, 1), "07700 900001", "rhys@example.org", "GL1 1AA",
    )  # fmt: skip
    assert person.languages == ["English", "Welsh"]
    assert (volunteer.reference, volunteer.can_help_with, volunteer.interests) == (
        "V1",
        ["DIY", "IT"],
        ["chess"],
    )
    assert (volunteer.status, volunteer.imported_status, volunteer.status_since) == (
        "available", "Active", date(2025, 1, 6),
    )  # fmt: skip
    assert (volunteer.started_on, volunteer.most_supportees, volunteer.references_received) == (
        date(2025, 1, 6),
        3,
        2,
    )
    assert (volunteer.site.name, volunteer.notes, volunteer.is_imported) == (
        "Gloucester",
        "Evenings only",
        True,
    )
    check = CriminalRecordCheck.objects.get()
    assert (check.volunteer, check.number, check.issued_on) == (
        volunteer,
        "0011",
        date(2026, 4, 17),
    )


def test_one_column_may_hold_the_whole_name(scheme):
    bring_in(scheme, "volunteers", "Name", '"Green, Rhys (Rhi)"')
    assert (the_volunteer().person.name, the_volunteer().person.known_as) == ("Rhys Green", "Rhi")


def test_a_reference_finds_the_volunteer_and_only_what_differs_changes(scheme):
    a_volunteer(scheme, "Rhys Green", reference="V1", notes="Kind")
    result = bring_in(scheme, "volunteers", "Ref,Name,Notes,Tel", "v1,Rhys Green,,07700 900001")
    assert outcomes(result) == ["changed"]
    assert only_note(result).changes == ["Tel"]
    assert (the_volunteer().person.phone, the_volunteer().notes) == ("07700 900001", "Kind")


def test_another_spelling_of_what_is_known_is_no_change(scheme):
    person = {"phone": "+44 7700 900001", "email": "Rhys@example.org"}
    volunteer = a_volunteer(scheme, "Chloé D’Arcy", reference="V1")
    Person.objects.filter(pk=volunteer.person_id).update(**person)
    result = bring_in(
        scheme,
        "volunteers",
        "Ref,Name,Tel,E-mail",
        'V1,"D\'Arcy, Chloe",07700900001,rhys@example.org',
    )
    assert outcomes(result) == ["unchanged"]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Name,DOB", "Rhys Green,1/2/2001"),
        ("Name,Tel", "rhys green,07700900001"),
        ("Name,Email", "Rhys Green,RHYS@example.org"),
        ("Name", "Rhys Green"),
    ],
)
def test_without_a_reference_somebody_is_known_by_name_and_something_beside_it(
    scheme, headings, row
):
    volunteer = a_volunteer(scheme, "Rhys Green")
    Person.objects.filter(pk=volunteer.person_id).update(
        born_on=date(2001, 2, 1), phone="07700 900001", email="rhys@example.org"
    )
    assert outcomes(bring_in(scheme, "volunteers", headings, row)) == ["unchanged"]
    assert Volunteer.objects.count() == 1


def test_the_same_name_with_another_birth_date_is_somebody_else(scheme):
    volunteer = a_volunteer(scheme, "Rhys Green")
    Person.objects.filter(pk=volunteer.person_id).update(born_on=date(1990, 1, 1))
    assert outcomes(bring_in(scheme, "volunteers", "Name,DOB", "Rhys Green,1/2/2001")) == ["added"]


def test_two_who_might_be_meant_are_named_and_none_is_taken(scheme):
    a_volunteer(scheme, "Rhys Green", reference="V1")
    a_volunteer(scheme, "Rhys Green", reference="V2")
    result = bring_in(scheme, "volunteers", "Name,Notes", "Rhys Green,tall")
    assert outcomes(result) == ["refused"]
    assert said(result) == [
        "We cannot tell whether this is Rhys Green (V1) or Rhys Green (V2). Add a reference or a date of birth."
    ]


def test_the_same_name_with_another_telephone_is_not_guessed(scheme):
    volunteer = a_volunteer(scheme, "Rhys Green")
    Person.objects.filter(pk=volunteer.person_id).update(phone="07700 900009")
    result = bring_in(scheme, "volunteers", "Name,Tel", "Rhys Green,07700 900001")
    assert outcomes(result) == ["refused"]
    assert "Rhys Green (07700 900009)" in said(result)[0]


def test_a_reference_that_belongs_to_somebody_else_is_refused(scheme):
    a_volunteer(scheme, "Rhys Green", reference="V1")
    result = bring_in(scheme, "volunteers", "Ref,Name", "V1,Wren Jones")
    assert said(result) == ["V1 is already the reference of Rhys Green. Check which is right."]


def test_a_name_may_change_when_reference_and_birth_date_agree(scheme):
    volunteer = a_volunteer(scheme, "Wren Jones", reference="V1")
    Person.objects.filter(pk=volunteer.person_id).update(born_on=date(2001, 2, 1))
    result = bring_in(scheme, "volunteers", "Ref,Name,DOB", "V1,Wren Taylor,1/2/2001")
    assert outcomes(result) == ["changed"]
    assert only_note(result).changes == ["Name (Jones → Taylor)"]
    assert the_volunteer().person.name == "Wren Taylor"


def test_somebody_with_two_references_is_refused(scheme):
    volunteer = a_volunteer(scheme, "Rhys Green", reference="V1")
    Person.objects.filter(pk=volunteer.person_id).update(born_on=date(2001, 2, 1))
    result = bring_in(scheme, "volunteers", "Ref,Name,DOB", "V9,Rhys Green,1/2/2001")
    assert said(result) == [
        "This looks like Rhys Green (V1, born 1 Feb 2001), who has another reference. Check which is right."
    ]


def test_a_repeated_row_is_taken_once_and_says_where_it_differs(scheme):
    result = bring_in(
        scheme,
        "volunteers",
        "Ref,Name,Site",
        "V1,Rhys Green,Hub",
        "V1,Rhys Green,Hub",
        "V1,Rhys Green,Town hall",
    )
    assert outcomes(result) == ["added", "duplicate", "duplicate"]
    assert [note.repeats for note in result.notes] == [None, 2, 2]
    assert said(result) == ["Row 2 is the same person with other words for Site. Row 2 is taken."]


def test_a_row_that_repeats_a_refused_one_stands_for_itself(scheme):
    result = bring_in(
        scheme, "volunteers", "Ref,Name,DOB", "V1,Rhys Green,soon", "V1,Rhys Green,1/2/2001"
    )
    assert outcomes(result) == ["refused", "added"]


def test_somebody_already_known_to_the_organisation_is_not_entered_twice(scheme):
    person = a_person(
        "Rhys Green",
        organisation=scheme.organisation,
        born_on=date(2001, 2, 1),
        phone="07700 900009",
    )
    bring_in(
        scheme,
        "volunteers",
        "Name,DOB,Tel,Email",
        "Rhys Green,1/2/2001,07700 900001,rhys@example.org",
    )
    assert the_volunteer().person == person
    # What others wrote down stays; only gaps are filled.
    assert (the_volunteer().person.phone, the_volunteer().person.email) == (
        "07700 900009",
        "rhys@example.org",
    )


def test_people_of_another_organisation_stay_apart(scheme):
    a_person("Rhys Green", born_on=date(2001, 2, 1))
    bring_in(scheme, "volunteers", "Name,DOB", "Rhys Green,1/2/2001")
    assert Person.objects.count() == 2


def test_a_matched_volunteer_stays_matched_whatever_the_file_says(scheme):
    a_volunteer(scheme, "Rhys Green", reference="V1", status="matched")
    bring_in(scheme, "volunteers", "Ref,Name,Status", "V1,Rhys Green,on hold")
    assert (the_volunteer().status, the_volunteer().imported_status) == ("matched", "on hold")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("ACTIVE ", "available"),
        ("On Hold", "paused"),
        ("applied", "applied"),
        ("Trainee", "in_training"),
        ("matched", "available"),
    ],
)
def test_an_office_s_word_for_the_state_is_a_hint(scheme, word, status):
    bring_in(scheme, "volunteers", "Name,Status", f"Rhys Green,{word}")
    assert the_volunteer().status == status


def test_an_unknown_state_is_kept_as_a_note_with_a_warning(scheme):
    result = bring_in(scheme, "volunteers", "Name,Status", "Rhys Green,purple")
    assert outcomes(result) == ["added"]
    assert said(result) == ["We do not know the status “purple”. It was kept as a note."]
    assert (the_volunteer().status, the_volunteer().imported_status) == ("enquired", "purple")


def test_somebody_who_left_needs_the_day(scheme):
    result = bring_in(
        scheme,
        "volunteers",
        "Ref,Name,Status,Left on",
        "V1,Rhys Green,left,",
        "V2,Wren Jones,left,1/3/2026",
    )
    assert [volunteer.status for volunteer in Volunteer.objects.order_by("reference")] == [
        "paused",
        "left",
    ]
    assert said(result) == [
        "It does not say when they left. They are kept as on hold until you say when."
    ]


def test_leaving_before_starting_is_refused(scheme):
    result = bring_in(scheme, "volunteers", "Name,Started,Left on", "Rhys Green,1/3/2026,1/2/2026")
    assert said(result) == ["This is before the day they started."]


def test_a_site_is_known_by_its_name_in_any_spelling(scheme):
    Site.objects.create(scheme=scheme, name="Gloucester")
    bring_in(scheme, "volunteers", "Name,Site", "Rhys Green,GLOUCESTER", "Wren Jones,Lydney")
    assert list(Site.objects.values_list("name", flat=True)) == ["Gloucester", "Lydney"]


def test_a_second_check_is_added_and_the_first_stays(scheme):
    bring_in(scheme, "volunteers", "Ref,Name,DBS No", "V1,Rhys Green,0011")
    assert outcomes(bring_in(scheme, "volunteers", "Ref,Name,DBS No", "V1,Rhys Green,0022")) == [
        "changed"
    ]
    assert outcomes(bring_in(scheme, "volunteers", "Ref,Name,DBS No", "V1,Rhys Green,0022")) == [
        "unchanged"
    ]
    assert sorted(CriminalRecordCheck.objects.values_list("number", flat=True)) == ["0011", "0022"]


def test_matches_that_came_in_move_the_state(scheme):
    paused = a_volunteer(scheme, "Rhys Green", status="paused")
    left = a_volunteer(scheme, "Wren Jones", status="left")
    matched = a_volunteer(scheme, "Zoë Yeo", status="matched")
    began, ended = date(2026, 3, 1), date(2026, 6, 1)
    follow_imported_matches(running={paused.pk: began, left.pk: began}, ended={matched.pk: ended})
    states = {
        volunteer.person.name: (volunteer.status, volunteer.status_since)
        for volunteer in Volunteer.objects.select_related("person")
    }
    assert states == {
        "Rhys Green": ("matched", began),
        "Wren Jones": ("matched", began),
        "Zoë Yeo": ("available", ended),
    }


def test_what_cannot_be_read_beside_the_name_is_kept_in_the_notes(scheme):
    headings = "Name,Tel,DBS date,Capacity,Notes"
    row = "Rhys Green,ask Jo,awaited,as many as needed,Kind"
    result = bring_in(scheme, "volunteers", headings, row)
    assert outcomes(result) == ["added"]
    assert said(result) == [
        "“ask Jo” is not a telephone number. It was kept in the notes.",
        "“awaited” is not a date. Write it like 25/03/2025. It was kept in the notes.",
        "“as many as needed” is not a whole number we can use. Write it like 2. It was kept in the notes.",
    ]
    assert (
        the_volunteer().notes == "Kind\nTel: ask Jo\nDBS date: awaited\nCapacity: as many as needed"
    )
    assert outcomes(bring_in(scheme, "volunteers", headings, row)) == ["unchanged"]


def test_a_row_that_is_refused_says_all_there_is_to_mend(scheme):
    result = bring_in(scheme, "volunteers", "Name,DOB,Tel", "Rhys Green,soon,ask Jo")
    assert [column for column, _sentence in only_note(result).problems] == ["DOB", "Tel"]
    assert only_note(result).warnings == []


def test_a_slip_in_a_name_is_mended_by_its_reference(scheme):
    a_volunteer(scheme, "Rhys Greene", reference="V1")
    assert outcomes(bring_in(scheme, "volunteers", "Ref,Name", "V1,Rhys Green")) == ["changed"]
    assert the_volunteer().person.name == "Rhys Green"


def test_one_heading_over_two_columns_holds_the_whole_name(scheme):
    bring_in(scheme, "volunteers", "Name,,Tel", "Rhys,Green,07700 900001")
    assert the_volunteer().person.name == "Rhys Green"


def test_notes_typed_on_screen_are_never_replaced(scheme):
    a_volunteer(scheme, "Rhys Green", reference="V1", notes="Evenings only. Prefers walks.")
    rows = "Ref,Name,Notes"
    assert outcomes(bring_in(scheme, "volunteers", rows, "V1,Rhys Green,evenings only")) == [
        "unchanged"
    ]
    bring_in(scheme, "volunteers", rows, "V1,Rhys Green,Has a car")
    assert the_volunteer().notes == "Evenings only. Prefers walks.\nHas a car"
    assert outcomes(bring_in(scheme, "volunteers", rows, "V1,Rhys Green,Has a car")) == [
        "unchanged"
    ]


def test_the_preview_says_what_stood_there_and_what_will(scheme):
    volunteer = a_volunteer(scheme, "Rhys Green", reference="V1", most_supportees=1)
    Person.objects.filter(pk=volunteer.person_id).update(phone="07700 900001")
    result = bring_in(scheme, "volunteers", "Ref,Name,Tel,Capacity", "V1,Rhys Green,07700 900002,3")
    assert only_note(result).changes == ["Tel (07700 900001 → 07700 900002)", "Capacity (1 → 3)"]


@pytest.mark.parametrize(("another", "warnings"), [("04/25/1990", 1), ("25/04/1990", 0)])
def test_dates_of_a_column_that_puts_the_month_first_are_pointed_out(scheme, another, warnings):
    result = bring_in(
        scheme, "volunteers", "Name,DOB", "Rhys Green,03/04/1990", f"Wren Jones,{another}"
    )
    assert [said for _column, said in result.notes[0].warnings] == [
        "This was read with the day first. Other dates in this column have the month first. Check it."
    ] * warnings


@pytest.mark.parametrize("word", ["Active", "On hold"])
def test_who_left_on_a_past_day_and_is_not_gone_is_pointed_out(scheme, word):
    result = bring_in(scheme, "volunteers", "Name,Status,Left on", f"Rhys Green,{word},1/6/2026")
    assert said(result) == [
        f"It says “{word}” and that they left on 01/06/2026. That day was kept in the notes."
    ]
    volunteer = the_volunteer()
    assert (volunteer.left_on, volunteer.notes) == (None, "Left on: 01/06/2026")
