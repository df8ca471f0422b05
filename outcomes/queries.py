"""Whom somebody means when they type a name or a reference."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.spreadsheets.values import name_key
from people.models import Person
from schemes.models import Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

# Of more than these nobody chooses from a list; a longer name says it sooner.
MOST_OFFERED = 6


@dataclass(frozen=True)
class Meant:
    """Somebody in a scheme: a supportee, or a volunteer."""

    member: Supportee | Volunteer

    @property
    def key(self) -> str:
        """Who it is, for a form: "supportee-12"."""
        return f"{self.member._meta.model_name}-{self.member.pk}"

    def described(self, scheme: Scheme) -> str:
        """Enough to tell two of one name apart: "Rhys Green (V003, volunteer)"."""
        is_supportee = isinstance(self.member, Supportee)
        part = scheme.words.supportee if is_supportee else scheme.words.supporter
        person = self.member.person
        born = f"{person.born_on:%-d %b %Y}" if person.born_on else ""
        return (
            f"{person.name} ({', '.join(filter(None, [self.member.reference, born, str(part)]))})"
        )

    @property
    def ids(self) -> dict[str, int | None]:
        """The two keys of an outcome, of which one is set."""
        is_supportee = isinstance(self.member, Supportee)
        return {
            "supportee_id": self.member.pk if is_supportee else None,
            "volunteer_id": None if is_supportee else self.member.pk,
        }


def who_may_be_meant(scheme: Scheme, written: str) -> list[Meant]:
    """Everybody with this reference, else of this whole name, else with these words in the name.

    Somebody who is both is meant once, as a supportee. At most one more than MOST_OFFERED; at most
    four queries, each over an index.
    """
    return (
        _members(scheme, lambda members: members.filter(reference__iexact=written))
        if written
        else []
    ) or _named(scheme, written)


def _named(scheme: Scheme, written: str) -> list[Meant]:
    people = Person.objects.named_like(" ".join(written.replace(",", " ").split()))
    if not name_key(written):
        return []
    found = _members(scheme, lambda members: members.filter(person__in=people))
    exact = [
        each
        for each in found
        if name_key(written) in (name_key(each.member.person.name), name_key(_called(each)))
    ]
    return exact or found


def _called(meant: Meant) -> str:
    person = meant.member.person
    return f"{person.known_as or person.given_name} {person.family_name}"


def _members(scheme: Scheme, narrowed: Callable[[QuerySet[Any]], QuerySet[Any]]) -> list[Meant]:
    by_person: dict[int, Meant] = {}
    for model in (Supportee, Volunteer):
        members = narrowed(model._default_manager.filter(scheme=scheme))
        in_order = members.select_related("person").order_by(
            "person__family_name", "person__given_name", "pk"
        )
        for member in in_order[: MOST_OFFERED + 1]:
            by_person.setdefault(member.person_id, Meant(member))
    return list(by_person.values())[: MOST_OFFERED + 1]
