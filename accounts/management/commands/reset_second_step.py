"""Lets somebody who lost phone and recovery codes set up a new second step."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services import reset_second_factor
from core.errors import RuleBroken


class Command(BaseCommand):
    help = """Take the passkeys, app and recovery codes off somebody's sign-in.

Make sure by other means who is asking. Their sessions end and they are told by e-mail.

Example: manage.py reset_second_step sam@example.org"""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="the address they sign in with")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            user = reset_second_factor(email)
        except RuleBroken as problem:
            raise CommandError(str(problem.message)) from problem
        self.stdout.write(f"{user.name} sets up a new second step at the next sign-in.")
