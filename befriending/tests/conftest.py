"""Local servers to try things on, and days on which the demo was loaded."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction

from befriending.demo import load_small
from befriending.local import Services
from befriending.local.home import DataHome
from befriending.tests.local_servers import VARIABLES

DAYS = [
    pytest.param((date(2026, 11, 19), 1), id="a Thursday"),
    pytest.param((date(2026, 3, 29), 1), id="the clocks go forward"),
    pytest.param((date(2026, 10, 25), 1), id="the clocks go back, a Sunday"),
    pytest.param((date(2026, 12, 28), 1), id="after Christmas"),
    pytest.param((date(2027, 1, 1), 1), id="New Year"),
    pytest.param((date(2028, 2, 29), 1), id="leap day"),
    pytest.param((date(2026, 7, 15), 42), id="another seed, in summer"),
]


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for data homes, and an environment that names no server."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    path = Path(tempfile.mkdtemp(prefix="befriending-local-"))
    path.chmod(0o711)
    monkeypatch.setenv("BEFRIENDING_DATA", str(path / "data"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def use(folder: Path) -> Iterator[Callable[..., Services]]:
    """Join the servers of a data home; left again at the end of the test."""
    joined = []

    def join(path: Path | None = None) -> Services:
        services = Services(DataHome(path or folder / "data"))
        joined.append(services)
        for name in VARIABLES:
            os.environ.pop(name, None)
        services.join()
        return services

    yield join
    for services in reversed(joined):
        services.leave(wait=15)


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Services, dict[str, str]]]:
    """Servers for the tests that change nothing, with the addresses they gave."""
    before = {name: os.environ.pop(name, None) for name in (*VARIABLES, "BEFRIENDING_DATA")}
    path = Path(tempfile.mkdtemp(prefix="befriending-local-"))
    path.chmod(0o711)
    services = Services(DataHome(path / "data"))
    services.join()
    addresses = {name: os.environ[name] for name in VARIABLES}
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    yield services, addresses
    services.leave(wait=15)
    shutil.rmtree(path)


@pytest.fixture(scope="module", params=DAYS)
def today(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[date]:
    """A day on which the demo was loaded, once for all tests, and is looked at in the afternoon."""
    day, seed = request.param
    with (
        django_db_blocker.unblock(),
        time_machine.travel(f"{day}T13:00:00+00:00"),
        transaction.atomic(),
    ):
        load_small(today=day, seed=seed)
        yield day
        transaction.set_rollback(True)
