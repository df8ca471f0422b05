"""manage.py doctor: what an installation lacks."""

import json
from argparse import RawDescriptionHelpFormatter
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from befriending.operations.doctor import Finding, State, examine

EPILOG = """Example:
  manage.py doctor
  manage.py doctor --json

Exit code 0 when nothing is urgent, else 1. Nothing is changed.
"""
SHAPES = {State.GOOD: "●", State.LOOK: "◐", State.URGENT: "▲"}


class Command(BaseCommand):
    help = "Say what this installation still lacks, what that may lead to, and what to do."
    # It says itself what the checks say, and says it also when they fail.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = EPILOG
        parser.add_argument("--json", action="store_true", help="for programs that watch")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = examine()
        is_well = all(finding.state != State.URGENT for finding in findings)
        if options["json"]:
            told = {"ok": is_well, "findings": [asdict(finding) for finding in findings]}
            self.stdout.write(json.dumps(told, indent=2))
        else:
            for finding in findings:
                self._tell(finding)
            self.stdout.write(_conclusion(findings))
        if not is_well:
            raise SystemExit(1)

    def _tell(self, finding: Finding) -> None:
        self.stdout.write(f"{SHAPES[finding.state]} {finding.state}: {finding.what}")
        for line in (finding.may_lead_to, finding.to_do):
            if line:
                self.stdout.write(f"    {line}")


def _conclusion(findings: list[Finding]) -> str:
    urgent, look = (
        sum(finding.state == state for finding in findings) for state in (State.URGENT, State.LOOK)
    )
    if not urgent and not look:
        return "All is well."
    return f"{urgent} urgent, {look} to look at."
