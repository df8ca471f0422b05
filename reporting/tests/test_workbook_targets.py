"""The targets in the workbook, and what it says about estimates."""

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from meetings.tests.factories import counted_people
from reporting.content import document
from reporting.documents.workbook import render_workbook
from reporting.models import Report
from reporting.tests.factories import a_budget_line, a_built_report, a_target
from schemes.models import Scheme
from schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def opened(report: Report, **changes: Any) -> Workbook:
    content = {**document(report), **changes}
    return load_workbook(io.BytesIO(b"".join(render_workbook(report, content, None))))


def rows(workbook: Workbook, page: str) -> list[dict[str, Any]]:
    headings, *found = workbook[page].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in found]


def test_targets_are_rows_and_what_nobody_answered_says_so(scheme: Scheme) -> None:
    target = {
        "label": "People who pass", "group": "", "unit": "people", "target": None,
        "target_low": 30, "target_high": 40, "actual": None, "actual_low": None,
        "actual_high": None, "documented": None, "estimated": None, "per_cent": None,
        "per_cent_low": None, "per_cent_high": None, "actual_or_expected": "",
        "counted_by": "Mo Bright", "warnings": ["Its days are not over yet."],
        "period": {"from": "2026-01-01", "to": "2026-03-31", "words": "", "is_of_report": True},
    }  # fmt: skip
    report = a_built_report(scheme)

    assert rows(opened(report, targets=[target]), "Targets") == [
        {
            "Objective": "People who pass",
            "Group": None,
            "From": datetime(2026, 1, 1),
            "To": datetime(2026, 3, 31),
            "Unit": "people",
            "Target": "30 to 40 people",
            "Target: at least": 30,
            "Target: at most": 40,
            "Reached": "not reported",
            "Reached: at least": None,
            "Reached: at most": None,
            "Documented": None,
            "Estimated": None,
            "Per cent": "not reported",
            "Per cent: at least": None,
            "Per cent: at most": None,
            "Actual or expected": "not reported",
            "Counted by": "Mo Bright",
            "Please note": "Its days are not over yet.",
        }
    ]
    assert rows(opened(report), "Targets")[0]["Objective"] == (
        "No targets were set down for this period: not reported."
    )


def test_a_target_as_it_was_written_down_keeps_its_group_its_days_and_its_footing(
    scheme: Scheme,
) -> None:
    a_target(
        scheme, "People who pass", group="Cinderford", low=30, high=40, unit="people",
        last="2099-03-31", actual_low=6, actual_high=12, actual_how_sure="estimated",
        counted_by="Mo Bright", notes="Ring Ann Quill about it.",
    )  # fmt: skip

    workbook = opened(a_built_report(scheme))

    assert rows(workbook, "Targets") == [
        {
            "Objective": "People who pass",
            "Group": "Cinderford",
            "From": datetime(2026, 1, 1),
            "To": datetime(2099, 3, 31),
            "Unit": "people",
            "Target": "30 to 40 people",
            "Target: at least": 30,
            "Target: at most": 40,
            "Reached": "6 to 12, an estimate",
            "Reached: at least": 6,
            "Reached: at most": 12,
            "Documented": 0,
            "Estimated": 6,
            "Per cent": "15.0% to 40.0%",
            "Per cent: at least": 15,
            "Per cent: at most": 40,
            "Actual or expected": "actual",
            "Counted by": "Mo Bright",
            "Please note": "“People who pass (Cinderford)”: its days are not over yet.",
        }
    ]
    assert "Per cent are rounded to one decimal place. Groups are never added together." in [
        row["Says"] for row in rows(workbook, "About this file")
    ]


def test_what_a_cost_was_divided_by_says_that_it_is_an_estimate(scheme: Scheme) -> None:
    a_budget_line(scheme, amount=500, spent=500)
    counted_people(scheme, people_low=10, people_high=10)

    found = {row["Key"]: row for row in rows(opened(a_built_report(scheme)), "Figures")}

    assert (
        found["cost_per_person"]["Reads"],
        found["cost_per_person"]["Divided by: reads"],
    ) == ("about £50.00", "about 10")
