"""What the scheme saved others."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.amounts import HowSure, amount_constraints
from core.history import tracked
from schemes.registers.entries import Entry


def _cost_constraint(name: str) -> models.CheckConstraint:
    """An amount with its price year and source, or none of the three."""
    nothing = Q(**{f"{name}_cost": None, f"{name}_year": None, f"{name}_source": ""})
    # A check lets unknown through, so that null has to be refused by name.
    whole = Q(
        **{f"{name}_cost__isnull": False, f"{name}_cost__gte": 0, f"{name}_year__isnull": False}
    ) & ~Q(**{f"{name}_source": ""})
    return models.CheckConstraint(condition=nothing | whole, name=f"saving_{name}_cost_is_whole")


@tracked()
class Saving(Entry):
    """What one unit would have cost without the scheme and what it cost with it.

    Only with both costs, each with its price year and source, does a report state it.
    """

    what = models.CharField(_("what was saved"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40)
    units_low = models.DecimalField(max_digits=12, decimal_places=2)
    units_high = models.DecimalField(max_digits=12, decimal_places=2)
    units_how_sure = models.CharField(max_length=10, choices=HowSure)
    without_cost = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    without_year = models.PositiveSmallIntegerField(null=True, blank=True)
    without_source = models.CharField(max_length=200, blank=True)
    with_cost = models.DecimalField(max_digits=11, decimal_places=2, null=True, blank=True)
    with_year = models.PositiveSmallIntegerField(null=True, blank=True)
    with_source = models.CharField(max_length=200, blank=True)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = ["first", "what", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scheme", Lower("what"), "first", "last", name="saving_once_in_scheme"
            ),
            models.CheckConstraint(condition=~Q(what="") & ~Q(unit=""), name="saving_says_what"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="saving_days_in_order"),
            models.CheckConstraint(
                condition=Q(without_cost=None)
                | Q(with_cost=None)
                | Q(without_cost__gt=F("with_cost")),
                name="saving_costs_less",
            ),
            _cost_constraint("without"),
            _cost_constraint("with"),
            *amount_constraints("units", "saving"),
        ]

    def __str__(self) -> str:
        return self.what
