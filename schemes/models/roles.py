"""Roles in a scheme, granted and ended by date."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.models.organisations import DateRange

if TYPE_CHECKING:
    from accounts.models import User


class Role(models.TextChoices):
    """Volunteers and supportees are not here: they are who their own record says they are."""

    COORDINATOR = "coordinator", _("co-ordinator")
    MANAGER = "manager", _("manager")
    LEAD = "lead", _("safeguarding lead")
    TRAINER = "trainer", _("trainer")
    STEERING = "steering", _("steering group member")
    PARTNER = "partner", _("partner organisation")


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def current(self, on: date | None = None) -> "RoleGrantQuerySet":
        """Grants in force on a day (today unless told)."""
        on = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)

    def visible_to(self, user: "User") -> "RoleGrantQuerySet":
        """Roles of the schemes in which this user gives and ends them."""
        from schemes.access import schemes_with
        from schemes.rights import Right

        return self.filter(scheme__in=schemes_with(user, Right.GRANT_ROLES))


@tracked()
class RoleGrant(models.Model):
    """Somebody's role in a scheme. It holds from its first day up to, not on, its end day."""

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="role_grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    organisation = models.ForeignKey(
        "schemes.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_grants",
        verbose_name=_("for which organisation"),
    )
    started_on = models.DateField(_("from"), default=timezone.localdate)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        ordering = ["role", "user__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="role_grant_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="role_grant_once_at_a_time",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (DateRange("started_on", "ended_on", Value("[)")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
