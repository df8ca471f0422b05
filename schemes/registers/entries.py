"""What every record in a register has."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User


class EntryQuerySet(models.QuerySet):
    """Records kept for reports."""

    def visible_to(self, user: "User") -> "EntryQuerySet":
        """Those of the schemes in which this user keeps the registers."""
        from schemes.access import schemes_with
        from schemes.rights import Right

        return self.filter(scheme__in=schemes_with(user, Right.KEEP_REGISTERS))


class Entry(models.Model):
    """A record in a register of a scheme. The audit trail keeps what it said before."""

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="+")
    is_imported = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True
