"""Days in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.days import exact_words, relative_words

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 19), "today"),
        (date(2026, 11, 18), "yesterday"),
        (date(2026, 11, 20), "tomorrow"),
        (date(2026, 11, 17), "2 days ago"),
        (date(2026, 11, 6), "13 days ago"),
        (date(2026, 11, 5), "2 weeks ago"),
        (date(2026, 11, 22), "in 3 days"),
        (date(2026, 9, 20), "8 weeks ago"),
        (date(2026, 9, 19), "2 months ago"),
        (date(2025, 11, 19), "12 months ago"),
        (date(2025, 10, 17), "13 months ago"),
        (date(2024, 11, 20), "23 months ago"),
        (date(2024, 11, 19), "2 years ago"),
        (date(2029, 1, 1), "in 2 years"),
    ],
)
def test_distance_is_said_in_the_unit_people_use(day: date, words: str) -> None:
    assert relative_words(day, TODAY) == words


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_every_distance_has_words_for_its_direction(day: date) -> None:
    words = relative_words(day, TODAY)
    if day < TODAY - timedelta(days=1):
        assert words.endswith(" ago")
    elif day > TODAY + timedelta(days=1):
        assert words.startswith("in ")


def test_exact_day_leaves_this_year_out() -> None:
    assert exact_words(date(2026, 3, 4), TODAY) == "Wed 4 Mar"


def test_exact_day_of_another_year_says_the_year() -> None:
    assert exact_words(date(2025, 3, 4), TODAY) == "Tue 4 Mar 2025"


def test_a_moment_says_its_time() -> None:
    moment = datetime(2026, 3, 4, 14, 5, tzinfo=ZoneInfo("Europe/London"))
    assert exact_words(moment, TODAY) == "Wed 4 Mar, 14:05"


def test_a_moment_in_utc_keeps_its_own_clock() -> None:
    assert exact_words(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), TODAY) == "Wed 1 Jul, 22:30"
