"""Days and times of day, as people write them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spreadsheets import Formula
from core.spreadsheets.values import parse_time, parse_uk_date, parse_uk_date_and_time
from core.tests.written_values import TODAY, day, why_not


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("17/04/26", day(2026, 4, 17)),
        ("17/04/2026", day(2026, 4, 17)),
        ("7/4/26", day(2026, 4, 7)),
        ("17-04-2026", day(2026, 4, 17)),
        ("27.1.2025", day(2025, 1, 27)),
        ("27.1.25.", day(2025, 1, 27)),
        ("17 04 2026", day(2026, 4, 17)),
        ("2025-01-13", day(2025, 1, 13)),
        ("2025/01/13", day(2025, 1, 13)),
        ("2025-01-13T10:00:00Z", day(2025, 1, 13)),
        ("2025-01-13 00:00:00", day(2025, 1, 13)),
        ("06 Jan 2025", day(2025, 1, 6)),
        ("6-Jan-25", day(2025, 1, 6)),
        ("6/Jan/2025", day(2025, 1, 6)),
        ("6Jan2025", day(2025, 1, 6)),
        ("6 Sept. 2025", day(2025, 9, 6)),
        ("20th October 2025", day(2025, 10, 20)),
        ("3rd of March 2025", day(2025, 3, 3)),
        ("the 3rd day of March, 2025", day(2025, 3, 3)),
        ("3 March '25", day(2025, 3, 3)),
        ("Monday 6 January 2025", day(2025, 1, 6)),
        ("Thurs, 6th March 2025", day(2025, 3, 6)),
        ("January 6, 2025", day(2025, 1, 6)),
        ("Jan 6th 2025", day(2025, 1, 6)),
        ("6 Ionawr 2025", day(2025, 1, 6)),
        ("17/04/2026 14:30", day(2026, 4, 17)),
        ("17/04/2026, 2.30pm", day(2026, 4, 17)),
        ("17 April 2026 at 2pm", day(2026, 4, 17)),
        ("17.04.2026 14:30", day(2026, 4, 17)),
        ("20250113", day(2025, 1, 13)),
        ("13012025", day(2025, 1, 13)),
        ("45670", day(2025, 1, 13)),
        (45670, day(2025, 1, 13)),
        (45670.75, day(2025, 1, 13)),
        (datetime.datetime(2025, 1, 13, 9, 0), day(2025, 1, 13)),
        (day(2025, 1, 13), day(2025, 1, 13)),
        ("\u00a017/04/26\u200b ", day(2026, 4, 17)),
        ("29/02/2024", day(2024, 2, 29)),
        ("", None),
        (None, None),
        ("n/a", None),
        ("N/A", None),
        ("-", None),
        ("tbc", None),
    ],
)
def test_a_date_is_read_as_it_was_meant(written, expected):
    assert parse_uk_date(written, today=TODAY) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mar 25", "has no day, or no year"),
        ("March 2025", "has no day, or no year"),
        ("2025", "a year without a day"),
        (2025, "a year without a day"),
        ("25/12", "has no year"),
        ("25 December", "has no year"),
        ("31/02/2001", "no such day as “31/02/2001”"),
        ("29/02/2025", "no such day"),
        ("04/17/2026", "puts the month before the day"),
        ("01/02/0026", "cannot be right"),
        ("01/02/2226", "cannot be right"),
        ("170426", "is not a date"),
        ("soon", "is not a date"),
        ("5 Juno 2025", "is not a date"),
        (1.5, "is not a date"),
        (10**12, "is not a date"),
        (True, "is not a date"),
        (Formula("=TODAY()"), "holds a formula"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(written, said):
    assert said in why_not(parse_uk_date, written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("18/02/06", day(2006, 2, 18)),
        ("21/11/26", day(2026, 11, 21)),
        ("22/11/26", day(1926, 11, 22)),
        ("01/01/31", day(1931, 1, 1)),
        ("05/06/55", day(1955, 6, 5)),
    ],
)
def test_nobody_with_a_two_digit_year_is_born_in_the_future(written, expected):
    assert parse_uk_date(written, today=TODAY, birth=True) == expected


def test_other_two_digit_years_may_lie_a_little_ahead():
    assert parse_uk_date("01/04/31", today=TODAY) == day(2031, 4, 1)
    assert parse_uk_date("01/04/85", today=TODAY) == day(1985, 4, 1)


def test_a_birth_date_in_the_future_or_long_ago_is_refused():
    assert "lies in the future" in why_not(parse_uk_date, "01/01/2031", today=TODAY, birth=True)
    assert "more than 120 years ago" in why_not(
        parse_uk_date, "01/01/1903", today=TODAY, birth=True
    )


@given(st.dates(day(1930, 1, 1), day(2090, 12, 31)))
def test_every_day_is_read_from_every_long_shape(any_day):
    # strftime knows no day without its nought on every system, so these are put together by hand.
    month = any_day.strftime("%B")
    shapes = [
        f"{any_day.day}/{any_day.month}/{any_day.year}",
        f"{any_day.day:02}.{any_day.month:02}.{any_day.year}",
        any_day.isoformat(),
        f"{any_day.day} {month} {any_day.year}",
        f"{month[:3]} {any_day.day}, {any_day.year}",
        f"{any_day.day}-{month[:3]}-{any_day.year}",
        (any_day - day(1899, 12, 30)).days,
    ]
    assert {parse_uk_date(shape, today=TODAY) for shape in shapes} == {any_day}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("27/11/2025 2pm", (day(2025, 11, 27), datetime.time(14, 0))),
        ("27/11/2025 14:30", (day(2025, 11, 27), datetime.time(14, 30))),
        ("Thursday 27 November 2025 at 2.30 pm", (day(2025, 11, 27), datetime.time(14, 30))),
        ("27/11/2025", (day(2025, 11, 27), None)),
        ("27.11.2025", (day(2025, 11, 27), None)),
        (datetime.datetime(2025, 11, 27, 14, 30), (day(2025, 11, 27), datetime.time(14, 30))),
        (datetime.datetime(2025, 11, 27), (day(2025, 11, 27), None)),
        (45988.5, (day(2025, 11, 27), datetime.time(12, 0))),
        ("", (None, None)),
    ],
)
def test_a_next_meeting_has_a_day_and_perhaps_a_time(written, expected):
    assert parse_uk_date_and_time(written, today=TODAY) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("14:30", datetime.time(14, 30)),
        ("2pm", datetime.time(14, 0)),
        ("2.30 p.m.", datetime.time(14, 30)),
        ("12am", datetime.time(0, 0)),
        ("noon", datetime.time(12, 0)),
        (datetime.time(9, 5), datetime.time(9, 5)),
        (0.75, datetime.time(18, 0)),
        (None, None),
    ],
)
def test_a_time_of_day(written, expected):
    assert parse_time(written) == expected


@pytest.mark.parametrize("written", ["14", "25:00", "13pm", "later"])
def test_what_is_no_time_of_day_is_refused(written):
    assert "is not a time of day" in why_not(parse_time, written)


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("03/06/2026 00:00:00", None),
        ("03/06/2026 00:00", None),
        ("03/06/2026 14.30", datetime.time(14, 30)),
        ("03.06.2026 14.30", datetime.time(14, 30)),
        ("03/06/2026 at 2.30", datetime.time(2, 30)),
        ("03/06/2026 at 2.30pm", datetime.time(14, 30)),
        ("03/06/2026 14:30", datetime.time(14, 30)),
    ],
)
def test_a_time_beside_a_day(written, clock):
    assert parse_uk_date_and_time(written, today=TODAY) == (day(2026, 6, 3), clock)
