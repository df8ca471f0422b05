"""A match is locked first, its meeting after it: writers come one after the other."""

from accounts.models import User
from core.errors import NotAllowed
from matching.models import Match
from meetings.models import Meeting
from meetings.permissions import may_write


def locked_match(match: Match, actor: User) -> Match:
    """The match, locked until the change is over. Raises NotAllowed to who may not write."""
    found = (
        Match.objects.select_for_update(of=("self",))
        .select_related("scheme", "volunteer__person", "supportee__person")
        .get(pk=match.pk)
    )
    if not (verdict := may_write(actor, found)):
        raise NotAllowed(verdict.reason)
    return found


def locked_meeting(meeting: Meeting, match: Match) -> Meeting:
    """The meeting of a locked match, locked with it."""
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    found.match = match
    return found
