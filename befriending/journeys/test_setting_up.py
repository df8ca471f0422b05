"""A new scheme, from its first empty page: the next step, stage by stage, a role given, all read."""

import pytest
from playwright.sync_api import Page, expect

from befriending.journeys.browser import DESK, PHONE
from schemes.models import Role, Scheme
from schemes.tests.factories import a_manager, a_role, a_scheme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize(("on", "dark"), [(PHONE, True), (DESK, False)], ids=["phone", "desk"]),
]

SETUP = "/s/alongside/setup/"


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("alongside", kind="mentoring", name="Alongside")


def heading(page: Page, words: str) -> None:
    """The page says this at its top."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_a_manager_sets_a_new_scheme_up(visit, scheme, on, dark):
    mo = visit(a_manager(of=scheme), on=on, dark=dark)
    page = mo.open(SETUP)
    heading(page, "Setting up: 0 of 7 stages are done")
    mo.check_page()

    page.get_by_role("region", name="What to do next").get_by_role("link").click()
    heading(page, "What mentors do")
    mo.check_page()
    page.get_by_role("textbox").fill("They meet once a week.")
    page.get_by_role("button", name="Save").click()
    heading(page, "The role of mentors")
    expect(page.get_by_text("They meet once a week.")).to_be_visible()
    mo.check_page()

    page.get_by_role("link", name="2. Aims").click()
    page.get_by_role("link", name="Say who took part").click()
    heading(page, "Who took part?")
    expect(page.get_by_label("In which stage?")).to_have_value("2")
    expect(page.get_by_label("At least")).to_be_hidden()
    page.get_by_label("Mentees").check(force=True)
    page.get_by_label("No, I know how many").check(force=True)
    page.get_by_label("At least").fill("30")
    page.get_by_label("At most").fill("40")
    page.get_by_label("An estimate").check(force=True)
    page.get_by_label("What did they do?").fill("Talked about what would help")
    mo.check_page()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="How do you know?")).to_be_visible()
    mo.check_page()
    page.get_by_label("How do you know?").fill("the youth worker")
    page.get_by_role("button", name="Save").click()
    heading(page, "Who took part")
    expect(page.get_by_text("30 to 40 mentees").first).to_be_visible()
    mo.check_page()


def test_a_policy_grows_a_second_version(visit, scheme, on, dark):
    mo = visit(a_manager(of=scheme), on=on, dark=dark)
    page = mo.open(SETUP + "policies/")
    mo.check_page()
    page.get_by_role("link", name="Add a policy").click()
    page.get_by_label("Which policy?").select_option(label="Child protection")
    page.get_by_label("What it says").fill("Ring the lead the same day.")
    mo.check_page()
    page.get_by_role("button", name="Save the policy").click()
    heading(page, "Child protection")
    page.get_by_role("link", name="Write a new version").click()
    page.get_by_label("What it says").fill("Ring the lead at once.")
    page.get_by_role("button", name="Save as a new version").click()

    expect(page.get_by_role("heading", name="What is different from version 1")).to_be_visible()
    expect(page.locator("ins")).to_contain_text("at once.")
    mo.check_page()


def test_a_role_is_given_and_ended(visit, scheme, on, dark):
    mo = visit(a_manager(of=scheme), on=on, dark=dark)
    page = mo.open(SETUP + "roles/")
    page.get_by_role("link", name="Give somebody a role").click()
    page.get_by_label("Their name").fill("Joan Ellis")
    page.get_by_label("Their e-mail").fill("joan@example.org")
    page.get_by_label("Steering group member").check(force=True)
    mo.check_page()
    page.get_by_role("button", name="Give the role and send the e-mail").click()
    expect(page.get_by_text("Joan Ellis is steering group member")).to_be_visible()
    mo.check_page()

    page.get_by_role("link", name="End Joan Ellis").click()
    mo.check_page()
    page.get_by_role("button", name="End the role").click()
    heading(page, "Who holds which role")
    expect(page.get_by_text("joan@example.org")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_words_are_heard_and_saved(visit, scheme, on, dark, script):
    mo = visit(a_manager(of=scheme), on=on, dark=dark, script=script)
    page = mo.open(SETUP + "scheme/words/")
    page.get_by_label("Several people who give support").fill("allies")
    page.get_by_role("button", name="Hear how they sound").click()
    expect(page.get_by_text("one of your allies")).to_be_visible()
    page.get_by_role("button", name="Save the words").click()
    heading(page, "Alongside")
    expect(page.get_by_role("definition").filter(has_text="allies")).to_be_visible()


def test_the_steering_group_reads_and_finds_no_button(visit, scheme, on, dark):
    stella = visit(a_role(Role.STEERING, of=scheme), on=on, dark=dark)
    for part in (
        "",
        "stages/6/",
        "policies/",
        "papers/",
        "steering/",
        "taking-part/",
        "scheme/",
        "organisations/",
    ):
        page = stella.open(SETUP + part)
        stella.check_page()
        expect(page.locator("main a.button, main button")).to_have_count(0)
