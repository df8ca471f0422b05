"""manage.py give_role: a way in for a scheme that nobody can run from inside."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.errors import RuleBroken
from schemes.management.checks import check_email, check_length
from schemes.models import Role, Scheme
from schemes.services import give_role

EXAMPLE = """Example:
  manage.py give_role side-by-side manager mo@example.org --name "Mo Bright"
"""
LONGEST_NAME = 150


class Command(BaseCommand):
    help = "Give somebody a role in a scheme from today, and invite them by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = EXAMPLE
        # A partner speaks for one organisation; that is chosen on the page.
        roles = [role for role in Role.values if role != Role.PARTNER]
        parser.add_argument("slug", metavar="SCHEME", help="the scheme's address")
        parser.add_argument(
            "role", metavar="ROLE", choices=roles, help=f"one of: {', '.join(roles)}"
        )
        parser.add_argument("email", metavar="EMAIL", help="what they sign in with")
        parser.add_argument("--name", required=True, help="their name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing is done when something is wrong."""
        check_email(options["email"])
        check_length("--name", options["name"], LONGEST_NAME)
        scheme = Scheme.objects.filter(slug=options["slug"]).first()
        if scheme is None:
            raise CommandError(f"There is no scheme with the address “{options['slug']}”.")
        try:
            grant = give_role(
                scheme=scheme,
                email=options["email"],
                name=options["name"].strip(),
                role=options["role"],
                started_on=timezone.localdate(),
                actor=None,
            )
        except RuleBroken as refusal:
            raise CommandError(str(refusal.message)) from None
        self.stdout.write(
            f"{grant.user.name} is {grant.get_role_display()} of {scheme.name}. "
            f"An e-mail is on its way to {grant.user.email}."
        )
