"""How fast the site is, beside floors measured in the same run."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Measures the pages and the work of the site on the demo that is in the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = (
            "Examples:\n"
            "  BEFRIENDING_DEMO=1 manage.py bench --size national --json > bench.json\n"
            "  BEFRIENDING_DEMO=1 manage.py bench --size small --only volunteer\n\n"
            "It starts the real server on a free port and needs the demo in the database.\n"
            "docs/bench.md says how to read the answer. Exit code 0 also when a limit does not hold."
        )
        parser.add_argument(
            "--size",
            choices=("small", "national"),
            default="national",
            help="of the demo (national)",
        )
        parser.add_argument("--json", action="store_true", help="rows for programs")
        parser.add_argument(
            "--only", default="", metavar="NAME", help="rows with this in their name"
        )
        parser.add_argument(
            "--rounds", type=int, default=0, metavar="N", help="how often each page is asked (40)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from befriending.bench.errors import CannotMeasure
        from befriending.bench.rows import table
        from befriending.bench.running import ROUNDS, run
        from befriending.operations.errors import OperationRefused
        from befriending.operations.migrations import refuse_unmigrated

        def say(line: str) -> None:
            self.stderr.write(line)

        # Pages name their styles as they were collected; a data folder that no server used has none yet.
        call_command("collectstatic", interactive=False, verbosity=0)
        rows = []
        try:
            refuse_unmigrated()
            for row in run(
                size=options["size"],
                only=options["only"],
                rounds=max(0, options["rounds"]) or ROUNDS,
                say=say,
            ):
                rows.append(row)
                say(f"  {row.page}: {row.median_ms} ms, {row.times_floor} x floor")
        except (CannotMeasure, OperationRefused) as reason:
            raise CommandError(str(reason)) from None
        if not rows:
            raise CommandError(f"Nothing is called “{options['only']}”.")
        if options["json"]:
            json.dump([row.as_json() for row in rows], sys.stdout, indent=1)
            self.stdout.write("")
        else:
            self.stdout.write(table(rows))
