"""Savings: stated only with two prices, each with its year and source."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from reporting.content import document
from reporting.models import Saving
from reporting.tests.factories import a_built_report, a_saving
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme

pytestmark = pytest.mark.django_db
TYPED = {
    "what": "Nights in emergency housing",
    "unit": "night",
    "units": "30 to 40",
    "without_cost": "£80",
    "without_year": "2025",
    "without_source": "Town council",
    "with_cost": "12.50",
    "with_year": "2026",
    "with_source": "Our budget",
    "first": "2026-01-01",
    "last": "2026-03-31",
}
WITH: dict[str, Any] = {"with_cost": 12.5, "with_year": 2026, "with_source": "Our budget"}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def add(client: Client, scheme: Scheme, **typed: str) -> Any:
    return client.post(reverse("savings_add", args=[scheme.slug]), TYPED | typed)


def row_eleven(scheme: Scheme) -> dict[str, Any]:
    return document(a_built_report(scheme))["rows"][10]


def test_a_saving_is_written_down_with_both_prices(client: Client, scheme: Scheme) -> None:
    add(client, scheme)

    saving = Saving.objects.get()
    assert (saving.units_low, saving.units_high, saving.units_how_sure) == (30, 40, "estimated")
    assert (saving.without_cost, saving.with_cost) == (80, 12.5)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"with_cost": "90"}, "with_cost", "With the scheme it cost no less than without it, so nothing was saved."),
        ({"with_cost": "80"}, "with_cost", "With the scheme it cost no less than without it, so nothing was saved."),
        ({"with_year": ""}, "with_year", "Write of which year this price is."),
        ({"with_year": "1066"}, "with_year", "Write a year from 1990 until now."),
        ({"without_source": ""}, "without_source", "Write where this price is from."),
        ({"without_cost": ""}, "without_cost", "Write what one unit costs."),
        ({"without_cost": "€80"}, "without_cost", "This is in euros. Write what it came to in pounds."),
        ({"last": "2025-01-01"}, "last", "The last day is before the first day."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(client, scheme, **typed)

    assert answer.context["form"].errors == {field: [sentence]}
    assert Saving.objects.count() == 0


def test_the_second_price_may_follow_later(client: Client, scheme: Scheme) -> None:
    add(client, scheme, with_cost="", with_year="", with_source="")

    assert Saving.objects.get().with_cost is None


def test_a_saving_with_both_prices_is_stated_with_their_years_and_sources(scheme: Scheme) -> None:
    a_saving(scheme, units_low=30, units_high=40, units_how_sure="estimated", **WITH)

    told = row_eleven(scheme)

    assert told["statements"][-1] == (
        "Nights in emergency housing: without the scheme £80.00 for each night "
        "(prices of 2025, Town council, price list), with it £12.50 (prices of 2026, Our budget). "
        "30 to 40 × night, an estimate: £2,025.00 to £2,700.00 saved."
    )
    assert told["data_warnings"] == [
        "“Nights in emergency housing” compares prices of 2025 with prices of 2026."
    ]


def test_with_only_one_price_nothing_is_stated(scheme: Scheme) -> None:
    a_saving(scheme)

    told = row_eleven(scheme)

    assert told["statements"] == [
        "No budget is recorded for this period, so nothing can be said about cost."
    ]
    assert told["data_warnings"] == [
        "“Nights in emergency housing” is left out: "
        "a saving needs two prices, and it has not got both."
    ]


def test_a_saving_only_partly_in_the_period_is_left_out_and_named(scheme: Scheme) -> None:
    a_saving(scheme, first="2025-12-01", **WITH)
    a_saving(scheme, "Before", first="2025-01-01", last="2025-06-30", **WITH)

    told = row_eleven(scheme)

    assert len(told["statements"]) == 1
    assert told["data_warnings"] == [
        "“Nights in emergency housing” is left out: only some of its days lie in the period."
    ]
