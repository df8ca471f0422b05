"""Targets of money are in pounds, and nobody sets out to reach a high cost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from matching.tests.factories import a_match
from meetings.tests.factories import a_meeting
from outcomes.tests.factories import an_outcome_of
from reporting.content import as_json, document
from reporting.tests.factories import a_budget_line, a_built_report, a_target
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def reported(scheme: Scheme) -> list[dict[str, Any]]:
    return as_json(document(a_built_report(scheme)))["targets"]


def row_seven(scheme: Scheme) -> list[str]:
    return document(a_built_report(scheme))["rows"][6]["statements"]


def test_money_that_is_to_be_reached_is_in_pounds(scheme: Scheme) -> None:
    an_outcome_of(10, scheme=scheme, pounds="45", sure="documented")
    a_target(scheme, "Payments", low=900, figure="outcome_payments", unit="GBP")

    assert reported(scheme)[0]["unit"] == "pounds"
    assert row_seven(scheme)[-2] == (
        "Payments: target £900.00; reached £450.00 (actual), 50.0%. "
        "Counted by: our records: Payments for outcomes."
    )


def test_a_cost_above_what_was_wanted_is_not_reached_by_so_many_per_cent(scheme: Scheme) -> None:
    a_meeting(a_match(a_volunteer(scheme), a_supportee(scheme)), "2026-02-01")
    a_budget_line(scheme, amount=800, spent=800)
    a_target(scheme, "Cost", low=400, figure="cost_per_person")

    found = reported(scheme)[0]

    assert (found["actual"], found["per_cent_low"], found["unit"]) == (800, None, "pounds")
    assert found["warnings"] == ["“Cost”: less of this is better, so no per cent are worked out."]
    assert row_seven(scheme)[0] == (
        "Cost: target £400.00; reached £800.00 (actual). "
        "Counted by: our records: Cost per person supported."
    )


@pytest.mark.parametrize(
    "figure", ["cost_per_person", "money_spent", "money_own", "meetings_missed"]
)
def test_what_is_better_when_less_is_not_offered_as_a_number_to_reach(
    client: Client, scheme: Scheme, figure: str
) -> None:
    form = client.get(reverse("targets_add", args=[scheme.slug])).context["form"]

    assert figure not in dict(form.fields["figure"].choices)
    assert "people_supported" in dict(form.fields["figure"].choices)
