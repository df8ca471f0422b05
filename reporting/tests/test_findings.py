"""What was learned: risks, difficulties, lessons and tips, and how reports tell of them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from core.figures import Period
from reporting.content import document
from reporting.models import Finding
from reporting.statements import COMPOSERS
from reporting.tests.factories import a_built_report, a_finding
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme

pytestmark = pytest.mark.django_db
TYPED = {"kind": "difficulty", "on": "2026-02-03", "what": "Nobody could get here for snow."}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def add(client: Client, scheme: Scheme, **typed: str) -> Any:
    return client.post(reverse("findings_add", args=[scheme.slug]), TYPED | typed)


def row(scheme: Scheme, number: int) -> dict[str, Any]:
    return document(a_built_report(scheme))["rows"][number - 1]


def test_a_difficulty_is_written_down_with_its_reason(client: Client, scheme: Scheme) -> None:
    add(client, scheme, reason="weather", done="We rang instead.")

    finding = Finding.objects.get()
    assert (finding.kind, finding.reason, finding.done) == (
        "difficulty", "weather", "We rang instead.",
    )  # fmt: skip


def test_a_risk_is_written_down_with_how_likely_and_how_bad(client: Client, scheme: Scheme) -> None:
    add(client, scheme, kind="risk", likelihood="low", effect="high", state="open")

    finding = Finding.objects.get()
    assert (finding.likelihood, finding.effect, finding.state) == ("low", "high", "open")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"kind": "lesson", "reason": "weather"}, "reason", "Only a difficulty has a reason. Choose “difficulty”, or choose “Not said” here."),
        ({"kind": "tip", "state": "open"}, "state", "Only a risk has this. Choose “risk”, or choose “Not said” here."),
        ({"kind": "risk"}, "state", "Say whether the risk is still there."),
        ({"on": "2099-01-01"}, "on", "This day is still to come. Write the day on which you saw it."),
        ({"what": ""}, "what", "Please fill this in."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(client, scheme, **typed)

    assert answer.context["form"].errors == {field: [sentence]}
    assert Finding.objects.count() == 0


def test_long_words_are_kept_whole_and_only_once(client: Client, scheme: Scheme) -> None:
    words = ("It went on and on. " * 100).strip()
    add(client, scheme, what=words)

    again = add(client, scheme, what=words.upper())

    assert Finding.objects.get().what == words
    assert again.context["form"].errors == {
        "what": ["The same is here already for this day. Change that one."]
    }


def test_row_seventeen_tells_of_difficulties_and_risks_and_what_was_done(scheme: Scheme) -> None:
    a_finding(scheme, "difficulty", "It snowed.", reason="weather", done="We rang instead.")
    a_finding(scheme, "difficulty", "The centre closed.")
    a_finding(scheme, "risk", "Funding may stop.", likelihood="low", effect="high", done="We save.")
    a_finding(scheme, "lesson", "Start earlier.")
    a_finding(scheme, "difficulty", "Last year.", on="2025-12-31")

    told = row(scheme, 17)

    assert told["statements"] == [
        "Difficulties:",
        "It snowed. (weather) What was done: We rang instead.",
        "The centre closed.",
        "Risks:",
        "Funding may stop. (likelihood: low, effect: high, open) What was done: We save.",
    ]
    assert told["data_warnings"] == [
        "“The centre closed.”: nothing is written about what was done."
    ]


def test_an_older_risk_is_told_as_long_as_it_is_open(scheme: Scheme) -> None:
    a_finding(scheme, "risk", "Open.", on="2025-02-03", done="Nothing yet.")
    a_finding(scheme, "risk", "Closed.", on="2025-02-03", state="closed", done="It passed.")

    assert row(scheme, 17)["statements"] == [
        "Risks:", "Open. (open) What was done: Nothing yet.",
    ]  # fmt: skip


def test_row_eighteen_tells_of_lessons(scheme: Scheme) -> None:
    a_finding(scheme, "lesson", "Start earlier.", done="We start in May now.")
    a_finding(scheme, "tip", "Bring biscuits.")

    assert row(scheme, 18)["statements"] == ["Start earlier. What was done: We start in May now."]


def test_tips_are_told_to_others(scheme: Scheme) -> None:
    a_finding(scheme, "lesson", "Start earlier.")
    a_finding(scheme, "tip", "Bring biscuits.")

    told = COMPOSERS["tips"](scheme, Period(date(2026, 1, 1), date(2026, 3, 31)))

    assert told.lines == ("Bring biscuits.",)


def test_without_any_there_is_nothing_to_say(scheme: Scheme) -> None:
    assert (row(scheme, 17)["statements"], row(scheme, 18)["statements"]) == ([], [])
