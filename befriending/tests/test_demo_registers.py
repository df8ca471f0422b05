"""What the demo keeps for its reports: a year of every register, and what reports make of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F

from core.amounts import HowSure
from hosting.queries import parts_as_host
from meetings.models import Activity, CountedPeople
from outcomes.models import Outcome
from reporting.models import (
    BudgetLine,
    Event,
    Finding,
    Report,
    ReportFigure,
    Saving,
    StaffTime,
    Target,
)
from schemes.models import Partnership, Scheme
from schemes.registers.register import registers

pytestmark = pytest.mark.django_db

IMPACT, GUIDE = "lsis-impact", "lsis-guide"


def how_many(model: Any) -> int:
    return int(model.objects.count())


def figure(key: str) -> dict[str, Any]:
    """A frozen figure of the impact report."""
    frozen: dict[str, Any] = ReportFigure.objects.get(report__layout=IMPACT, key=key).frozen
    return frozen


def sentences(layout: str, row: int) -> list[str]:
    """What the records say in a row of a report."""
    rows = Report.objects.get(layout=layout).content["rows"]
    (found,) = [each for each in rows if each["number"] == row]
    return list(found["statements"])


def reached() -> dict[str, dict[str, Any]]:
    """The targets of the impact report, by what is wanted."""
    return {each["label"]: each for each in Report.objects.get(layout=IMPACT).content["targets"]}


# What is kept


def test_every_register_has_entries(today: date) -> None:
    assert [each.key for each in registers() if not each.model.objects.exists()] == []
    assert [how_many(each) for each in (Activity, CountedPeople, Outcome, Event, Finding)] == [
        18, 3, 19, 8, 15,
    ]  # fmt: skip
    assert [how_many(each) for each in (Target, BudgetLine, Saving)] == [9, 14, 2]
    assert how_many(StaffTime) > 100


def test_no_entry_breaks_the_rules_of_its_register(today: date) -> None:
    for register in registers():
        for entry in register.model.objects.all():
            register.check(entry)


def test_everything_was_written_down_before_today_and_never_before_it_was_over(
    today: date,
) -> None:
    for register in registers():
        assert not register.model.objects.filter(recorded_at__date__gte=today).exists()
    for model in (Finding, StaffTime):
        assert not [each for each in model.objects.all() if each.recorded_at.date() < each.on]
    for activity in Activity.objects.all():
        assert activity.recorded_at.date() > activity.last_day
    for event in Event.objects.filter(state=Event.State.HELD):
        assert event.recorded_at.date() > event.on


def test_only_what_is_planned_or_expected_is_still_to_come(today: date) -> None:
    assert {each.state for each in Event.objects.filter(on__gte=today)} == {"planned"}
    assert {each.standing for each in Outcome.objects.filter(on__gte=today)} == {"expected"}
    assert not CountedPeople.objects.filter(last_day__gte=today).exists()
    assert {each.spent for each in BudgetLine.objects.filter(last__gte=today)} == {None}


def test_amounts_are_counted_estimated_and_between_two_numbers(today: date) -> None:
    for model in (Activity, Event):
        known: Any = model.objects.exclude(people_low=None)
        assert {each.people_how_sure for each in known} == set(HowSure.values)
        assert any(each.people_low < each.people_high for each in known)
        assert model.objects.filter(people_low=None).exists()


def test_outcomes_are_those_of_people_in_the_scheme_and_of_a_number(today: date) -> None:
    named = Outcome.objects.filter(people_low=None)
    assert named.exclude(supportee=None).count() == 14
    assert named.exclude(volunteer=None).count() == 2
    assert Outcome.objects.exclude(people_low=None).count() == 3
    assert not named.filter(supportee__referred_on__gte=F("on")).exists()


def test_the_budget_has_every_source_and_two_lines_that_nobody_has_finished(today: date) -> None:
    assert set(BudgetLine.objects.values_list("source", flat=True)) == set(BudgetLine.Source)
    assert BudgetLine.objects.filter(spent=None, last__lt=today).count() == 2


def test_the_library_is_the_one_host_and_each_partner_says_how_it_goes(today: date) -> None:
    scheme = Scheme.objects.get()
    assert [part.organisation.name for part in parts_as_host(scheme)] == ["Hazelford Library"]
    assert set(Partnership.objects.values_list("engagement", flat=True)) == {
        "engaged", "committed", "quick_fix", "folded",
    }  # fmt: skip
    without = Partnership.objects.filter(agreement_on=None, agreement_undated=False)
    assert [part.organisation.name for part in without] == ["Coldbrook surgery"]


# What reports make of it


def test_targets_are_reached_missed_expected_and_not_answered(today: date) -> None:
    found = reached()
    assert found["Neighbours who get company"]["per_cent_low"] > 100
    assert found["Meetings"]["per_cent"] < 100
    assert found["Keep the first home past the first year"]["actual_or_expected"] == "expected"
    assert found["First meeting within ten weeks"]["actual_low"] is None
    assert {each["group"] for each in found.values()} == {
        "", "Young people who leave care", "Older neighbours",
    }  # fmt: skip


def test_the_report_knows_what_everything_cost(today: date) -> None:
    money = {
        key: Decimal(str(figure(key)["value"]))
        for key in ("money_spent", "money_grant", "money_own", "money_in_kind")
    }
    assert money == {
        "money_spent": Decimal("26800.93"),
        "money_grant": Decimal("20425.93"),
        "money_own": Decimal("5220"),
        "money_in_kind": Decimal("1155"),
    }
    each = figure("cost_per_person")
    assert 500 < each["low"] < each["high"] < 800


def test_training_and_group_mornings_stand_in_the_figures(today: date) -> None:
    assert figure("training_days")["value"] == 5.75
    assert figure("people_trained")["value"] == 43
    assert figure("events_held")["value"] == 5
    assert figure("coordinator_hours")["value"] > 700


def test_the_estimate_stands_beside_what_is_documented(today: date) -> None:
    supported = figure("people_supported")
    assert supported["low"] + 4 == supported["high"]
    assert supported["estimated"] == 10


def test_one_saving_is_stated_and_the_other_is_left_out_with_a_warning(today: date) -> None:
    (stated,) = [each for each in sentences(IMPACT, 11) if "lodgings" in each]
    assert stated.endswith("26 to 34 × week, an estimate: £5,057.00 to £6,613.00 saved.")
    (row,) = [
        each for each in Report.objects.get(layout=IMPACT).content["rows"] if each["number"] == 11
    ]
    assert any("needs two prices" in warning for warning in row["data_warnings"])


def test_difficulties_lessons_and_tips_are_told_with_what_was_done(today: date) -> None:
    told = sentences(IMPACT, 17)
    assert any(each.startswith("In a week of snow") and "taxi" in each for each in told)
    assert sum("What was done:" in each for each in told) == 8
    assert len(sentences(IMPACT, 18)) == 3
    assert len(sentences(GUIDE, 9)) == 4


def test_held_and_planned_events_stand_apart(today: date) -> None:
    told = sentences(IMPACT, 15)
    assert told[0] == "Held:"
    assert told.index("Planned:") == 6


def test_payments_for_outcomes_are_added_up(today: date) -> None:
    payments = figure("outcome_payments")
    assert payments["value"] == 90
    assert payments["warnings"] == [
        "Not marked as received yet: £45.00.",
        "Expected besides: £45.00.",
    ]
