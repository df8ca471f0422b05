"""Usual periods, seen from the days on which they change."""

from datetime import date

import pytest

from core.figures import Period
from reporting.periods import usual_periods


def period(key: str, today: date) -> Period:
    return next(usual.period for usual in usual_periods(today) if usual.key == key)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
        (date(2027, 1, 1), date(2026, 4, 1)),
    ],
)
def test_the_financial_year_starts_on_the_first_of_april(today: date, first: date) -> None:
    assert period("this-year", today) == Period(first, today)


def test_the_last_financial_year_is_a_whole_one() -> None:
    assert period("last-year", date(2026, 11, 21)) == Period(date(2025, 4, 1), date(2026, 3, 31))
    assert period("last-year", date(2026, 3, 31)) == Period(date(2024, 4, 1), date(2025, 3, 31))


def test_the_quarter_before_new_year_belongs_to_the_old_year() -> None:
    assert period("last-quarter", date(2027, 1, 1)) == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert period("this-quarter", date(2026, 2, 28)) == Period(date(2026, 1, 1), date(2026, 2, 28))
