"""What a match lets two people know of each other, and how it moves them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.errors import RuleBroken
from matching.models import Match
from people.access import Part, Reason, register_reason
from supportees.models import Supportee
from supportees.services import follow_matches as supportee_follows
from supportees.signals import supportee_moved, supportee_moving
from volunteers.models import Volunteer
from volunteers.services import follow_matches as volunteer_follows
from volunteers.signals import volunteer_moved, volunteer_moving


def register() -> None:
    """Hand this room's reasons and rules to the rooms below."""
    register_reason(
        Reason(
            name="you support them",
            words=gettext_lazy("You see the people you support, while the match runs."),
            part=Part.CONTACT,
            people=_supported_by,
        )
    )
    register_reason(
        Reason(
            name="they support you",
            words=gettext_lazy("You see who supports you, while the match runs."),
            part=Part.NAME,
            people=_supporting,
        )
    )
    volunteer_moving.connect(nobody_leaves_a_running_match, dispatch_uid="matching")
    volunteer_moved.connect(back_to_the_match, dispatch_uid="matching")
    supportee_moving.connect(nobody_ends_a_running_match, dispatch_uid="matching")
    supportee_moved.connect(still_matched, dispatch_uid="matching")


def _supported_by(user: User) -> QuerySet[Any]:
    return Match.objects.running().filter(volunteer__person__user=user).values("supportee__person")


def _supporting(user: User) -> QuerySet[Any]:
    return Match.objects.running().filter(supportee__person__user=user).values("volunteer__person")


def nobody_leaves_a_running_match(volunteer: Volunteer, to: str, **kwargs: Any) -> None:
    """A volunteer leaves when their matches have been ended, each with its reason."""
    if to == Volunteer.Status.LEFT and volunteer.matches.running().exists():
        raise RuleBroken(
            _("%(name)s still has a running match. End it first, then they can leave.")
            % {"name": volunteer.person.name}
        )


def nobody_ends_a_running_match(supportee: Supportee, to: str, **kwargs: Any) -> None:
    """Somebody's support ends when their matches have been ended, each with its reason."""
    if to == Supportee.Status.ENDED and supportee.matches.running().exists():
        raise RuleBroken(
            _("%(name)s still has a running match. End it first.") % {"name": supportee.person.name}
        )


def back_to_the_match(volunteer: Volunteer, **kwargs: Any) -> None:
    """Somebody who comes back while a match of theirs runs is matched, not available."""
    if volunteer.status == Volunteer.Status.AVAILABLE and volunteer.matches.running().exists():
        volunteer_follows(volunteer=volunteer, is_matched=True, actor=None)


def still_matched(supportee: Supportee, **kwargs: Any) -> None:
    """Somebody who comes back while a match of theirs runs is matched, not waiting."""
    if supportee.status == Supportee.Status.WAITING and supportee.matches.running().exists():
        supportee_follows(supportee=supportee, is_matched=True, actor=None)
