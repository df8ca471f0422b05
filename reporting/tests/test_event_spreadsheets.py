"""Events from spreadsheets. What the spreadsheets of all registers share is proved here."""

import pytest
import time_machine

from reporting.models import Event
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def test_events_come_in(scheme: Scheme) -> None:
    result = bring_in(
        scheme,
        "events",
        "Event,Date,Status,Orgs,Attended",
        "Open day,4/3/2026,held,12,about 30",
        "Conference,1/12/2026,planned,,",
    )

    assert outcomes(result) == ["added", "added"]
    open_day, conference = Event.objects.order_by("on")
    assert (open_day.organisations_low, open_day.organisations_how_sure) == (12, "documented")
    assert (open_day.people_low, open_day.people_high, open_day.people_how_sure) == (
        30, 30, "estimated",
    )  # fmt: skip
    assert (conference.state, conference.people_low) == ("planned", None)


def test_the_same_file_twice_changes_nothing_and_a_repeat_counts_once(scheme: Scheme) -> None:
    rows = ["Event,Date,People", "Open day,4/3/2026,30-40", "open  DAY,04/03/26,30 to 40"]

    first, second = bring_in(scheme, "events", *rows), bring_in(scheme, "events", *rows)

    assert (outcomes(first), outcomes(second)) == (
        ["added", "duplicate"],
        ["unchanged", "duplicate"],
    )


def test_a_repeat_that_says_less_counts_once_and_one_that_says_more_is_refused(
    scheme: Scheme,
) -> None:
    result = bring_in(
        scheme,
        "events",
        "Event,Date,People,Place",
        "Open day,4/3/2026,30-40,",
        "Open day,4/3/2026,,",
        "Open day,4/3/2026,30-40,Town hall",
    )

    assert outcomes(result) == ["added", "duplicate", "refused"]


def test_a_later_file_adds_what_was_not_known_and_wipes_nothing(scheme: Scheme) -> None:
    bring_in(scheme, "events", "Event,Date,Place", "Open day,4/3/2026,Town hall")

    result = bring_in(scheme, "events", "Event,Date,Place,People", "Open day,4/3/2026,,35")

    assert outcomes(result) == ["changed"]
    assert only_note(result).changes == ["People"]
    event = Event.objects.get()
    assert (event.place, event.people_low) == ("Town hall", 35)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Open day,4/3/2026,held,40 to 30,,", "“40 to 30” goes down. Write the smaller number first."),
        (
            "Open day,4/3/2026,held,,40,30",
            "“At most” is 30, which is less than “at least”, 40.",
        ),
        (
            "Open day,4/3/2026,held,,30,",
            "“At least: 30” leaves one end open. Write a number, or a range such as 30 to 40.",
        ),
        (
            "Open day,4/3/2026,held,,,about 40",
            "“At most: about 40” leaves one end open. Write a number, or a range such as 30 to 40.",
        ),
        (
            "Open day,4/3/2026,held,50,30,40",
            "50 does not go with “at least” and “at most”. Keep what is right.",
        ),
        (
            "Open day,4/3/2026,held,35,30,",
            "35 does not go with “at least” and “at most”. Keep what is right.",
        ),
        ("Open day,4/3/2026,held,,30,lots", "“lots” is not an amount we can use. Write it like 30, “about 30” or “30 to 40”."),
        (
            "Open day,4/3/2027,held,,,",
            "This day is still to come. Choose “planned” until it has been held.",
        ),
        (",4/3/2026,held,,,", "There is nothing here. It is needed."),
        ("Open day,,held,,,", "There is nothing here. It is needed."),
        ("Open day,4/3/2026,perhaps,,,", "“perhaps” is not a word we know here. Use one of these: held, planned."),
    ],
)  # fmt: skip
def test_rows_nobody_could_accept(scheme: Scheme, row: str, sentence: str) -> None:
    result = bring_in(scheme, "events", "Event,Date,Status,People,At least,At most", row)

    assert outcomes(result) == ["refused"]
    assert said(result) == [sentence]
    assert Event.objects.count() == 0


def test_about_that_claims_to_be_counted_is_taken_as_an_estimate(scheme: Scheme) -> None:
    result = bring_in(
        scheme, "events", "Event,Date,People,Basis", "Open day,4/3/2026,about 30,counted"
    )

    assert said(result) == ["“About” is an estimate, so this was taken as one."]
    assert Event.objects.get().people_how_sure == "estimated"


def test_a_range_that_claims_to_be_counted_is_taken_as_an_estimate(scheme: Scheme) -> None:
    result = bring_in(
        scheme, "events", "Event,Date,People,Basis", "Open day,4/3/2026,30 to 40,counted"
    )

    assert said(result) == ["A range is an estimate, so this was taken as one."]
    assert Event.objects.get().people_how_sure == "estimated"


@pytest.mark.parametrize(
    ("cells", "kept", "told"),
    [
        ("35,30,40", (30, 40, "estimated"), ["35 lies within “at least” and “at most”. The range was taken."]),
        ("30 to 40,30,40", (30, 40, "estimated"), []),
        (",30,40", (30, 40, "estimated"), []),
        ("30,30,30", (30, 30, "documented"), []),
        ("30,30,", (30, 30, "documented"), []),
    ],
)  # fmt: skip
def test_a_number_beside_its_two_ends(
    scheme: Scheme, cells: str, kept: tuple[int, int, str], told: list[str]
) -> None:
    result = bring_in(
        scheme, "events", "Event,Date,People,At least,At most", f"Open day,4/3/2026,{cells}"
    )

    event = Event.objects.get()
    assert (event.people_low, event.people_high, event.people_how_sure) == kept
    assert said(result) == told


def test_without_a_word_about_it_a_day_gone_by_was_held(scheme: Scheme) -> None:
    bring_in(scheme, "events", "Event,Date", "Open day,4/3/2026", "Conference,1/12/2026")

    states = list(Event.objects.order_by("on").values_list("state", flat=True))
    assert states == ["held", "planned"]


def test_a_plan_from_a_file_stays_one_until_somebody_says_it_was_held(scheme: Scheme) -> None:
    rows = ["Event,Date", "Conference,1/12/2026"]
    bring_in(scheme, "events", *rows)

    with time_machine.travel("2026-12-05 12:00+00:00"):
        result = bring_in(scheme, "events", *rows)

    assert outcomes(result) == ["unchanged"]
