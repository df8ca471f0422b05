"""What keeps the data: backups, the data folder, its disk, and the static files beside it."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone

from befriending.local.home import DataHome
from befriending.operations.backup import JOB
from befriending.operations.doctor.findings import Finding, good, look, urgent
from befriending.operations.errors import OperationRefused
from befriending.operations.programs import programs_for, server_version
from befriending.operations.restore import left_by_restore
from core.models import JobMark

LOOK_AFTER = timedelta(days=2)
URGENT_AFTER = timedelta(days=7)
GIGABYTE = 1_000_000_000


def examine_backups(*, marks: bool) -> list[Finding]:
    """Whether backups can be made of this database, and when the last one was."""
    return [_programs(), *([_last_backup()] if marks else [])]


def _programs() -> Finding:
    try:
        programs = programs_for(server_version())
    except OperationRefused as refusal:
        return urgent(
            "backup programs",
            str(refusal),
            "manage.py backup and restore refuse to work.",
            "Install them where these commands are run.",
        )
    return good("backup programs", f"Backups are made by pg_dump of PostgreSQL {programs.version}.")


def _last_backup() -> Finding:
    """By the mark that a backup leaves."""
    mark = JobMark.objects.filter(name=JOB).first()
    to_do = (
        "Run manage.py backup FILE every night and keep the files on another machine. If your "
        "hosting makes backups of database and files itself, try once whether they come back."
    )
    leads_to = "If the disk fails, everything since then is lost."
    if mark is None:
        return urgent("backups", "No backup was ever made by this software.", leads_to, to_do)
    age = timezone.now() - mark.last_success_at
    told = f"The last backup was made on {timezone.localtime(mark.last_success_at):%-d %B %Y}."
    if age > URGENT_AFTER:
        return urgent("backups", told, leads_to, to_do)
    if age > LOOK_AFTER:
        return look("backups", told, leads_to, to_do)
    return good("backups", told)


def examine_folders() -> list[Finding]:
    """Whether files can be kept, for how long the disk will do, and whether the styles are there."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    return [
        _writable(settings.PRIVATE_ROOT),
        *_cut_off(settings.PRIVATE_ROOT.resolve()),
        disk(usage.free, usage.total),
        *_static_files(),
    ]


def _writable(folder: Path) -> Finding:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return urgent(
            "data folder",
            f"{folder} cannot be written to ({error.strerror}).",
            "No spreadsheet can be sent in.",
            "Give the account of the site the right to write there, or set BEFRIENDING_DATA to "
            "another folder.",
        )
    return good("data folder", f"Files are kept in {folder}.")


def _cut_off(private: Path) -> list[Finding]:
    """What a restore that was killed left. One that is at work is left in peace."""
    at_work = DataHome(settings.DATA_DIR).lock("restore")
    if at_work.path.exists() and at_work.taken_by_another():
        return []
    before, unpacked = left_by_restore(private)
    if before:
        return [
            urgent(
                "restore",
                f"A restore was cut off: {before} holds the files from before it.",
                f"The files in {private} may not be those that the database names.",
                f"If the database is the one from before, put that folder in the place of "
                f"{private}. Else move it away, and restore again if in doubt.",
            )
        ]
    return [
        look(
            "restore",
            f"A restore was cut off and left {folder}.",
            "A copy of everything lies there, and takes room.",
            "Delete it, or restore again: the next restore removes it.",
        )
        for folder in unpacked
    ]


def disk(free: int, total: int) -> Finding:
    """Urgent below a gigabyte or a fiftieth of the disk, worth a look below a tenth."""
    told = f"{free / GIGABYTE:.1f} of {total / GIGABYTE:.0f} GB are free on the disk of the data."
    leads_to = "On a full disk nothing can be saved, and a backup cannot be made."
    to_do = "Make room or get a larger disk."
    if free < max(GIGABYTE, total / 50):
        return urgent("disk", told, leads_to, to_do)
    if free < total / 10:
        return look("disk", told, leads_to, to_do)
    return good("disk", told)


def _static_files() -> list[Finding]:
    try:
        # Only a storage that gives files lasting names keeps a list of them.
        collected = getattr(staticfiles_storage, "hashed_files", None)
    except OSError:
        # The list belongs to another account.
        collected = {}
    if collected is None:
        return []
    missing = [
        path
        for finder in get_finders()
        for path, _storage in finder.list([])
        if path not in collected
    ]
    if not missing:
        return [good("static files", "Styles and scripts are collected.")]
    return [
        urgent(
            "static files",
            f"{len(missing)} styles and scripts are not collected, or cannot be read.",
            "Pages fail or come without their looks.",
            "Run manage.py collectstatic, then start the web again.",
        )
    ]
