"""manage.py restore: a backup in the place of what is here."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from befriending.operations.errors import OperationRefused, RestoreUnfinished
from befriending.operations.interruption import tidy_when_stopped
from befriending.operations.restore import restore

EPILOG = """Example:
  manage.py restore /backups/befriending-2026-11-24.tar

Stop the site, its workers and its scheduler first. Whoever was signed in signs in anew.
"""


class Command(BaseCommand):
    help = "Put a backup in the place of database and private files, whole or not at all."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = EPILOG
        parser.add_argument("file", metavar="FILE", type=Path, help="what manage.py backup wrote")
        parser.add_argument(
            "--replace", action="store_true", help="throw away the data that is here"
        )
        parser.add_argument(
            "--without-keys",
            action="store_true",
            help="go on although FIELD_KEYS cannot read the secrets in it",
        )

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        def say(line: str) -> None:
            if verbosity:
                self.stderr.write(line)

        try:
            with tidy_when_stopped():
                manifest = restore(
                    file.absolute(),
                    replace=options["replace"],
                    without_keys=options["without_keys"],
                    say=say,
                )
        except (OperationRefused, RestoreUnfinished) as refusal:
            raise CommandError(str(refusal)) from None
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {str(error).strip()}") from None
        if verbosity:
            self.stdout.write(
                f"Restored {file}, made {manifest.made_at}: {sum(manifest.rows.values()):,} rows "
                f"in {len(manifest.rows)} tables, {len(manifest.parts) - 1:,} files. "
                "Everybody signs in anew."
            )
