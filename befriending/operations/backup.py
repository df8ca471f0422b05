"""manage.py backup: the database and the private files, in one file.

The database is copied first and the files after it. A file is stored before the row that
names it and thrown away after it, so every file that the copied rows name is there when its
turn comes. The other way round, what was sent in between would be a row without its file.
A file that is thrown away while we copy had a row that was on its way out as well.
"""

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from befriending.operations.archive import DATABASE, FILES, FORMAT, ArchiveWriter, Manifest
from befriending.operations.errors import OperationRefused
from befriending.operations.half_made import half_made
from befriending.operations.keys import canaries
from befriending.operations.programs import (
    Programs,
    address,
    complaint,
    programs_for,
    server_version,
    surroundings,
)
from core.jobs import mark_success

JOB = "backup"
# Sign-ins that are open. Whoever holds the backup must not be able to use them, and one that
# was closed since must not open again. Everybody signs in anew after a restore.
LEFT_EMPTY = frozenset({"django_session", "usersessions_usersession"})


@dataclass(frozen=True)
class Written:
    """What went into a backup."""

    size: int
    tables: int
    rows: int
    files: int


def back_up(target: Path, *, say: Callable[[str], None]) -> Written:
    """Write everything into a new file that only its owner may read, and mark the success.

    It appears under its name once it is whole. Raises OperationRefused when it cannot be made.
    """
    _check_target(target)
    programs = programs_for(server_version())
    words = canaries()
    try:
        with half_made(target.parent) as (path, file):
            manifest = _write(file, programs, words, say)
            file.flush()
            os.fsync(file.fileno())
            # A link, unlike a rename, never takes the place of a file that came meanwhile.
            os.link(path, target)
    except FileExistsError:
        raise OperationRefused(f"{target} is there already. Give another name.") from None
    except OSError as error:
        raise OperationRefused(f"{target} could not be written ({error.strerror}).") from None
    mark_success(JOB)
    return Written(
        size=target.stat().st_size,
        tables=len(manifest.rows),
        rows=sum(manifest.rows.values()),
        files=len(manifest.parts) - 1,
    )


def _check_target(target: Path) -> None:
    if target.exists():
        raise OperationRefused(f"{target} is there already. Give another name.")
    if not target.parent.is_dir():
        raise OperationRefused(f"There is no folder {target.parent}.")
    if target.resolve().is_relative_to(settings.PRIVATE_ROOT.resolve()):
        raise OperationRefused(
            f"{target} lies among the files that are backed up. Choose another folder."
        )


def _write(
    file: IO[bytes], programs: Programs, words: list[str], say: Callable[[str], None]
) -> Manifest:
    writer = ArchiveWriter(file)
    made_at = datetime.now(UTC)
    with transaction.atomic(), connection.cursor() as cursor:
        # What we count and what pg_dump copies is one and the same moment.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        tables = sorted(connection.introspection.table_names(cursor))
        rows = {table: 0 if table in LEFT_EMPTY else _count(table) for table in tables}
        cursor.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1")
        extensions = [name for (name,) in cursor.fetchall()]
        cursor.execute("SELECT pg_database_size(current_database())")
        database_size = cursor.fetchone()[0]
        migrations = sorted(MigrationRecorder(connection).applied_migrations())
        say(f"Copying the database: {sum(rows.values()):,} rows in {len(rows)} tables …")
        _dump(writer, programs, snapshot)
    say("Copying the files …")
    for name, path in private_files(settings.PRIVATE_ROOT):
        with suppress(FileNotFoundError), open(path, "rb") as source:
            writer.add(f"{FILES}/{name}", source)
    manifest = Manifest(
        format=FORMAT,
        made_at=made_at.isoformat(timespec="seconds"),
        server=server_version(),
        programs=programs.version,
        extensions=extensions,
        migrations=migrations,
        rows=rows,
        canaries=words,
        parts=writer.parts,
        database_size=database_size,
    )
    writer.finish(manifest)
    return manifest


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        return cursor.fetchone()[0]


def _dump(writer: ArchiveWriter, programs: Programs, snapshot: str) -> None:
    left_empty = [f"--exclude-table-data=public.{table}" for table in sorted(LEFT_EMPTY)]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            programs.command(
                "pg_dump",
                *("--format=custom", "--no-password", "--no-owner", "--no-privileges"),
                f"--snapshot={snapshot}",
                *left_empty,
                f"--dbname={address()}",
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=surroundings(),
        ) as process,
    ):
        assert process.stdout is not None
        try:
            writer.add(DATABASE, process.stdout)
        except BaseException:
            process.kill()
            raise
        if process.wait() != 0:
            complaints.seek(0)
            raise OperationRefused(
                f"The database could not be copied: {complaint(complaints.read())}."
            )


def private_files(root: Path) -> Iterator[tuple[str, Path]]:
    """(name below the folder, path) of each private file, in a steady order. Links are left out."""
    for folder, subfolders, names in os.walk(root):
        subfolders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), path
