"""The loop: a co-ordinator's spreadsheets in, a funder's report out, at a desk."""

import json
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from befriending.journeys.browser import DESK, PHONE
from schemes.tests.factories import a_coordinator, a_scheme

OFFICE = Path(__file__).parents[2] / "meetings" / "tests" / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())
ORDER = ("volunteers", "supportees", "matches", "meetings")

pytestmark = pytest.mark.django_db(transaction=True)


def bring_in(page, kind):
    """Upload one file, look at the preview, press the one button."""
    page.get_by_role("link", name="Spreadsheets in").first.click()
    page.locator(f"input[name=kind][value={kind}]").check(force=True)
    page.set_input_files("input[type=file]", OFFICE / EXPECTED[kind]["file"])
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name=f"Bring in {EXPECTED[kind]['added']} rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This is brought in")


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_spreadsheets_in_and_a_report_out(visit, worker, screen):
    scheme = a_scheme("leaving-care", kind="peer-support", name="Leaving care peers")
    sam = visit(a_coordinator(of=scheme), on=screen)
    page = sam.open("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Let us begin.")
    sam.check_page()

    for kind in ORDER:
        if screen is PHONE:
            page.locator("summary", has_text="Menu").click()
        bring_in(page, kind)
        sam.check_page()

    page = sam.open("/s/leaving-care/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("things need you")
    sam.check_page()
    page = sam.open("/s/leaving-care/matches/?rhythm=ask")
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=2, name="What they agreed")).to_be_visible()
    sam.check_page()

    page = sam.open("/s/leaving-care/reports/new/")
    page.get_by_label("Other days").check()
    page.get_by_label("First day").fill("2025-01-01")
    page.get_by_label("Last day").fill("2026-11-21")
    sam.check_page()
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_text("answers need you")).to_be_visible(timeout=30_000)
    sam.check_page()

    held = page.get_by_role("link", name="Meetings held: see the records").first
    expect(held).to_contain_text(f"{EXPECTED['meetings']['held']} Meetings held")
    held.click()
    expect(page.get_by_text(f"of {EXPECTED['meetings']['held']}")).to_be_visible()
    sam.check_page()
    page.go_back()

    page.get_by_role("link", name="Go to row 3").click()
    page.get_by_role("link", name="Write an answer of row 3").click()
    page.get_by_role("textbox").fill("Young people leaving care have somebody on their side.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("somebody on their side")).to_be_visible()

    page.get_by_role("link", name="Check and download").first.click()
    sam.check_page()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as PDF").click()
    with pikepdf.open(download.value.path()) as paper:
        assert paper.Root.MarkInfo.Marked
        assert str(paper.Root.Lang) == "en-GB"
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as JSON").click()
    figures = {
        each["key"]: each for each in json.loads(download.value.path().read_text())["figures"]
    }
    assert figures["meetings_held"]["value"] == EXPECTED["meetings"]["held"]
    assert figures["meetings_missed"]["value"] == EXPECTED["meetings"]["did_not_happen"]
    assert figures["hours_given"]["value"] == EXPECTED["meetings"]["minutes_held"] / 60
