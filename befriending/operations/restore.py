"""manage.py restore: a backup in the place of what is here.

Everything is unpacked and checked first, beside the place of the private files. Then the
database is loaded in one transaction; just before it is committed, the folders of files
change places. Up to that moment nothing that was here has changed.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from kombu.exceptions import OperationalError as QueueError

from befriending.celery import app
from befriending.local.home import DataHome
from befriending.operations.archive import DATABASE, FILES, Manifest, opened
from befriending.operations.backup import JOB, private_files
from befriending.operations.errors import OperationRefused, RestoreUnfinished
from befriending.operations.interruption import undisturbed
from befriending.operations.keys import unreadable
from befriending.operations.loading import loaded
from befriending.operations.programs import local_database, programs_for, server_version
from core.jobs import mark_success

# Whoever has begun to use a database has written into one of these.
BEGUN = ("accounts_user", "schemes_organisation", "schemes_scheme", "people_person")
WAIT_FOR_WORKERS = 2.0
STAGING = ".restoring-"
BEFORE = "before-restore"
MEGABYTE = 1_000_000


def restore(
    source: Path, *, replace: bool, without_keys: bool, say: Callable[[str], None]
) -> Manifest:
    """Put the backup in the place of database and private files, then bring it up to this version.

    Raises OperationRefused when it cannot be done: nothing has changed then. Raises
    RestoreUnfinished when the backup is in place but the migrations after it failed.
    """
    home = DataHome(settings.DATA_DIR)
    home.prepare()
    only_one = home.lock("restore")
    if not only_one.acquire():
        raise OperationRefused("Another restore is at work here. Wait for its end.")
    try:
        with opened(source) as archive:
            manifest = archive.manifest
            _refuse_newer(manifest)
            if not without_keys:
                _refuse_unreadable(manifest)
            if not replace:
                _refuse_begun()
            _refuse_others()
            programs = programs_for(server_version(), reading=manifest.programs)
            private = settings.PRIVATE_ROOT.resolve()
            with _staging(private, source.stat().st_size, manifest) as folder:
                archive.unpack(folder, say)
                (folder / FILES).mkdir(mode=0o700, exist_ok=True)
                say(_loading(manifest))
                with (
                    loaded(folder / DATABASE, manifest, programs) as database,
                    undisturbed(),
                    exchanged(folder / FILES, private),
                ):
                    database.commit()
        say("Bringing it up to this version …")
        _bring_up_to_date()
        # This is how old the newest copy of what is here now is.
        mark_success(JOB, datetime.fromisoformat(manifest.made_at))
    finally:
        only_one.release()
    return manifest


def _refuse_newer(manifest: Manifest) -> None:
    known = MigrationLoader(None)
    replaced = {old for migration in known.disk_migrations.values() for old in migration.replaces}
    unknown = set(manifest.migrations) - set(known.disk_migrations) - replaced
    if unknown:
        app, name = min(unknown)
        raise OperationRefused(
            "The backup was made by a newer version of this software (this one does not know "
            f"{app} {name}). Restore it with that version or a newer one."
        )


def _refuse_unreadable(manifest: Manifest) -> None:
    missing = unreadable(manifest.canaries)
    if missing:
        raise OperationRefused(
            f"{missing} of the {len(manifest.canaries)} keys that were in use at the backup are "
            "not in FIELD_KEYS, so the secrets inside cannot be read: nobody could use an "
            "authenticator app. Add the keys, or go on without them with --without-keys."
        )


def _refuse_begun() -> None:
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) & set(BEGUN):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {connection.ops.quote_name(table)})")
            if cursor.fetchone()[0]:
                raise OperationRefused(
                    "This database holds data already. To throw it away and put the backup in "
                    "its place, say --replace."
                )
    if any(True for _file in private_files(settings.PRIVATE_ROOT)):
        raise OperationRefused(
            f"{settings.PRIVATE_ROOT} holds files already. To throw them away and put the "
            "backup in their place, say --replace."
        )


def _refuse_others() -> None:
    """What is written while a backup takes the place would be lost, so the site has to be stopped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND usename IS NOT NULL"
        )
        others = cursor.fetchone()[0]
    if others:
        raise OperationRefused(
            f"The database is in use ({others} other connections). Stop the site, its workers "
            "and its scheduler first, then restore again."
        )
    # A worker is not always connected to the database, only to its queue.
    try:
        workers = app.control.ping(timeout=WAIT_FOR_WORKERS)
    except QueueError:
        workers = []
    if workers:
        raise OperationRefused(
            f"Workers are running ({len(workers)}). Stop the site, its workers and its scheduler "
            "first, then restore again."
        )


def _loading(manifest: Manifest) -> str:
    told = f"Loading the database: {sum(manifest.rows.values()):,} rows"
    if manifest.database_size:
        told += f", {manifest.database_size / MEGABYTE:,.0f} MB on the disk of the server"
    return f"{told} …"


def _refuse_without_room(beside: Path, size: int, manifest: Manifest) -> None:
    """What was there stays until all is in place. A server elsewhere has to see to its own disk."""
    needed = {beside: size}
    database = local_database()
    if database:
        same = database.stat().st_dev == beside.stat().st_dev
        place = beside if same else database
        needed[place] = needed.get(place, 0) + manifest.database_size
    for folder, bytes_needed in needed.items():
        if shutil.disk_usage(folder).free < bytes_needed:
            raise OperationRefused(
                f"The disk of {folder} is too full: {bytes_needed / MEGABYTE:,.0f} MB are needed."
            )


def left_by_restore(private: Path) -> tuple[Path | None, list[Path]]:
    """What a restore that was killed left: the files from before it, and what it had unpacked."""
    before = _before(private)
    return before if before.exists() else None, sorted(private.parent.glob(f"{STAGING}*"))


def _before(private: Path) -> Path:
    return private.with_name(f"{private.name}.{BEFORE}")


@contextmanager
def _staging(private: Path, size: int, manifest: Manifest) -> Iterator[Path]:
    """A folder on the disk of the private files that is gone afterwards."""
    for left_behind in left_by_restore(private)[1]:
        shutil.rmtree(left_behind)
    _refuse_without_room(private.parent, size, manifest)
    folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=private.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def exchanged(new: Path, private: Path) -> Iterator[None]:
    """The new files in the place of the old for the block; the old ones go when it ends well, else come back.

    Raises OperationRefused, with all as it was, when they cannot change places.
    """
    before = _before(private)
    if before.exists():
        raise OperationRefused(
            f"An earlier restore was cut off: {before} holds the files from before it. Look at "
            "them, move them away or delete them, then restore again."
        )
    was_there = private.exists()
    try:
        if was_there:
            private.rename(before)
        new.rename(private)
    except OSError as error:
        if before.exists() and not private.exists():
            before.rename(private)
        raise OperationRefused(
            f"The files could not be put in {private} ({error.strerror}). All is as it was."
        ) from None
    try:
        yield
    except BaseException:
        private.rename(new)
        if was_there:
            before.rename(private)
        raise
    # What cannot be removed now is named by the next restore; this one has succeeded.
    shutil.rmtree(before, ignore_errors=True)


def _bring_up_to_date() -> None:
    """Newer migrations, and the rights of the lesser role, which a backup does not carry."""
    try:
        call_command("migrate", interactive=False, verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    except (CommandError, DatabaseError) as error:
        raise RestoreUnfinished(
            f"The backup is in place, but could not be brought up to this version: {error}. "
            "Mend that, then run manage.py migrate."
        ) from error
