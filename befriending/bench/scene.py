"""Who looks at what: the demo's co-ordinator and volunteer, and the records with most behind them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db.models import Count
from django.test import Client

from accounts.middleware import DEMO_SESSION_KEY
from accounts.models import User
from befriending.bench.errors import CannotMeasure
from desk.demo import PARTS
from matching.models import Match
from meetings.models import Meeting
from schemes.models import Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

# What has to be there before a database counts as the demo of that size.
LEAST_MEETINGS = {"small": 1, "national": 200_000}


@dataclass(frozen=True)
class Scene:
    """The scheme that is measured, who signs in, and the records that are opened."""

    scheme: Scheme
    coordinator: User
    helper: User
    volunteer: Volunteer
    supportee: Supportee
    match: Match
    my_match: Match


def set_scene(size: str) -> Scene:
    """The demo in the database. Raises CannotMeasure, saying which command loads it, without one."""
    emails = {part.key: part.email for part in PARTS}
    coordinator = User.objects.filter(email=emails["coordinator"], is_active=True).first()
    scheme = (
        Scheme.objects.filter(role_grants__user=coordinator)
        .annotate(meetings=Count("matches__meetings"))
        .order_by("-meetings", "pk")
        .first()
        if coordinator
        else None
    )
    if coordinator is None or scheme is None or scheme.meetings < LEAST_MEETINGS[size]:
        raise CannotMeasure(
            f"This database does not hold the demo of size {size}. "
            f"Load it into an empty one: BEFRIENDING_DEMO=1 manage.py demo --size {size}"
        )
    helper = User.objects.get(email=emails["volunteer"])
    matches = Match.objects.filter(scheme=scheme).annotate(n=Count("meetings")).order_by("-n", "pk")
    my_match = (
        matches.exclude(status=Match.Status.ENDED).filter(volunteer__person__user=helper).first()
    )
    if my_match is None:
        raise CannotMeasure("The demo's volunteer has no match that runs.")
    return Scene(
        scheme=scheme,
        coordinator=coordinator,
        helper=helper,
        volunteer=Volunteer.objects.get(pk=_with_most(scheme, "match__volunteer")),
        supportee=Supportee.objects.get(pk=_with_most(scheme, "match__supportee")),
        match=matches[0],
        my_match=my_match,
    )


def _with_most(scheme: Scheme, side: str) -> int:
    counted = (
        Meeting.objects.filter(match__scheme=scheme)
        .order_by()
        .values(side)
        .annotate(n=Count("pk"))
        .order_by("-n", side)
    )
    return counted[0][side]


@contextmanager
def signed_in(user: User) -> Iterator[str]:
    """A session of this user, both steps proved as by a click on the demo page; its key.

    It ends with the block.
    """
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[DEMO_SESSION_KEY] = True
    store.create()
    try:
        yield store.session_key
    finally:
        UserSession.objects.filter(session_key=store.session_key).delete()
        store.delete()


def inside(session_key: str) -> Client:
    """A browser inside this process, for watching what a page asks of the database."""
    client = Client(SERVER_NAME="localhost")
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key
    return client
