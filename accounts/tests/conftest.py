"""Every test starts with nobody having asked for anything."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    """Limits are counted in the shared cache, which tests share as well."""
    cache.clear()
