"""All of the bench, in order; a row as soon as it is measured."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.db import connection

from befriending.bench import capture, growth, jobs, pages, scene, servers, sheets, weights
from befriending.bench.errors import CannotMeasure
from befriending.bench.rows import Row
from befriending.bench.visits import Visitor
from befriending.local.home import DataHome

ROUNDS = 40
Say = Callable[[str], None]


def run(*, size: str, only: str = "", rounds: int = ROUNDS, say: Say = print) -> Iterator[Row]:
    """Measure everything whose name holds `only`. Raises CannotMeasure when something is in the way."""
    if not settings.DEMO:
        raise CannotMeasure(
            "The bench signs in as the made-up people of the demo. Set BEFRIENDING_DEMO=1."
        )
    home = DataHome()
    home.prepare()
    server_lock = home.lock("server")
    if not server_lock.acquire():
        raise CannotMeasure(
            f"A server uses {home.path}. Stop it first, so that the times are true."
        )
    try:
        yield from _measured(scene.set_scene(size), home, only, rounds, say)
    finally:
        server_lock.release()


def _measured(seen: scene.Scene, home: DataHome, only: str, rounds: int, say: Say) -> Iterator[Row]:
    def wanted(name: str) -> bool:
        return only.casefold() in name.casefold()

    with ExitStack() as open_things:
        keys = {
            False: open_things.enter_context(scene.signed_in(seen.coordinator)),
            True: open_things.enter_context(scene.signed_in(seen.helper)),
        }
        inside = {by_helper: scene.inside(key) for by_helper, key in keys.items()}
        asked = [page for page in pages.pages_of(seen) if wanted(page.name)]
        say("Seeing which statements each page takes …")
        captured = [
            capture.of_page(inside[page.by_helper], page.address, page.headers) for page in asked
        ]
        written = sheets.Sheets(seen.my_match)
        sent = None
        if wanted("the sheet, sent"):
            open_things.enter_context(sheets.cleared_after(seen.my_match))
            # The first one plans the next meeting; those that follow find it planned.
            capture.posted(inside[True], written.address, written.following())
            sent = capture.of_post(inside[True], written.address, written.following())
        statements = open_things.enter_context(
            _statements([each.own for each in [*captured, *([sent] if sent else [])]])
        )
        connection.close()
        say("Starting the site and the floor …")
        web, port = open_things.enter_context(servers.site(home))
        floor_port = open_things.enter_context(servers.floor(home, statements))
        site = {by_helper: Visitor(port, key) for by_helper, key in keys.items()}
        floor = {by_helper: Visitor(floor_port, key) for by_helper, key in keys.items()}
        for number, page in enumerate(asked):
            say(f"{page.name} …")
            yield pages.measure(
                page,
                captured[number],
                site=site[page.by_helper],
                floor=floor[page.by_helper],
                floor_address=f"/floor/{number}/",
                rounds=rounds,
            )
        if sent:
            say("the sheet, sent …")
            yield sheets.measure(
                written,
                sent,
                site=site[True],
                floor=floor[True],
                floor_address=f"/floor/{len(asked)}/",
                rounds=rounds,
            )
        if wanted("page weight"):
            say("page weights …")
            yield from weights.of_pages(seen, site[True], site[False])
        if wanted("export"):
            say("exports …")
            yield from jobs.exports(seen, site[False], web)
        if wanted("import"):
            say("an import …")
            yield jobs.an_import(seen)
        if wanted("the annual report's figures"):
            say("the figures of a report …")
            yield jobs.the_figures(seen)
        if wanted("ten times the data"):
            say("a scheme a tenth the size …")
            with growth.a_tenth(seen) as smaller:
                yield from growth.measure(seen, smaller, site[False], rounds)
        if wanted("memory"):
            say("memory …")
            connection.close()
            yield weights.of_memory(home, web)


class _statements:
    """The file from which the floor server reads what each page asks of the database."""

    def __init__(self, of_pages: list[list[str]]) -> None:
        settings.PRIVATE_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=settings.PRIVATE_ROOT, suffix=".json")
        with os.fdopen(descriptor, "w") as file:
            json.dump(of_pages, file)
        self.path = Path(name)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_error: object) -> None:
        self.path.unlink(missing_ok=True)
