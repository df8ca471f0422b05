"""Amounts in cells: numbers, estimates and ranges as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from core.amounts import Amount, HowSure, amount_words
from core.spreadsheets.values import CannotRead, parse_amount


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (30, Amount(30, 30)),
        ("30", Amount(30, 30)),
        (30.0, Amount(30, 30)),
        ("1,200", Amount(1200, 1200)),
        ("eight", Amount(8, 8)),
        ("30 people", Amount(30, 30)),
        ("none", Amount(0, 0)),
        ("about 30", Amount(30, 30, True)),
        ("approx. 30 people", Amount(30, 30, True)),
        ("c. 30", Amount(30, 30, True)),
        ("c30", Amount(30, 30, True)),
        ("~30", Amount(30, 30, True)),
        ("30ish", Amount(30, 30, True)),
        ("30 or so", Amount(30, 30, True)),
        ("30 (est)", Amount(30, 30, True)),
        ("30 to 40", Amount(30, 40, True)),
        ("30-40", Amount(30, 40, True)),
        ("30 – 40 people", Amount(30, 40, True)),
        ("between 30 and 40", Amount(30, 40, True)),
        ("about 30 to 40", Amount(30, 40, True)),
        ("10 attended", None),
        ("30/40", None),
        ("1/2", None),
        ("30+", None),
        ("over 30", None),
        ("up to 40", None),
        ("40-30", None),
        ("2.5", None),
        ("lots", None),
        (date(2026, 4, 3), None),
    ],
)
def test_a_number_of_people(written: object, meant: Amount | None) -> None:
    if meant is None:
        with pytest.raises(CannotRead):
            parse_amount(written)
    else:
        assert parse_amount(written) == meant


@pytest.mark.parametrize("written", ["", None, "n/a", "-", "tbc"])
def test_nothing_is_not_nought(written: object) -> None:
    assert parse_amount(written) is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2.5", Decimal("2.5")),
        ("2½", Decimal("2.5")),
        ("½", Decimal("0.5")),
        ("2.5 days", Decimal("2.5")),
    ],
)
def test_days_may_have_parts(written: str, meant: Decimal) -> None:
    assert parse_amount(written, whole=False) == Amount(meant, meant)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("40 to 30", "“40 to 30” goes down. Write the smaller number first."),
        ("30+", "“30+” leaves one end open. Write a number, or a range such as 30 to 40."),
        (
            "lots",
            "“lots” is not an amount we can use. Write it like 30, “about 30” or “30 to 40”.",
        ),
        (
            date(2026, 4, 3),
            "A spreadsheet turned this into a date. Write it with a word: 3 to 4, not 3-4.",
        ),
    ],
)
def test_a_refusal_says_what_to_write(written: object, said: str) -> None:
    with pytest.raises(CannotRead) as refused:
        parse_amount(written)
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("low", "high", "how_sure", "words"),
    [
        (30, 30, HowSure.DOCUMENTED, "30"),
        (30, 30, HowSure.ESTIMATED, "about 30"),
        (1200, 1500, HowSure.ESTIMATED, "1,200 to 1,500"),
        (Decimal("2.50"), Decimal("2.50"), HowSure.DOCUMENTED, "2.5"),
        (Decimal("10.00"), Decimal("10.00"), HowSure.DOCUMENTED, "10"),
        (None, None, "", ""),
    ],
)
def test_amounts_in_words(low: object, high: object, how_sure: str, words: str) -> None:
    assert amount_words(low, high, how_sure) == words  # type: ignore[arg-type]
