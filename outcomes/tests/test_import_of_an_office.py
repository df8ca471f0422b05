"""One office's log of outcomes, as it really wrote it, through the command."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from core.figures import Period, figure
from outcomes.models import Outcome
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

OFFICE = Path(__file__).parent / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())["outcomes"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day_the_file_was_made")]


@pytest.fixture
def the_day_the_file_was_made() -> Iterator[None]:
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        yield


@pytest.fixture
def scheme() -> Scheme:
    scheme = a_scheme("side-by-side")
    a_supportee(scheme, "Rhys Green", reference="S014")
    a_supportee(scheme, "Joan Abbott", reference="S015")
    a_volunteer(scheme, "Priya Khan", reference="V003")
    return scheme


def bring_in(*options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "import_data", "side-by-side", "outcomes", str(OFFICE / EXPECTED["file"]), "--json",
        *options, stdout=out, stderr=io.StringIO(),
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def counts(answer: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in answer.items() if name != "problems"}


def test_every_row_comes_to_what_it_should(scheme: Scheme) -> None:
    answer = bring_in()

    assert counts(answer) == EXPECTED["counts"]
    assert answer["problems"] == EXPECTED["problems"]


def test_the_same_file_again_changes_nothing(scheme: Scheme) -> None:
    bring_in()
    before = list(Outcome.objects.order_by("pk").values())

    again = bring_in()

    assert list(Outcome.objects.order_by("pk").values()) == before
    assert counts(again) == EXPECTED["counts_again"]


def test_a_dry_run_says_the_same_and_leaves_nothing(scheme: Scheme) -> None:
    looked = bring_in("--dry-run")

    assert Outcome.objects.count() == 0
    assert bring_in() == looked


def test_the_figures_are_those_of_the_file(scheme: Scheme) -> None:
    bring_in()
    first, last = (date.fromisoformat(day) for day in EXPECTED["period"])
    period = Period(first, last)

    for key, expected in EXPECTED["figures"].items():
        value = figure(key).value(scheme, period)
        found = [value.low, value.high, value.documented, value.estimated, value.n]
        assert (key, [float(each or 0) for each in found]) == (key, expected["value"])
        assert (key, list(value.warnings)) == (key, expected["warnings"])
