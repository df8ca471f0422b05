"""A person who gives time in a scheme, and what is known of their checks."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from people.models import Person
from schemes.access import hosting_grants, schemes_with
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def visible_to(self, user: "User") -> "VolunteerQuerySet":
        """Records of this user's schemes, and their own; for a host's staff, whom it hosts."""
        hosted = Volunteer.objects.hosted_for(user)
        return self.filter(
            Q(scheme__in=schemes_with(user, Right.SEE_PEOPLE))
            # As keys, asked once: a join would be walked for everybody there is.
            | Q(person__in=Person.objects.filter(user=user).values("pk"))
            | Q(pk__in=hosted.values("pk"))
        )

    def hosted_for(self, user: "User") -> "VolunteerQuerySet":
        """Those hosted by the organisation for which the user holds a role today, in its scheme.

        Somebody who left is the host's no more. Of the others its staff see name, contact and
        where they are now: see volunteers/access.py for the part.
        """
        return self.filter(
            ~Q(status=Volunteer.Status.LEFT),
            host__role_grants__in=hosting_grants(user),
            host__role_grants__scheme=F("scheme"),
        )


@tracked()
class Volunteer(models.Model):
    """Somebody's part as a volunteer in one scheme, from enquiry to leaving."""

    class Status(models.TextChoices):
        ENQUIRED = "enquired", _("enquired")
        APPLIED = "applied", _("applied")
        IN_TRAINING = "in_training", _("in training")
        AVAILABLE = "available", _("available")
        MATCHED = "matched", _("matched")
        PAUSED = "paused", _("on hold")
        LEFT = "left", _("left")

    scheme = models.ForeignKey("schemes.Scheme", models.PROTECT, related_name="volunteers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="volunteering")
    reference = models.CharField(_("reference"), max_length=30, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ENQUIRED)
    status_since = models.DateField(default=timezone.localdate)
    # What a spreadsheet said, as it was written. A hint: the matches overrule it.
    imported_status = models.CharField(max_length=60, blank=True)
    # The spreadsheet's status and the matches cannot both be true; somebody has to look.
    status_in_doubt = models.BooleanField(default=False)
    site = models.ForeignKey(
        "schemes.Site", models.SET_NULL, null=True, blank=True, verbose_name=_("site")
    )
    host = models.ForeignKey(
        "schemes.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_volunteers",
        verbose_name=_("host"),
    )
    cohort = models.ForeignKey(
        "hosting.Cohort",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="volunteers",
        verbose_name=_("cohort"),
    )
    # Who answers for them: the paid organiser they work with.
    organiser = models.ForeignKey(
        "hosting.Organiser",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="volunteers",
        verbose_name=_("who answers for them"),
    )
    can_help_with = ArrayField(
        models.CharField(max_length=100), verbose_name=_("can help with"), default=list, blank=True
    )
    interests = ArrayField(
        models.CharField(max_length=100), verbose_name=_("interests"), default=list, blank=True
    )
    most_supportees = models.PositiveSmallIntegerField(_("how many people at most"), default=1)
    references_received = models.PositiveSmallIntegerField(_("references received"), default=0)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    leaving_reason = models.CharField(_("why they left"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    is_imported = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("scheme", "person", name="volunteer_once_in_scheme"),
            models.UniqueConstraint(
                "scheme",
                "reference",
                condition=~Q(reference=""),
                name="volunteer_reference_once_in_scheme",
            ),
            models.CheckConstraint(
                condition=Q(status="left", left_on__isnull=False)
                | (~Q(status="left") & Q(left_on=None)),
                name="volunteer_left_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(started_on=None) | Q(left_on=None) | Q(left_on__gte=F("started_on")),
                name="volunteer_leaves_after_starting",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "status"], name="volunteer_by_status")]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("volunteer", args=[self.scheme.slug, self.pk])


@tracked()
class CriminalRecordCheck(models.Model):
    """What a scheme may keep of a check: its number and date, never the certificate."""

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="checks")
    number = models.CharField(_("number"), max_length=30, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "volunteer",
                "number",
                "issued_on",
                name="check_once_for_volunteer",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.number
