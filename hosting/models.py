"""Cohorts, paid organisers, and where each of them is placed from when to when."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.access import hosting_grants, schemes_with
from schemes.models.organisations import DateRange
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


class CohortQuerySet(models.QuerySet["Cohort"]):
    def visible_to(self, user: "User") -> "CohortQuerySet":
        """Cohorts of the schemes whose people this user may see."""
        return self.filter(scheme__in=schemes_with(user, Right.SEE_PEOPLE))


@tracked()
class Cohort(models.Model):
    """A group of organisers or volunteers who begin together and go through a scheme together."""

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="cohorts")
    name = models.CharField(_("name"), max_length=120)
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "name"]
        constraints = [
            models.UniqueConstraint("scheme", Lower("name"), name="cohort_name_once_in_scheme"),
            models.CheckConstraint(condition=~Q(name=""), name="cohort_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="cohort_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganiserQuerySet(models.QuerySet["Organiser"]):
    def visible_to(self, user: "User") -> "OrganiserQuerySet":
        """Organisers of this user's schemes; for a host's staff, those placed with them today."""
        return self.filter(
            Q(scheme__in=schemes_with(user, Right.SEE_PEOPLE))
            | Q(pk__in=Placement.objects.current().with_host_of(user).values("organiser"))
        )


@tracked()
class Organiser(models.Model):
    """Somebody's part as a paid organiser in one scheme. Where they work is in the placements."""

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="organisers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="organisers")
    reference = models.CharField(_("reference"), max_length=30, blank=True)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganiserQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("scheme", "person", name="organiser_once_in_scheme"),
            models.UniqueConstraint(
                "scheme",
                "reference",
                condition=~Q(reference=""),
                name="organiser_reference_once_in_scheme",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(left_on=None) | Q(left_on__gte=F("started_on")),
                name="organiser_leaves_after_starting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("organiser", args=[self.scheme.slug, self.pk])


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, user: "User") -> "PlacementQuerySet":
        """Placements in the schemes whose people this user may see."""
        return self.filter(organiser__scheme__in=schemes_with(user, Right.SEE_PEOPLE))

    def with_host_of(self, user: "User") -> "PlacementQuerySet":
        """Those at the organisation for which the user holds a role today, in its scheme."""
        return self.filter(
            host__role_grants__in=hosting_grants(user),
            host__role_grants__scheme=F("organiser__scheme"),
        )

    def current(self, on: date | None = None) -> "PlacementQuerySet":
        """Those that hold on a day (today unless told), their last day included."""
        on = on or timezone.localdate()
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=on), started_on__lte=on)


@tracked()
class Placement(models.Model):
    """A paid organiser works at a host, as part of a cohort, from when to when."""

    organiser = models.ForeignKey(Organiser, models.CASCADE, related_name="placements")
    host = models.ForeignKey("schemes.Organisation", models.PROTECT, related_name="placements")
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="placements"
    )
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="placement_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="placement_one_at_a_time",
                expressions=[
                    ("organiser", RangeOperators.EQUAL),
                    (DateRange("started_on", "ended_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organiser}: {self.host}"
