import pytest

from schemes.models import Scheme
from schemes.tests.factories import a_scheme


@pytest.fixture
def scheme(db: None) -> Scheme:
    """A community-organising scheme."""
    return a_scheme("roots", kind="community-organising")
