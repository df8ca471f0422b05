"""A published case from Gloucestershire, entered through files and through pages, comes out right.

£25,000 of grant and £5,000 of their own; four partners of which two faded; eight volunteers who
signposted about 30 people; six who befriended 30 to 40, with £45 for each who passes two modules.
"""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from accounts.tests.factories import signed_in
from reporting.building import build
from reporting.content import as_json, document
from reporting.documents.files import file_pieces
from reporting.models import Report
from reporting.services import request_report
from reporting.tests.gloucestershire_pages import ENTRIES
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme, an_organisation

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "gloucestershire"
KINDS = ("partners", "activities", "counted_people", "outcomes", "budget", "targets")


def through_files(scheme: Scheme) -> None:
    for kind in KINDS:
        call_command(
            "import_data", scheme.slug, kind, str(FILES / f"{kind}.csv"),
            stdout=io.StringIO(), stderr=io.StringIO(),
        )  # fmt: skip


def through_pages(scheme: Scheme) -> None:
    client = signed_in(Client(), a_coordinator(of=scheme))
    for page, typed in ENTRIES:
        answer = client.post(reverse(page, args=[scheme.slug]), typed)
        assert answer.status_code == 302, (page, typed, answer.context["form"].errors)


@pytest.fixture(params=[through_files, through_pages])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    scheme = a_scheme(
        "forest",
        name="Learning together in the Forest",
        organisation=an_organisation("Gloucestershire Learning Partnership"),
    )
    enter: Callable[[Scheme], None] = request.param
    enter(scheme)
    return scheme


def built(scheme: Scheme, layout: str) -> Report:
    report = request_report(
        scheme, layout, date(2012, 4, 1), date(2013, 3, 31), actor=None, build_now=True
    )
    build(report.pk)
    report.refresh_from_db()
    return report


def figures(report: Report) -> dict[str, dict[str, Any]]:
    return {figure["key"]: figure for figure in as_json(document(report))["figures"]}


def test_the_figures_are_those_that_were_published(scheme: Scheme) -> None:
    found = figures(built(scheme, "lsis-impact"))

    assert {
        key: (found[key]["value"], found[key]["low"], found[key]["high"])
        for key in (
            "people_supported", "volunteers_active", "people_signposted", "people_enrolled",
            "people_completed", "group_activities", "people_at_activities", "outcome_payments",
            "money_spent", "money_grant", "money_own", "cost_per_person", "cost_per_organisation",
            "cost_per_meeting", "training_days",
        )
    } == {
        "people_supported": (None, 30, 40),
        "volunteers_active": (14, 14, 14),
        "people_signposted": (30, 30, 30),
        "people_enrolled": (None, 30, 40),
        "people_completed": (0, 0, 0),
        "group_activities": (2, 2, 2),
        "people_at_activities": (None, None, None),
        "outcome_payments": (0, 0, 0),
        "money_spent": (30_000, 30_000, 30_000),
        "money_grant": (25_000, 25_000, 25_000),
        "money_own": (5_000, 5_000, 5_000),
        "cost_per_person": (None, 750, 1_000),
        "cost_per_organisation": (6_000, 6_000, 6_000),
        "cost_per_meeting": (None, None, None),
        "training_days": (None, None, None),
    }  # fmt: skip
    assert found["people_completed"]["warnings"] == ["Expected besides: 30 to 40."]
    assert found["outcome_payments"]["warnings"] == ["Expected besides: £1,350.00 to £1,800.00."]
    assert (found["people_signposted"]["documented"], found["people_signposted"]["estimated"]) == (
        0,
        30,
    )


def test_the_sentences_keep_ranges_estimates_and_partners_that_faded(scheme: Scheme) -> None:
    rows = {
        row["number"]: row["answer"].splitlines()
        for row in document(built(scheme, "lsis-impact"))["rows"]
    }

    assert (
        "Riverbank Neighbours: partner. Was to run a group of volunteers. Written agreement of "
        "15 March 2012. Folded. Faded when core funding was cut. Until 30 November 2012."
    ) in rows[5]
    assert rows[5][0] == "Organisations in the partnership: 5."
    assert len(rows[5]) == 6
    assert "People signposted: about 30." in rows[7]
    assert "People supported: 30 to 40." in rows[6]
    assert (
        "30 to 40 people (an estimate) are expected to complete two ICT modules each, "
        "£45.00 for each person. By 31 July 2013."
    ) in rows[7]
    assert "Cost per person supported: £750.00 to £1,000.00." in rows[11]


def test_groups_with_their_own_targets_are_not_pooled_and_silence_is_not_nought(
    scheme: Scheme,
) -> None:
    targets = as_json(document(built(scheme, "lsis-impact")))["targets"]

    assert [
        (target["label"], target["group"], target["actual"], target["per_cent"]) for target in targets
    ] == [
        ("Consistent volunteers", "Cinderford", 6, 75),
        ("Consistent volunteers", "Gloucester", 8, 100),
        ("Learners with two modules passed", "Cinderford", None, None),
        ("Models that go on by themselves", "", 2, 100),
        ("Partner groups that run a scheme", "", 2, 50),
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["lsis-impact", "lsis-guide"])
def test_each_layout_says_the_same_in_word(scheme: Scheme, layout: str) -> None:
    word = Document(io.BytesIO(b"".join(file_pieces(built(scheme, layout), "docx", None))))
    said = [paragraph.text for paragraph in word.paragraphs]
    said += [cell.text for table in word.tables for row in table.rows for cell in row.cells]

    for words in ("30 to 40", "£750.00 to £1,000.00", "£30,000.00", "not reported"):
        assert any(words in each for each in said), words


@pytest.mark.parametrize("layout", ["lsis-impact", "lsis-guide"])
def test_each_layout_keeps_its_numbers_in_a_workbook(scheme: Scheme, layout: str) -> None:
    stream = io.BytesIO(b"".join(file_pieces(built(scheme, layout), "xlsx", None)))
    sheet = load_workbook(stream)["Figures"]
    headings, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    cost = next(
        dict(zip(headings, row, strict=True)) for row in rows if "Cost per person supported" in row
    )

    assert (cost["Low"], cost["High"]) == (750, 1_000)


@pytest.mark.parametrize("layout", ["lsis-impact", "lsis-guide"])
def test_each_layout_is_set_on_paper(scheme: Scheme, layout: str) -> None:
    assert b"".join(file_pieces(built(scheme, layout), "pdf", None)).startswith(b"%PDF-")
