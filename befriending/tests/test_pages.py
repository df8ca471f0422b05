"""What holds for every page: one heading, a title, a language, nothing inline, refusals in words."""

from html.parser import HTMLParser
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from befriending.tests.test_access_table import EXPECTED
from befriending.tests.world import World, a_world

ROLES = ("anonymous", "manager", "steering", "volunteer", "supportee")
INLINE = ("style", "srcdoc")
PAGES_OF_OTHERS = [
    "account_login",
    "account_request_login_code",
    "account_logout",
    "account_email",
    "mfa_index",
    "usersessions_list",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
]


class Reader(HTMLParser):
    """Notes what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings = 0
        self.title = ""
        self.language = ""
        self.inline: list[str] = []
        self.ids: list[str] = []
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._inside.append(tag)
        self.headings += tag == "h1"
        if tag == "html":
            self.language = given.get("lang") or ""
        if given.get("id"):
            self.ids.append(str(given["id"]))
        # A block of JSON is data; the policy lets nothing in it run.
        is_script = tag == "script" and given.get("type") != "application/json"
        if tag == "style" or (is_script and "src" not in given):
            self.inline.append(f"<{tag}>")
        self.inline += [
            f"{tag} {name}"
            for name, value in given.items()
            if name in INLINE or name.startswith("on") or (value or "").startswith("javascript:")
        ]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "title" and "svg" not in self._inside:
            self.title += data


def faults_of(answer: Any) -> list[str]:
    """What is wrong with a page, in words; a file and an empty answer cannot be wrong."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    if answer.streaming or not is_page or not answer.content:
        return []
    page = answer.content.decode()
    if not page.lstrip().lower().startswith("<!doctype html>"):
        return ["no doctype"]
    read = Reader(page)
    doubled = sorted({each for each in read.ids if read.ids.count(each) > 1})
    return [
        *([f"{read.headings} h1"] if read.headings != 1 else []),
        *(["no title"] if not read.title.strip() else []),
        *([f"lang “{read.language}”"] if read.language != "en-gb" else []),
        *[f"inline {each}" for each in read.inline],
        *[f"id “{each}” twice" for each in doubled],
        *(["no Content-Security-Policy"] if "Content-Security-Policy" not in answer else []),
    ]


@pytest.fixture
def world(db: None, settings: Settings, tmp_path: object) -> World:
    settings.PRIVATE_ROOT = tmp_path
    return a_world()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_well_made_for(world: World, role: str) -> None:
    # Some of these sign in, out or away; each page is opened with a sign-in of its own.
    faults = {
        name: faults_of(world.client(role).get(world.address(name)))
        for name in [*EXPECTED, *PAGES_OF_OTHERS]
    }

    assert {name: found for name, found in faults.items() if found} == {}


def test_every_form_sent_empty_is_well_made(world: World) -> None:
    answers = {
        name: world.client("manager").post(world.address(name), {})
        for name, expected in EXPECTED.items()
        if expected[2] == 200 and name not in ("account_request_login_code", "demo", "health")
    }
    shown = {name: answer for name, answer in answers.items() if answer.status_code == 422}

    assert {name: faults for name, answer in shown.items() if (faults := faults_of(answer))} == {}
    assert "add_volunteer" in shown
    assert {answer.status_code for answer in answers.values()} <= {200, 302, 403, 404, 405, 422}


def test_a_refusal_is_a_page_in_words(world: World) -> None:
    answer = world.client("volunteer").get(world.address("volunteers"))

    assert (answer.status_code, faults_of(answer)) == (403, [])
    assert "This page is not open to you" in answer.content.decode()
    assert "see people, matches and meetings" in answer.content.decode()


def test_somebody_elses_record_is_a_page_that_tells_nothing(world: World) -> None:
    theirs = world.client("coordinator elsewhere").get(world.address("match"))
    nowhere = world.client("coordinator elsewhere").get(
        world.address("match").replace(str(world.match.pk), "999999")
    )

    assert (theirs.status_code, faults_of(theirs)) == (404, [])
    assert "There is nothing at this address" in theirs.content.decode()
    assert "Priya" not in theirs.content.decode()
    assert nowhere.status_code == 404


def test_pages_of_people_are_kept_by_no_cache(world: World) -> None:
    client = world.client("coordinator")

    kept = [
        name
        for name in EXPECTED
        if "no-store" not in client.get(world.address(name)).headers.get("Cache-Control", "")
        and name not in ("health", "end_session", "no_password")
    ]

    assert kept == []
