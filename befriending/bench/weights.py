"""What a browser has to fetch, and what all running processes hold in memory."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from django.urls import reverse

from befriending.bench import servers
from befriending.bench.rows import Row
from befriending.bench.scene import Scene
from befriending.bench.visits import Visitor
from befriending.local.home import DataHome
from befriending.local.processes import Child

KILO = 1000
LINKED = re.compile(
    rb'<link[^>]+rel="(?:stylesheet|icon|manifest)"[^>]*>|<script[^>]+src=[^>]*>|<img[^>]+>'
)
ADDRESS = re.compile(rb'(?:href|src)="([^"]+)"')
IN_CSS = re.compile(rb"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
MEMORY = 350_000_000


@dataclass(frozen=True)
class Allowance:
    """How much the pages of somebody may weigh."""

    who: str
    first: int
    again: int
    html: int | None = None
    requests: int | None = None


HELPERS = Allowance("a volunteer's page", 30 * KILO, 5 * KILO, html=13 * KILO, requests=4)
STAFF = Allowance("a staff page", 60 * KILO, 12 * KILO)


def of_pages(scene: Scene, helper: Visitor, coordinator: Visitor) -> list[Row]:
    """First and repeated visits of the pages that people open most."""
    sheet = reverse("my_sheet", args=[scene.my_match.pk])
    return [
        *_visit("my matches", reverse("me"), HELPERS, helper),
        *_visit("my match", reverse("my_match", args=[scene.my_match.pk]), HELPERS, helper),
        *_visit("the sheet", sheet, HELPERS, helper),
        *_visit("today", reverse("today", args=[scene.scheme.slug]), STAFF, coordinator),
        *_visit("matches", reverse("matches", args=[scene.scheme.slug]), STAFF, coordinator),
        *_visit("a match", scene.match.get_absolute_url(), STAFF, coordinator),
    ]


def _visit(name: str, address: str, allowance: Allowance, visitor: Visitor) -> list[Row]:
    html = visitor.get(address)
    plain = visitor.get(address, headers={"Accept-Encoding": "identity"}).body
    files = {file: len(visitor.get(file).body) for file in linked(address, plain, visitor)}
    first = len(html.body) + sum(files.values())
    requests = 1 + len(files)
    limit = f"{allowance.first:,} bytes"
    if allowance.requests:
        limit += f" in {allowance.requests} requests"
    rows = [
        Row(
            f"{name}, first visit in {requests} requests",
            bytes_gz=first,
            limit=limit,
            holds=first <= allowance.first and requests <= (allowance.requests or requests),
        ),
        Row(
            f"{name}, visited again",
            bytes_gz=len(html.body),
            limit=f"{allowance.again:,} bytes",
            holds=len(html.body) <= allowance.again,
        ),
    ]
    if allowance.html:
        rows.append(
            Row(
                f"{name}, the HTML of it",
                bytes_gz=len(html.body),
                limit=f"{allowance.html:,} bytes",
                holds=len(html.body) <= allowance.html,
            )
        )
    return rows


def linked(address: str, html: bytes, visitor: Visitor) -> list[str]:
    """The files that a page needs: style, script, icon, picture, and what the styles name."""
    found: dict[str, None] = {}
    for tag in LINKED.findall(html):
        if named := ADDRESS.search(tag):
            found.setdefault(urljoin(address, named[1].decode()))
    for file in [each for each in found if each.partition("?")[0].endswith(".css")]:
        style = visitor.get(file, headers={"Accept-Encoding": "identity"}).body
        for named in IN_CSS.findall(style):
            if not named.startswith(b"data:"):
                found.setdefault(urljoin(file, named.decode()))
    return [each for each in found if not each.startswith("data:")]


def of_memory(home: DataHome, web: Child) -> Row:
    """Everything that runs on a site: web, worker, scheduler and both servers."""
    with servers.worker(home) as worker:
        assert web.process is not None
        assert worker.process is not None
        parts = [
            servers.family(web.process.pid),
            servers.family(worker.process.pid),
            servers.server_processes(home),
        ]
        total = servers.weight([process for part in parts for process in part])
    all_known = bool(parts[2]) and total is not None
    return Row(
        "memory of web, worker and both servers",
        bytes_gz=total,
        limit=f"{MEMORY:,} bytes",
        holds=total <= MEMORY if total is not None and all_known else None,
    )
