"""Policies with their versions, and the papers a scheme works with."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.models.plan import DatedQuerySet, PlanQuerySet

HAS_WORDS = ~Q(text="") | ~Q(kept_at="")


@tracked()
class Policy(models.Model):
    """A rule everybody in the scheme keeps. What it says is in its versions."""

    class Kind(models.TextChoices):
        CHILD_PROTECTION = "child-protection", _("Child protection")
        CONFIDENTIALITY = "confidentiality", _("Confidentiality")
        ANTI_DISCRIMINATION = "anti-discrimination", _("Anti-discrimination")
        HEALTH_AND_SAFETY = "health-and-safety", _("Health and safety")
        OTHER = "other", _("Another policy")

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="policies")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=120)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "policies"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "kind"],
                condition=~Q(kind="other"),
                name="policy_of_a_kind_once_in_scheme",
            ),
            models.UniqueConstraint("scheme", Lower("title"), name="policy_title_once_in_scheme"),
        ]

    def __str__(self) -> str:
        return self.title

    def version_in_force(self, on: date | None = None) -> "PolicyVersion | None":
        """The version that holds on a day (today unless told). Reads `versions`: prefetch them."""
        on = on or timezone.localdate()
        in_force = [each for each in self.versions.all() if each.in_force_from <= on]
        return max(in_force, key=lambda each: each.number, default=None)

    def version_to_come(self, on: date | None = None) -> "PolicyVersion | None":
        """The newest version that does not hold yet. Reads `versions`: prefetch them."""
        on = on or timezone.localdate()
        to_come = [each for each in self.versions.all() if each.in_force_from > on]
        return max(to_come, key=lambda each: each.number, default=None)


@tracked()
class PolicyVersion(models.Model):
    """One wording of a policy. It is never changed: another wording is another version."""

    path_to_scheme = "policy__scheme"

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("what it says"), blank=True)
    kept_at = models.CharField(_("where it is kept"), max_length=300, blank=True)
    why = models.CharField(_("what is new and why"), max_length=300, blank=True)
    in_force_from = models.DateField(_("in force from"))
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="policy_version_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="policy_version_counts_from_one"
            ),
            models.CheckConstraint(condition=HAS_WORDS, name="policy_version_says_something"),
        ]
        triggers = [pgtrigger.Protect(name="policy_version_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.policy}, {self.number}"


@tracked()
class SupportingDocument(models.Model):
    """A paper the scheme works with: its words, or where it is kept, and from when it is used."""

    class Kind(models.TextChoices):
        ROLE_DESCRIPTION = "role-description", _("Role description")
        PERSON_SPECIFICATION = "person-specification", _("Person specification")
        AGREEMENT = "agreement", _("Agreement")
        RECORD_SHEET = "record-sheet", _("Meeting record sheet")
        FEEDBACK_FORM = "feedback-form", _("Feedback form")
        MATCHING_FORM = "matching-form", _("Matching form")
        OTHER = "other", _("Another paper")

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what it says"), blank=True)
    kept_at = models.CharField(_("where it is kept"), max_length=300, blank=True)
    started_on = models.DateField(_("in use from"), default=timezone.localdate)
    ended_on = models.DateField(_("in use until"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["title", "-started_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=HAS_WORDS, name="document_says_something"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="document_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title
