"""From the first page to today's, by keyboard: code, second step, recovery codes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from accounts.models import User
from accounts.services import invite
from accounts.tests.factories import a_user
from accounts.tests.signing_in import number_of_app
from befriending.journeys.browser import DESK, PHONE
from befriending.journeys.keyboard import AtKeyboard
from befriending.journeys.letters import Letters
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.parametrize(("on", "dark"), [(PHONE, True), (DESK, False)], ids=["phone", "desk"]),
]

TODAY = "/s/side-by-side/"
VIRTUAL_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def open_window(visit, on, dark) -> Callable[[], AtKeyboard]:
    """A fresh browser window of this width and these colours."""
    return lambda: AtKeyboard(visit(on=on, dark=dark))


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("side-by-side")


@pytest.fixture
def sam(scheme: Scheme) -> User:
    return a_coordinator(of=scheme, name="Sam Rivers")


def sign_in_by_code(window: AtKeyboard, letters: Letters, address: str) -> None:
    """From the first page to the code."""
    window.open("/")
    window.look("Good that you are here")
    window.press("Sign in")
    window.look("Sign in")
    window.write("Your e-mail address", address)
    window.look("Write the code from your e-mail")
    window.write("Code from the e-mail", letters.next_code_to(address))


def test_a_coordinator_signs_in_for_the_first_time_and_again(
    open_window, letters, worker, sam
) -> None:
    first = open_window()
    sign_in_by_code(first, letters, sam.email)
    first.look("One thing before you start")
    first.open(TODAY + "volunteers/")
    first.look("One thing before you start")
    first.press("Set up an app")
    first.look("Set up an authenticator app")
    first.press("I cannot scan it")
    secret = first.page.locator("code").inner_text()
    first.write("Number from the app", number_of_app(secret))
    first.look("Recovery codes")
    expect(first.page.locator(".codes li")).to_have_count(10)
    first.press("Done, go to my pages")
    first.arrives_at(TODAY)
    first.visitor.check_page()

    again = open_window()
    sign_in_by_code(again, letters, sam.email)
    again.look("One more step")
    again.write("Number from the app", number_of_app(secret, half_minutes_on=1))
    again.arrives_at(TODAY)
    again.open("/accounts/sessions/")
    again.look("Where you are signed in")
    again.press("Sign out everywhere else")
    again.look("Where you are signed in")
    first.open(TODAY)
    first.look("Sign in")


def test_a_passkey_is_set_up_and_opens_the_pages_by_itself(
    open_window, letters, worker, sam
) -> None:
    window = open_window()
    device = window.visitor.context.new_cdp_session(window.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_AUTHENTICATOR})
    sign_in_by_code(window, letters, sam.email)
    window.look("One thing before you start")
    window.press("Set up a passkey")
    window.look("Set up a passkey")
    window.tab_to("Also let it sign me in by itself")
    window.page.keyboard.press("Space")
    window.press("Set it up")
    window.look("Recovery codes")
    window.press("Done, go to my pages")
    window.arrives_at(TODAY)

    window.open("/accounts/logout/")
    window.look("Sign out of this device?")
    window.press("Sign out")
    window.look("Good that you are here")
    window.press("Sign in")
    window.look("Sign in")
    window.press("Use a passkey")
    window.arrives_at(TODAY)

    window.open("/accounts/logout/")
    window.press("Sign out")
    window.look("Good that you are here")
    sign_in_by_code(window, letters, sam.email)
    window.look("One more step")
    window.press("Use my passkey")
    window.arrives_at(TODAY)


def test_somebody_invited_presses_the_button_once(open_window, letters, worker) -> None:
    priya = a_user("Priya Khan")
    invite(priya, to_what="Side by side", actor=None)
    letter = letters.next_to(priya.email, about="You are invited to Side by side")
    path = letter.split("http://localhost:8000")[1].split()[0]
    window, later = open_window(), open_window()

    window.open(path)
    window.look("Welcome, Priya Khan")
    window.press("Open my pages")
    window.look("You are signed in, but not part of a scheme")
    later.open(path)
    later.look("This invitation does not open")


def test_trying_it_out_takes_one_press(open_window, settings, sam) -> None:
    settings.DEMO = True
    User.objects.filter(pk=sam.pk).update(email="coordinator@demo.example")
    window = open_window()
    window.open("/")
    window.press("Try it out")
    window.look("Who would you like to be?")
    window.press("Sign in")
    window.arrives_at(TODAY)
