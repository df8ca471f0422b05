"""Which files somebody may see: those of the schemes into which they may bring spreadsheets."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from schemes.access import schemes_with
from schemes.imports.models import SpreadsheetUpload
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


def uploads_visible_to(user: "User") -> QuerySet[SpreadsheetUpload]:
    """Files sent to this user's schemes, by whomever."""
    return SpreadsheetUpload.objects.filter(scheme__in=schemes_with(user, Right.IMPORT))
