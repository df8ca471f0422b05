"""Organisations, what part they play in a scheme, and the places it meets."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.models.plan import PlanQuerySet


class DateRange(Func):
    """daterange(from, to, '[]'): both ends included, an empty end open."""

    function = "daterange"
    output_field = DateRangeField()


@tracked()
class Organisation(models.Model):
    """A charity, council, group or firm. People belong to the organisation that runs a scheme."""

    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked()
class Partnership(models.Model):
    """What an organisation does for a scheme, from when to when."""

    class Part(models.TextChoices):
        LEAD = "lead", _("leads the scheme")
        PARTNER = "partner", _("partner")
        HOST = "host", _("hosts volunteers")
        REFERRER = "referrer", _("refers people")
        TRAINING = "training", _("training partner")
        FUNDER = "funder", _("funder")

    class Engagement(models.TextChoices):
        ENGAGED = "engaged", _("engaged")
        COMMITTED = "committed", _("committed")
        QUICK_FIX = "quick_fix", _("“quick fix”")
        FOLDED = "folded", _("folded")

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="partnerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    part = models.CharField(_("part"), max_length=12, choices=Part)
    does = models.TextField(_("what they do in it"), blank=True)
    agreement_on = models.DateField(_("written agreement made on"), null=True, blank=True)
    # There is a written agreement, but nobody knows of which day.
    agreement_undated = models.BooleanField(default=False)
    started_on = models.DateField(_("from"), default=timezone.localdate)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    engagement = models.CharField(_("how it goes"), max_length=12, choices=Engagement, blank=True)
    engagement_note = models.CharField(_("in your own words"), max_length=300, blank=True)
    inducted_on = models.DateField(_("host induction on"), null=True, blank=True)
    followed_up_on = models.DateField(_("followed up on"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["part", "organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="partnership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(part="host") | Q(inducted_on=None, followed_up_on=None),
                name="partnership_only_hosts_are_inducted",
            ),
            models.CheckConstraint(
                condition=Q(agreement_undated=False) | Q(agreement_on=None),
                name="partnership_agreement_dated_or_not",
            ),
            ExclusionConstraint(
                name="partnership_once_at_a_time",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    ("part", RangeOperators.EQUAL),
                    (DateRange("started_on", "ended_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_part_display()}"

    @property
    def has_agreement(self) -> bool:
        """Whether there is a written agreement, dated or not."""
        return self.agreement_undated or self.agreement_on is not None

    @property
    def is_of_the_runner(self) -> bool:
        """Whether this is the lead of the organisation the scheme and its people belong to."""
        return self.part == self.Part.LEAD and self.organisation_id == self.scheme.organisation_id


@tracked()
class Site(models.Model):
    """A place the scheme works from."""

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=120)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("scheme", Lower("name"), name="site_name_once_in_scheme")
        ]

    def __str__(self) -> str:
        return self.name
