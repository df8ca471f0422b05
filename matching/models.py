"""A match: one volunteer beside one supportee, from when to when.

A team (several supporters, several supportees) is several matches: each pair has its
own start, rhythm and ending, and nobody is counted twice because people are counted.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.access import schemes_with
from schemes.models.organisations import DateRange
from schemes.rights import Right
from schemes.wording import rhythm_words

if TYPE_CHECKING:
    from accounts.models import User


def halves_of(user: "User") -> tuple[Q, Q]:
    """Filters for the matches in which a user is the volunteer, and the supported person.

    As lists of keys, asked once: joined tables would be walked for every match there is.
    """
    from supportees.models import Supportee
    from volunteers.models import Volunteer

    return (
        Q(volunteer__in=Volunteer.objects.filter(person__user=user).values("pk")),
        Q(supportee__in=Supportee.objects.filter(person__user=user).values("pk")),
    )


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, user: "User") -> "MatchQuerySet":
        """Matches of this user's schemes, and those they are one half of and may still see.

        A volunteer sees a match until it ends; a supportee keeps sight of their own.
        """
        as_volunteer, as_supportee = halves_of(user)
        return self.filter(
            Q(scheme__in=schemes_with(user, Right.SEE_PEOPLE))
            | (as_volunteer & ~Q(status="ended"))
            | as_supportee
        )

    def running(self) -> "MatchQuerySet":
        """Matches that have started and not ended, paused ones included."""
        return self.exclude(status="ended")


@tracked()
class Match(models.Model):
    """Two people the scheme brought together. Matching the same two again is a new match."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("running")
        PAUSED = "paused", _("on hold")
        ENDED = "ended", _("ended")

    class Ending(models.TextChoices):
        PLANNED = "planned", _("planned and agreed by both")
        PREMATURE = "premature", _("earlier than planned")
        UNEXPECTED = "unexpected", _("unexpected")

    class EndedBy(models.TextChoices):
        BOTH = "both", _("both")
        VOLUNTEER = "volunteer", _("the supporter")
        SUPPORTEE = "supportee", _("the supportee")
        SCHEME = "scheme", _("the scheme")
        UNKNOWN = "unknown", _("not known")

    scheme = models.ForeignKey("schemes.Scheme", models.PROTECT, related_name="matches")
    volunteer = models.ForeignKey("volunteers.Volunteer", models.PROTECT, related_name="matches")
    supportee = models.ForeignKey("supportees.Supportee", models.PROTECT, related_name="matches")
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.ACTIVE)
    rhythm_days = models.PositiveSmallIntegerField(_("days between meetings"))
    purpose = models.TextField(_("what it is for"), blank=True)
    usual_place = models.CharField(_("usual place"), max_length=150, blank=True)
    started_on = models.DateField(_("matched on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending = models.CharField(_("kind of ending"), max_length=12, choices=Ending, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=12, choices=EndedBy, blank=True)
    ending_reason = models.TextField(_("why it ended"), blank=True)
    is_imported = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="ended", ended_on__isnull=False)
                | (~Q(status="ended") & Q(ended_on=None)),
                name="match_ended_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="match_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(rhythm_days__gte=1, rhythm_days__lte=366),
                name="match_rhythm_within_a_year",
            ),
            ExclusionConstraint(
                name="match_same_two_once_at_a_time",
                expressions=[
                    ("volunteer", RangeOperators.EQUAL),
                    ("supportee", RangeOperators.EQUAL),
                    (DateRange("started_on", "ended_on", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["scheme", "status"], name="match_by_status")]

    def __str__(self) -> str:
        return f"{self.volunteer.person.short_name} – {self.supportee.person.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("match", args=[self.scheme.slug, self.pk])

    @property
    def rhythm(self) -> str:
        """How often they meet, in words."""
        return rhythm_words(self.rhythm_days)


@tracked()
class MatchPause(models.Model):
    """A time in which a match rests; nothing counts as overdue in it."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="pauses")
    started_on = models.DateField(_("from"))
    ended_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="match_pause_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="match_pause_once_at_a_time",
                expressions=[
                    ("match", RangeOperators.EQUAL),
                    (DateRange("started_on", "ended_on", Value("[)")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match}: {self.started_on}"
