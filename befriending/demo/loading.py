"""Loads the demo into the database, all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from befriending.demo.meetings import write_matches
from befriending.demo.people import DOMAIN, write_people, write_staff
from befriending.demo.registers import write_registers
from befriending.demo.setting_up import (
    GUIDE,
    IMPACT,
    SLUG,
    build_report,
    write_answers,
    write_scheme,
    write_setup,
    write_sites,
)
from core.errors import RuleBroken
from core.history import change
from schemes.models import Organisation, Role, RoleGrant, Scheme

# One loader at a time, whoever calls: any number of our own will do.
LOADING = 7_700_900
USUAL_SEED = 1


@dataclass(frozen=True)
class Loaded:
    """The scheme of the demo, and whether it was written just now or was there before."""

    scheme: Scheme
    is_new: bool


def load_small(*, seed: int = USUAL_SEED, today: date | None = None) -> Loaded:
    """One scheme with 24 volunteers, 30 supported people and a year of meetings.

    The same seed and day give the same data. When the demo is there already nothing
    changes, whatever its seed and day. Raises RuleBroken when the database holds a scheme
    or an organisation that is not the demo's: made-up people never stand among real ones.
    """
    on = today or timezone.localdate()
    return load_once(SLUG, lambda: _write(seed, on))


def _write(seed: int, today: date) -> Scheme:
    chance = Random(seed)
    with change("load the demo", actor=None):
        staff = write_staff(today)
        scheme = write_scheme(staff, today)
        people = write_people(scheme, write_sites(scheme), staff, today, chance)
        write_matches(scheme, people, today, chance)
        write_registers(scheme, people, today, chance)
        write_setup(scheme, staff, today)
        write_answers(scheme, staff, today)
    for layout in (GUIDE, IMPACT):
        build_report(scheme, staff["manager"], today, layout)
    return scheme


def load_once(slug: str, write: Callable[[], Scheme]) -> Loaded:
    """Let `write` load a demo, unless it is there; one loader at a time, all or nothing.

    Raises RuleBroken when the database holds anything else.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADING])
        if found := demo_scheme(slug):
            return Loaded(found, is_new=False)
        _check_empty()
        return Loaded(write(), is_new=True)


def demo_scheme(slug: str = SLUG) -> Scheme | None:
    """The demo's own scheme. Another one may have its name, but not its co-ordinator."""
    return _demo_schemes().filter(slug=slug).first()


def _demo_schemes() -> QuerySet[Scheme]:
    return Scheme.objects.filter(
        pk__in=RoleGrant.objects.filter(
            role=Role.COORDINATOR, user__email=f"coordinator@{DOMAIN}"
        ).values("scheme"),
    )


def _check_empty() -> None:
    if demo := _demo_schemes().first():
        raise RuleBroken(
            _(
                "This database holds another demo, “%(name)s”. Use another database or data "
                "folder for this one."
            )
            % {"name": demo.name}
        )
    other = Scheme.objects.first() or Organisation.objects.first()
    if other:
        raise RuleBroken(
            _(
                "This database holds “%(name)s”, which is not the demo. Made-up people are "
                "never mixed with real ones: use another database or data folder."
            )
            % {"name": other.name}
        )
