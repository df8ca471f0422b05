"""What the tests of schemes share."""

import pytest

from accounts.models import User
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
