"""The budget: its lines, the money that counts, and what things cost of it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from matching.tests.factories import a_match
from meetings.tests.factories import a_meeting
from reporting.content import document
from reporting.models import BudgetLine
from reporting.tests.factories import a_budget_line, a_built_report
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from schemes.tests.spreadsheets import bring_in, outcomes, said
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
TYPED = {
    "what": "Running the scheme",
    "amount": "£25,000",
    "source": "grant",
    "from_whom": "Town trust",
    "first": "2026-01-01",
    "last": "2026-03-31",
    "category": "staff",
}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def add(client: Client, scheme: Scheme, **typed: str) -> Any:
    return client.post(reverse("budget_add", args=[scheme.slug]), TYPED | typed)


def frozen(scheme: Scheme, key: str) -> dict[str, Any]:
    return a_built_report(scheme).figures.get(key=key).frozen


def row_eleven(scheme: Scheme) -> list[str]:
    return document(a_built_report(scheme))["rows"][10]["statements"]


def people_met(scheme: Scheme, *names: str) -> None:
    for name in names:
        match = a_match(
            a_volunteer(scheme, f"With {name}"), a_supportee(scheme, name), started="2026-01-05"
        )
        a_meeting(match, "2026-02-01", minutes=60)


def the_grant_and_our_own(scheme: Scheme) -> None:
    a_budget_line(scheme, "Grant", amount=25_000, spent=25_000)
    a_budget_line(
        scheme, "Management, ICT and telling others", amount=5_000, spent=5_000, source="own"
    )


def test_a_line_is_written_down_in_pounds(client: Client, scheme: Scheme) -> None:
    add(client, scheme, spent="24.5k")

    line = BudgetLine.objects.get()
    assert (line.amount, line.spent, line.source, line.category) == (
        Decimal("25000.00"), Decimal("24500.00"), "grant", "staff",
    )  # fmt: skip


def test_what_was_spent_may_be_unknown_and_may_be_nought(client: Client, scheme: Scheme) -> None:
    add(client, scheme, what="Unknown")
    add(client, scheme, what="Nought", spent="0")

    assert dict(BudgetLine.objects.values_list("what", "spent")) == {"Unknown": None, "Nought": 0}


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"amount": "€300"}, "amount", "This is in euros. Write what it came to in pounds."),
        ({"spent": "$30"}, "spent", "This is in dollars. Write what it came to in pounds."),
        ({"amount": "-5"}, "amount", "“-5” is less than nought. Write what was paid as a plain amount."),
        ({"amount": ""}, "amount", "Please fill this in."),
        ({"last": "2025-12-31"}, "last", "The last day is before the first day."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(client, scheme, **typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert BudgetLine.objects.count() == 0


# Figures


def test_without_a_budget_nothing_is_said_about_cost(scheme: Scheme) -> None:
    people_met(scheme, "Joan Abbott")

    found = frozen(scheme, "cost_per_person")

    assert found["value"] is None
    assert found["warnings"] == [
        "No budget is recorded for this period, so nothing can be said about cost."
    ]


def test_what_was_spent_counts_and_what_was_only_planned_is_an_estimate(scheme: Scheme) -> None:
    a_budget_line(scheme, "Room", amount=500, spent=450)
    a_budget_line(scheme, "Tea", amount=100)

    found = frozen(scheme, "money_spent")

    assert (found["value"], found["documented"], found["estimated"]) == (550, 450, 100)
    assert found["warnings"] == [
        "1 line of the budget does not say what was spent. "
        "What was planned stands for it, as an estimate."
    ]


def test_a_line_only_partly_in_the_period_is_left_out_and_named(scheme: Scheme) -> None:
    a_budget_line(scheme, "Room", amount=500, spent=500)
    a_budget_line(scheme, "Year of phones", amount=900, spent=900, first="2025-07-01")
    a_budget_line(scheme, "Last year", amount=70, first="2025-01-01", last="2025-12-31")

    found = frozen(scheme, "money_spent")

    assert found["value"] == 500
    assert found["warnings"] == [
        "Left out, because only some of their days lie in the period: "
        "Year of phones (1 July 2025 to 31 March 2026)."
    ]


def test_the_total_says_which_sources_it_contains(scheme: Scheme) -> None:
    the_grant_and_our_own(scheme)
    people_met(scheme, "Joan Abbott")

    found = frozen(scheme, "money_spent")
    each = frozen(scheme, "cost_per_person")

    name = "money from grant and own contribution"
    assert (found["numerator"]["name"], found["numerator"]["value"]) == (name, 30_000)
    assert each["numerator"]["name"] == name


def test_the_money_of_each_source_stands_apart(scheme: Scheme) -> None:
    the_grant_and_our_own(scheme)

    values = [frozen(scheme, key)["value"] for key in ("money_grant", "money_own", "money_in_kind")]

    assert values == [25_000, 5_000, 0]


def test_costs_are_to_the_nearest_penny(scheme: Scheme) -> None:
    a_budget_line(scheme, amount=100, spent=100)
    people_met(scheme, "Joan Abbott", "Ben Cole", "Cy Dunn")

    values = [
        frozen(scheme, key)["value"]
        for key in ("cost_per_person", "cost_per_meeting", "cost_per_hour")
    ]

    assert values == [33.33, 33.33, 33.33]


def test_every_cost_stands_with_its_budget_and_what_it_was_divided_by(scheme: Scheme) -> None:
    the_grant_and_our_own(scheme)
    people_met(scheme, "Joan Abbott", "Ben Cole")

    told = row_eleven(scheme)

    assert told[:2] == [
        "Money in total: £30,000.00, made up of: Money from grants £25,000.00; "
        "Our own contribution £5,000.00.",
        "Cost per person supported: £15,000.00 (money from grant and own contribution, £30,000.00 "
        "÷ People supported, 2). Of that: Money from grants £12,500.00; "
        "Our own contribution £2,500.00.",
    ]
    assert told[-1] == "Costs are rounded to the nearest penny."


def test_money_that_is_only_planned_is_told_as_an_estimate(scheme: Scheme) -> None:
    a_budget_line(scheme, amount=500)
    a_budget_line(scheme, "Tea", amount=40, spent=30)

    assert row_eleven(scheme) == [
        "Money in total: £530.00, of which £30.00 documented, made up of: "
        "Money from grants £530.00, of which £30.00 documented.",
    ]


def test_the_lines_behind_the_money_are_opened(client: Client, scheme: Scheme) -> None:
    the_grant_and_our_own(scheme)
    report = a_built_report(scheme)

    page = client.get(reverse("report_records", args=[scheme.slug, report.pk, "money_own"]))

    assert [line.what for line in page.context["records"]] == ["Management, ICT and telling others"]
    assert "£5,000.00" in page.content.decode()


# Spreadsheets

HEADINGS = "Item,Source,Funder,Amount,Spent,From,To,Category"


def test_a_budget_comes_in(scheme: Scheme) -> None:
    rows = [
        HEADINGS,
        'Staff,grant,Town trust,"£25,000",,1/4/2025,31/3/2026,salaries',
        "Laptops,own funds,,1.2k,1150.50,1/4/2025,31/3/2026,IT",
    ]

    first, second = bring_in(scheme, "budget", *rows), bring_in(scheme, "budget", *rows)

    assert (outcomes(first), outcomes(second)) == (["added", "added"], ["unchanged", "unchanged"])
    assert list(BudgetLine.objects.order_by("what").values_list("what", "source", "amount", "spent", "category")) == [
        ("Laptops", "own", 1200, Decimal("1150.50"), "ict"),
        ("Staff", "grant", 25_000, None, "staff"),
    ]  # fmt: skip


def test_what_was_spent_is_added_later(scheme: Scheme) -> None:
    bring_in(scheme, "budget", HEADINGS, "Staff,grant,Trust,25k,,1/4/2025,31/3/2026,")

    result = bring_in(scheme, "budget", HEADINGS, "staff,grant,TRUST,25k,24k,1/4/2025,31/3/2026,")

    assert outcomes(result) == ["changed"]
    assert BudgetLine.objects.get().spent == 24_000


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Fares,grant,Trust,€300,,1/4/2025,31/3/2026,travel", "This is in euros. Write what it came to in pounds."),
        ("Fares,grant,Trust,300 USD,,1/4/2025,31/3/2026,travel", "This is in dollars. Write what it came to in pounds."),
        ("Fares,grant,Trust,-300,,1/4/2025,31/3/2026,travel", "“-300” is less than nought. Write what was paid as a plain amount."),
        ("Fares,,Trust,300,,1/4/2025,31/3/2026,travel", "There is nothing here. It is needed."),
        ("Fares,grant,Trust,,,1/4/2025,31/3/2026,travel", "Write how much is planned. Nought is an answer too."),
        ("Fares,grant,Trust,300,,31/3/2026,1/4/2025,travel", "The last day is before the first day."),
        ("Fares,lottery,Trust,300,,1/4/2025,31/3/2026,travel", "“lottery” is not a word we know here. Use one of these: grant, own contribution, in kind. A line with two sources needs a row for each."),
    ],
)  # fmt: skip
def test_rows_nobody_could_accept(scheme: Scheme, row: str, sentence: str) -> None:
    result = bring_in(scheme, "budget", HEADINGS, row)

    assert (outcomes(result), said(result)) == (["refused"], [sentence])


def test_a_column_headed_in_euros_is_refused_whole(scheme: Scheme) -> None:
    result = bring_in(scheme, "budget", "Item,Source,Amount (€),Year", "Fares,grant,300,2025/26")

    assert said(result) == ["This is in euros. Write what it came to in pounds."]


@pytest.mark.parametrize(
    "name",
    [
        "Total",
        "Grand total",
        "TOTAL:",
        "Staff costs total",
        "Sub-total",
        "Totals 2025",
        "Total spend",
    ],
)
def test_a_row_of_totals_is_left_out_whatever_else_stands_in_it(scheme: Scheme, name: str) -> None:
    result = bring_in(
        scheme,
        "budget",
        HEADINGS,
        "Staff,grant,Trust,25000,,1/4/2025,31/3/2026,",
        f"{name},grant,Trust,25000,,1/4/2025,31/3/2026,staff",
    )

    assert outcomes(result) == ["added", "skipped"]
    assert result.notes[1].who == "A row of totals"
    assert BudgetLine.objects.get().what == "Staff"


@pytest.mark.parametrize("name", ["Total Mobile phones", "Totality training", "Summer fair"])
def test_a_line_that_only_sounds_like_a_total_comes_in(scheme: Scheme, name: str) -> None:
    result = bring_in(scheme, "budget", HEADINGS, f"{name},grant,Trust,25,,1/4/2025,31/3/2026,")

    assert outcomes(result) == ["added"]


# The money of a row that names the funder, and of one that does not

STAFF = "Staff,grant,{},{},{},1/4/2025,31/3/2026,"


@pytest.mark.parametrize(("before", "after"), [("", "Trust"), ("Trust", "")])
def test_a_line_is_known_again_when_its_funder_is_named_or_left_out(
    scheme: Scheme, before: str, after: str
) -> None:
    bring_in(scheme, "budget", HEADINGS, STAFF.format(before, "25k", ""))

    results = [
        bring_in(scheme, "budget", HEADINGS, STAFF.format(after, "25k", "24k"))
        for _time in range(2)
    ]

    assert [outcomes(each) for each in results] == [["changed"], ["unchanged"]]
    line = BudgetLine.objects.get()
    assert (line.from_whom, line.amount, line.spent) == ("Trust", 25_000, 24_000)


def test_another_amount_with_a_funder_is_another_line_and_told(scheme: Scheme) -> None:
    bring_in(scheme, "budget", HEADINGS, STAFF.format("", "25k", ""))

    result = bring_in(scheme, "budget", HEADINGS, STAFF.format("Trust", "10k", ""))

    assert (outcomes(result), said(result)) == (
        ["added"],
        ["The same is here without, or with, a funder. Check that it is not counted twice."],
    )


def test_two_funders_do_not_both_become_the_line_that_named_none(scheme: Scheme) -> None:
    bring_in(scheme, "budget", HEADINGS, STAFF.format("", "25k", ""))
    rows = [STAFF.format("Trust", "25k", ""), STAFF.format("Council", "25k", "")]

    first, second = (bring_in(scheme, "budget", HEADINGS, *rows) for _time in range(2))

    assert (outcomes(first), outcomes(second)) == (["changed", "refused"], ["unchanged", "added"])


def test_two_named_funders_are_two_lines(scheme: Scheme) -> None:
    rows = [STAFF.format("Trust", "25k", ""), STAFF.format("Council", "25k", "")]

    result = bring_in(scheme, "budget", HEADINGS, *rows)

    assert (outcomes(result), said(result)) == (["added", "added"], [])


# The days of a financial year

IN_A_YEAR = "Item,Source,Amount,From,Until,Year"


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [
        ("01/06/2025,,2025/26", "2025-06-01", "2026-03-31"),
        (",31/12/2025,2025/26", "2025-04-01", "2025-12-31"),
        (",,2025/26", "2025-04-01", "2026-03-31"),
        ("1/6/2025,1/7/2025,2025/26", "2025-06-01", "2025-07-01"),
    ],
)
def test_a_financial_year_gives_the_days_that_are_missing(
    scheme: Scheme, cells: str, first: str, last: str
) -> None:
    bring_in(scheme, "budget", IN_A_YEAR, f"Fares,grant,300,{cells}")

    line = BudgetLine.objects.get()
    assert (str(line.first), str(line.last)) == (first, last)


@pytest.mark.parametrize(
    ("cells", "column"), [("01/06/2024,,2025/26", "From"), (",1/4/2026,2025/26", "Until")]
)
def test_a_day_of_another_year_is_refused(scheme: Scheme, cells: str, column: str) -> None:
    result = bring_in(scheme, "budget", IN_A_YEAR, f"Fares,grant,300,{cells}")

    assert result.notes[0].problems == [
        (column, "This day is not in the financial year from 1 April 2025 to 31 March 2026.")
    ]
