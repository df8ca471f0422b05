"""Lengths of time and rhythms, as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets.values import HOURS, MINUTES, parse_minutes, parse_rhythm
from core.tests.written_values import why_not


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.5 hours", 90),
        ("1,5 hours", 90),
        ("1 hr 15", 75),
        ("1hr15mins", 75),
        ("1 hour and 15 minutes", 75),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("2:00", 120),
        ("1:30:00", 90),
        ("0:45", 45),
        ("1:30 hrs", 90),
        ("45 mins", 45),
        ("45m", 45),
        ("45'", 45),
        ("90 minutes", 90),
        ("30", 30),
        (30, 30),
        (1.5, 90),
        (0.5, 30),
        ("1.25", 75),
        ("1¼ hours", 75),
        ("1 ½ hrs", 90),
        ("½ hour", 30),
        ("half an hour", 30),
        ("an hour", 60),
        ("One hour", 60),
        ("two hours", 120),
        ("an hour and a half", 90),
        ("one and a half hours", 90),
        ("one hour and a half", 90),
        ("three quarters of an hour", 45),
        ("about 1 hour", 60),
        ("1 hour approx.", 60),
        ("~ 90 mins", 90),
        (datetime.time(1, 30), 90),
        (datetime.timedelta(hours=1, minutes=15), 75),
        (0.0416666667, 60),
        (0.0833333333333333, 120),
        ("0", 0),
        ("", None),
        ("n/a", None),
        (None, None),
    ],
)
def test_a_length_of_time_in_minutes(written, expected):
    assert parse_minutes(written) == expected


def test_a_heading_says_what_bare_numbers_mean():
    assert parse_minutes("2", HOURS) == 120
    assert parse_minutes(2, MINUTES) == 2
    assert parse_minutes("45 mins", HOURS) == 45


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2", "may be hours or minutes"),
        (2, "may be hours or minutes"),
        ("1.30", "can be read in two ways"),
        ("1-2 hours", "is a range"),
        ("20 to 30 mins", "is a range"),
        ("25 hours", "is longer than a day"),
        ("all day", "is not a length of time"),
        (-30, "is not a length of time"),
        (datetime.datetime(2025, 1, 13), "is not a length of time"),
        (True, "is not a length of time"),
    ],
)
def test_a_doubtful_length_of_time_is_not_guessed(written, said):
    assert said in why_not(parse_minutes, written)


@given(st.integers(0, 23), st.integers(0, 59))
def test_hours_and_minutes_come_back_whole(hours, minutes):
    total = hours * 60 + minutes
    for shape in (
        f"{hours}:{minutes:02}",
        f"{hours} hr {minutes}",
        f"{hours}h{minutes:02}m",
        f"{total} mins",
    ):
        assert parse_minutes(shape) == total


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("weekly", 7),
        ("Every week", 7),
        ("once a week", 7),
        ("1 x week", 7),
        ("Fortnightly", 14),
        ("every 2 weeks", 14),
        ("every two weeks", 14),
        ("every other week", 14),
        ("2 weekly", 14),
        ("2 weeks", 14),
        ("monthly", 30),
        ("4-weekly", 28),
        ("once a month", 30),
        ("2 x week", 3),
        ("2x per week", 3),
        ("twice a week", 3),
        ("3 times a week", 2),
        ("twice a month", 15),
        ("daily", 1),
        ("every 10 days", 10),
        ("quarterly", 91),
        (14, 14),
        ("as needed", None),
        ("", None),
    ],
)
def test_a_rhythm_in_days(written, expected):
    assert parse_rhythm(written) == expected


@pytest.mark.parametrize("written", ["bi-weekly", "often", "0 x week", "every 400 days", 0, 1.5])
def test_a_doubtful_rhythm_is_refused(written):
    assert "does not say how often" in why_not(parse_rhythm, written)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("1 1/2 hours", 90),
        ("one hour thirty minutes", 90),
        ("half hr", 30),
        ("1.5h (inc travel)", 90),
        ("2 1/4 hrs", 135),
    ],
)
def test_a_length_in_loose_words(written, minutes):
    assert parse_minutes(written) == minutes


@pytest.mark.parametrize(
    ("written", "days"),
    [("every Tuesday", 7), ("each Wed", 7), ("Fortnightly (Tues)", 14), ("weekly on Mondays", 7)],
)
def test_a_rhythm_with_its_weekday(written, days):
    assert parse_rhythm(written) == days
