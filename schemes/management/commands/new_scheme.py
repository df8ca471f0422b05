"""manage.py new_scheme: an empty scheme, ready to be set up."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.errors import RuleBroken
from schemes.management.checks import check_email, check_length, wrong_use
from schemes.models import Organisation, Role, Scheme, SchemeKind
from schemes.services import create_scheme, give_role
from schemes.services.running import LONGEST_SLUG, SLUG

EXAMPLE = """Example:
  manage.py new_scheme side-by-side --name "Side by Side" --kind peer-support \\
      --organisation "Forest Friends" --manager mo@example.org --manager-name "Mo Bright"
"""
LONGEST_NAME = 120
LONGEST_ORGANISATION = 150


class Command(BaseCommand):
    help = "Open an empty scheme. With --manager, its manager is invited by e-mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = EXAMPLE
        parser.add_argument(
            "slug", metavar="SLUG", help="its address: small letters, digits and hyphens"
        )
        parser.add_argument("--name", required=True, help="what people call the scheme")
        parser.add_argument(
            "--kind",
            required=True,
            choices=SchemeKind.values,
            metavar="KIND",
            help=f"one of: {', '.join(SchemeKind.values)}",
        )
        parser.add_argument(
            "--organisation",
            metavar="NAME",
            help="who runs it, added if there is none of this name (the scheme's name if left out)",
        )
        parser.add_argument("--manager", metavar="EMAIL", help="whom to invite as its manager")
        parser.add_argument("--manager-name", metavar="NAME", help="the manager's name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Everything or nothing: a refused part leaves no scheme behind."""
        self._check_use(options)
        try:
            with transaction.atomic():
                scheme = self._open(options)
                if options["manager"]:
                    give_role(
                        scheme=scheme,
                        email=options["manager"],
                        name=options["manager_name"].strip(),
                        role=Role.MANAGER,
                        started_on=timezone.localdate(),
                        actor=None,
                    )
        except RuleBroken as refusal:
            raise CommandError(str(refusal.message)) from None
        self._say_what_next(scheme, options)

    def _check_use(self, options: dict[str, Any]) -> None:
        if bool(options["manager"]) != bool(options["manager_name"]):
            wrong_use("Give --manager and --manager-name together.")
        if not SLUG.fullmatch(options["slug"]) or len(options["slug"]) > LONGEST_SLUG:
            wrong_use("SLUG takes small letters, digits and single hyphens, 50 at the most.")
        check_length("--name", options["name"], LONGEST_NAME)
        check_length("--organisation", options["organisation"], LONGEST_ORGANISATION)
        if options["manager"]:
            check_email(options["manager"])
            check_length("--manager-name", options["manager_name"], LONGEST_ORGANISATION)

    def _open(self, options: dict[str, Any]) -> Scheme:
        name = (options["organisation"] or options["name"]).strip()
        known = list(
            Organisation.objects.filter(name__iexact=name, schemes__isnull=False).distinct()
        )
        if len(known) > 1:
            raise RuleBroken(
                f"There are {len(known)} organisations called “{name}” that run schemes. "
                "Rename one of them first."
            )
        organisation = known[0] if known else Organisation.objects.create(name=name)
        return create_scheme(
            slug=options["slug"],
            name=options["name"],
            kind=options["kind"],
            organisation=organisation,
            actor=None,
        )

    def _say_what_next(self, scheme: Scheme, options: dict[str, Any]) -> None:
        address = settings.SITE_URL + reverse("setup", args=[scheme.slug])
        others = scheme.organisation.schemes.count() - 1
        runs = f", which runs {others} more" if others else ""
        self.stdout.write(f"{scheme.name} is open, run by {scheme.organisation}{runs}.")
        if options["manager"]:
            self.stdout.write(
                f"An invitation is on its way to {options['manager']}. Next: open it, then set "
                f"the scheme up at {address}"
            )
        else:
            self.stdout.write(
                "Nobody can open it yet. Next: invite its manager with manage.py give_role "
                f"{scheme.slug} manager EMAIL --name NAME"
            )
