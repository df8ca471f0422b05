"""Figures: value and records from one queryset, head-counts apart, shares with both names."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import figures
from core.figures import (
    Amounts,
    Basis,
    Distinct,
    Figure,
    FigureValue,
    HeadCount,
    Hours,
    NamedAmount,
    Period,
    Ranges,
    Ratio,
    Total,
    figure,
    register,
    worked_out_once,
)
from core.models import OutboxMessage

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def no_figures_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "_figures", {})


def messages(scheme: Any, period: Period) -> Any:
    return OutboxMessage.objects.filter(what=scheme)


def a_figure(key: str = "messages", **values: Any) -> Figure:
    values.setdefault("label", key.capitalize())
    values.setdefault("definition", "What it counts.")
    values.setdefault("unit", "messages")
    values.setdefault("basis", Basis.HAPPENED)
    if "not_recorded" not in values and not isinstance(values.get("take"), Ratio):
        values.setdefault("records", messages)
    return Figure(key=key, **values)


def a_message(whom: str, attempts: int = 0) -> OutboxMessage:
    return OutboxMessage.objects.create(what="here", whom=whom, attempts=attempts)


@pytest.mark.django_db
def test_the_value_and_the_list_come_from_the_same_queryset() -> None:
    kept = [a_message("ann@example.org"), a_message("bea@example.org")]
    OutboxMessage.objects.create(what="elsewhere", whom="cid@example.org")

    value = a_figure().value("here", YEAR)

    assert value == FigureValue(
        value=2,
        low=2,
        high=2,
        numerator=NamedAmount("Messages", 2),
        documented=2,
        estimated=0,
        n=2,
        records_of="core.outboxmessage",
        record_ids=tuple(message.pk for message in kept),
    )


@pytest.mark.django_db
def test_distinct_values_count_once_and_the_list_keeps_every_record() -> None:
    for _time in range(3):
        a_message("ann@example.org")

    value = a_figure(take=Distinct("whom")).value("here", YEAR)

    assert (value.value, value.n) == (1, 3)


@pytest.mark.django_db
def test_sums_of_nothing_are_nought_and_not_unknown() -> None:
    assert a_figure(take=Total("attempts")).value("here", YEAR).value == 0
    assert a_figure(take=Hours("attempts")).value("here", YEAR).value == 0


@given(st.lists(st.integers(min_value=1, max_value=1440), max_size=50))
def test_minutes_are_divided_once_and_never_off_by_more_than_half_a_hundredth(
    minutes: list[int],
) -> None:
    hours = Hours("minutes").amounts({"taken": sum(minutes)}).low

    assert isinstance(hours, Decimal)
    assert hours == round(hours, 2)
    assert abs(hours * 60 - sum(minutes)) <= Decimal("0.3")


@pytest.mark.django_db
def test_head_counts_are_added_and_estimates_stand_apart() -> None:
    a_message("ann@example.org")

    def counted(scheme: Any, period: Period) -> Iterator[HeadCount]:
        yield HeadCount(low=5, high=5, is_documented=True, record_id=901)
        yield HeadCount(low=30, high=40, is_documented=False, record_id=902)

    value = a_figure(head_counts=counted, head_counts_of="people.person").value("here", YEAR)

    assert (value.value, value.low, value.high) == (None, 36, 46)
    assert (value.documented, value.estimated, value.n) == (6, 30, 3)
    assert (value.head_counts_of, value.head_count_ids) == ("people.person", (901, 902))
    assert value.is_reported


@pytest.mark.django_db
def test_about_thirty_is_a_value_and_says_that_it_is_an_estimate() -> None:
    def counted(scheme: Any, period: Period) -> Iterator[HeadCount]:
        yield HeadCount(low=30, high=30, is_documented=False, record_id=1)

    value = a_figure(head_counts=counted, head_counts_of="people.person").value("here", YEAR)

    assert (value.value, value.documented, value.estimated) == (30, 0, 30)


def test_what_nobody_records_is_null_with_the_reason() -> None:
    value = a_figure("spent", not_recorded="No budget is recorded.").value("here", YEAR)

    assert (value.value, value.low, value.documented) == (None, None, None)
    assert value.warnings == ("No budget is recorded.",)
    assert not value.is_reported


@pytest.mark.django_db
def test_a_share_names_and_shows_both_its_parts() -> None:
    for whom in ("ann@example.org", "bea@example.org", "cid@example.org"):
        a_message(whom, attempts=5)
    register(
        a_figure("tries", take=Total("attempts")),
        a_figure("people", take=Distinct("whom")),
        a_figure("each", take=Ratio(of="tries", per="people")),
    )

    value = figure("each").value("here", YEAR)

    assert (value.value, value.n) == (Decimal("5.00"), 3)
    assert value.numerator == NamedAmount("Tries", 15)
    assert value.denominator == NamedAmount("People", 3)


@pytest.mark.django_db
def test_a_share_of_nobody_is_not_worked_out_and_says_why() -> None:
    register(
        a_figure("tries", take=Total("attempts")),
        a_figure("people", take=Distinct("whom")),
        a_figure("each", take=Ratio(of="tries", per="people")),
    )

    value = figure("each").value("here", YEAR)

    assert (value.value, value.denominator) == (None, NamedAmount("People", 0))
    assert value.warnings == (
        "Each cannot be worked out: there is no number to divide by for “People”.",
    )


def test_a_key_taken_twice_is_a_mistake() -> None:
    register(a_figure("people"))

    with pytest.raises(ValueError, match="people is registered already"):
        register(a_figure("people", label="Others"))


def test_a_figure_needs_records_or_a_reason_for_none() -> None:
    with pytest.raises(ValueError, match="either records or the reason"):
        a_figure(records=None)
    with pytest.raises(ValueError, match="either records or the reason"):
        a_figure(records=messages, not_recorded="But there are.")


def test_a_period_holds_both_its_ends_and_knows_summer_time() -> None:
    period = Period(date(2026, 3, 29), date(2026, 3, 29))

    assert date(2026, 3, 29) in period
    assert date(2026, 3, 30) not in period
    assert (period.start, period.end) == (
        datetime(2026, 3, 29, tzinfo=LONDON),
        datetime(2026, 3, 30, tzinfo=LONDON),
    )
    assert period.end.utctimetuple().tm_hour - period.start.utctimetuple().tm_hour == 23
    assert str(period) == "29 March 2026 to 29 March 2026"


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_ranges_keep_what_is_documented_and_what_is_estimated_apart() -> None:
    found = Ranges("people").amounts({"low": 38, "high": 48, "documented": 8, "n": 3})

    assert found == Amounts(low=38, high=48, documented=8, estimated=30)


def test_no_ranges_come_to_nothing() -> None:
    nothing = {"low": None, "high": None, "documented": None}

    assert Ranges("people").amounts(nothing | {"n": 0}) == Amounts(0, 0, 0, 0)


def test_records_of_which_none_says_how_much_come_to_no_number() -> None:
    nothing = {"low": None, "high": None, "documented": None}

    assert Ranges("people").amounts(nothing | {"n": 2}) is None


@pytest.mark.django_db
def test_what_a_scheme_keeps_no_records_of_is_not_reported_rather_than_nought() -> None:
    each = a_figure(
        records=messages,
        not_recorded="Nothing is kept.",
        is_kept=lambda scheme, period: scheme == "here",
    )

    assert each.value("elsewhere", YEAR) == FigureValue(
        numerator=NamedAmount("Messages", None), warnings=("Nothing is kept.",)
    )
    assert each.value("here", YEAR).value == 0


def pairs(low: int, high: int) -> Any:
    def counted(scheme: Any, period: Period) -> Iterator[HeadCount]:
        yield HeadCount(low, high, is_documented=False, record_id=1)

    return counted


@pytest.mark.django_db
def test_a_share_of_a_range_is_a_range_from_the_least_to_the_most() -> None:
    register(
        a_figure("money", head_counts=pairs(30_000, 30_000), head_counts_of="people.person"),
        a_figure("people", head_counts=pairs(30, 40), head_counts_of="people.person"),
        share := a_figure("each", take=Ratio(of="money", per="people")),
    )

    value = share.value("here", YEAR)

    assert (value.value, value.low, value.high) == (None, Decimal("750.00"), Decimal("1000.00"))
    assert value.denominator == NamedAmount("People", None, 30, 40, documented=0)
    assert (value.documented, value.estimated) == (None, Decimal("750.00"))


def test_a_figure_says_of_which_model_its_head_counts_are() -> None:
    with pytest.raises(ValueError, match="say of which model the head-counts are"):
        a_figure(head_counts=pairs(1, 2))


@pytest.mark.django_db
def test_a_share_names_the_part_of_the_money_that_it_divides() -> None:
    a_message("ann@example.org", attempts=5)
    register(
        a_figure("tries", take=Total("attempts"), numerator=lambda scheme, period: "tries by post"),
        a_figure("people", take=Distinct("whom")),
        a_figure("each", take=Ratio(of="tries", per="people")),
    )

    assert figure("each").value("here", YEAR).numerator == NamedAmount("tries by post", 5)


@pytest.mark.django_db
def test_while_a_report_is_built_a_figure_is_worked_out_once_and_keeps_its_records() -> None:
    kept = a_message("ann@example.org")
    each = a_figure()

    with worked_out_once():
        before = each.value("here", YEAR, with_records=False)
        a_message("bea@example.org")
        after = each.value("here", YEAR)

    assert before is after
    assert after.record_ids == (kept.pk,)
    assert each.value("here", YEAR).value == 2
