"""One office's list of activities, as it really wrote it, through the command."""

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
from meetings.models import Activity
from schemes.models import Scheme
from schemes.tests.factories import a_partnership, a_scheme

OFFICE = Path(__file__).parent / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())["activities"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_day_the_file_was_made")]


@pytest.fixture
def the_day_the_file_was_made() -> Iterator[None]:
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        yield


@pytest.fixture
def scheme() -> Scheme:
    scheme = a_scheme("side-by-side")
    partner = a_partnership(scheme).organisation
    partner.name = "Harbour House"
    partner.save()
    return scheme


def bring_in(*options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "import_data", "side-by-side", "activities", str(OFFICE / EXPECTED["file"]), "--json",
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
    before = list(Activity.objects.order_by("pk").values())

    again = bring_in()

    assert list(Activity.objects.order_by("pk").values()) == before
    assert counts(again) == EXPECTED["counts_again"]


def test_a_known_organisation_is_spelt_as_it_is_known(scheme: Scheme) -> None:
    bring_in()

    named = Activity.objects.exclude(organisation="").values_list("organisation", flat=True)
    assert sorted(named) == ["Harbour House", "Harbour House", "The Wheel"]


def test_the_figures_are_those_of_the_file(scheme: Scheme) -> None:
    bring_in()
    first, last = (date.fromisoformat(day) for day in EXPECTED["period"])
    period = Period(first, last)

    for key, expected in EXPECTED["figures"].items():
        value = figure(key).value(scheme, period)
        found = [value.low, value.high, value.documented, value.estimated, value.n]
        assert (key, [float(each or 0) for each in found]) == (key, expected["value"])
        assert (key, list(value.warnings)) == (key, expected["warnings"])
