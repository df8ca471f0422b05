"""The time that paid staff give to the scheme."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.registers.entries import Entry


@tracked()
class StaffTime(Entry):
    """How long somebody on the staff worked for the scheme on one day, on one thing."""

    class Purpose(models.TextChoices):
        MATCHING = "matching", _("matching")
        SUPPORT = "support", _("support")
        TRAINING = "training", _("training")
        ADMINISTRATION = "administration", _("administration")
        TRAVEL = "travel", _("travel")
        OTHER = "other", _("other")

    who = models.CharField(_("who"), max_length=150)
    on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    purpose = models.CharField(_("what for"), max_length=14, choices=Purpose)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = ["-on", "who", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scheme", Lower("who"), "on", "purpose", name="staff_time_once_in_scheme"
            ),
            models.CheckConstraint(condition=~Q(who=""), name="staff_time_says_who"),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=24 * 60), name="staff_time_within_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.who
