"""The register of activities: its page, and single rows of its spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from meetings.models import Activity
from meetings.tests.factories import a_training, an_activity
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_partnership, a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said

pytestmark = pytest.mark.django_db
TRAINING = {"kind": "training", "title": "Embedding learning", "on": "2026-03-03"}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    signed_in(client, a_coordinator(of=scheme))
    return client


def add(client: Client, scheme: Scheme, **typed: str):
    with time_machine.travel("2026-11-21 12:00+00:00"):
        return client.post(reverse("activities_add", args=[scheme.slug]), TRAINING | typed)


def days(activity: Activity) -> tuple[Decimal | None, Decimal | None, str]:
    return activity.days_low, activity.days_high, activity.days_how_sure


def people(activity: Activity) -> tuple[int | None, int | None, str]:
    return activity.people_low, activity.people_high, activity.people_how_sure


def test_a_training_is_written_down_with_its_days_and_people(
    client: Client, scheme: Scheme
) -> None:
    answer = add(client, scheme, until="2026-03-05", days="2½", people="about 12", for_whom="staff")

    assert answer.status_code == 302
    activity = Activity.objects.get()
    assert (activity.on, activity.until) == (date(2026, 3, 3), date(2026, 3, 5))
    assert days(activity) == (Decimal("2.5"), Decimal("2.5"), "documented")
    assert people(activity) == (12, 12, "estimated")


def test_training_of_one_day_is_one_day_without_a_word(client: Client, scheme: Scheme) -> None:
    add(client, scheme)

    assert days(Activity.objects.get()) == (1, 1, "documented")


def test_training_of_several_days_is_not_taken_as_one(client: Client, scheme: Scheme) -> None:
    add(client, scheme, until="2026-03-05")

    assert days(Activity.objects.get()) == (None, None, "")


@pytest.mark.parametrize(
    ("typed", "low"), [("1/2", "0.5"), ("half a day", "0.5"), ("½", "0.5"), ("2 1/2", "2.5")]
)
def test_parts_of_a_day_are_typed_as_people_write_them(
    client: Client, scheme: Scheme, typed: str, low: str
) -> None:
    add(client, scheme, days=typed, until="2026-03-06")

    assert days(Activity.objects.get()) == (Decimal(low), Decimal(low), "documented")


def test_a_coffee_morning_has_no_training_days(client: Client, scheme: Scheme) -> None:
    add(client, scheme, kind="group")

    assert days(Activity.objects.get()) == (None, None, "")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"until": "2026-03-02"}, "until", "The last day is before the first. Check both."),
        (
            {"until": "2026-03-04", "days": "3"},
            "days",
            "From 3 March to 4 March there are 2 days, so it cannot be 3.",
        ),
        ({"on": "2026-11-22"}, "on", "This day is still to come. Write it down when it is over."),
        (
            {"until": "2026-11-22"},
            "until",
            "This day is still to come. Write it down when it is over.",
        ),
        (
            {"people": "0", "people_how_sure": "documented"},
            "people",
            "At least one person has to have come. Leave it empty if nobody knows how many.",
        ),
        ({"people": "40-30"}, "people", "“40-30” goes down. Write the smaller number first."),
        ({"days": "3 hours"}, "days", "This is in hours. Write how many days it was, like 0.5."),
        ({"days": "0"}, "days", "It took some time. Half a day is 0.5."),
        (
            {"days": "1.125"},
            "days",
            "Write parts of a day with two decimals at most, such as 2.25.",
        ),
        ({"kind": ""}, "kind", "Please fill this in."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(client, scheme, **typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Activity.objects.count() == 0


def test_a_known_organisation_is_spelt_as_it_is_known(client: Client, scheme: Scheme) -> None:
    known = a_partnership(scheme).organisation.name

    add(client, scheme, organisation=known.upper())

    assert Activity.objects.get().organisation == known


def test_the_form_starts_with_what_is_known(client: Client, scheme: Scheme) -> None:
    activity = a_training(scheme, until="2026-03-06", days="2.5", people=12)

    form = client.get(reverse("activities_change", args=[scheme.slug, activity.pk])).context["form"]

    assert (form["days"].value(), form["people"].value()) == ("2.5", "12")


@pytest.mark.parametrize(
    "values",
    [
        {"until": "2026-03-03"},
        {"people": 0},
        {"days": "0"},
        {"minutes": 1441},
        {"title": ""},
        {"people_low": 3, "people_high": 2, "people_how_sure": "estimated"},
        {"days_low": 1, "days_high": 1},
    ],
)
def test_the_database_holds_what_has_to_be_true(scheme: Scheme, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        an_activity(scheme, **{"title": "Group", **values})  # type: ignore[arg-type]


# Spreadsheets


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2.5", (Decimal("2.5"), Decimal("2.5"), "documented")),
        ("half a day", (Decimal("0.5"), Decimal("0.5"), "documented")),
        ("Half day", (Decimal("0.5"), Decimal("0.5"), "documented")),
        ("1/2", (Decimal("0.5"), Decimal("0.5"), "documented")),
        ("2 1/2 days", (Decimal("2.5"), Decimal("2.5"), "documented")),
        ("1 and a half", (Decimal("1.5"), Decimal("1.5"), "documented")),
        ("2½ days", (Decimal("2.5"), Decimal("2.5"), "documented")),
        ("approx 3", (3, 3, "estimated")),
        ("2-3", (2, 3, "estimated")),
        ("", (1, 1, "documented")),
    ],
)
def test_days_are_read_as_people_write_them(
    scheme: Scheme, cell: str, expected: tuple[object, ...]
) -> None:
    bring_in(scheme, "activities", "Activity,Kind,Date,Days", f"Course,training,4/3/2026,{cell}")

    assert days(Activity.objects.get()) == expected


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("Course,training,4/3/2026,,3 hours,", "Days", "This is in hours. Write how many days it was, like 0.5."),
        ("Course,training,4/3/2026,2/3/2026,,", "To", "The last day is before the first. Check both."),
        ("Course,training,4/3/2026,5/3/2026,4,", "Days", "From 4 March to 5 March there are 2 days, so it cannot be 4."),
        ("Course,training,4/3/2027,,,", "Date", "This day is still to come. Write it down when it is over."),
        ("Course,training,4/3/2026,,,0", "Attended", "At least one person has to have come. Leave it empty if nobody knows how many."),
        ("Course,training,4/3/2026,,,40-30", "Attended", "“40-30” goes down. Write the smaller number first."),
        ("Gathering,,4/3/2026,,,12", "Type", "Say what it was: a group meeting, training, or something else."),
    ],
)  # fmt: skip
def test_rows_nobody_could_take(scheme: Scheme, row: str, column: str, sentence: str) -> None:
    result = bring_in(scheme, "activities", "Activity,Type,Date,To,Days,Attended", row)

    assert outcomes(result) == ["refused"]
    assert only_note(result).problems == [(column, sentence)]
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Volunteer induction, part 2", "training"), ("Learning coffee morning", "group")],
)
def test_without_a_kind_the_name_may_say_it(scheme: Scheme, title: str, kind: str) -> None:
    result = bring_in(scheme, "activities", "Title,Date", f'"{title}",4/3/2026')

    label = Activity.Kind(kind).label
    assert said(result) == [f"Taken as {label}, because of its name."]
    assert Activity.objects.get().kind == kind


def test_a_later_file_adds_what_was_not_known_and_wipes_nothing(scheme: Scheme) -> None:
    bring_in(scheme, "activities", "Title,Kind,Date,Place", "Course,training,4/3/2026,Town hall")

    result = bring_in(
        scheme,
        "activities",
        "Title,Date,Last day,Days,People,Place",
        "course,4/3/2026,6/3/2026,2.5,12,",
    )

    assert outcomes(result) == ["changed"]
    assert only_note(result).changes == ["Last day", "Days", "People"]
    activity = Activity.objects.get()
    assert (activity.place, activity.kind, days(activity)[0]) == (
        "Town hall", "training", Decimal("2.5"),
    )  # fmt: skip


def test_a_day_missing_in_a_later_file_is_no_change(scheme: Scheme) -> None:
    bring_in(scheme, "activities", "Title,Kind,Date,Days", "Course,training,4/3/2026,2.5")

    result = bring_in(scheme, "activities", "Title,Kind,Date", "Course,training,4/3/2026")

    assert outcomes(result) == ["unchanged"]
    assert days(Activity.objects.get())[0] == Decimal("2.5")
