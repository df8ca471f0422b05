"""Which match a row about a meeting belongs to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.spreadsheets.values import CannotRead
from matching.importers.pairs import reference_and_name
from matching.models import Match
from matching.roster import Roster, Somebody
from schemes.imports.resource import RowRefused
from schemes.models import Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

# A meeting a little before or after its match is a slip of the pen in one of the two lists.
NEAR_DAYS = 92


class MatchFinder:
    """All matches of a scheme, looked up once, and found again by two names and a day."""

    def __init__(self, scheme: Scheme) -> None:
        words = scheme.words
        self.volunteers = Roster(Volunteer.objects.filter(scheme=scheme), str(words.supporters))
        self.supportees = Roster(Supportee.objects.filter(scheme=scheme), str(words.supportees))
        self.matches: dict[tuple[int, int], list[Match]] = {}
        for match in Match.objects.filter(scheme=scheme):
            self.matches.setdefault((match.volunteer_id, match.supportee_id), []).append(match)

    def ids(self) -> list[int]:
        """The keys of all matches."""
        return [match.pk for some in self.matches.values() for match in some]

    def find(self, values: dict[str, Any], warn: Callable[[str, str], None]) -> Match:
        """The match that ran on the row's day, or the nearest one, with a warning. Raises RowRefused."""
        volunteers, supportees = self._candidates(values)
        on = values["on"]
        possible = [
            match
            for volunteer in volunteers
            for supportee in supportees
            for match in self.matches.get((volunteer.pk, supportee.pk), [])
        ]
        if not possible:
            _refuse_unsure(volunteers, supportees)
            raise RowRefused(
                _("%(one)s and %(other)s are not matched. Bring their match in first.")
                % {"one": volunteers[0].name, "other": supportees[0].name}
            )
        nearest = min(_days_outside(match, on) for match in possible)
        best = [match for match in possible if _days_outside(match, on) == nearest]
        if len(best) > 1:
            _refuse_unsure(volunteers, supportees)
        if nearest > NEAR_DAYS:
            raise RowRefused(
                _("They were not matched on this day, nor within three months of it."), "on"
            )
        if nearest:
            warn(_("They were not matched on this day. It counts to their nearest match."), "on")
        return best[0]

    def _candidates(self, values: dict[str, Any]) -> tuple[list[Somebody], list[Somebody]]:
        """Everybody who may be meant on either side. Raises ValidationError when there is nobody."""
        found: list[list[Somebody]] = []
        problems: dict[str, list[str]] = {}
        for side, roster in (("volunteer", self.volunteers), ("supportee", self.supportees)):
            reference, name = reference_and_name(values, side)
            people = [] if reference else roster.named(name)
            if not people:
                try:
                    people = [roster.find(reference, name)]
                except CannotRead as refused:
                    problems[f"{side}_reference" if reference or side not in values else side] = [
                        str(refused)
                    ]
            found.append(people)
        if problems:
            raise ValidationError(problems)
        return found[0], found[1]


def _refuse_unsure(volunteers: list[Somebody], supportees: list[Somebody]) -> None:
    for side, people in (("volunteer", volunteers), ("supportee", supportees)):
        if len(people) > 1:
            raise RowRefused(
                _("This may be %(people)s. Add a column with the reference.")
                % {"people": _(" or ").join(each.described for each in people[:4])},
                side,
            )


def _days_outside(match: Match, on: date) -> int:
    """How many days a day lies before or after a match; 0 for within."""
    if on < match.started_on:
        return (match.started_on - on).days
    if match.ended_on and on > match.ended_on:
        return (on - match.ended_on).days
    return 0
