"""Targets: what may be written down, how far they were reached, and that none is hidden or pooled."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from matching.tests.factories import a_match
from meetings.tests.factories import a_meeting
from reporting.building import build
from reporting.content import as_json, document
from reporting.documents.paper import render_pdf
from reporting.models import Target
from reporting.tests.factories import a_built_report, a_report, a_target
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from schemes.tests.spreadsheets import bring_in, outcomes, said
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
TYPED = {
    "objective": "People befriended",
    "target": "30 to 40",
    "first": "2026-01-01",
    "last": "2026-03-31",
    "standing": "actual",
}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def add(client: Client, scheme: Scheme, **typed: str) -> Any:
    return client.post(reverse("targets_add", args=[scheme.slug]), TYPED | typed)


def reported(scheme: Scheme) -> list[dict[str, Any]]:
    return as_json(document(a_built_report(scheme)))["targets"]


def row_seven(scheme: Scheme) -> list[str]:
    return document(a_built_report(scheme))["rows"][6]["statements"]


def met(scheme: Scheme, *days: str) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme), started="2025-01-05")
    for day in days:
        a_meeting(match, day)


def test_a_target_that_is_a_range_is_written_down(client: Client, scheme: Scheme) -> None:
    add(client, scheme, group="Cinderford", actual="about 34", counted_by="Mo Bright")

    target = Target.objects.get()
    assert (target.target_low, target.target_high, target.group) == (30, 40, "Cinderford")
    assert (target.actual_low, target.actual_how_sure) == (34, "estimated")


def test_the_form_of_a_target_starts_with_what_is_known(client: Client, scheme: Scheme) -> None:
    target = a_target(scheme, low=30, high=40, figure="people_supported")

    form = client.get(reverse("targets_change", args=[scheme.slug, target.pk])).context["form"]

    assert (form["target"].value(), form["figure"].value()) == ("30 to 40", "people_supported")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"target": "40 to 30"}, "target", "“40 to 30” goes down. Write the smaller number first."),
        ({"target": "0"}, "target", "A target of nought cannot be reached or missed. Write a number above nought."),
        ({"target": "2.345"}, "target", "Write at most two numbers after the point."),
        ({"last": "2025-12-31"}, "last", "The last day is before the first day."),
        (
            {"figure": "people_supported", "actual": "34", "actual_how_sure": "documented"},
            "figure",
            "A figure measures this, so its number comes from your records. "
            "Leave the number and who counted empty, or choose “by hand”.",
        ),
        (
            {"figure": "people_supported", "group": "Cinderford"},
            "figure",
            "A figure counts everybody. Count a group that has its own target by hand.",
        ),
        (
            {"figure": "people_supported", "standing": "expected"},
            "standing",
            "A figure counts what there is. Only a number written by hand can be expected.",
        ),
        ({"figure": "nonsense"}, "figure", "Please choose one from the list."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(client, scheme, **typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Target.objects.count() == 0


def test_each_group_has_a_target_of_its_own(client: Client, scheme: Scheme) -> None:
    a_target(scheme, group="Gloucester")

    add(client, scheme, group="Cinderford")
    again = add(client, scheme, group="CINDERFORD")

    assert Target.objects.count() == 2
    assert again.context["form"].errors == {
        "objective": ["This target for these days is here already. Change that one."]
    }


# Reports


def test_a_target_of_a_range_is_reached_between_two_per_cents(scheme: Scheme) -> None:
    a_target(
        scheme, low=30, high=40, unit="people", group="Cinderford",
        actual_low=34, actual_high=34, actual_how_sure="documented", counted_by="Mo Bright",
    )  # fmt: skip

    assert reported(scheme) == [
        {
            "label": "People befriended",
            "group": "Cinderford",
            "unit": "people",
            "target": None,
            "target_low": 30,
            "target_high": 40,
            "actual": 34,
            "actual_low": 34,
            "actual_high": 34,
            "documented": 34,
            "estimated": 0,
            "per_cent": None,
            "per_cent_low": 85,
            "per_cent_high": 113.3,
            "actual_or_expected": "actual",
            "counted_by": "Mo Bright",
            "period": {
                "from": "2026-01-01",
                "to": "2026-03-31",
                "words": "1 January 2026 to 31 March 2026",
                "is_of_report": True,
            },
            "warnings": [],
        }
    ]


def test_more_than_was_wanted_is_more_than_a_hundred_per_cent(scheme: Scheme) -> None:
    a_target(
        scheme, low=30, actual_low=45, actual_high=45, actual_how_sure="documented", counted_by="Mo"
    )

    assert reported(scheme)[0]["per_cent"] == 150


def test_a_number_by_hand_may_be_an_estimate_and_expected(scheme: Scheme) -> None:
    a_target(
        scheme, low=30, actual_low=30, actual_high=40, actual_how_sure="estimated",
        counted_by="Mo Bright", standing="expected",
    )  # fmt: skip

    found = reported(scheme)[0]

    assert (found["actual"], found["documented"], found["estimated"]) == (None, 0, 30)
    assert row_seven(scheme)[0] == (
        "People befriended: target 30; reached 30 to 40, an estimate (expected), "
        "100.0% to 133.3%. Counted by: Mo Bright."
    )


def test_an_estimate_that_begins_at_nought_says_that_it_is_one(scheme: Scheme) -> None:
    a_target(
        scheme, low=30, actual_low=0, actual_high=40, actual_how_sure="estimated",
        counted_by="Mo Bright",
    )  # fmt: skip

    assert "reached 0 to 40, an estimate (actual), 0.0% to 133.3%." in row_seven(scheme)[0]


def test_an_objective_nobody_answered_is_not_reported_and_warned_about(
    client: Client, scheme: Scheme
) -> None:
    a_target(scheme)
    sentence = "“People befriended”: nobody has said how many were reached, so it is not reported."

    found = document(report := a_built_report(scheme))

    assert (found["targets"][0]["actual"], found["targets"][0]["per_cent"]) == (None, None)
    assert found["targets"][0]["warnings"] == [sentence]
    assert sentence in found["warnings"]
    assert (
        found["rows"][6]["statements"][0] == "People befriended: target 30; reached: not reported."
    )
    page = client.get(report.get_absolute_url()).content.decode()
    assert '<td class="number" data-label="Reached">not reported</td>' in page


def test_who_counted_is_asked_for(scheme: Scheme) -> None:
    a_target(scheme, actual_low=3, actual_high=3, actual_how_sure="documented")

    assert reported(scheme)[0]["warnings"] == ["“People befriended” does not say who counted."]


def test_a_target_measured_by_a_figure_is_measured_over_its_own_days(scheme: Scheme) -> None:
    met(scheme, "2025-06-01", "2026-02-01", "2026-05-01")
    a_target(
        scheme, "Meetings", low=4, figure="meetings_held", first="2025-04-01", last="2026-03-31"
    )

    found = reported(scheme)[0]

    assert (found["actual"], found["per_cent"]) == (2, 50)
    assert (found["actual_or_expected"], found["counted_by"]) == (
        "actual", "our records: Meetings held",
    )  # fmt: skip
    assert found["period"]["is_of_report"] is False
    assert row_seven(scheme)[0] == (
        "Meetings: target 4 meetings; reached 2 (actual), 50.0%. Counted by: our records: Meetings held. "
        "For 1 April 2025 to 31 March 2026."
    )


def test_a_figure_that_is_not_kept_leaves_its_target_not_reported(scheme: Scheme) -> None:
    a_target(scheme, "Events", figure="events_held")

    found = reported(scheme)[0]

    assert found["actual_low"] is None
    assert found["warnings"] == [
        "“Events”: nobody has said how many were reached, so it is not reported.",
        "“Events”: No events are recorded, so nothing is reported about events.",
    ]


def test_days_that_are_not_over_are_said(scheme: Scheme) -> None:
    a_target(
        scheme, last="2099-03-31", counted_by="Mo",
        actual_low=3, actual_high=3, actual_how_sure="documented",
    )  # fmt: skip

    assert reported(scheme)[0]["warnings"] == ["“People befriended”: its days are not over yet."]


def test_only_targets_with_a_day_in_the_period_are_told_and_groups_stay_apart(
    scheme: Scheme,
) -> None:
    a_target(scheme, group="Gloucester", low=8)
    a_target(scheme, group="Cinderford", low=6)
    a_target(scheme, "Before", first="2025-01-01", last="2025-12-31")
    a_target(scheme, "After", first="2026-04-01", last="2026-12-31")
    a_target(a_scheme("elsewhere"), "Elsewhere")

    assert [(each["group"], each["target"]) for each in reported(scheme)] == [
        ("Cinderford", 6),
        ("Gloucester", 8),
    ]


def test_targets_are_frozen_with_the_report(scheme: Scheme) -> None:
    target = a_target(scheme)
    report = a_built_report(scheme)

    Target.objects.update(actual_low=1, actual_high=1, actual_how_sure="documented")
    a_target(scheme, "Later")

    assert target.actual_low is None
    assert [each["actual"] for each in document(report)["targets"]] == [None]


def test_a_target_written_down_after_the_cut_off_is_in_no_report_built_again(
    scheme: Scheme,
) -> None:
    report = a_report(scheme)
    a_target(scheme)

    build(report.pk)
    report.refresh_from_db()

    assert document(report)["targets"] == []


def test_targets_stand_on_paper(scheme: Scheme) -> None:
    a_target(scheme, low=30, high=40, first="2025-04-01")

    assert render_pdf(document(a_built_report(scheme))).startswith(b"%PDF")


# Spreadsheets


HEADINGS = "Objective,Group,Target,From,To,Measured by,Actual,Status,Who counted"


def test_targets_come_in(scheme: Scheme) -> None:
    result = bring_in(
        scheme,
        "targets",
        HEADINGS,
        "People befriended,Cinderford,30-40,1/4/2025,31/3/2026,by hand,about 34,actual,Mo",
        "Meetings,,200,1/4/2025,31/3/2026,Meetings held,,,",
    )

    assert outcomes(result) == ["added", "added"]
    meetings, people = Target.objects.order_by("objective")
    assert (people.target_low, people.target_high, people.actual_low) == (30, 40, 34)
    assert people.actual_how_sure == "estimated"
    assert (meetings.figure, meetings.actual_low, meetings.standing) == (
        "meetings_held", None, "actual",
    )  # fmt: skip


def test_a_financial_year_stands_for_its_days_and_the_ends_may_have_columns(scheme: Scheme) -> None:
    rows = ["Objective,At least,At most,Year", "People befriended,30,40,2025/26"]

    first, second = bring_in(scheme, "targets", *rows), bring_in(scheme, "targets", *rows)

    assert (outcomes(first), outcomes(second)) == (["added"], ["unchanged"])
    target = Target.objects.get()
    assert (target.first, target.last) == (date(2025, 4, 1), date(2026, 3, 31))
    assert (target.target_low, target.target_high) == (Decimal(30), Decimal(40))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("People,,40 to 30,1/4/2025,31/3/2026,,,,", "“40 to 30” goes down. Write the smaller number first."),
        ("People,,30,31/3/2026,1/4/2025,,,,", "The last day is before the first day."),
        ("People,,0,1/4/2025,31/3/2026,,,,", "A target of nought cannot be reached or missed. Write a number above nought."),
        ("People,,,1/4/2025,31/3/2026,,,,", "A target of nought cannot be reached or missed. Write a number above nought."),
        ("People,,30,1/4/2025,,,,,", "Write from when until when."),
        ("People,,30,1/4/2025,31/3/2026,Cost per person supported,,,", "Of this figure less is better, so it cannot be a number to reach. Choose another figure."),
        ("People,,30,1/4/2025,31/3/2026,Smiles,,,", "“Smiles” is not a figure we know. Write its name as in the report, or “by hand”."),
        (
            "People,,30,1/4/2025,31/3/2026,People supported,34,,",
            "A figure measures this, so its number comes from your records. "
            "Leave the number and who counted empty, or choose “by hand”.",
        ),
    ],
)  # fmt: skip
def test_rows_nobody_could_accept(scheme: Scheme, row: str, sentence: str) -> None:
    result = bring_in(scheme, "targets", HEADINGS, row)

    assert (outcomes(result), said(result)) == (["refused"], [sentence])


def test_ends_that_are_swapped_over_two_columns_are_refused(scheme: Scheme) -> None:
    result = bring_in(scheme, "targets", "Objective,At least,At most,Year", "People,40,30,2025/26")

    assert said(result) == ["“At most” is 30, which is less than “at least”, 40."]
