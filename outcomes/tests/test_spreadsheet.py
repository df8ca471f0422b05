"""Outcomes from spreadsheets: who is meant, how many, and what hangs on it."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from outcomes.models import Outcome
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    scheme = a_scheme()
    a_supportee(scheme, "Rhys Green", reference="S014")
    a_volunteer(scheme, "Priya Khan", reference="V003")
    return scheme


def whose(outcome: Outcome) -> str:
    member = outcome.supportee or outcome.volunteer
    if member:
        return member.person.name
    return f"{outcome.people_low}-{outcome.people_high} {outcome.people_how_sure}"


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Name", "Rhys Green", "Rhys Green"),
        ("Learner", '"GREEN, Rhys"', "Rhys Green"),
        ("Who", "V003", "Priya Khan"),
        ("Ref", "s014", "Rhys Green"),
        ("Befriendee", "Rhys Green", "Rhys Green"),
        ("Volunteer", "Priya Khan", "Priya Khan"),
        ("Client ref", "S014", "Rhys Green"),
        ("People", "30 to 40", "30-40 estimated"),
        ("People", "12", "12-12 documented"),
        ("People", "about 30", "30-30 estimated"),
        ("People", "Rhys Green", "Rhys Green"),
        ("Name", "approx 12", "12-12 estimated"),
        ("Number of people", "8", "8-8 documented"),
    ],
)
def test_a_row_says_who_or_how_many(scheme: Scheme, heading: str, cell: str, expected: str) -> None:
    bring_in(scheme, "outcomes", f"Kind,Course,Date,{heading}", f"Completed,ICT,4/3/2026,{cell}")

    assert whose(Outcome.objects.get()) == expected


def test_a_name_in_two_columns_is_one_person(scheme: Scheme) -> None:
    bring_in(scheme, "outcomes", "First name,Surname,Kind,Date", "Rhys,Green,Signposted,4/3/2026")

    assert whose(Outcome.objects.get()) == "Rhys Green"


def test_at_least_and_at_most_are_a_range(scheme: Scheme) -> None:
    bring_in(
        scheme, "outcomes", "Kind,Date,At least,At most,Basis", "Signposted,4/3/2026,30,40,estimate"
    )

    assert whose(Outcome.objects.get()) == "30-40 estimated"


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("Completed,ICT,4/3/2026,Nobody Known,,", "Name", "“Nobody Known” is neither among the befriendees nor the befrienders. Bring them in first, or check it."),
        ("Completed,ICT,4/3/2026,Rhys Grene,,", "Name", "“Rhys Grene” is neither among the befriendees nor the befrienders. Is it Rhys Green?"),
        ("Completed,ICT,4/3/2026,,,", "Name", "Say who it was, or how many people."),
        ("Completed,ICT,4/3/2026,40 to 30,,", "Name", "“40 to 30” goes down. Write the smaller number first."),
        ("Completed,ICT,4/3/2026,over 30,,", "Name", "“over 30” leaves one end open. Write a number, or a range such as 30 to 40."),
        ("Completed,ICT,4/3/2026,0,,", "Name", "It is at least one person, or there is no outcome."),
        ("Completed,ICT,4/3/2026,12,€45,", "Payment", "This is in euros. Write what it came to in pounds."),
        ("Completed,ICT,4/3/2026,12,-45,", "Payment", "“-45” is less than nought. Write what was paid as a plain amount."),
        ("Completed,ICT,4/3/2027,12,,actual", "Date", "This day is still to come. Choose “expected” until it has happened."),
        ("Danced,ICT,4/3/2026,12,,", "Kind", "“Danced” is not a word we know here. Use one of these: signposted, enrolled, completed, moved into work, education or training, more independent living, other."),
        (",ICT,4/3/2026,12,,", "Kind", "There is nothing here. It is needed."),
        ("Completed,ICT,,12,,", "Date", "There is nothing here. It is needed."),
    ],
)  # fmt: skip
def test_rows_nobody_could_take(scheme: Scheme, row: str, column: str, sentence: str) -> None:
    result = bring_in(scheme, "outcomes", "Kind,Course,Date,Name,Payment,Standing", row)

    assert outcomes(result) == ["refused"]
    assert only_note(result).problems == [(column, sentence)]
    assert Outcome.objects.count() == 0


def test_a_name_with_another_number_is_refused_and_with_one_is_not(scheme: Scheme) -> None:
    result = bring_in(
        scheme,
        "outcomes",
        "Kind,Course,Date,Name,Number",
        "Completed,ICT 1,4/3/2026,Rhys Green,1",
        "Completed,ICT 2,4/3/2026,Rhys Green,3",
    )

    assert outcomes(result) == ["added", "refused"]
    assert said(result) == ["This row names Rhys Green and says 3 people. Keep one of the two."]
    assert whose(Outcome.objects.get()) == "Rhys Green"


def test_two_people_in_a_row_are_refused(scheme: Scheme) -> None:
    result = bring_in(
        scheme, "outcomes", "Kind,Date,Client,Volunteer", "Enrolled,4/3/2026,Rhys Green,Priya Khan"
    )

    assert said(result) == ["This row names more than one person. Give each a row of their own."]


def test_two_of_one_name_are_told_apart_and_one_person_in_two_parts_is_not(scheme: Scheme) -> None:
    priya = a_volunteer(scheme, "Ann Lee")
    Supportee.objects.create(scheme=scheme, person=priya.person)
    a_supportee(scheme, "Priya Khan")

    result = bring_in(
        scheme,
        "outcomes",
        "Kind,Date,Name",
        "Enrolled,4/3/2026,Ann Lee",
        "Enrolled,4/3/2026,Priya Khan",
    )

    assert outcomes(result) == ["added", "refused"]
    assert said(result) == [
        "“Priya Khan” may be Priya Khan, befriendee or Priya Khan (V003), befriender. "
        "Write the reference instead."
    ]


def test_a_reference_that_is_somebody_elses_is_refused(scheme: Scheme) -> None:
    result = bring_in(scheme, "outcomes", "Kind,Date,Ref,Name", "Enrolled,4/3/2026,S014,Priya Khan")

    assert said(result) == ["S014 is Rhys Green here, not “Priya Khan”. Check which is right."]


def test_what_hangs_on_it_is_read_as_people_write_it(scheme: Scheme) -> None:
    result = bring_in(
        scheme,
        "outcomes",
        "Kind,Course,Modules each,Date,People,Payment,Paid on",
        "Passed the exam,ICT modules,two modules each,4/3/2026,30-40,£45.00 per person passing,9/3/2026",
    )

    assert said(result) == ["“Passed the exam” was taken as: completed."]
    outcome = Outcome.objects.get()
    assert (outcome.kind, outcome.what, outcome.how_many_each) == ("completed", "ICT modules", 2)
    assert (outcome.payment_per_person, outcome.payment_received_on) == (
        Decimal("45.00"), date(2026, 3, 9),
    )  # fmt: skip


def test_without_a_word_about_it_the_day_says_whether_it_is_actual(scheme: Scheme) -> None:
    rows = ["Kind,Date,People", "Enrolled,4/3/2026,12", "Enrolled,4/12/2026,12"]
    bring_in(scheme, "outcomes", *rows)

    assert list(Outcome.objects.order_by("on").values_list("standing", flat=True)) == [
        "actual", "expected",
    ]  # fmt: skip


def test_what_was_expected_stays_so_until_somebody_says_it_was_reached(scheme: Scheme) -> None:
    rows = ["Kind,Date,Name", "Enrolled,4/12/2026,Rhys Green"]
    bring_in(scheme, "outcomes", *rows)

    with time_machine.travel("2026-12-05 12:00+00:00"):
        again = bring_in(scheme, "outcomes", *rows)

    assert outcomes(again) == ["unchanged"]
    assert Outcome.objects.get().standing == "expected"


def test_expected_and_actual_of_one_day_are_two_entries(scheme: Scheme) -> None:
    rows = [
        "Kind,What,Date,People,Status",
        "Completed,ICT,31/3/2026,30 to 40,Expected",
        "Completed,ICT,31/3/2026,28,Actual",
    ]

    first, second = bring_in(scheme, "outcomes", *rows), bring_in(scheme, "outcomes", *rows)

    assert (outcomes(first), outcomes(second)) == (["added"] * 2, ["unchanged"] * 2)


def test_a_later_file_adds_what_was_not_known(scheme: Scheme) -> None:
    bring_in(scheme, "outcomes", "Kind,What,Date,Name", "Completed,ICT,4/3/2026,Rhys Green")

    result = bring_in(
        scheme, "outcomes", "Kind,What,Date,Name,Payment", "Completed,ict,4/3/2026,S014,45"
    )

    assert outcomes(result) == ["changed"]
    assert only_note(result).changes == ["Payment for each person"]
    assert Outcome.objects.get().payment_per_person == 45


def test_the_same_with_another_provider_is_another_and_one_without_is_warned_of(
    scheme: Scheme,
) -> None:
    bring_in(scheme, "outcomes", "Kind,Date,People", "Signposted,4/3/2026,12")

    result = bring_in(
        scheme,
        "outcomes",
        "Kind,Date,People,Provider",
        "Signposted,4/3/2026,12,College",
        "Signposted,4/3/2026,12,Library",
    )

    assert outcomes(result) == ["added", "added"]
    assert set(said(result)) == {
        "The same is here without who offers it. Check that it is not counted twice."
    }
