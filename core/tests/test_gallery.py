"""Every component and frame in a real browser: nothing for axe to find, nothing too wide, light enough."""

import gzip
import mimetypes
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as project_settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Route,
    ViewportSize,
)
from pytest_django.fixtures import Settings

from core.tests.gallery import ERROR_PAGES, PAGES

SITE = "http://gallery.localhost"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
Colours = Literal["light", "dark"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FRAGMENTS = {"progress"}
WHOLE_PAGES = sorted(PAGES.keys() - FRAGMENTS)


@pytest.fixture
def client(settings: Settings, core_templates: None, tmp_path: Path) -> Client:
    settings.STATIC_ROOT = tmp_path
    settings.ROOT_URLCONF = "core.tests.gallery"
    settings.ALLOWED_HOSTS = ["gallery.localhost"]
    settings.SECURE_SSL_REDIRECT = False
    return Client(SERVER_NAME="gallery.localhost")


def static_file(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is not there"
    return Path(found).read_bytes()


class Visitor:
    """A browser context whose requests the test client answers; keeps what went wrong and over the wire."""

    def __init__(
        self,
        browser: Browser,
        client: Client,
        viewport: ViewportSize,
        colours: Colours,
        script: bool = True,
    ) -> None:
        self.client = client
        self.complaints: list[str] = []
        self.sent: dict[str, int] = {}
        self.context: BrowserContext = browser.new_context(
            viewport=viewport,
            color_scheme=colours,
            reduced_motion="reduce",
            java_script_enabled=script,
            bypass_csp=False,
        )
        self.context.set_default_timeout(5000)
        self.context.route("**/*", self.answer)
        self.page: Page = self.context.new_page()
        self.page.on("console", self.complain)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def complain(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.path.startswith(project_settings.STATIC_URL):
            body = static_file(address.path.removeprefix(project_settings.STATIC_URL))
            headers = {"content-type": mimetypes.guess_type(address.path)[0] or "text/plain"}
            status = 200
        else:
            response = self.client.get(f"{address.path}?{address.query}")
            body, status = response.content, response.status_code
            headers = dict(response.headers.items())
        self.sent[address.path] = len(gzip.compress(body, 9))
        route.fulfill(status=status, body=body, headers=headers)

    def visit(self, name: str) -> Page:
        self.page.goto(f"{SITE}/gallery/{name}/")
        return self.page


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, client: Client, viewport: ViewportSize, colours: Colours
) -> None:
    visitor = Visitor(browser, client, viewport, colours)
    # The error pages differ in their words alone: once on each side is enough.
    both_ends = (viewport is PHONE) == (colours == "light")
    for name in [*WHOLE_PAGES, *ERROR_PAGES] if both_ends else WHOLE_PAGES:
        page = visitor.visit(name)
        found = Axe().run(page, options={"runOnly": RULES}).response
        assert [(name, each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
        # An empty list must not mean that nothing was looked at.
        assert len(found["passes"]) > 10
        assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"], name
        assert page.locator("h1").count() == 1, name
    assert visitor.complaints == []
    visitor.context.close()


def test_targets_are_large_enough_for_a_thumb(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    for name in ("sheet", "form", "phone", "public"):
        page = visitor.visit(name)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                    ".button, .chip, .choice, .check, .filters a, header a, summary, select, textarea, "
                    + "input:not([type=hidden], [type=radio], [type=checkbox])")]
                .filter((part) => part.checkVisibility())
                .map((part) => [part.outerHTML.slice(0, 80), part.getBoundingClientRect().height])
                .filter(([, height]) => height < 44)"""
        )
        assert small == [], name
    visitor.context.close()


def test_answers_open_what_belongs_to_them_without_script(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light", script=False)
    page = visitor.visit("sheet")
    why, reason = page.get_by_label("Why we met today:"), page.get_by_label("What got in the way?")
    other_day, where = page.get_by_label("Which day?"), page.get_by_label("Where?")
    assert [each.is_visible() for each in (why, reason, other_day, where)] == [
        True,
        False,
        False,
        False,
    ]
    page.get_by_label("Another day").check()
    page.get_by_label("Somewhere else").check()
    assert [each.is_visible() for each in (other_day, where)] == [True, True]
    page.get_by_label("No, it did not happen").check()
    assert [each.is_visible() for each in (why, reason, other_day, where)] == [
        False,
        True,
        False,
        False,
    ]
    visitor.context.close()


def test_the_save_bar_stays_in_reach(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    page = visitor.visit("sheet")
    save = page.get_by_role("button", name="Save the sheet")
    box = save.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]
    visitor.context.close()


def test_a_phone_page_arrives_in_four_light_requests(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    visitor.visit("sheet").wait_for_load_state("networkidle")
    # The icon is asked for by the browser's own frame, outside what the page can see.
    icon = static_file("icons/favicon.svg")
    assert set(visitor.sent) - {"/static/icons/favicon.svg"} == {
        "/gallery/sheet/",
        "/static/css/befriending.css",
        "/static/js/form.js",
    }
    assert visitor.sent["/gallery/sheet/"] <= 13 * 1024
    assert sum(visitor.sent.values()) + len(gzip.compress(icon)) <= 30 * 1024
    visitor.context.close()


def test_the_style_sheet_weighs_less_than_fifteen_kilobytes() -> None:
    assert len(gzip.compress(static_file("css/befriending.css"), 9)) < 15 * 1024


def test_the_page_is_usable_by_keyboard_from_the_skip_link(
    browser: Browser, client: Client
) -> None:
    visitor = Visitor(browser, client, DESK, "light")
    page = visitor.visit("form")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main part"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "name"
    visitor.context.close()


def test_search_asks_while_typing_and_keeps_the_address(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, DESK, "light")
    page = visitor.visit("desk")
    page.get_by_label("Find by name").press_sequentially("joan")
    page.wait_for_url("**/gallery/desk/?q=joan")
    assert page.evaluate("document.activeElement.name") == "q"
    assert visitor.complaints == []
    visitor.context.close()


def test_focus_goes_to_the_list_of_errors(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    page = visitor.visit("filled")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Name: Please fill this in.").click()
    assert page.evaluate("document.activeElement.name") == "name"
    visitor.context.close()


def test_a_form_is_sent_once_and_says_that_it_is_being_saved(
    browser: Browser, client: Client
) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    page = visitor.visit("form")
    first_stopped, second_stopped, said, button_state, state_on_return = page.evaluate(
        """() => {
            const form = document.querySelector("main form"), button = form.querySelector("button");
            const send = () => !form.dispatchEvent(new Event("submit", {bubbles: true, cancelable: true}));
            const stopped = [send(), send()];
            const state = [document.querySelector(".live").textContent, button.getAttribute("aria-disabled")];
            window.dispatchEvent(new Event("pageshow"));
            return [...stopped, ...state, button.getAttribute("aria-disabled")];
        }"""
    )
    assert (first_stopped, second_stopped) == (False, True)
    assert (said, button_state, state_on_return) == ("Saving…", "true", None)
    visitor.context.close()


def test_a_long_answer_says_how_much_room_is_left(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    page = visitor.visit("form")
    page.get_by_label("Notes").fill("a" * 390)
    assert page.locator(".count-left").text_content() == "Room for 10 more letters"
    visitor.context.close()


def test_a_date_says_its_weekday(browser: Browser, client: Client) -> None:
    visitor = Visitor(browser, client, PHONE, "light")
    page = visitor.visit("form")
    page.get_by_label("Joined on").fill("2026-11-19")
    page.get_by_label("Joined on").blur()
    assert page.locator(".day-words").text_content() == "Thursday 19 November 2026"
    visitor.context.close()


@pytest.mark.parametrize(("typed", "asks"), [("", False), ("Priya", True)])
def test_leaving_with_words_unsaved_asks_first(
    browser: Browser, client: Client, typed: str, asks: bool
) -> None:
    visitor = Visitor(browser, client, DESK, "light")
    page = visitor.visit("form")
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.locator("#id_name").press_sequentially(typed)
    page.get_by_role("link", name="Today").first.click()
    page.wait_for_url("**/gallery/desk/")
    assert asked == (["beforeunload"] if asks else [])
    visitor.context.close()
