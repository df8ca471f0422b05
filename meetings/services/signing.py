"""Signing a record sheet, while it is saved or later."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, RuleBroken
from core.history import change
from matching.models import Match
from meetings.models import RecordSheet
from meetings.permissions import is_supportee_of, is_volunteer_of, may_write
from meetings.services.facts import Signatures


def sign_sheet(*, sheet: RecordSheet, actor: User, supportee_name: str = "") -> RecordSheet:
    """Sign the newest version: the volunteer as supporter, the supportee from their own phone.

    With `supportee_name` the volunteer hands the phone over, and the other one signs on it.
    """
    with change("sign a record sheet", actor=actor):
        match = (
            Match.objects.select_for_update(of=("self",))
            .select_related("scheme", "volunteer__person", "supportee__person")
            .get(pk=sheet.meeting.match_id)
        )
        sheet = RecordSheet.objects.select_for_update().get(pk=sheet.pk)
        if RecordSheet.objects.filter(meeting=sheet.meeting_id, version__gt=sheet.version).exists():
            raise RuleBroken(_("This sheet was corrected. Please read the new version, then sign."))
        if is_volunteer_of(actor, match):
            if not (verdict := may_write(actor, match)):
                raise NotAllowed(verdict.reason)
            signatures = Signatures(supporter=not supportee_name, supportee_name=supportee_name)
        elif is_supportee_of(actor, match):
            signatures = Signatures(supportee_name=match.supportee.person.name)
        else:
            raise NotAllowed(_("Only the two people who met can sign their sheet."))
        if (signatures.supporter and sheet.supporter_signed_at) or (
            signatures.supportee_name and sheet.supportee_signed_at
        ):
            raise RuleBroken(_("This is signed already."))
        sign(sheet, match, signatures)
        sheet.save()
        return sheet


def sign(sheet: RecordSheet, match: Match, signatures: Signatures) -> None:
    """Put names and the time on a sheet. It is not saved here."""
    now = timezone.now()
    if signatures.supporter:
        sheet.supporter_signed_name = match.volunteer.person.name
        sheet.supporter_signed_at = now
    if signatures.supportee_name:
        sheet.supportee_signed_name = signatures.supportee_name
        sheet.supportee_signed_at = now
