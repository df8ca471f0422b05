"""What the scheme set out to reach."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.amounts import HowSure, amount_constraints
from core.history import tracked
from schemes.registers.entries import Entry


@tracked()
class Target(Entry):
    """An objective with its target, for everybody or for one group that has a target of its own.

    It is measured by a figure, over its own days, or counted by hand. Groups are never added up.
    """

    class Standing(models.TextChoices):
        ACTUAL = "actual", _("actual")
        EXPECTED = "expected", _("expected")

    objective = models.CharField(_("objective"), max_length=200)
    group = models.CharField(_("group"), max_length=100, blank=True)
    # The key of a figure; empty for what is counted by hand.
    figure = models.CharField(_("measured by"), max_length=60, blank=True)
    target_low = models.DecimalField(max_digits=12, decimal_places=2)
    target_high = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(_("of what"), max_length=40, blank=True)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    actual_low = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    actual_high = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    actual_how_sure = models.CharField(max_length=10, choices=HowSure, blank=True)
    standing = models.CharField(
        _("actual or expected"), max_length=8, choices=Standing, default=Standing.ACTUAL
    )
    counted_by = models.CharField(_("who counted"), max_length=150, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = ["first", "objective", "group", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scheme", Lower("objective"), Lower("group"), "first", "last",
                name="target_once_in_scheme",
            ),
            models.CheckConstraint(condition=~Q(objective=""), name="target_has_an_objective"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="target_days_in_order"),
            models.CheckConstraint(
                condition=Q(target_low__gt=0, target_high__gte=F("target_low")),
                name="target_above_nought_in_order",
            ),
            models.CheckConstraint(
                condition=Q(figure="") | Q(actual_low=None, counted_by="", group=""),
                name="target_by_figure_or_by_hand",
            ),
            *amount_constraints("actual", "target"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.objective} ({self.group})" if self.group else self.objective
