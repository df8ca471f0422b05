"""Local servers to try things on, and days on which the demo was loaded."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from accounts.models import User
from befriending.celery import app
from befriending.demo import load_small
from befriending.local import Services
from befriending.local.home import CHECKOUT, DataHome
from befriending.tests.installations import Installation, drop_database, make_database
from befriending.tests.local_servers import VARIABLES
from schemes.models import Organisation

APP_SECRET = "JBSWY3DPEHPK3PXP"
PRIVATE_FILES = {
    "spreadsheets/0f2c.upload": b"Name,From\nSam,1 May\n",
    "spreadsheets/empty.upload": b"",
    "papers/" + "a long name " * 12 + "\u0175.pdf": bytes(range(256)) * 5000,
}

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


# Installations: a database of its own for commands as people run them


@pytest.fixture(scope="module")
def lived_in(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """An installation with the small demo, an app for the co-ordinator's second step, and files."""
    installation = Installation("lived_in", tmp_path_factory.mktemp("lived-in") / "data")
    with django_db_blocker.unblock():
        # A database that somebody is connected to cannot be copied.
        connection.close()
        make_database(installation.database, like=connection.settings_dict["NAME"])
        with installation.connected():
            load_small(today=date(2026, 11, 19))
            TOTP.activate(User.objects.get(email="coordinator@demo.example"), APP_SECRET)
            SessionStore().create()
        for name, content in PRIVATE_FILES.items():
            path = installation.data / "private" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield installation
        drop_database(installation.database)


@pytest.fixture(scope="module")
def backup(lived_in: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the installation that is lived in."""
    file = tmp_path_factory.mktemp("backups") / "befriending.tar"
    code, _, told = lived_in.manage("backup", str(file))
    assert code == 0, told
    return file


@pytest.fixture
def empty(transactional_db: None, tmp_path: Path) -> Iterator[Installation]:
    """An installation whose database was just made: not even migrated."""
    installation = Installation("empty", tmp_path / "empty-data")
    make_database(installation.database)
    yield installation
    drop_database(installation.database)


@pytest.fixture
def begun(transactional_db: None, tmp_path: Path) -> Iterator[Installation]:
    """An installation that somebody has begun to use: one organisation, one file."""
    installation = Installation("begun", tmp_path / "begun-data")
    connection.close()
    make_database(installation.database, like=connection.settings_dict["NAME"])
    with installation.connected():
        Organisation.objects.create(name="Others")
    (installation.data / "private").mkdir(parents=True)
    (installation.data / "private" / "paper").write_text("theirs")
    yield installation
    drop_database(installation.database)


@pytest.fixture
def a_worker() -> Iterator[None]:
    """A real worker, on a queue that nobody sends to."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "celery", "-A", "befriending", "worker"),
            *("--pool", "solo", "--queues", "nobody-sends-here", "--hostname", "doctor@%h"),
        ],
        cwd=CHECKOUT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "befriending.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 60
    while not app.control.ping(timeout=0.5):
        assert time.monotonic() < deadline
    yield
    process.terminate()
    process.wait(30)
