"""Who may write about a meeting, in sentences."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.permissions import YES, Refused, Verdict
from matching.models import Match
from schemes.access import may
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


def is_volunteer_of(user: "User", match: Match) -> bool:
    """Whether this match is theirs as the volunteer."""
    return match.volunteer.person.user_id == user.pk


def is_supportee_of(user: "User", match: Match) -> bool:
    """Whether this match is theirs as the supported person."""
    return match.supportee.person.user_id == user.pk


def may_write(user: "User", match: Match) -> Verdict:
    """The volunteer of the match while it runs, and staff who may change records."""
    if is_volunteer_of(user, match) and match.status != Match.Status.ENDED:
        return YES
    if staff := may(user, Right.CHANGE_PEOPLE, match.scheme):
        return YES
    words = match.scheme.words
    if is_volunteer_of(user, match):
        return Refused(
            _("This %(match)s has ended. Ask your co-ordinator.") % {"match": words.match}
        )
    if is_supportee_of(user, match):
        return Refused(
            _("Your %(supporter)s writes the sheet. You can read it here and sign it.")
            % {"supporter": words.supporter}
        )
    return staff
