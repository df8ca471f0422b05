"""Who is meant by a name or a reference in a spreadsheet."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.spreadsheets.values import CannotRead, name_key

Member = TypeVar("Member", bound=Any)


@dataclass(frozen=True)
class Somebody:
    """A volunteer or a supportee as a spreadsheet may name them."""

    pk: int
    person_id: int
    name: str
    member: Any

    @property
    def described(self) -> str:
        """Enough to tell two of one name apart."""
        details = [self.member.reference] if self.member.reference else []
        if self.member.person.born_on:
            details.append(
                _("born %(date)s") % {"date": self.member.person.born_on.strftime("%-d %b %Y")}
            )
        return f"{self.name} ({', '.join(details)})" if details else self.name


class Roster(Generic[Member]):
    """All members of one kind in a scheme, found by reference or by name in any spelling. One query."""

    def __init__(self, members: QuerySet[Member], called: str) -> None:
        self.called = called
        self._by_reference: dict[str, Somebody] = {}
        self._by_name: dict[str, list[Somebody]] = {}
        for member in members.select_related("person"):
            person = member.person
            somebody = Somebody(member.pk, person.pk, person.name, member)
            if member.reference:
                self._by_reference[member.reference.casefold()] = somebody
            keys = {name_key(person.name)}
            if person.known_as:
                keys.add(name_key(f"{person.known_as} {person.family_name}"))
            for key in keys:
                self._by_name.setdefault(key, []).append(somebody)

    def named(self, name: str) -> list[Somebody]:
        """Everybody who may be meant by a name."""
        return self._by_name.get(name_key(name), [])

    def referenced(self, reference: str) -> Somebody | None:
        """The one with this reference."""
        return self._by_reference.get(reference.casefold())

    def find(self, reference: str, name: str) -> Somebody:
        """The one who is meant. Raises CannotRead saying who it might be."""
        if reference:
            somebody = self.referenced(reference)
            if somebody is None:
                raise CannotRead(
                    _("Nobody among the %(people)s has the reference “%(reference)s”.")
                    % {"people": self.called, "reference": reference}
                )
            if name and somebody not in self.named(name):
                raise CannotRead(
                    _("%(reference)s is %(known)s here, not “%(name)s”. Check which is right.")
                    % {"reference": reference, "known": somebody.name, "name": name}
                )
            return somebody
        if not name:
            raise CannotRead(_("There is nothing here. It is needed."))
        found = self.named(name)
        if not found and (somebody := self.referenced(name)):
            return somebody
        if len(found) == 1:
            return found[0]
        if found:
            raise CannotRead(
                _("“%(name)s” may be %(people)s. Add a column with the reference.")
                % {"name": name, "people": _(" or ").join(each.described for each in found[:4])}
            )
        raise CannotRead(self._nobody(name))

    def close_to(self, name: str) -> str:
        """The name that somebody may have meant by this one; "" when none is like it."""
        close = get_close_matches(name_key(name), self._by_name, n=1, cutoff=0.85)
        return self._by_name[close[0]][0].name if close else ""

    def _nobody(self, name: str) -> str:
        if close := self.close_to(name):
            return _("“%(name)s” is not among the %(people)s. Is it %(close)s?") % {
                "name": name,
                "people": self.called,
                "close": close,
            }
        return _(
            "“%(name)s” is not among the %(people)s. Bring them in first, or check the name."
        ) % {
            "name": name,
            "people": self.called,
        }
