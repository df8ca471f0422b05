"""manage.py backup: everything in one file."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from befriending.operations.backup import back_up
from befriending.operations.errors import OperationRefused
from befriending.operations.interruption import tidy_when_stopped

EPILOG = """Example:
  manage.py backup /backups/befriending-2026-11-24.tar

The site may go on running. The keys are not in it: see docs/running.md.
"""


class Command(BaseCommand):
    help = "Write the database and the private files into one new file."
    # The state of the code is of no matter to a copy.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = EPILOG
        parser.add_argument("file", metavar="FILE", type=Path, help="where to; must not exist")

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        def say(line: str) -> None:
            if verbosity:
                self.stderr.write(line)

        try:
            with tidy_when_stopped():
                written = back_up(file.absolute(), say=say)
        except OperationRefused as refusal:
            raise CommandError(str(refusal)) from None
        except DatabaseError as error:
            raise CommandError(f"The database could not be copied: {str(error).strip()}") from None
        if verbosity:
            self.stdout.write(
                f"Wrote {file} ({written.size / 1_000_000:.1f} MB): {written.rows:,} rows in "
                f"{written.tables} tables, {written.files:,} files."
            )
            self.stdout.write(
                "Keep FIELD_KEYS as well, in another place: they are not in it, and without "
                "them the secrets in it cannot be read."
            )
