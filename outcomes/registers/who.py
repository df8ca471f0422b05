"""Whose outcome a row of a spreadsheet is about: one of the supportees, one of the volunteers, or how many."""

from typing import Any

from django.utils.translation import gettext as _

from core.amounts import Amount
from core.spreadsheets.values import CannotRead, cell_text, parse_amount
from matching.importers.pairs import a_person, reference_and_name
from matching.roster import Roster, Somebody
from schemes.imports.fields import Reading
from schemes.imports.resource import RowRefused
from schemes.models import Scheme
from schemes.registers.forms import MOST
from supportees.models import Supportee
from volunteers.models import Volunteer


def who_or_how_many(cell: object, reading: Reading) -> Amount | str | None:
    """How many people ("12", "about 30", "30 to 40"), or somebody's name or reference."""
    try:
        return parse_amount(cell, most=MOST)
    except CannotRead:
        written = cell_text(cell)
        # "V003" and "Rhys Green" name somebody; "40 to 30" and "over 30" are numbers gone wrong.
        if not isinstance(cell, str) or _is_about_a_number(written):
            raise
        return a_person(cell, reading)


def _is_about_a_number(written: str) -> bool:
    return any(word[:1].isdigit() for word in written.split())


class Everybody:
    """Both rosters of a scheme: whose outcome is meant by a name or a reference. Two queries."""

    def __init__(self, scheme: Scheme) -> None:
        self.words = scheme.words
        self.supportees: Roster[Supportee] = Roster(
            Supportee.objects.filter(scheme=scheme), str(self.words.supportees)
        )
        self.volunteers: Roster[Volunteer] = Roster(
            Volunteer.objects.filter(scheme=scheme), str(self.words.supporters)
        )

    def named_in(self, values: dict[str, Any]) -> Somebody | None:
        """The one a row names; None when it names nobody.

        Raises RowRefused when it names two, or somebody who is not here.
        """
        ways: list[tuple[str, Roster[Any] | None, tuple[str, str]]] = [
            (f"{side}_reference" if said[0] else side, roster, said)
            for side, roster in (("supportee", self.supportees), ("volunteer", self.volunteers))
            if any(said := reference_and_name(values, side))
        ]
        reference, name = reference_and_name(values, "who")
        if not name and isinstance(values.get("people"), str):
            name = values["people"]
        if reference or name:
            ways.append(("who_reference" if reference else "who", None, (reference, name)))
        if len(ways) > 1:
            raise RowRefused(
                _("This row names more than one person. Give each a row of their own.")
            )
        if not ways:
            return None
        ((field, roster, said),) = ways
        try:
            return roster.find(*said) if roster else self._find(*said)
        except CannotRead as refused:
            raise RowRefused(str(refused), field) from refused

    def _find(self, reference: str, name: str) -> Somebody:
        """The one meant among all. Somebody who is both is meant as a supportee."""
        found: dict[int, Somebody] = {}
        for roster in (self.supportees, self.volunteers):
            for somebody in _fitting(roster, reference, name):
                found.setdefault(somebody.person_id, somebody)
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            raise CannotRead(
                _("“%(name)s” may be %(people)s. Write the reference instead.")
                % {
                    "name": name or reference,
                    "people": _(" or ").join(self._described(each) for each in found.values()),
                }
            )
        if reference and name:
            for roster in (self.supportees, self.volunteers):
                if roster.referenced(reference):
                    # It refuses, and says whose reference it is.
                    return roster.find(reference, name)
        raise CannotRead(self._nobody(reference or name, is_name=not reference))

    def _described(self, somebody: Somebody) -> str:
        is_supportee = isinstance(somebody.member, Supportee)
        part = self.words.supportee if is_supportee else self.words.supporter
        return _("%(who)s, %(part)s") % {"who": somebody.described, "part": part}

    def _nobody(self, written: str, *, is_name: bool) -> str:
        close = (self.supportees.close_to(written) or self.volunteers.close_to(written)) * is_name
        called = {
            "name": written,
            "supportees": self.words.supportees,
            "supporters": self.words.supporters,
            "close": close,
        }
        if close:
            return (
                _(
                    "“%(name)s” is neither among the %(supportees)s nor the %(supporters)s. "
                    "Is it %(close)s?"
                )
                % called
            )
        return (
            _(
                "“%(name)s” is neither among the %(supportees)s nor the %(supporters)s. "
                "Bring them in first, or check it."
            )
            % called
        )


def _fitting(roster: Roster[Any], reference: str, name: str) -> list[Somebody]:
    if reference:
        one = roster.referenced(reference)
        return [one] if one and (not name or one in roster.named(name)) else []
    by_name = roster.named(name)
    one = roster.referenced(name)
    return by_name or ([one] if one else [])
