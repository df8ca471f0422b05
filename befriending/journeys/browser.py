"""A real browser for tests: one Chromium for the whole run, a visitor with a phone or a desk."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from accounts.models import User

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What the browser says of its own accord about a page we answered with 4xx on purpose.
EXPECTED_COMPLAINT = "Failed to load resource: the server responded with a status of 4"


@dataclass
class Visitor:
    """Somebody in front of a browser; keeps what the browser complained about."""

    context: BrowserContext
    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser writes to its console as an error."""
        if message.type == "error" and not message.text.startswith(EXPECTED_COMPLAINT):
            self.complaints.append(message.text)

    def check_page(self) -> None:
        """Nothing for axe to find, nothing wider than the screen, no complaint."""
        found = Axe().run(self.page, options={"runOnly": RULES}).response["violations"]
        assert [
            (violation["id"], [node["target"] for node in violation["nodes"]])
            for violation in found
        ] == [], self.page.url
        too_wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide <= 0, f"{self.page.url} is {too_wide} px too wide"
        assert self.complaints == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    # Playwright keeps a loop running in this thread, which Django takes for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium")
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Visitor]]:
    """`visit(as_user, on=PHONE)`: a new visitor, signed in as this user if one is given."""
    opened: list[BrowserContext] = []

    def visit(
        as_user: User | None = None,
        *,
        on: dict[str, int] = PHONE,
        dark: bool = False,
        script: bool = True,
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": on["width"], "height": on["height"]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        if as_user is not None:
            context.add_cookies([_session_cookie(as_user, live_server.url)])
        visitor = Visitor(context, context.new_page(), live_server.url)
        visitor.page.on("console", visitor.hear)
        visitor.page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        return visitor

    yield visit
    for context in opened:
        context.close()


def _session_cookie(user: User, address: str) -> Any:
    """The cookie of a session like one from the demo page: no second step to take."""
    from accounts.middleware import DEMO_SESSION_KEY

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[DEMO_SESSION_KEY] = True
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}
