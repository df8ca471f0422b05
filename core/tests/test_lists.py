"""Lists: search, filters, order and pages, all in the address."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from core.models import JobMark

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages")]
TEMPLATE = "{% for row in rows %}{{ row.name }};{% endfor %}"


@pytest.fixture(autouse=True)
def notes_template(settings: Settings, core_templates: None) -> None:
    templates = settings.TEMPLATES
    templates[0]["APP_DIRS"] = False
    templates[0]["DIRS"] = []
    templates[0]["OPTIONS"]["loaders"] = [
        ("django.template.loaders.locmem.Loader", {"notes.html": TEMPLATE})
    ]
    settings.TEMPLATES = templates


def notes(*names: str) -> None:
    now = timezone.now()
    for age, name in enumerate(names):
        JobMark.objects.create(name=name, last_success_at=now - timedelta(hours=age))


def shown(client: Client, address: str = "/list/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def counts(client: Client, address: str = "/list/") -> list[tuple[Any, ...]]:
    [(_filter, choices)] = client.get(address).context["filter_rows"]
    return [(value, count) for value, _words, count in choices]


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/list/", "cake;coffee;tea;"),
        ("/list/?sort=-name", "tea;coffee;cake;"),
        ("/list/?sort=when", "cake;coffee;tea;"),
        ("/list/?sort=-when", "tea;coffee;cake;"),
        ("/list/?sort=nonsense", "cake;coffee;tea;"),
        ("/list/?sort=-", "cake;coffee;tea;"),
    ],
)
def test_order(client: Client, address: str, rows: str) -> None:
    notes("tea", "coffee", "cake")

    assert shown(client, address) == rows


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/list/?page=2", "d;"),
        ("/list/?page=last", "a;b;c;"),
        ("/list/?page=99", "d;"),
        ("/list/?page=-1", "d;"),
        ("/list/?page=", "a;b;c;"),
    ],
)
def test_pages(client: Client, address: str, rows: str) -> None:
    notes("a", "b", "c", "d")

    assert shown(client, address) == rows


def test_equal_rows_keep_one_order_over_the_pages(client: Client) -> None:
    moment = timezone.now()
    for name in "abcdefg":
        JobMark.objects.create(name=name, last_success_at=moment)

    pages = [shown(client, f"/list/?sort=when&page={number}") for number in (1, 2, 3)]

    assert "".join(pages) == "a;b;c;d;e;f;g;"


def test_search_narrows_rows_and_counts(client: Client) -> None:
    notes("green tea", "black tea", "coffee")

    assert shown(client, "/list/?q=green") == "green tea;"
    assert counts(client, "/list/?q=green") == [("", 1), ("tea", 1), ("coffee", 0)]


def test_a_filter_narrows_rows_and_leaves_the_counts(client: Client) -> None:
    notes("green tea", "black tea", "coffee")

    assert shown(client, "/list/?about=tea") == "black tea;green tea;"
    assert counts(client, "/list/?about=tea") == [("", 3), ("tea", 2), ("coffee", 1)]


def test_a_choice_that_is_not_ours_keeps_everything(client: Client) -> None:
    notes("tea")

    answer = client.get("/list/?about=nonsense")

    assert (answer.content, answer.context["is_narrowed"]) == (b"tea;", False)


@pytest.mark.parametrize(
    ("address", "is_narrowed"),
    [
        ("/list/", False),
        ("/list/?q=tea", True),
        ("/list/?about=tea", True),
        ("/list/?q=%20", False),
    ],
)
def test_it_knows_whether_it_was_narrowed(client: Client, address: str, is_narrowed: bool) -> None:
    assert client.get(address).context["is_narrowed"] is is_narrowed


@pytest.mark.parametrize("words", ["%00", "a%00b", "%25", "%5C", "%27", "x" * 5000, "%F0%9F%8D%B5"])
def test_odd_words_find_nothing_and_break_nothing(client: Client, words: str) -> None:
    notes("tea")

    assert shown(client, f"/list/?q={words}") == ""


@pytest.mark.parametrize("rows", [1, 30])
def test_two_queries_for_any_number_of_rows(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    notes(*[f"tea {number}" for number in range(rows)])

    # All the counts, the rows of the page.
    with django_assert_num_queries(2):
        client.get("/list/")
