"""A volunteer writes the Meeting Record Sheet on a phone, and the co-ordinator reads it."""

import gzip
from collections.abc import Callable
from urllib.request import Request as Fetch
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, Request, expect

from accounts.models import User
from accounts.tests.factories import a_user
from befriending.journeys.browser import DESK, PHONE, Visitor
from befriending.journeys.keyboard import AtKeyboard
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db(transaction=True)
Visit = Callable[..., Visitor]
STORY = "Read the letter together over tea."


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("side-by-side", contact_name="Sam Rivers", contact_phone="07700 900123")


@pytest.fixture
def priya() -> User:
    return a_user("Priya Khan")


@pytest.fixture
def match(scheme: Scheme, priya: User) -> Match:
    volunteer = a_volunteer(scheme, "Priya Khan", user=priya)
    joan = a_supportee(scheme, "Joan Abbott", user=a_user("Joan Abbott"))
    return a_match(volunteer, joan, usual_place="Library café")


@pytest.fixture
def other_match(match: Match, scheme: Scheme) -> Match:
    return a_match(match.volunteer, a_supportee(scheme, "Mo Baker"))


@pytest.fixture
def sam(scheme: Scheme) -> User:
    return a_coordinator(of=scheme, name="Sam Rivers")


def sheet_of(match: Match) -> str:
    return f"/me/matches/{match.pk}/sheet/"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("on", [PHONE, DESK], ids=["phone", "desk"])
def test_from_my_matches_to_the_coordinators_list_by_keyboard(
    visit: Visit, match: Match, priya: User, sam: User, on: dict[str, int], dark: bool
) -> None:
    phone = AtKeyboard(visit(priya, on=on, dark=dark))
    phone.open("/me/")
    phone.look("My matches")
    phone.press("Write a sheet")
    phone.look("Meeting Record Sheet")
    phone.tab_to("What we did:")
    phone.page.keyboard.type(STORY)
    phone.tab_to("Not agreed yet")
    phone.page.keyboard.press("ArrowDown")
    phone.tab_to("I sign this as Priya Khan")
    phone.page.keyboard.press("Space")
    phone.press("Save the sheet")
    expect(phone.page.locator(".notice")).to_contain_text("Saved.")
    expect(phone.page.locator(".notice")).to_contain_text("Next:")
    phone.look("Meeting Record Sheet")
    phone.press("‹ Joan")
    phone.look("You and Joan")

    desk = AtKeyboard(visit(sam, on=on, dark=dark))
    desk.open("/s/side-by-side/meetings/?state=held")
    desk.look("Meetings")
    day = RecordSheet.objects.get().meeting.on
    desk.press(f"{day:%a} {day.day}")
    desk.look("Priya and Joan")
    expect(desk.page.locator("main")).to_contain_text(STORY)


def test_a_meeting_that_did_not_happen_without_any_script(
    visit: Visit, match: Match, priya: User
) -> None:
    visitor = visit(priya, script=False)
    page = visitor.open(sheet_of(match))
    expect(page.get_by_label("What we did:")).to_be_visible()
    page.get_by_label("No, it did not happen").check()
    expect(page.get_by_label("What we did:")).to_be_hidden()
    page.get_by_label("Joan could not").check()
    page.get_by_label("Why did it not happen?").fill("A cold.")
    page.get_by_role("button", name="Save the sheet").click()

    expect(page.locator(".notice")).to_contain_text("Saved.")
    assert Meeting.objects.get().missed_reason == "A cold."


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_mistakes_are_named_on_top_and_at_the_field(
    visit: Visit, match: Match, priya: User, dark: bool
) -> None:
    visitor = visit(priya, dark=dark)
    page = visitor.open(sheet_of(match))
    page.get_by_label("Another day").first.check()
    page.get_by_label("Other", exact=True).last.check()
    page.get_by_label("What we did:").fill(STORY)
    page.get_by_role("button", name="Save the sheet").click()

    expect(page.locator(".error-summary")).to_contain_text("Please check 2 things")
    visitor.check_page()
    page.get_by_role("link", name="Which day?: Say which day it was.").click()
    expect(page.get_by_label("Which day?").first).to_be_focused()
    expect(page.get_by_label("What we did:")).to_have_value(STORY)


def test_a_double_tap_saves_once(visit: Visit, match: Match, priya: User) -> None:
    page = visit(priya).open(sheet_of(match))
    page.get_by_label("What we did:").fill(STORY)
    page.get_by_role("button", name="Save the sheet").dblclick()

    expect(page.locator(".notice")).to_contain_text("Saved.")
    assert Meeting.objects.count() == 1


def write_and_lose_the_session(visitor: Visitor, match: Match) -> Page:
    """The sign-in ends while a sheet is being written; saving leads to signing in."""
    page = visitor.open(sheet_of(match))
    page.get_by_label("What we did:").fill(STORY)
    page.get_by_label("2 hours", exact=True).check()
    visitor.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save the sheet").click()
    expect(page.locator("h1")).to_contain_text("Sign in")
    return page


def sign_in_again(visitor: Visitor, visit: Visit, user: User) -> None:
    """A fresh session in the same tab."""
    visitor.context.add_cookies(visit(user).context.cookies())  # type: ignore[arg-type]


