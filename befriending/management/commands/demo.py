"""Made-up people and a year of meetings, for trying everything out."""

import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.errors import RuleBroken

USAGE = 2
SIZES = ("small", "national")
NATIONAL = SIZES[1]
YEARS = range(1990, 2101)


class Command(BaseCommand):
    help = "Loads a demo scheme with made-up people into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = (
            "Example:\n  BEFRIENDING_DEMO=1 manage.py demo --size small --today 2026-11-19\n\n"
            "small: one scheme with 24 volunteers and a year of meetings. national: a programme\n"
            "of four years with 5,703 volunteers at over 300 hosts and 250,000 meetings, which\n"
            "takes some minutes. The same seed and day give the same data. Loading it twice changes nothing."
        )
        parser.add_argument("--size", choices=SIZES, required=True, help="how much of it")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="N", help="another N, other data (1)"
        )
        parser.add_argument(
            "--today",
            metavar="D",
            help="the day it leads up to, such as 2026-11-19 (today)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        from befriending.demo import load_national, load_small, silently
        from befriending.operations.errors import OperationRefused
        from befriending.operations.migrations import refuse_unmigrated

        if not settings.DEMO:
            raise CommandError(
                "The demo lets anybody sign in as anybody. Set BEFRIENDING_DEMO=1 to load it."
            )
        today = _day(options["today"]) if options["today"] else None
        began = time.monotonic()
        seed, quietly = options["seed"], options["verbosity"] == 0
        try:
            refuse_unmigrated()
            if options["size"] == NATIONAL:
                say = silently if quietly else self.stderr.write
                loaded = load_national(seed=seed, today=today, say=say)
            else:
                loaded = load_small(seed=seed, today=today)
        except RuleBroken as refusal:
            raise CommandError(str(refusal.message)) from None
        except OperationRefused as refusal:
            raise CommandError(str(refusal)) from None
        if quietly:
            return
        if not loaded.is_new:
            self.stderr.write(
                f"The demo scheme “{loaded.scheme}” is there already. Nothing was changed."
            )
            return
        self.stderr.write(
            f"Loaded “{loaded.scheme}” in {time.monotonic() - began:.1f} seconds. "
            f"Sign in with one click at {settings.SITE_URL}/demo/"
        )


def _day(text: str) -> date:
    """The day somebody typed. Raises CommandError for what is none, or far from now."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        raise CommandError(
            f"“{text}” is not a day. Write it as year-month-day, such as 2026-11-19.",
            returncode=USAGE,
        )
    return day
