"""What a scheme says about itself while it is set up: texts, and who took part in writing them."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked

if TYPE_CHECKING:
    from accounts.models import User

LAST_STAGE = 7


class PlanQuerySet(models.QuerySet):
    """Records about the scheme itself. `path_to_scheme` says how to get there from a record."""

    def visible_to(self, user: "User") -> "PlanQuerySet":
        """Those of the schemes whose plan this user may read."""
        from schemes.access import schemes_with
        from schemes.rights import Right

        path = getattr(self.model, "path_to_scheme", "scheme")
        return self.filter(**{f"{path}__in": schemes_with(user, Right.SEE_PLAN)})


class DatedQuerySet(PlanQuerySet):
    def current(self, on: date | None = None) -> "DatedQuerySet":
        """Those that hold on a day (today unless told), their last day included."""
        on = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on), started_on__lte=on)


@tracked()
class SetupText(models.Model):
    """What the scheme wrote under one heading of its set-up; see schemes/stages.py for the keys.

    Who wrote which wording, and when, is in the audit trail.
    """

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="setup_texts")
    item = models.CharField(max_length=60)
    text = models.TextField(_("text"), blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "item"], name="setup_text_once_in_scheme")
        ]

    def __str__(self) -> str:
        return self.item


@tracked()
class TakingPart(models.Model):
    """People the scheme is for took part in a stage: named, or counted without names."""

    class As(models.TextChoices):
        SUPPORTEES = "supportees", _("as the people who are supported")
        SUPPORTERS = "supporters", _("as the people who give support")

    class Basis(models.TextChoices):
        DOCUMENTED = "documented", _("counted from a list")
        ESTIMATED = "estimated", _("an estimate")

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="takings_part")
    stage = models.PositiveSmallIntegerField(_("stage"))
    took_part_on = models.DateField(_("date"))
    took_part_as = models.CharField(_("as what"), max_length=10, choices=As)
    names = ArrayField(
        models.CharField(max_length=150), verbose_name=_("names"), default=list, blank=True
    )
    low = models.PositiveIntegerField(_("at least"), null=True, blank=True)
    high = models.PositiveIntegerField(_("at most"), null=True, blank=True)
    basis = models.CharField(_("how sure"), max_length=10, choices=Basis, blank=True)
    source = models.CharField(_("how you know"), max_length=200, blank=True)
    did = models.TextField(_("what they did"))
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-took_part_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__gte=1, stage__lte=LAST_STAGE), name="taking_part_in_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(names__len__gt=0, low=None, high=None, basis="", source="")
                | (
                    # A check lets unknown through, so that null has to be refused by name.
                    Q(names=[], low__isnull=False, high__isnull=False)
                    & Q(low__gte=1, high__gte=F("low"))
                    & ~Q(basis="")
                    & ~Q(source="")
                ),
                name="taking_part_named_or_counted",
            ),
            models.CheckConstraint(condition=~Q(did=""), name="taking_part_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.took_part_on}: {self.did[:40]}"

    @property
    def is_named(self) -> bool:
        """Whether there are names rather than a head-count."""
        return bool(self.names)
