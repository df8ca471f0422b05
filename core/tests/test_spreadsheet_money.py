"""Money in cells: pounds as people write them, and what is not pounds."""

from datetime import date
from decimal import Decimal

import pytest

from core.spreadsheets.values import CannotRead, parse_money


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("£25,000", "25000.00"),
        ("25000.00", "25000.00"),
        ("25k", "25000.00"),
        ("£2.5K", "2500.00"),
        ("£1.2 million", "1200000.00"),
        (25000, "25000.00"),
        (25000.0, "25000.00"),
        (0.1 + 0.2, "0.30"),
        ("GBP 300", "300.00"),
        ("300 pounds", "300.00"),
        ("£ 25 000.50", "25000.50"),
        ("0", "0.00"),
        ("nil", "0.00"),
    ],
)
def test_pounds_are_read(written: object, meant: str) -> None:
    assert parse_money(written) == Decimal(meant)


@pytest.mark.parametrize("written", [None, "", "n/a", "tbc", "-"])
def test_an_empty_cell_is_no_amount(written: object) -> None:
    assert parse_money(written) is None


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("€300", "euros"),
        ("300 EUR", "euros"),
        ("EUR300", "euros"),
        ("300 euros", "euros"),
        ("$30", "dollars"),
        ("US$30", "dollars"),
        ("300 USD", "dollars"),
        ("¥1000", "yen or yuan"),
        ("500 CHF", "another currency"),
    ],
)
def test_another_currency_is_named_and_refused(written: str, currency: str) -> None:
    with pytest.raises(CannotRead) as refused:
        parse_money(written)

    assert str(refused.value) == f"This is in {currency}. Write what it came to in pounds."


def test_a_heading_in_another_currency_speaks_for_its_column() -> None:
    with pytest.raises(CannotRead, match="This is in euros"):
        parse_money(300, heading="Cost (€)")
    assert parse_money(300, heading="Cost (£)") == Decimal("300.00")


@pytest.mark.parametrize(
    "written", ["-500", "(500)", "£-500", "-£500", "(£500.00)", -500, "500 CR"]
)
def test_less_than_nought_is_refused(written: object) -> None:
    with pytest.raises(CannotRead, match="is less than nought"):
        parse_money(written)


@pytest.mark.parametrize(
    "written",
    [
        "about £300",
        "£300-400",
        "25.000,00",
        "25,00",
        "lots",
        "1e5",
        True,
        date(2026, 1, 1),
        "9" * 10,
    ],
)
def test_what_is_no_exact_amount_is_refused(written: object) -> None:
    with pytest.raises(CannotRead, match="is not an amount of money"):
        parse_money(written)


def test_parts_of_a_penny_are_refused_and_never_rounded() -> None:
    with pytest.raises(CannotRead, match="has parts of a penny"):
        parse_money("12.345")
