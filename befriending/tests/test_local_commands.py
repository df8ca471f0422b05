"""manage.py: with servers of its own, with running ones, and with servers somebody brought along."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from befriending.local import Services
from befriending.local.home import CHECKOUT, DataHome

VARIABLES = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "BEFRIENDING_AS_OWNER",
    "BEFRIENDING_DATA",
    "STATICFILES_STORAGE",
)
WHO = (
    "from django.db import connection as c; from django.core.cache import cache; "
    "k = c.cursor(); k.execute('SELECT current_user, current_database()'); "
    "cache.set('seen', 1); print(*k.fetchone(), cache.get('seen'))"
)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="befriending-commands-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="module")
def brought_along(folder: Path) -> Iterator[dict[str, str]]:
    """Servers that run elsewhere, known by their addresses alone."""
    before = {name: os.environ.pop(name, None) for name in VARIABLES}
    services = Services(DataHome(folder / "elsewhere"))
    services.join()
    addresses = {name: os.environ[name] for name in VARIABLES[:3]}
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    yield addresses
    services.leave(wait=15)


def manage(*words: str, **environment: str) -> tuple[int, str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=CHECKOUT,
        env={**inherited, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_it_starts_servers_for_the_time_of_a_command(folder):
    data = folder / "own"
    done = manage("shell", "--no-imports", "-c", WHO, BEFRIENDING_DATA=str(data))
    assert done == (0, "befriending_app befriending 1\n", "")


def test_it_uses_the_servers_that_run(folder):
    data = folder / "running"
    services = Services(DataHome(data))
    code = (
        "import subprocess, sys\n"
        "from befriending.local import services\n"
        "with services() as used:\n"
        "    before = used.home.read_state('postgres.running')\n"
        "    import os\n"
        "    environment = dict(os.environ)\n"
        "    for name in ('DATABASE_URL', 'DATABASE_OWNER_URL', 'REDIS_URL'):\n"
        "        environment.pop(name)\n"
        f"    subprocess.run([sys.executable, 'manage.py', 'shell', '--no-imports', '-c', {WHO!r}],\n"
        "        env=environment, check=True)\n"
        "    assert used.home.read_state('postgres.running') == before\n"
    )
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env={**inherited, "BEFRIENDING_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "befriending_app befriending 1\n", "")
    # The log of the database tells how often it was started.
    log = services.home.log("postgres").read_text()
    assert log.count("database system is ready to accept connections") == 1


def test_servers_brought_along_are_used_and_none_is_started(folder, brought_along):
    data = folder / "unused"
    done = manage("shell", "--no-imports", "-c", WHO, BEFRIENDING_DATA=str(data), **brought_along)
    assert done == (0, "befriending_app befriending 1\n", "")
    assert not (data / "postgres").exists()
    assert not (data / "valkey").exists()


def test_commands_that_change_tables_run_as_their_owner(folder, brought_along):
    data = str(folder / "unused")
    code, said, complained = manage(
        "migrate", "contenttypes", "--verbosity", "1", BEFRIENDING_DATA=data, **brought_along
    )
    assert (code, complained) == (0, "")
    assert "Applying contenttypes.0001_initial... OK" in said
    owners = (
        "from django.db import connection as c; k = c.cursor(); "
        "k.execute('SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = %s', ['public']); "
        "print(k.fetchall())"
    )
    assert manage(
        "shell", "--no-imports", "-c", owners, BEFRIENDING_DATA=data, **brought_along
    ) == (0, "[('befriending_owner',)]\n", "")


def test_a_data_folder_in_the_way_is_said_in_one_line(folder):
    (folder / "file").write_text("")
    assert manage("check", BEFRIENDING_DATA=str(folder / "file")) == (
        1,
        "",
        f"The data folder {folder}/file cannot be used (Not a directory). "
        "Choose another one with BEFRIENDING_DATA.\n",
    )
