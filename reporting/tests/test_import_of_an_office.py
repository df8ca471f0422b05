"""One office's spreadsheets of events, targets and money, as it really wrote them, through the command."""

import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import Sum

from reporting.models import BudgetLine, Event, Target
from schemes.models import Scheme
from schemes.tests.factories import a_scheme

OFFICE = Path(__file__).parent / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())
KINDS = ("events", "targets", "budget")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("scheme", "the_day_the_files_were_made"),
]


@pytest.fixture
def the_day_the_files_were_made() -> Iterator[None]:
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        yield


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("forest-friends")


def bring_in(kind: str) -> dict[str, Any]:
    out = io.StringIO()
    path = OFFICE / EXPECTED[kind]["file"]
    call_command(
        "import_data", "forest-friends", kind, str(path), "--json", stdout=out, stderr=io.StringIO()
    )
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def counts(answer: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in answer.items() if name not in ("problems", "warnings")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_comes_to_what_it_should(kind: str) -> None:
    assert counts(bring_in(kind)) == EXPECTED[kind]["first"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_file_again_changes_nothing(kind: str) -> None:
    bring_in(kind)

    assert counts(bring_in(kind)) == EXPECTED[kind]["again"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_refused_says_where_and_why(kind: str) -> None:
    problems = bring_in(kind)["problems"]

    assert [[each["row"], each["column"], each["message"]] for each in problems] == (
        EXPECTED[kind]["problems"]
    )


def test_who_came_to_events_keeps_its_ranges_and_estimates() -> None:
    bring_in("events")

    came = Event.objects.order_by("on").values_list(
        "title", "state", "organisations_low", "people_low", "people_high", "people_how_sure"
    )
    assert [list(each) for each in came] == EXPECTED["events"]["entries"]


def test_targets_keep_their_ranges_and_how_they_are_measured() -> None:
    bring_in("targets")

    kept = Target.objects.order_by("objective").values_list(
        "objective", "group", "target_low", "target_high", "actual_low", "actual_how_sure", "figure"
    )
    assert [list(each) for each in kept] == EXPECTED["targets"]["entries"]


def test_the_money_adds_up_source_by_source() -> None:
    bring_in("budget")

    sums = BudgetLine.objects.values("source").annotate(
        planned=Sum("amount"), spent=Sum("spent")
    ).order_by("source")  # fmt: skip
    assert {each["source"]: [each["planned"], each["spent"]] for each in sums} == {
        source: [Decimal(amount) for amount in amounts]
        for source, amounts in EXPECTED["budget"]["sums"].items()
    }
