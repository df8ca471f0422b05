"""Events at which others hear of the scheme."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.amounts import HowSure, amount_constraints
from core.history import tracked
from schemes.registers.entries import Entry


@tracked()
class Event(Entry):
    """A conference, an open day, a talk: held, or planned. The two are never counted together."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")

    title = models.CharField(_("what it is called"), max_length=150)
    on = models.DateField(_("date"))
    state = models.CharField(_("state"), max_length=8, choices=State)
    place = models.CharField(_("place"), max_length=150, blank=True)
    organisations_low = models.PositiveIntegerField(null=True, blank=True)
    organisations_high = models.PositiveIntegerField(null=True, blank=True)
    organisations_how_sure = models.CharField(max_length=10, choices=HowSure, blank=True)
    people_low = models.PositiveIntegerField(null=True, blank=True)
    people_high = models.PositiveIntegerField(null=True, blank=True)
    people_how_sure = models.CharField(max_length=10, choices=HowSure, blank=True)
    source = models.CharField(_("how you know"), max_length=200, blank=True)
    notes = models.TextField(_("what came of it"), blank=True)

    class Meta:
        ordering = ["-on", "title", "pk"]
        constraints = [
            models.UniqueConstraint("scheme", Lower("title"), "on", name="event_once_in_scheme"),
            models.CheckConstraint(condition=~Q(title=""), name="event_has_a_title"),
            *amount_constraints("organisations", "event"),
            *amount_constraints("people", "event"),
        ]

    def __str__(self) -> str:
        return self.title
