"""Activities as the report tells them."""

from datetime import date
from typing import Any

import pytest

from core.figures import Period
from meetings.tests.factories import a_training, an_activity
from reporting.statements import COMPOSERS
from reporting.statements.amounts import MOST_LINES
from schemes.models import Scheme
from schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def told(scheme: Scheme) -> tuple[str, ...]:
    return COMPOSERS["activities"](scheme, SPRING).lines


def test_group_meetings_of_one_name_are_told_together(scheme: Scheme) -> None:
    an_activity(scheme, on="2026-03-04", people=12)
    an_activity(scheme, "learning COFFEE morning", on="2026-04-01", people=8)

    assert told(scheme) == (
        "Learning coffee morning: 2 times, 4 March 2026 to 1 April 2026, 20 people.",
    )


def test_training_says_its_days_and_for_whom_it_was(scheme: Scheme) -> None:
    a_training(
        scheme,
        on="2026-03-03",
        until="2026-03-05",
        days="2.5",
        people_low=10,
        people_high=12,
        people_how_sure="estimated",
        for_whom="staff",
        organisation="Harbour House",
    )

    assert told(scheme) == (
        "Embedding learning: 3 March 2026 to 5 March 2026, 2.5 days, 10 to 12 people (an estimate), "
        "for staff of other organisations, with Harbour House.",
    )


def test_what_holds_for_one_meeting_is_not_said_of_all(scheme: Scheme) -> None:
    an_activity(
        scheme, on="2026-03-04", people=12, for_whom="supported", organisation="Harbour House"
    )
    an_activity(scheme, on="2026-04-01", people=8)

    assert told(scheme) == (
        "Learning coffee morning: 2 times, 4 March 2026 to 1 April 2026, 20 people.",
    )


def test_a_meeting_for_all_kinds_of_people_does_not_say_for_whom(scheme: Scheme) -> None:
    an_activity(scheme, on="2026-03-04", people=12, for_whom="mixed")

    assert told(scheme) == ("Learning coffee morning: 4 March 2026, 12 people.",)


def test_counted_and_estimated_people_are_told_apart(scheme: Scheme) -> None:
    an_activity(scheme, on="2026-03-04", people=12)
    about_eight: dict[str, Any] = {
        "people_low": 8,
        "people_high": 8,
        "people_how_sure": "estimated",
    }
    an_activity(scheme, on="2026-03-05", **about_eight)
    an_activity(scheme, "Walk", on="2026-03-06", **about_eight)

    assert told(scheme) == (
        "Learning coffee morning: 2 times, 4 March 2026 to 5 March 2026, "
        "20 people (12 counted from a list, the others an estimate).",
        "Walk: 6 March 2026, about 8 people.",
    )


def test_only_what_began_in_the_period_is_told(scheme: Scheme) -> None:
    an_activity(scheme, on="2026-02-28", until="2026-03-01")
    an_activity(a_scheme("elsewhere"))

    assert told(scheme) == ()


def test_of_very_many_the_rest_is_a_number(scheme: Scheme) -> None:
    for number in range(MOST_LINES + 2):
        an_activity(scheme, f"Walk {number:02}")

    lines = told(scheme)

    assert len(lines) == MOST_LINES + 1
    assert lines[-1] == "2 more are in the records behind the figures."
