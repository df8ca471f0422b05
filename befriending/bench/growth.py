"""Ten times the data: the same lists in a scheme a tenth the size, beside the whole one.

The smaller scheme is copied for the time of the measurement: every tenth match with its two
people and all its meetings, and every tenth of those without a match. It belongs to the same
organisation and to the same people, so only the number of rows differs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.db import connection, transaction
from django.db.models import Model
from django.urls import reverse

from befriending.bench.pages import in_turn
from befriending.bench.rows import Limit, Row, timed_row
from befriending.bench.scene import Scene
from befriending.bench.visits import Visitor
from matching.models import Match
from meetings.models import Meeting
from schemes.models import RoleGrant, Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

SLUG = "bench-a-tenth"
LIMIT = Limit(1.2)
COMPARED = ("today", "matches", "volunteers", "supportees", "people_waiting", "meetings")


@contextmanager
def a_tenth(scene: Scene) -> Iterator[Scheme]:
    """The smaller scheme, gone again after the block.

    Its rows are no history of anybody: they are kept out of the audit trail, on the way in and out.
    """
    _remove()
    with transaction.atomic(), pgtrigger.ignore():
        smaller = Scheme.objects.get(pk=scene.scheme.pk)
        smaller.pk, smaller.slug, smaller._state.adding = None, SLUG, True
        smaller.save()
        for grant in RoleGrant.objects.filter(scheme=scene.scheme, user=scene.coordinator):
            grant.pk, grant.scheme, grant._state.adding = None, smaller, True
            grant.save()
        _copy_rows(scene.scheme.pk, smaller.pk)
    try:
        yield smaller
    finally:
        _remove()


def measure(scene: Scene, smaller: Scheme, site: Visitor, rounds: int) -> Iterator[Row]:
    """A row for each list: the floor is the list of the smaller scheme."""
    for name in COMPARED:
        address, below = (reverse(name, args=[each.slug]) for each in (scene.scheme, smaller))
        taken, small, last = in_turn(
            lambda address=address: site.get(address),  # type: ignore[misc]
            lambda below=below: site.get(below),  # type: ignore[misc]
            rounds,
        )
        row = timed_row(
            f"{name.replace('_', ' ')}, ten times the data",
            taken,
            floor=small,
            bytes_gz=len(last.body),
            limit=LIMIT,
        )
        yield row


def _copy_rows(whole: int, smaller: int) -> None:
    chosen = "{0}.scheme_id = %(whole)s AND mod({0}.id, 10) = 0"
    for model, side in ((Volunteer, "volunteer_id"), (Supportee, "supportee_id")):
        _insert(
            model,
            {"scheme_id": "%(smaller)s", "status_in_doubt": "false"},
            f"o.scheme_id = %(whole)s AND (EXISTS (SELECT 1 FROM matching_match m WHERE m.{side} = o.id"
            f" AND {chosen.format('m')}) OR ({chosen.format('o')}"
            f" AND NOT EXISTS (SELECT 1 FROM matching_match m WHERE m.{side} = o.id)))",
            whole=whole,
            smaller=smaller,
        )
    half = "(SELECT n.id FROM {0} n JOIN {0} was USING (person_id) WHERE n.scheme_id = %(smaller)s AND was.id = o.{1})"
    _insert(
        Match,
        {
            "scheme_id": "%(smaller)s",
            "volunteer_id": half.format("volunteers_volunteer", "volunteer_id"),
            "supportee_id": half.format("supportees_supportee", "supportee_id"),
        },
        chosen.format("o"),
        whole=whole,
        smaller=smaller,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT was.id, n.id FROM matching_match was
            JOIN volunteers_volunteer v ON v.id = was.volunteer_id
            JOIN supportees_supportee s ON s.id = was.supportee_id
            JOIN volunteers_volunteer nv ON nv.scheme_id = %s AND nv.person_id = v.person_id
            JOIN supportees_supportee ns ON ns.scheme_id = %s AND ns.person_id = s.person_id
            JOIN matching_match n ON n.volunteer_id = nv.id AND n.supportee_id = ns.id
                AND n.started_on = was.started_on
            WHERE was.scheme_id = %s AND mod(was.id, 10) = 0""",
            [smaller, smaller, whole],
        )
        pairs = cursor.fetchall()
    _insert(
        Meeting,
        {"match_id": "pair.became", "planned_by_id": "NULL", "replaces_id": "NULL"},
        "true",
        join="JOIN unnest(%(was)s::bigint[], %(became)s::bigint[]) pair(was, became) ON pair.was = o.match_id",
        was=[was for was, _became in pairs],
        became=[became for _was, became in pairs],
    )


def _insert(
    model: type[Model], other: dict[str, str], chosen: str, *, join: str = "", **named: Any
) -> None:
    """Copy rows of a model, with some columns given by an expression instead."""
    columns = [
        field.column
        for field in model._meta.concrete_fields
        if field.column and not field.primary_key and not field.generated
    ]
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    values = ", ".join(other.get(column, f'o."{column}"') for column in columns)
    statement = (
        f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" o {join} WHERE {chosen}'
    )
    with connection.cursor() as cursor:
        # Filled in here: what keeps the audit trail out adds a value of its own kind.
        cursor.execute(cursor.mogrify(statement, named).decode())


def _remove() -> None:
    """Take the smaller scheme away, also one that an ended bench left behind."""
    with transaction.atomic(), pgtrigger.ignore(), connection.cursor() as cursor:
        scheme = "(SELECT id FROM schemes_scheme WHERE slug = %s)"
        matches = f"(SELECT id FROM matching_match WHERE scheme_id = {scheme})"
        for statement in (
            f"DELETE FROM meetings_meeting WHERE match_id IN {matches}",
            f"DELETE FROM matching_match WHERE scheme_id = {scheme}",
            f"DELETE FROM volunteers_volunteer WHERE scheme_id = {scheme}",
            f"DELETE FROM supportees_supportee WHERE scheme_id = {scheme}",
            f"DELETE FROM schemes_rolegrant WHERE scheme_id = {scheme}",
            "DELETE FROM schemes_scheme WHERE slug = %s",
        ):
            cursor.execute(statement, [SLUG])
