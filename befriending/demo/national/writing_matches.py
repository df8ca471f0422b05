"""Writes the matches down, and their pauses and endings as they came."""

from collections.abc import Iterable
from datetime import date
from random import Random

from django.db import connection

from befriending.demo.copying import copy_rows, reserve_keys, sign
from befriending.demo.national.calendar import day, stamp
from befriending.demo.national.cast import Cast
from befriending.demo.national.pairs import Pair
from befriending.demo.national.places import MEETING_PLACES, TOWNS
from befriending.demo.national.staff import Accounts
from befriending.demo.national.texts import ENDING_WEIGHTS, ENDINGS, PURPOSES
from matching.models import Match, MatchPause
from schemes.models import Scheme

UPDATE = (
    "UPDATE matching_match SET status = new.status, ended_on = new.ended, ending = new.ending, "
    "ended_by = new.ended_by, ending_reason = new.reason "
    "FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::text[], %s::text[], %s::text[]) "
    "AS new(id, status, ended, ending, ended_by, reason) WHERE matching_match.id = new.id"
)


def write_matches(
    scheme: Scheme, pairs: list[Pair], cast: Cast, accounts: Accounts, chance: Random
) -> None:
    """All matches as they began, then what became of them."""
    for pair, key in zip(pairs, reserve_keys(Match, len(pairs)), strict=True):
        called = cast.neighbours[pair.supportee].called
        pair.key = key
        pair.purpose = chance.randrange(len(PURPOSES))
        pair.place = chance.choice(MEETING_PLACES).format(town=TOWNS[pair.town], name=called)
    copy_rows(
        Match,
        (
            "id",
            "scheme",
            "volunteer",
            "supportee",
            "status",
            "rhythm_days",
            "purpose",
            "usual_place",
            "started_on",
            "ending",
            "ended_by",
            "ending_reason",
            "is_imported",
            "recorded_at",
            "recorded_by",
        ),
        (
            (
                pair.key,
                scheme.pk,
                cast.helpers[pair.volunteer].key,
                cast.neighbours[pair.supportee].key,
                "active",
                pair.rhythm,
                PURPOSES[pair.purpose][0],
                pair.place,
                day(pair.started),
                "",
                "",
                "",
                False,
                stamp(pair.started, 11, 0),
                accounts.of_town(pair.town)[0],
            )
            for pair in pairs
        ),
    )
    copy_rows(
        MatchPause,
        ("match", "started_on", "ended_on", "reason"),
        (
            (pair.key, day(first), day(last) if last else None, why)
            for pair in pairs
            for first, last, why in pair.pauses
        ),
    )
    _change((pair.key, "paused", None, "", "", "") for pair in pairs if pair.paused)
    ended = [pair for pair in pairs if pair.ended is not None]
    _change(_ended(pair, cast.neighbours[pair.supportee].called, chance) for pair in ended)


def _ended(pair: Pair, called: str, chance: Random) -> tuple[int, str, date | None, str, str, str]:
    ((_weight, ending, by, reasons),) = chance.choices(ENDINGS, ENDING_WEIGHTS)
    pair.is_goodbye = ending == Match.Ending.PLANNED
    assert pair.ended is not None
    return (
        pair.key,
        "ended",
        day(pair.ended),
        str(ending),
        str(chance.choice(by)),
        chance.choice(reasons).format(name=called),
    )


def _change(rows: Iterable[tuple[int, str, date | None, str, str, str]]) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            sign(cursor)
            cursor.execute(UPDATE, columns)
