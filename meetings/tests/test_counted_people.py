"""People known only by their number: the register, its spreadsheet, and the figures they are added to."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from core.figures import FigureValue, Period, figure
from matching.tests.factories import a_match
from meetings.models import CountedPeople
from meetings.tests.factories import a_meeting, counted_people
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from schemes.tests.spreadsheets import bring_in, outcomes, said
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def worked_out(key: str, scheme: Scheme, period: Period = YEAR) -> FigureValue:
    return figure(key).value(scheme, period)


def test_they_are_added_to_those_known_by_name_and_stay_a_range(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    a_meeting(match, "2026-03-08")
    group = counted_people(scheme)

    value = worked_out("people_supported", scheme)

    assert (value.value, value.low, value.high) == (None, 31, 41)
    assert (value.documented, value.estimated, value.n) == (1, 30, 2)
    assert (value.record_ids, value.head_count_ids) == ((match.supportee.pk,), (group.pk,))
    assert value.head_counts_of == "meetings.countedpeople"
    assert value.warnings == ()


def test_volunteers_are_counted_with_volunteers(scheme: Scheme) -> None:
    counted_people(
        scheme, as_whom="volunteers", people_low=8, people_high=8, people_how_sure="documented"
    )

    assert worked_out("volunteers_active", scheme).value == 8
    assert worked_out("people_supported", scheme).value == 0


def test_a_group_of_another_time_or_another_scheme_is_not_counted(scheme: Scheme) -> None:
    counted_people(scheme, first_day=date(2025, 1, 1), last_day=date(2025, 12, 31))
    counted_people(a_scheme("elsewhere"))

    assert worked_out("people_supported", scheme).value == 0


def test_a_group_that_was_there_before_and_after_is_named(scheme: Scheme) -> None:
    counted_people(scheme)

    value = worked_out("people_supported", scheme, Period(date(2026, 3, 1), date(2026, 5, 31)))

    assert value.warnings == (
        "“The group in Cinderford” was there on days outside this period too. "
        "All of its people count.",
    )


QUARTERS = [
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
]


def test_a_group_counted_in_several_parts_of_the_period_is_named(scheme: Scheme) -> None:
    for first, last in QUARTERS:
        counted_people(scheme, "Cind", first_day=first, last_day=last)

    value = worked_out("people_supported", scheme)

    assert (value.low, value.high) == (90, 120)
    assert value.warnings == (
        "“Cind” was counted more than once in this period. "
        "The same people may be in the number more than once.",
    )


def test_two_groups_once_each_need_no_warning(scheme: Scheme) -> None:
    counted_people(scheme)
    counted_people(scheme, "The group in Gloucester")
    counted_people(scheme, as_whom="volunteers")

    assert worked_out("people_supported", scheme).warnings == ()


def test_a_group_that_is_still_there_counts_from_its_first_day_on(scheme: Scheme) -> None:
    counted_people(scheme, first_day=date(2026, 2, 1), last_day=None)

    before, since = (
        worked_out("people_supported", scheme, Period(date(year, 1, 1), date(year, 12, 31)))
        for year in (2025, 2027)
    )

    assert (before.value, since.low, since.high) == (0, 30, 40)


def test_a_group_that_is_still_there_was_there_after_a_past_period(scheme: Scheme) -> None:
    counted_people(scheme, last_day=None)

    with time_machine.travel("2026-11-21 12:00+00:00"):
        past = worked_out("people_supported", scheme, Period(date(2026, 1, 1), date(2026, 3, 31)))
        running = worked_out("people_supported", scheme)

    assert (len(past.warnings), running.warnings) == (1, ())


def test_the_database_holds_one_number_for_a_group_and_a_day(scheme: Scheme) -> None:
    counted_people(scheme, "Cind", last_day=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        counted_people(scheme, "CIND", first_day=date(2027, 3, 1), last_day=date(2027, 3, 2))


TWICE = (
    "This group is here already from 1 January 2026 to 31 December 2026. On a day in both its "
    "people would count twice. Change that entry, or end one before the other begins."
)


def test_a_page_refuses_days_on_which_the_group_is_counted_already(
    scheme: Scheme, client: Client
) -> None:
    counted_people(scheme, "Cind")
    signed_in(client, a_coordinator(of=scheme))

    answer = client.post(
        reverse("counted_people_add", args=[scheme.slug]),
        {
            "as_whom": "supported", "title": "cind", "first_day": "2026-11-01",
            "last_day": "", "people": "30 to 40",
        },
    )  # fmt: skip

    assert answer.context["form"].errors == {"first_day": [TWICE]}


def test_a_file_refuses_days_on_which_the_group_is_counted_already(scheme: Scheme) -> None:
    counted_people(scheme, "Cind")

    result = bring_in(
        scheme,
        "counted_people",
        "Group,Who,From,Until,People",
        "Cind,supported,1/4/2026,30/6/2026,30",
        "Glos,supported,1/1/2026,31/3/2026,30",
        "Glos,supported,31/3/2026,,30",
        "Glos,volunteers,31/3/2026,,30",
    )

    assert outcomes(result) == ["refused", "added", "refused", "added"]
    assert said(result) == [
        TWICE,
        TWICE.replace("31 December", "31 March"),
    ]


def test_a_group_ends_and_begins_again_in_one_file(scheme: Scheme) -> None:
    counted_people(scheme, "Cind", last_day=None)

    result = bring_in(
        scheme,
        "counted_people",
        "Group,Who,From,Until,People",
        "Cind,supported,1/7/2026,,35",
        "Cind,supported,1/1/2026,30/6/2026,30-40",
    )

    assert outcomes(result) == ["refused", "changed"]


@pytest.mark.parametrize("cell", ["", "ongoing", "Present", "still going", "to date"])
def test_a_group_without_an_end_in_a_file_is_still_there(scheme: Scheme, cell: str) -> None:
    row = f"Cind,supported,1/2/2026,{cell},30"

    results = [
        bring_in(scheme, "counted_people", "Group,Who,From,Until,People", row) for _time in range(2)
    ]

    assert [outcomes(each) for each in results] == [["added"], ["unchanged"]]
    assert CountedPeople.objects.get().last_day is None


def test_the_list_says_that_a_group_is_still_there(scheme: Scheme, client: Client) -> None:
    counted_people(scheme, last_day=None)
    signed_in(client, a_coordinator(of=scheme))

    page = client.get(reverse("counted_people", args=[scheme.slug]))

    assert "still there" in page.content.decode()


def test_a_group_is_written_down_on_its_page(scheme: Scheme, client: Client) -> None:
    signed_in(client, a_coordinator(of=scheme))

    client.post(
        reverse("counted_people_add", args=[scheme.slug]),
        {
            "as_whom": "supported",
            "title": "The group in Cinderford",
            "first_day": "2026-01-01",
            "last_day": "2026-12-31",
            "people": "30 to 40",
        },
    )

    group = CountedPeople.objects.get()
    assert (group.people_low, group.people_high, group.people_how_sure) == (30, 40, "estimated")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "Cinderford,supported,1/3/2026,1/2/2026,30",
            "The last day is before the first. Check both.",
        ),
        ("Cinderford,supported,1/3/2026,,0", "Write how many, at least one."),
        (
            "Cinderford,supported,1/3/2027,2/3/2027,30",
            "This day is still to come. Write them down when it has begun.",
        ),
    ],
)
def test_rows_nobody_could_accept(scheme: Scheme, row: str, sentence: str) -> None:
    result = bring_in(scheme, "counted_people", "Group,Who,From,Until,People", row)

    assert (outcomes(result), said(result)) == (["refused"], [sentence])


def test_groups_come_in_once(scheme: Scheme) -> None:
    rows = [
        "Group,Who are they,From,People",
        "Gloucester,volunteers,1/2/2026,8",
        "Cinderford,learners,1/2/2026,30-40",
        "Cinderford,volunteers,1/2/2026,6",
    ]

    first, second = (bring_in(scheme, "counted_people", *rows) for _time in range(2))

    assert (outcomes(first), outcomes(second)) == (["added"] * 3, ["unchanged"] * 3)
    assert set(CountedPeople.objects.values_list("as_whom", "people_low", "people_high")) == {
        ("volunteers", 8, 8),
        ("supported", 30, 40),
        ("volunteers", 6, 6),
    }
