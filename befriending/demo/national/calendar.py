"""Days as whole numbers, for counting with hundreds of thousands of them."""

from datetime import date, time
from functools import cache

from befriending.demo.people import moment

NOON = time(12)
# How often people leave a meeting out, by the time of the year.
AROUND_CHRISTMAS = 0.75
IN_AUGUST = 0.3
AT_HALF_TERM = 0.12
HALF_TERM_MONTHS = {2, 5, 10}
# When people are brought together: much in autumn, little in summer and before Christmas.
STARTS = (1.1, 1.0, 1.0, 0.85, 1.0, 0.95, 0.7, 0.4, 1.3, 1.25, 1.05, 0.45)
MOST_STARTS = max(STARTS)


@cache
def day(number: int) -> date:
    """The day with this number."""
    return date.fromordinal(number)


@cache
def chance_of_no_meeting(number: int) -> float:
    """How likely two people leave out a meeting on this day because of the time of the year."""
    on = day(number)
    if (on.month, on.day) >= (12, 22) or (on.month, on.day) <= (1, 2):
        return AROUND_CHRISTMAS
    if on.month == 8:
        return IN_AUGUST
    if on.month in HALF_TERM_MONTHS and on.day >= 22:
        return AT_HALF_TERM
    return 0.0


def share_of_starts(number: int) -> float:
    """How likely two people are brought together on this day, beside the likeliest month."""
    on = day(number)
    if on.weekday() > 4:
        return 0.0
    return STARTS[on.month - 1] / MOST_STARTS


@cache
def _written(number: int) -> tuple[str, str]:
    """The day as it is written, and how far its clocks are from Greenwich."""
    return day(number).isoformat(), f"{moment(day(number), NOON):%z}"


def stamp(number: int, hour: int, minute: int) -> str:
    """A moment by the clock on the wall, as the database reads it."""
    on, offset = _written(number)
    return f"{on} {hour:02}:{minute:02}:00{offset}"


def four_years_before(today: date, years: int) -> date:
    """The first of the month, whole years ago."""
    return today.replace(year=today.year - years, day=1)
