"""Which list left the house: who took it, when, how it was narrowed and how many rows it had."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.access import schemes_with
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


class ListTakenOutQuerySet(models.QuerySet["ListTakenOut"]):
    def visible_to(self, user: "User") -> "ListTakenOutQuerySet":
        """Those of the schemes whose lists this user may take out."""
        return self.filter(scheme__in=schemes_with(user, Right.TAKE_OUT))


@tracked()
class ListTakenOut(models.Model):
    """A list that somebody took out as a spreadsheet. Written before the first row leaves."""

    scheme = models.ForeignKey("schemes.Scheme", models.PROTECT, related_name="lists_taken_out")
    kind = models.CharField(_("list"), max_length=20)
    # The filters and the search, as they stood in the address of the list.
    narrowed_by = models.CharField(max_length=500, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ListTakenOutQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at", "-pk"]
        indexes = [models.Index(fields=["scheme", "-taken_at"], name="taken_out_by_scheme")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.rows}"
