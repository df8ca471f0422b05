"""Who may see whom. Asked once, here; every room adds its reasons.

A reason names the people somebody may see because of something in that room, as a
subquery, and which parts of them. Rooms register in their `apps.py`; nothing here
knows them. `visible_to(user)` is the union of all reasons.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class Part(StrEnum):
    """What of a person: each includes those before it."""

    NAME = "name"
    CONTACT = "contact"
    RECORD = "record"


PARTS_IN_ORDER = list(Part)


@dataclass(frozen=True)
class Reason:
    """Why somebody may see people: in words, as a subquery of person ids, up to which part.

    `people(user)` gives the ids for today: from when to when is part of the subquery.
    """

    name: str
    words: str | Promise
    part: Part
    people: Callable[["User"], QuerySet[Any]]


_reasons: dict[str, Reason] = {}


def register_reason(reason: Reason) -> None:
    """Add a room's reason; the same name twice is a mistake and raises ValueError."""
    if reason.name in _reasons:
        raise ValueError(f"The reason {reason.name} is registered twice.")
    _reasons[reason.name] = reason


def reasons() -> list[Reason]:
    """All reasons, for the page that explains who sees what, and for tests."""
    return list(_reasons.values())


def person_ids_visible_to(user: "User", part: Part) -> Q:
    """A filter on people for those of whom the user may see at least this part."""
    found = Q(pk__in=[])
    for reason in _reasons.values():
        if PARTS_IN_ORDER.index(reason.part) >= PARTS_IN_ORDER.index(part):
            found |= Q(pk__in=reason.people(user))
    return found


def register_own_reasons() -> None:
    """The reason that needs no other room: everybody may see themselves."""
    from people.models import Person

    register_reason(
        Reason(
            name="yourself",
            words=_("You may see your own record."),
            part=Part.RECORD,
            people=lambda user: Person.objects.filter(user=user).values("pk"),
        )
    )
