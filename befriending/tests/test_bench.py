"""The bench: what it replays, what its rows say, and that it says in words what is in the way."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from pytest_django.fixtures import Settings

from befriending.bench import capture, growth, jobs, pages, scene, sheets
from befriending.bench.errors import CannotMeasure
from befriending.bench.floor import STATEMENTS, views
from befriending.bench.rows import Limit, Row, table, timed_row
from befriending.demo import load_small
from befriending.local import Services
from befriending.local.home import CHECKOUT, DataHome
from befriending.tests.local_servers import VARIABLES
from core.models import Submission
from meetings.models import Meeting, RecordSheet
from schemes.models import Scheme
from volunteers.models import Volunteer

LEFT_OUT = (*VARIABLES, "BEFRIENDING_AS_OWNER", "STATICFILES_STORAGE")
KEYS = [
    "page", "floor_ms", "median_ms", "p95_ms", "times_floor", "statements", "bytes_gz", "limit", "holds",
]  # fmt: skip


@pytest.fixture
def seen(db: None, settings: Settings, tmp_path: Path) -> scene.Scene:
    settings.DEMO = True
    settings.PRIVATE_ROOT = tmp_path
    load_small()
    return scene.set_scene("small")


def replayed(user: Any, pages_asked: list[list[str]], tmp_path: Path, monkeypatch: Any) -> Any:
    """What the floor does for the first page, and with which statements."""
    file = tmp_path / "statements.json"
    file.write_text(json.dumps(pages_asked))
    monkeypatch.setenv(STATEMENTS, str(file))
    views.statements.cache_clear()
    request = RequestFactory().get("/floor/0/")
    request.user = user
    with CaptureQueriesContext(connection) as queries:
        answer = views.replay(request, 0)
    return answer, [query["sql"] for query in queries.captured_queries]


def test_the_floor_replays_every_statement_of_the_page(
    seen: scene.Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scene.signed_in(seen.coordinator) as key:
        page = next(each for each in pages.pages_of(seen) if each.name == "volunteers")
        captured = capture.of_page(scene.inside(key), page.address)

    answer, ran = replayed(seen.coordinator, [captured.own], tmp_path, monkeypatch)

    assert ran == captured.own
    assert int(answer.content) > Volunteer.objects.count()
    assert len(captured.own) == captured.count - 2
    assert not any('FROM "django_session"' in statement for statement in captured.own)


def test_the_floor_is_part_of_no_site() -> None:
    with pytest.raises(Resolver404):
        resolve("/floor/0/")


def test_a_captured_sheet_leaves_nothing_behind(seen: scene.Scene) -> None:
    before = Meeting.objects.count(), RecordSheet.objects.count(), Submission.objects.count()
    written = sheets.Sheets(seen.my_match)

    with scene.signed_in(seen.helper) as key:
        captured = capture.of_post(scene.inside(key), written.address, written.following())

    assert (
        Meeting.objects.count(),
        RecordSheet.objects.count(),
        Submission.objects.count(),
    ) == before
    assert any("INSERT INTO" in each and "meetings_recordsheet" in each for each in captured.own)


def test_sheets_that_were_sent_are_taken_away_again(seen: scene.Scene) -> None:
    before = list(Meeting.objects.order_by("pk").values_list("pk", "state"))
    written = sheets.Sheets(seen.my_match)

    with scene.signed_in(seen.helper) as key, sheets.cleared_after(seen.my_match):
        client = scene.inside(key)
        capture.posted(client, written.address, written.following())
        capture.posted(client, written.address, written.following())
        assert Meeting.objects.count() > len(before)

    assert list(Meeting.objects.order_by("pk").values_list("pk", "state")) == before
    assert not Submission.objects.filter(purpose=written.address).exists()


def test_the_smaller_scheme_comes_and_goes_without_a_trace(seen: scene.Scene) -> None:
    events = apps.get_model("meetings", "MeetingEvent").objects
    before = (
        Scheme.objects.count(),
        Meeting.objects.count(),
        Volunteer.objects.count(),
        events.count(),
    )

    with growth.a_tenth(seen) as smaller:
        copied = Meeting.objects.filter(match__scheme=smaller).count()
        expected = [
            match.meetings.count() for match in seen.scheme.matches.all() if match.pk % 10 == 0
        ]
        assert copied == sum(expected)

    assert before == (
        Scheme.objects.count(),
        Meeting.objects.count(),
        Volunteer.objects.count(),
        events.count(),
    )


def test_the_figures_are_those_that_sql_by_hand_gives(seen: scene.Scene) -> None:
    row = jobs.the_figures(seen)

    assert row.limit == "1.5 x floor"
    assert row.floor_ms is not None


def test_a_figure_that_differs_stops_the_bench(
    seen: scene.Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(jobs.BY_HAND, "meetings_held", "SELECT -1")

    with pytest.raises(CannotMeasure, match="differ in meetings_held"):
        jobs.the_figures(seen)


def test_a_row_has_the_keys_that_scripts_rely_on() -> None:
    row = timed_row("lists", [0.2, 0.1, 0.3], floor=[0.1], statements=11, limit=Limit(8, 10))

    assert list(row.as_json()) == KEYS
    assert (row.median_ms, row.floor_ms, row.times_floor, row.holds) == (200, 100, 2, False)


def test_the_table_says_what_does_not_hold() -> None:
    lines = table([Row("slow", holds=False), Row("quick", holds=True)]).splitlines()

    assert [line.split()[-1] for line in lines] == ["holds", "NO", "yes"]


@pytest.mark.django_db
def test_an_empty_database_is_refused_with_the_command_that_fills_it(settings: Settings) -> None:
    settings.DEMO = True

    with pytest.raises(CommandError, match=r"manage\.py demo --size national"):
        call_command("bench", size="national")


@pytest.mark.django_db
def test_the_small_demo_is_not_taken_for_the_national_one(seen: scene.Scene) -> None:
    with pytest.raises(CannotMeasure, match="demo --size national"):
        scene.set_scene("national")


@pytest.mark.django_db
def test_a_site_that_is_no_demo_is_left_alone(settings: Settings) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError, match="BEFRIENDING_DEMO=1"):
        call_command("bench")


def test_all_of_it_runs_on_a_tiny_demo(folder: Path) -> None:
    """The real server and the floor, a page and the sheet that is sent; rows for programs."""
    environment = {
        **{name: value for name, value in os.environ.items() if name not in LEFT_OUT},
        "BEFRIENDING_DATA": str(folder / "data"),
        "BEFRIENDING_DEMO": "1",
    }

    def python(*words: str, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=CHECKOUT,
            env={**environment, **more},
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    services = Services(DataHome(folder / "data"))
    services.join()
    addresses = {name: os.environ[name] for name in VARIABLES}
    environment.update(addresses)
    python("-m", "befriending.local.preparation", BEFRIENDING_AS_OWNER="1")
    told = python(
        "manage.py", "bench", *["--size", "small", "--only", "sheet", "--rounds", "3", "--json"]
    )
    services.leave(wait=15)

    rows = json.loads(told)
    assert [(list(row), row["page"]) for row in rows] == [
        (KEYS, "the sheet"),
        (KEYS, "the sheet, sent"),
    ]
    assert all(row["floor_ms"] > 0 and row["statements"] > 5 for row in rows)
