"""The database of a backup, put in the place of ours in one transaction that we alone commit.

pg_restore writes the copy out as SQL, psql carries it to the server, and we stand between
them: only after pg_restore has ended well do we say COMMIT. Whatever dies on the way, the
server hears no COMMIT and keeps what it had.
"""

import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from django.db import connection

from befriending.operations.archive import Manifest
from befriending.operations.errors import OperationRefused
from befriending.operations.programs import Programs, address, complaint, surroundings

CHUNK = 1024 * 1024
# All that is ours in the schema; what belongs to an extension goes and stays with it.
EMPTY_SCHEMA = """
DO $$
DECLARE
    statements text[];
    statement text;
BEGIN
    -- Named before the first goes: what another drop took along has no name any more.
    SELECT array_agg(format('DROP %s IF EXISTS %s CASCADE', kind, name)) INTO statements FROM (
        SELECT 'pg_class'::regclass AS catalogue, c.oid AS thing, c.oid::regclass::text AS name,
            CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
                WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
        FROM pg_class c
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
        UNION ALL
        SELECT 'pg_proc'::regclass, oid, oid::regprocedure::text, 'ROUTINE'
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'pg_type'::regclass, oid, oid::regtype::text, 'TYPE'
        FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
    ) AS ours
    WHERE NOT EXISTS (
        SELECT FROM pg_depend
        WHERE classid = catalogue AND objid = thing AND deptype IN ('e', 'i', 'a')
    );
    FOREACH statement IN ARRAY coalesce(statements, '{}') LOOP
        EXECUTE statement;
    END LOOP;
END $$;
"""


class Loaded:
    """A database that is loaded and checked, and not yet committed."""

    def __init__(self, psql: "subprocess.Popen[bytes]", complaints: IO[bytes]) -> None:
        self._psql = psql
        self._complaints = complaints

    def commit(self) -> None:
        """Make it the database. Raises OperationRefused when the server does not take it."""
        assert self._psql.stdin is not None
        try:
            self._psql.stdin.write(b"COMMIT;\n")
            self._psql.stdin.close()
        except BrokenPipeError:
            pass
        if self._psql.wait() != 0:
            self._complaints.seek(0)
            raise not_loaded(self._complaints.read())


def not_loaded(said: bytes) -> OperationRefused:
    return OperationRefused(
        f"The database could not be restored, and is as it was: {complaint(said)}."
    )


@contextmanager
def loaded(dump: Path, manifest: Manifest, programs: Programs) -> Iterator[Loaded]:
    """Load the copy in a transaction, check its rows against the manifest, then let the block decide.

    Leaving the block without `commit()` leaves the database as it was.
    """
    # Nothing of ours may hold a table that has to go.
    connection.close()
    with ExitStack() as stack:
        complaints = stack.enter_context(tempfile.TemporaryFile())
        psql = stack.enter_context(
            subprocess.Popen(
                programs.command(
                    "psql",
                    *("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"),
                    f"--dbname={address()}",
                ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env=surroundings(),
                # Ctrl-C is for us to hear: it must not end psql between COMMIT and the answer.
                start_new_session=True,
            )
        )
        stack.callback(psql.kill)
        assert psql.stdin is not None
        assert psql.stdout is not None
        word = secrets.token_hex(16)
        try:
            psql.stdin.write(_before(manifest).encode())
            _carry(dump, programs, psql.stdin)
            psql.stdin.write(_after(manifest, word).encode())
            psql.stdin.flush()
        except BrokenPipeError:
            pass
        # To the word, or to the end when it never comes.
        if not any(line.strip() == word.encode() for line in psql.stdout):
            psql.wait()
            complaints.seek(0)
            raise not_loaded(complaints.read())
        yield Loaded(psql, complaints)


def _carry(dump: Path, programs: Programs, target: IO[bytes]) -> None:
    """Everything of the copy that lies in our schema, to its end. Raises OperationRefused."""
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            programs.command(
                "pg_restore",
                *("--no-owner", "--no-privileges", "--schema=public", "--file=-"),
                str(dump),
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=surroundings(),
        ) as process,
    ):
        assert process.stdout is not None
        try:
            while chunk := process.stdout.read(CHUNK):
                target.write(chunk)
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            complaints.seek(0)
            raise not_loaded(complaints.read())


def _before(manifest: Manifest) -> str:
    quote = connection.ops.quote_name
    extensions = "".join(
        f"CREATE EXTENSION IF NOT EXISTS {quote(name)} SCHEMA public;\n"
        for name in manifest.extensions
    )
    # Answers of statements go nowhere: nobody reads the pipe while we write.
    return f"\\o /dev/null\nBEGIN;\nSET client_min_messages = warning;\n{EMPTY_SCHEMA}{extensions}"


def _after(manifest: Manifest, word: str) -> str:
    """Count every table, then say the word on psql's output."""
    quote = connection.ops.quote_name
    checks = "".join(
        f"IF (SELECT count(*) FROM public.{quote(table)}) <> {int(rows)} THEN "
        f"RAISE 'table % does not hold its % rows', {_literal(table)}, {int(rows)}; END IF;\n"
        for table, rows in manifest.rows.items()
    )
    return f"\nDO $check$ BEGIN\n{checks}END $check$;\n\\echo {word}\n"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
