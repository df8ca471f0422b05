"""Who sees the people of this room, and who belongs to a scheme because of it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from people.access import Part, Reason, register_reason
from schemes.access import register_tie, schemes_with
from schemes.models import Scheme
from schemes.rights import Right
from volunteers.models import Volunteer


def register() -> None:
    """Hand this room's reasons to the rooms below."""
    register_reason(
        Reason(
            name="staff of the scheme see its volunteers",
            words=_("You run the scheme they volunteer in."),
            part=Part.RECORD,
            people=_of_own_schemes,
        )
    )
    register_reason(
        Reason(
            name="a host's staff see the volunteers it hosts",
            words=_("Your organisation hosts them."),
            part=Part.CONTACT,
            people=_hosted_by_own_organisation,
        )
    )
    register_tie(belongs_to)


def _of_own_schemes(user: User) -> QuerySet[Any]:
    return Volunteer.objects.filter(scheme__in=schemes_with(user, Right.SEE_PEOPLE)).values(
        "person"
    )


def _hosted_by_own_organisation(user: User) -> QuerySet[Any]:
    return Volunteer.objects.hosted_for(user).values("person")


def belongs_to(user: User, scheme: Scheme) -> bool:
    """Whether the user is one of the scheme's own, so that a refusal may say so."""
    return Volunteer.objects.filter(scheme=scheme, person__user=user).exists()
