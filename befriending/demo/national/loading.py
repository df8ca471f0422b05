"""Loads the national programme: planned first as a whole, then written down in bulk."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from random import Random

from django.db import connection
from django.utils import timezone

from accounts.models import User
from befriending.demo.loading import USUAL_SEED, Loaded, load_once
from befriending.demo.national.cast import Casting
from befriending.demo.national.days import plan_days
from befriending.demo.national.names import Names
from befriending.demo.national.oddities import make_odd
from befriending.demo.national.pairs import plan_pairs
from befriending.demo.national.programme import plan_programme
from befriending.demo.national.registers import write_registers
from befriending.demo.national.setting_up import SLUG, write_scheme, write_sites
from befriending.demo.national.setting_up_papers import write_answers, write_setup
from befriending.demo.national.sizes import Sizes, sizes
from befriending.demo.national.ways import add_unmatched, hand_on, tell_ways
from befriending.demo.national.writing_matches import write_matches
from befriending.demo.national.writing_meetings import write_meetings
from befriending.demo.national.writing_people import WriterOfPeople, write_staff
from befriending.demo.setting_up import build_report
from core.history import change
from schemes.models import Scheme

FULL = Fraction(1)
Say = Callable[[str], None]


def silently(sentence: str) -> None:
    """Tell nobody."""


def load_national(
    *,
    seed: int = USUAL_SEED,
    today: date | None = None,
    scale: Fraction | None = None,
    say: Say = silently,
) -> Loaded:
    """One programme of four years: see sizes.py for how much there is; `scale` makes it smaller.

    The same seed and day give the same data. When it is there already nothing changes.
    Raises RuleBroken when the database holds anything that is not this demo's. `say` is told
    how far it is.
    """
    on = today or timezone.localdate()
    return load_once(SLUG, lambda: _write(seed, on, sizes(scale or FULL), say))


def _write(seed: int, today: date, wanted: Sizes, say: Say) -> Scheme:
    chance = Random(seed)
    names = Names(chance)
    say("Making up the people …")
    programme = plan_programme(wanted, today, names, chance)
    pairs = plan_pairs(programme, wanted, chance)
    casting = Casting(programme, names, chance)
    cast = casting.fill(pairs, wanted)
    add_unmatched(casting, wanted, chance)
    tell_ways(casting, chance)
    hand_on(casting)
    moved = plan_days(pairs, wanted.meetings, programme.today, chance)
    make_odd(cast, programme.today)
    with change("load the demo", actor=None):
        say("Writing down the people …")
        accounts = write_staff(programme)
        scheme = write_scheme(programme, accounts)
        people = WriterOfPeople(scheme, write_sites(scheme, programme), programme, chance)
        people.write_organisers()
        people.write(cast)
        write_matches(scheme, pairs, cast, accounts, chance)
        say("Writing down the meetings …")
        write_meetings(programme, pairs, moved, cast, accounts, chance)
        write_setup(scheme, programme, accounts)
        manager = User.objects.get(pk=accounts.keys["manager"])
        write_registers(scheme, programme, wanted, manager, chance)
        write_answers(scheme, manager, today)
    say("Making a report …")
    _count_anew()
    build_report(scheme, manager, today)
    return scheme


def _count_anew() -> None:
    """Let the database learn how much there is now: reports and first pages are slow until then."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")
