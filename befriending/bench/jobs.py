"""Work beside the pages: a file in, a list out, the figures of a report."""

import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from tempfile import TemporaryFile
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Value
from django.urls import reverse
from django.utils import timezone

from befriending.bench import servers
from befriending.bench.errors import CannotMeasure
from befriending.bench.rows import Limit, Row, timed_row
from befriending.bench.scene import Scene
from befriending.bench.visits import Visitor
from befriending.local.processes import Child
from core.figures import Period, figure
from core.spreadsheets import open_table
from meetings.models import Meeting
from reporting.exports import take_out
from reporting.exports.columns import Column
from reporting.exports.kinds import KINDS
from reporting.exports.services import headings_of
from reporting.exports.writing import write_rows
from reporting.periods import financial_year_start
from schemes.imports.headings import known_headings
from schemes.imports.registry import importer
from schemes.imports.runs import dry_run, recognised_mapping

ROWS_IN = 10_000
ROWS_OUT = 50_000
SECONDS_FOR_ROWS_OUT = 0.5
MEMORY_FOR_A_LIST = 10_000_000
REPORT = Limit(1.5)
REPEATED = 5


def _meetings(scene: Scene) -> Any:
    return (
        Meeting.objects.visible_to(scene.coordinator)
        .filter(match__scheme=scene.scheme)
        .exclude(state=Meeting.State.SUPERSEDED)
        .order_by("-on", "-at", "-pk")
    )


# A file in


def an_import(scene: Scene) -> Row:
    """A file of new meetings looked at by the service: read, written, and taken back."""
    known = importer("meetings")
    assert known is not None
    file = _file_of_new_meetings(scene)
    began = time.perf_counter()
    headings = known_headings(known.fields, scene.scheme.words)
    with open_table(file, "meetings.csv", headings) as table:
        mapping = recognised_mapping(table, known, scene.scheme)
        result = dry_run(table=table, importer=known, scheme=scene.scheme, mapping=mapping)
    seconds = time.perf_counter() - began
    counts = result.counts()
    rows = sum(counts[each] for each in ("added", "changed", "unchanged", "duplicates", "refused"))
    if not counts["added"]:
        raise CannotMeasure("None of the rows of the file was new, so nothing was measured.")
    return Row(
        f"import of {rows:,} meetings, {counts['added']:,} of them new (dry run)",
        median_ms=round(seconds * 1000, 1),
    )


def _file_of_new_meetings(scene: Scene) -> BytesIO:
    """The latest held meetings again, but early in the morning: a second one on each day."""
    early = Value("06:10")
    columns = [
        Column("at", early) if column.fields == "at" else column
        for column in KINDS["meetings"].columns()
    ]
    held = _meetings(scene).filter(state=Meeting.State.HELD, at__isnull=False)
    if held.count() > ROWS_IN:
        held = held.filter(pk__in=list(held.values_list("pk", flat=True)[:ROWS_IN]))
    file = BytesIO()
    write_rows(file, headings_of("meetings", columns, scene.scheme), columns, held)
    file.seek(0)
    return file


# A list out


