"""What became of somebody, or of a number of people nobody named."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.amounts import HowSure, amount_constraints
from core.history import tracked
from schemes.registers.entries import Entry

NOBODY: dict[str, Any] = {"supportee": None, "volunteer": None}


@tracked()
class Outcome(Entry):
    """An outcome, reached or expected; the two are never counted together.

    It is that of one supportee, of one volunteer, or of a number of people: exactly one of the three.
    """

    class Kind(models.TextChoices):
        SIGNPOSTED = "signposted", _("signposted")
        ENROLLED = "enrolled", _("enrolled")
        COMPLETED = "completed", _("completed")
        MOVED_ON = "moved_on", _("moved into work, education or training")
        INDEPENDENT = "independent", _("more independent living")
        OTHER = "other", _("something else")

    class Standing(models.TextChoices):
        ACTUAL = "actual", _("actual")
        EXPECTED = "expected", _("expected")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    standing = models.CharField(_("actual or expected"), max_length=8, choices=Standing)
    what = models.CharField(_("course, service, work …"), max_length=150, blank=True)
    how_many_each = models.PositiveSmallIntegerField(_("how many each"), null=True, blank=True)
    on = models.DateField(_("date"))
    supportee = models.ForeignKey(
        "supportees.Supportee", models.PROTECT, null=True, blank=True, related_name="+"
    )
    volunteer = models.ForeignKey(
        "volunteers.Volunteer", models.PROTECT, null=True, blank=True, related_name="+"
    )
    people_low = models.PositiveIntegerField(null=True, blank=True)
    people_high = models.PositiveIntegerField(null=True, blank=True)
    people_how_sure = models.CharField(max_length=10, choices=HowSure, blank=True)
    payment_per_person = models.DecimalField(
        _("payment for each person, in pounds"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
    )
    payment_received_on = models.DateField(_("payment received on"), null=True, blank=True)
    provider = models.CharField(_("who offers it"), max_length=150, blank=True)
    source = models.CharField(_("how you know"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        ordering = ["-on", "kind", "what", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scheme", "kind", "standing", Lower("what"), "on", "supportee", "volunteer",
                Lower("provider"), name="outcome_once_in_scheme", nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(supportee__isnull=False, volunteer=None, people_low=None)
                | Q(supportee=None, volunteer__isnull=False, people_low=None)
                | Q(**NOBODY, people_low__isnull=False, people_low__gte=1),
                name="outcome_of_somebody_or_a_number",
            ),
            models.CheckConstraint(
                condition=Q(payment_per_person=None) | Q(payment_per_person__gt=0),
                name="outcome_payment_above_nought",
            ),
            models.CheckConstraint(
                condition=Q(payment_received_on=None)
                | Q(payment_per_person__isnull=False, standing="actual"),
                name="outcome_payment_received_for_something",
            ),
            models.CheckConstraint(
                condition=Q(how_many_each=None) | Q(how_many_each__gte=1),
                name="outcome_at_least_one_each",
            ),
            *amount_constraints("people", "outcome"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["scheme", "on"], name="outcome_by_day")]

    def __str__(self) -> str:
        kind = self.get_kind_display()
        return f"{self.what} ({kind})" if self.what else str(kind)

    @property
    def is_named(self) -> bool:
        """Whether it is that of somebody known, and not a number of people."""
        return self.people_low is None
