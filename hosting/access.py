"""Who sees paid organisers: those who run the scheme, and the staff of the host they are with."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from hosting.models import Organiser, Placement
from people.access import Part, Reason, register_reason
from schemes.access import schemes_with
from schemes.rights import Right


def register() -> None:
    """Hand this room's reasons to the rooms below."""
    register_reason(
        Reason(
            name="staff of the scheme see its paid organisers",
            words=_("You run the scheme they work in."),
            part=Part.RECORD,
            people=_of_own_schemes,
        )
    )
    register_reason(
        Reason(
            name="a host's staff see the paid organisers placed with it",
            words=_("They are placed at your organisation."),
            part=Part.CONTACT,
            people=_placed_at_own_organisation,
        )
    )


def _of_own_schemes(user: User) -> QuerySet[Any]:
    return Organiser.objects.filter(scheme__in=schemes_with(user, Right.SEE_PEOPLE)).values(
        "person"
    )


def _placed_at_own_organisation(user: User) -> QuerySet[Any]:
    return Placement.objects.current().with_host_of(user).values("organiser__person")