def exports(scene: Scene, site: Visitor, web: Child) -> list[Row]:
    """All meetings over the wire, and the service alone with 50,000 of them; the memory it takes."""
    address = reverse("take_out_meetings", args=[scene.scheme.slug])
    assert web.process is not None
    processes = servers.family(web.process.pid)
    before = servers.highest_weight(processes)
    answers = [site.get(address) for _each in range(REPEATED)]
    after = servers.highest_weight(processes)
    rows = _meetings(scene).count()
    allowed = SECONDS_FOR_ROWS_OUT * max(1, rows / ROWS_OUT)
    middle = sorted(answer.seconds for answer in answers)[REPEATED // 2]
    grown = max(0, after - before) if before is not None and after is not None else None
    return [
        Row(
            f"export of {rows:,} meetings",
            median_ms=round(middle * 1000, 1),
            p95_ms=round(max(answer.seconds for answer in answers) * 1000, 1),
            bytes_gz=len(answers[0].body),
            limit=f"{allowed * 1000:.0f} ms ({SECONDS_FOR_ROWS_OUT * 1000:.0f} for {ROWS_OUT:,})",
            holds=middle <= allowed,
        ),
        Row(
            "export, memory it adds to a web process",
            bytes_gz=grown,
            limit=f"{MEMORY_FOR_A_LIST:,} bytes",
            holds=None if grown is None else grown <= MEMORY_FOR_A_LIST,
        ),
        _export_by_the_service(scene, min(rows, ROWS_OUT)),
    ]


def _export_by_the_service(scene: Scene, rows: int) -> Row:
    # From the day of the last one wanted, which is a few more.
    latest = _meetings(scene).filter(on__gte=_meetings(scene)[rows - 1].on)
    rows = latest.count()
    taken = []
    for _each in range(REPEATED):
        with TemporaryFile(dir=settings.PRIVATE_ROOT) as file, transaction.atomic():
            began = time.perf_counter()
            take_out(
                kind="meetings",
                records=latest,
                scheme=scene.scheme,
                actor=scene.coordinator,
                file=file,
            )
            taken.append(time.perf_counter() - began)
            transaction.set_rollback(True)
    middle = sorted(taken)[REPEATED // 2]
    return Row(
        f"export of {rows:,} meetings, the service alone",
        median_ms=round(middle * 1000, 1),
        p95_ms=round(max(taken) * 1000, 1),
        limit=f"{SECONDS_FOR_ROWS_OUT * 1000:.0f} ms",
        holds=middle <= SECONDS_FOR_ROWS_OUT,
    )


# The figures of a report

HELD = """FROM meetings_meeting m JOIN matching_match a ON a.id = m.match_id
    WHERE a.scheme_id = %(scheme)s AND m.state = '{state}' AND m."on" BETWEEN %(first)s AND %(last)s"""
# Groups known only by their number are added at the least.
COUNTED = """(SELECT coalesce(sum(c.people_low), 0) FROM meetings_countedpeople c
    WHERE c.scheme_id = %(scheme)s AND c.as_whom = '{as_whom}' AND c.first_day <= %(last)s
    AND (c.last_day IS NULL OR c.last_day >= %(first)s))"""
# Written by hand, one for each number, as somebody would who checks the report.
BY_HAND = {
    "people_supported": f"SELECT count(DISTINCT s.person_id) + {COUNTED.format(as_whom='supported')} FROM supportees_supportee s WHERE s.id IN "
    f"(SELECT a.supportee_id {HELD.format(state='held')})",
    "volunteers_active": f"SELECT count(DISTINCT v.person_id) + {COUNTED.format(as_whom='volunteers')} FROM volunteers_volunteer v WHERE v.id IN "
    f"(SELECT a.volunteer_id {HELD.format(state='held')})",
    "matches_started": "SELECT count(*) FROM matching_match WHERE scheme_id = %(scheme)s "
    "AND started_on BETWEEN %(first)s AND %(last)s",
    "matches_active": "SELECT count(*) FROM matching_match WHERE scheme_id = %(scheme)s "
    "AND started_on <= %(last)s AND (ended_on IS NULL OR ended_on > %(last)s)",
    "meetings_held": f"SELECT count(*) {HELD.format(state='held')}",
    "meetings_missed": f"SELECT count(*) {HELD.format(state='missed')}",
    # What the report says beside the hours: how many meetings do not say how long they were.
    "hours_not_given": f"SELECT count(*) {HELD.format(state='held')} AND m.minutes IS NULL",
    "hours_given": f"SELECT round(coalesce(sum(m.minutes), 0) / 60.0, 2) {HELD.format(state='held')}",
}


def the_figures(scene: Scene) -> Row:
    """Last year's figures as a report freezes them, against SQL by hand that gives the same numbers.

    Raises CannotMeasure when a number differs.
    """
    last = financial_year_start(timezone.localdate()) - timedelta(days=1)
    period = Period(date(last.year - 1, 4, 1), last)
    named: dict[str, Any] = {"scheme": scene.scheme.pk, "first": period.first, "last": period.last}

    def ours() -> dict[str, Any]:
        return {
            key: figure(key).value(scene.scheme, period).low
            for key in BY_HAND
            if key != "hours_not_given"
        }

    def by_hand() -> dict[str, Any]:
        found = {}
        with connection.cursor() as cursor:
            for key, statement in BY_HAND.items():
                cursor.execute(statement, named)
                found[key] = cursor.fetchone()[0]
        return found

    if different := _different(ours(), by_hand()):
        raise CannotMeasure(f"The report and the SQL by hand differ in {', '.join(different)}.")
    taken, below = [], []
    for _each in range(REPEATED * 2):
        taken.append(_seconds(ours))
        below.append(_seconds(by_hand))
    return timed_row(
        "the annual report's figures", taken, floor=below, statements=None, limit=REPORT
    )


def _different(ours: dict[str, Any], by_hand: dict[str, Any]) -> list[str]:
    return [key for key in ours if Decimal(ours[key]) != Decimal(by_hand[key])]


def _seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
