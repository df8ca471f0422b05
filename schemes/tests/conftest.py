"""What the tests of schemes share."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import signed_in
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme


@pytest.fixture
def scheme(db: None) -> Scheme:
    """A befriending scheme that nobody has set up yet."""
    return a_scheme()


@pytest.fixture
def coordinator(scheme: Scheme) -> User:
    """Its co-ordinator."""
    return a_coordinator(of=scheme)


@pytest.fixture
def staff(client: Client, coordinator: User) -> Client:
    """The co-ordinator's browser."""
    return signed_in(client, coordinator)
