"""Local servers for tests: asked, filled, ended by force, shared with another program."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg2

from befriending.local import Services
from befriending.local.home import CHECKOUT

VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS")
JOIN_AND_WAIT = (
    "import sys\n"
    "from befriending.local import services\n"
    "with services():\n"
    "    print('joined', flush=True)\n"
    "    sys.stdin.read()\n"
)


def connect(role: str, services: Services, password: str | None = None) -> Any:
    """A connection as this role, with its own password unless told."""
    secrets = {
        "befriending_app": "postgres-app",
        "befriending_owner": "postgres-owner",
        "postgres": "postgres-superuser",
    }
    connection = psycopg2.connect(
        host=(services.home.read_state("postgres.running") or {})["sockets"],
        dbname="befriending",
        user=role,
        password=services.home.secret(secrets[role]) if password is None else password,
    )
    connection.autocommit = True
    return connection


def ask(connection: Any, question: str) -> Any:
    """The first row of the answer."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def write_rows(services: Services) -> None:
    """A thousand rows to be kept."""
    connection = connect("befriending_owner", services)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    connection.close()


def rows_after_waking(services: Services) -> int:
    """How many of the rows are there, as soon as the database answers."""
    deadline = time.monotonic() + 20
    while True:
        try:
            connection = connect("befriending_owner", services)
        except psycopg2.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            try:
                return ask(connection, "SELECT count(*) FROM kept")[0]
            finally:
                connection.close()


def postmaster(services: Services) -> int:
    """The process that is the database."""
    pid_file = (services.home.path / "postgres").resolve() / "data" / "postmaster.pid"
    return int(pid_file.read_text().splitlines()[0])


def keeper(services: Services, name: str) -> int:
    """The process that keeps this server."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[-4:-1] == [b"keep", name.encode(), str(services.home.path).encode()]:
                return int(entry.name)
    raise AssertionError(f"no keeper of {name}")


def is_free(services: Services, name: str, *, within: float) -> bool:
    """Whether nothing keeps this server any more, waiting a little for its end."""
    deadline = time.monotonic() + within
    while services.home.lock(f"{name}.keeper").taken_by_another():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def other_process(data: Path) -> subprocess.Popen[str]:
    """Another program that uses the same servers until its input ends."""
    environment = {k: v for k, v in os.environ.items() if k not in VARIABLES}
    process = subprocess.Popen(
        [sys.executable, "-c", JOIN_AND_WAIT],
        cwd=CHECKOUT,
        env={**environment, "BEFRIENDING_DATA": str(data)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "joined\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    """Let the other program come to its end."""
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()
    process.wait(20)
