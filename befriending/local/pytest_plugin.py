"""Starts the servers for the tests before Django's settings are read, on a data home of their own."""

import os
import shutil
import tempfile
from collections.abc import Generator

import pytest

from befriending.local.errors import LocalError
from befriending.local.home import DataHome
from befriending.local.services import Services

_services: Services | None = None
_temporary_home: str | None = None


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Before pytest-django reads the settings: servers up, addresses in the environment.

    BEFRIENDING_DATA, DATABASE_URL and REDIS_URL are honoured when given. Tests make
    and change their own database, so they run as the owner of the tables.
    """
    global _services, _temporary_home
    os.environ.setdefault("BEFRIENDING_AS_OWNER", "1")
    os.environ.setdefault("BEFRIENDING_DEMO", "1")
    # Addresses in mails are compared letter by letter, whatever port somebody's site is on.
    os.environ.setdefault("SITE_URL", "http://localhost:8000")
    # A manifest of hashed names needs collectstatic; tests serve the files as they lie.
    os.environ.setdefault(
        "STATICFILES_STORAGE", "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    if not os.environ.get("BEFRIENDING_DATA"):
        _temporary_home = tempfile.mkdtemp(prefix="befriending-tests-")
        if os.geteuid() == 0:
            # PostgreSQL runs as another account then, which must be able to walk through.
            os.chmod(_temporary_home, 0o711)
    _services = Services(DataHome(_temporary_home))
    try:
        _services.join()
    except LocalError as error:
        raise pytest.UsageError(str(error)) from None
    # The middleware that serves collected files warns when it finds no folder.
    (_services.home.path / "static").mkdir(exist_ok=True)
    return (yield)


def pytest_unconfigure() -> None:
    """Stop what was started, and take the temporary home away."""
    global _services, _temporary_home
    if _services is not None:
        _services.leave(wait=20 if _temporary_home else 0)
        _services = None
    if _temporary_home is not None:
        shutil.rmtree(_temporary_home, ignore_errors=True)
        _temporary_home = None
