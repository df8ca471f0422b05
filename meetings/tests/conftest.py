"""A scheme with one match, on a Thursday in November."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from accounts.middleware import DEMO_SESSION_KEY
from accounts.models import User
from accounts.tests.factories import a_user
from matching.models import Match
from matching.tests.factories import a_match
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer


@pytest.fixture
def thursday() -> Iterator[None]:
    """Thursday 19 November 2026, two in the afternoon."""
    with time_machine.travel("2026-11-19 14:00:00+00:00", tick=False):
        yield


@pytest.fixture
def scheme(db: None) -> Scheme:
    return a_scheme(contact_name="Sam Rivers", contact_phone="07700 900123")


@pytest.fixture
def priya(db: None) -> User:
    return a_user("Priya Khan")


@pytest.fixture
def joan(db: None) -> User:
    return a_user("Joan Abbott")


@pytest.fixture
def match(scheme: Scheme, priya: User, joan: User) -> Match:
    return a_match(
        a_volunteer(scheme, "Priya Khan", user=priya),
        a_supportee(scheme, "Joan Abbott", user=joan),
        started="2026-03-01",
    )


@pytest.fixture
def coordinator(scheme: Scheme) -> User:
    return a_coordinator(of=scheme)


def signed_in(user: User) -> Client:
    """A browser of this user; staff came by the demo page, so no second step is asked."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[DEMO_SESSION_KEY] = True
    session.save()
    return client