def test_what_was_written_comes_back_after_signing_in_again(
    visit: Visit, match: Match, priya: User
) -> None:
    visitor = visit(priya)
    page = write_and_lose_the_session(visitor, match)
    sign_in_again(visitor, visit, priya)
    visitor.open(sheet_of(match))

    expect(page.get_by_text("What you wrote and did not save is back.")).to_be_visible()
    expect(page.get_by_label("What we did:")).to_have_value(STORY)
    expect(page.get_by_label("2 hours", exact=True)).to_be_checked()
    visitor.check_page()
    page.get_by_role("button", name="Save the sheet").click()
    expect(page.locator(".notice")).to_contain_text("Saved.")
    assert RecordSheet.objects.get().did == STORY


def test_what_was_saved_does_not_come_back(visit: Visit, match: Match, priya: User) -> None:
    page = visit(priya).open(sheet_of(match))
    page.get_by_label("What we did:").fill(STORY)
    page.get_by_role("button", name="Save the sheet").click()
    expect(page.locator(".notice")).to_contain_text("Saved.")

    page.goto(page.url.split("/me/")[0] + sheet_of(match))

    expect(page.get_by_label("What we did:")).to_have_value("")
    assert kept_in(page) == 0


def test_a_text_never_appears_in_another_matchs_sheet(
    visit: Visit, match: Match, other_match: Match, priya: User
) -> None:
    visitor = visit(priya)
    write_and_lose_the_session(visitor, match)
    sign_in_again(visitor, visit, priya)

    page = visitor.open(sheet_of(other_match))
    expect(page.get_by_label("What we did:")).to_have_value("")
    page.evaluate(
        """([from, to]) => {
            const key = Object.keys(sessionStorage).find(key => key.startsWith("kept:"));
            sessionStorage.setItem(key.replaceAll(from, to), sessionStorage.getItem(key));
        }""",
        [f"/{match.pk}", f"/{other_match.pk}"],
    )
    page.reload()

    expect(page.get_by_label("What we did:")).to_have_value("")
    expect(page.locator("[data-kept-note]")).to_be_hidden()


def test_somebody_else_on_the_same_phone_does_not_see_it_and_it_is_gone(
    visit: Visit, match: Match, priya: User, scheme: Scheme
) -> None:
    visitor = visit(priya)
    page = write_and_lose_the_session(visitor, match)
    joan = User.objects.get(person=match.supportee.person)
    sign_in_again(visitor, visit, joan)
    visitor.open(f"/me/matches/{match.pk}/")

    assert kept_in(page) == 0


@pytest.mark.parametrize("where", ["/me/", "/accounts/logout/"])
def test_signing_out_lets_go_of_it(visit: Visit, match: Match, priya: User, where: str) -> None:
    visitor = visit(priya)
    page = visitor.open(sheet_of(match))
    page.get_by_label("What we did:").fill(STORY)
    page.on("dialog", lambda dialog: dialog.accept())
    visitor.open(where)
    assert kept_in(page) == 1

    page.get_by_role("button", name="Sign out").click()

    expect(page.locator("h1")).to_contain_text("Good that you are here")
    assert kept_in(page) == 0


def test_starting_afresh_empties_the_sheet(visit: Visit, match: Match, priya: User) -> None:
    visitor = visit(priya)
    write_and_lose_the_session(visitor, match)
    sign_in_again(visitor, visit, priya)
    page = visitor.open(sheet_of(match))

    page.get_by_role("button", name="Start afresh").click()

    expect(page.get_by_label("What we did:")).to_have_value("")
    expect(page.get_by_label("1 hour", exact=True)).to_be_checked()
    assert kept_in(page) == 0


def kept_in(page: Page) -> int:
    """How many texts the tab keeps."""
    return page.evaluate(
        "Object.keys(sessionStorage).filter(key => key.startsWith('kept:')).length"
    )


@pytest.mark.parametrize("path", ["/me/", "sheet"])
def test_a_first_visit_is_four_requests_and_thirty_kilobytes(
    visit: Visit, match: Match, priya: User, path: str
) -> None:
    visitor = visit(priya)
    asked: list[Request] = []
    visitor.page.on("request", lambda request: asked.append(request))
    visitor.open(sheet_of(match) if path == "sheet" else path)
    fetched = [each for each in asked if each.url.startswith("http")]
    [cookie] = [each for each in visitor.context.cookies() if each["name"] == "sessionid"]
    sizes = {each.url: compressed_size(each.url, cookie["value"]) for each in fetched}

    print(sizes)
    assert len(fetched) <= 4
    assert sizes[fetched[0].url] <= 13_000
    assert sum(sizes.values()) <= 30_000


def compressed_size(url: str, session: str) -> int:
    """What travels: the body compressed, as the site sends it, with some room for headers."""
    asked = Fetch(url, headers={"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"})
    with urlopen(asked) as answer:
        body, encoding = answer.read(), answer.headers.get("Content-Encoding")
        headers = len(str(answer.headers))
    return headers + len(body if encoding == "gzip" else gzip.compress(body))
