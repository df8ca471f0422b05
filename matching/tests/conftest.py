"""What the tests of matching share."""

import pytest

from accounts.models import User
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme


@pytest.fixture
def scheme(db: None) -> Scheme:
    return a_scheme()


@pytest.fixture
def sam(scheme: Scheme) -> User:
    """The co-ordinator of the scheme."""
    return a_coordinator(of=scheme)
