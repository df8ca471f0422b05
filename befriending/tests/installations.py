"""Installations for tests: a database of its own on the tests' server, a data folder, an environment."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from psycopg2 import sql

from befriending.local.home import CHECKOUT

# What the tests say about themselves and an installation must not hear.
OF_THE_TESTS = {
    "BEFRIENDING_AS_OWNER",
    "BEFRIENDING_DEMO",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "DJANGO_SETTINGS_MODULE",
    "SITE_URL",
}
KEYS = (
    "bmV3ZXIta2V5LW5ld2VyLWtleS1uZXdlci1rZXktMTI=",
    "b2xkZXIta2V5LW9sZGVyLWtleS1vbGRlci1rZXktMTI=",
)


def connect(database: str, *, as_owner: bool = True) -> Any:
    """A connection of its own to a database on the tests' server."""
    role = connection.settings_dict if as_owner else settings.APP_DATABASE
    return connect_as(role["USER"], role["PASSWORD"], database)


def connect_as(user: str, password: str, database: str) -> Any:
    """The same as any role."""
    opened = psycopg2.connect(
        host=connection.settings_dict["HOST"],
        port=connection.settings_dict["PORT"] or None,
        user=user,
        password=password,
        dbname=database,
    )
    opened.autocommit = True
    return opened


def make_database(name: str, *, like: str = "template1") -> None:
    """A new database in the place of one of this name, a copy of `like`."""
    drop_database(name)
    opened = connect("postgres")
    with opened.cursor() as cursor:
        # A page that a browser still holds open keeps its thread of the live server connected.
        _disconnect_all(cursor, like)
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(like)
            )
        )
    opened.close()


def drop_database(name: str) -> None:
    """Drop it if it is there, whoever of ours is connected."""
    opened = connect("postgres")
    with opened.cursor() as cursor:
        # Not WITH (FORCE): it refuses when the server's own vacuum, whom our role may not stop, is
        # at work there. The plain command makes that one stop by itself.
        _disconnect_all(cursor, name)
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
    opened.close()


def _disconnect_all(cursor: Any, database: str) -> None:
    """End our roles' sessions on this database and wait until they are gone."""
    cursor.execute(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE datname = %s AND backend_type = 'client backend'",
        [database],
    )


@dataclass
class Installation:
    """One database and one data folder, used by commands as people run them."""

    database: str
    data: Path
    keys: str = ",".join(KEYS)

    def environment(self, **more: str) -> dict[str, str]:
        """What its commands are told: the addresses of its database as both roles, and its keys."""
        inherited = {name: text for name, text in os.environ.items() if name not in OF_THE_TESTS}
        owner, lesser = (
            self._address(role) for role in (connection.settings_dict, settings.APP_DATABASE)
        )
        return {
            **inherited,
            "BEFRIENDING_DATA": str(self.data),
            "DATABASE_OWNER_URL": owner,
            "DATABASE_URL": lesser,
            "FIELD_KEYS": self.keys,
            "SECRET_KEY": "a-secret-of-this-installation-that-is-long-enough-to-sign-with",
            **more,
        }

    def _address(self, role: dict[str, Any]) -> str:
        return f"postgres://{role['USER']}:{role['PASSWORD']}@/{role['HOST']}/{self.database}"

    def as_people_do(self, *words: str, **more: str) -> tuple[int, str, str]:
        """Run manage.py as a program; gives exit code, stdout and stderr."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=CHECKOUT,
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    @contextmanager
    def connected(self) -> Iterator[None]:
        """This process on this installation, as the owner of its tables. Not within a transaction."""
        tests = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = self.database
        changed = override_settings(
            DATA_DIR=self.data,
            PRIVATE_ROOT=self.data / "private",
            FIELD_KEYS=self.keys.split(","),
        )
        try:
            with changed:
                yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = tests

    def manage(self, *words: str) -> tuple[int, str, str]:
        """Run a command in this process, which is quicker; gives exit code, stdout and stderr."""
        said, told, code = StringIO(), StringIO(), 0
        with self.connected():
            try:
                call_command(*words, stdout=said, stderr=told)
            except CommandError as error:
                told.write(f"CommandError: {error}\n")
                code = error.returncode
        return code, said.getvalue(), told.getvalue()

    def ask(self, question: str) -> Any:
        """All rows of the answer, asked as the owner."""
        opened = connect(self.database)
        try:
            with opened.cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchall() if cursor.description else None
        finally:
            opened.close()

    def tables(self) -> list[str]:
        return [
            name
            for (name,) in self.ask(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            )
        ]

    def fingerprints(self) -> dict[str, tuple[int, str]]:
        """How many rows each table holds, and a digest of all of them."""
        return {
            table: self.ask(
                "SELECT count(*), md5(coalesce(string_agg(t::text, '\n' ORDER BY t::text), ''))"
                f' FROM "{table}" AS t'
            )[0]
            for table in self.tables()
        }

    def files(self) -> dict[str, bytes]:
        """Each private file by its name below the folder."""
        root = self.data / "private"
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file()
        }

    def modes(self) -> set[int]:
        """The permissions of the folder of private files and of all that is in it."""
        root = self.data / "private"
        return {stat.S_IMODE(path.stat().st_mode) for path in [root, *root.rglob("*")]}

    def lying_about(self) -> list[str]:
        """Names in the data folder that have to do with private files."""
        names = sorted(path.name for path in self.data.iterdir())
        return [name for name in names if name.startswith((".", "private"))]
