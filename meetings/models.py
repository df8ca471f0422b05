"""Meetings, planned or held, the record sheets written about them, and activities of many together."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.amounts import HowSure, amount_constraints
from core.history import tracked
from schemes.models.organisations import DateRange
from schemes.registers.entries import Entry

if TYPE_CHECKING:
    from accounts.models import User


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: "User") -> "MeetingQuerySet":
        """Meetings of the matches this user may see."""
        from matching.models import Match

        return self.filter(match__in=Match.objects.visible_to(user).values("pk"))


@tracked()
class Meeting(models.Model):
    """One meeting of a match. A day is a day in the United Kingdom, also late in the evening."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        MISSED = "missed", _("did not happen")
        SUPERSEDED = "superseded", _("moved to another day")
        CANCELLED = "cancelled", _("called off")

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("Phone")
        VIDEO = "video", _("Video")
        MESSAGE = "message", _("Message")

    class MissedBy(models.TextChoices):
        VOLUNTEER = "volunteer", _("the supporter could not")
        SUPPORTEE = "supportee", _("the supportee could not")
        OTHER = "other", _("something else")

    match = models.ForeignKey("matching.Match", models.PROTECT, related_name="meetings")
    state = models.CharField(_("state"), max_length=12, choices=State)
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("location"), max_length=150, blank=True)
    way = models.CharField(_("how"), max_length=12, choices=Way, default=Way.IN_PERSON)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    who_else = models.CharField(_("who else came"), max_length=200, blank=True)
    missed_by = models.CharField(_("whose reason"), max_length=12, choices=MissedBy, blank=True)
    missed_reason = models.CharField(_("why it did not happen"), max_length=300, blank=True)
    planned_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("the meeting whose sheet planned it"),
    )
    replaces = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("the plan it stands in for"),
    )
    is_imported = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    # When a meeting that was recorded before became held or missed. None: it was recorded as that.
    settled_at = models.DateTimeField(null=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440),
                name="meeting_minutes_within_a_day",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(state="held"),
                name="meeting_minutes_only_when_held",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["missed", "cancelled"]) | Q(missed_by="", missed_reason=""),
                name="meeting_reason_only_when_not_held",
            ),
        ]
        indexes = [
            models.Index(fields=["match", "-on"], name="meeting_by_match_and_day"),
            models.Index(fields=["on", "state"], name="meeting_by_day_and_state"),
            # Few of all are planned: those to come, and those about which nobody wrote.
            models.Index(
                fields=["on"], condition=Q(state="planned"), name="meeting_planned_by_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_state_display()}"

    def settle(self, state: str) -> None:
        """Let it be held or missed from now on; figures for an earlier moment do not know of it. Does not save."""
        if self.pk and self.state != state:
            self.settled_at = timezone.now()
        self.state = state


@tracked()
class RecordSheet(models.Model):
    """What was written about a meeting. A correction is a new version; none is overwritten."""

    class Feeling(models.TextChoices):
        HARD = "hard", _("Hard")
        ALL_RIGHT = "all_right", _("All right")
        GOOD = "good", _("Good")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="sheets")
    version = models.PositiveSmallIntegerField(default=1)
    # The labels are those of the field's paper form, to the letter.
    why_met = models.TextField(_("Why we met today:"), blank=True)
    did = models.TextField(_("What we did:"), blank=True)
    achieved = models.TextField(_("What we achieved:"), blank=True)
    next_time = models.TextField(_("What we need to do next time:"), blank=True)
    next_on = models.DateField(_("Date and time of next meeting:"), null=True, blank=True)
    next_at = models.TimeField(null=True, blank=True)
    feeling = models.CharField(_("How was it for you?"), max_length=10, choices=Feeling, blank=True)
    supporter_signed_name = models.CharField(_("Signed (Supporter)"), max_length=120, blank=True)
    supporter_signed_at = models.DateTimeField(null=True, blank=True)
    supportee_signed_name = models.CharField(_("Signed (Supportee)"), max_length=120, blank=True)
    supportee_signed_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    # A correction can change the meeting itself (its day, place, length …). What stood
    # there until then is kept here; see meetings/versions.py.
    meeting_before = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint("meeting", "version", name="record_sheet_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.version}"


@tracked()
class Activity(Entry):
    """Something many came to, outside of any match: a group meeting, a training. It was held."""

    class Kind(models.TextChoices):
        GROUP = "group", _("group meeting")
        TRAINING = "training", _("training")
        OTHER = "other", _("something else")

    class ForWhom(models.TextChoices):
        SUPPORTED = "supported", _("supported people")
        VOLUNTEERS = "volunteers", _("volunteers")
        STAFF = "staff", _("staff of other organisations")
        MIXED = "mixed", _("mixed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    title = models.CharField(_("what it was called"), max_length=150)
    on = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    # Parts of days are kept: two and a half days of training are 2.5.
    days_low = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    days_high = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    days_how_sure = models.CharField(max_length=10, choices=HowSure, blank=True)
    people_low = models.PositiveIntegerField(null=True, blank=True)
    people_high = models.PositiveIntegerField(null=True, blank=True)
    people_how_sure = models.CharField(max_length=10, choices=HowSure, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=10, choices=ForWhom, blank=True)
    place = models.CharField(_("place"), max_length=150, blank=True)
    organisation = models.CharField(
        _("organisation it was held for or with"), max_length=150, blank=True
    )
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    source = models.CharField(_("how you know"), max_length=200, blank=True)
    notes = models.TextField(_("what came of it"), blank=True)

    class Meta:
        ordering = ["-on", "title", "pk"]
        constraints = [
            models.UniqueConstraint("scheme", Lower("title"), "on", name="activity_once_in_scheme"),
            models.CheckConstraint(condition=~Q(title=""), name="activity_has_a_title"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("on")),
                name="activity_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(people_low=None) | Q(people_low__gte=1), name="activity_somebody_came"
            ),
            models.CheckConstraint(
                condition=Q(days_low=None) | Q(days_low__gt=0), name="activity_took_some_time"
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440),
                name="activity_minutes_within_a_day",
            ),
            *amount_constraints("days", "activity"),
            *amount_constraints("people", "activity"),
        ]
        indexes = [models.Index(fields=["scheme", "on"], name="activity_by_day")]
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.title

    @property
    def last_day(self) -> date:
        """The day on which it ended, as far as anybody wrote it down."""
        return self.until or self.on


@tracked()
class CountedPeople(Entry):
    """People who were supported, or gave support, and are known only by their number.

    A partner's group counts them and keeps the names. Nobody of them stands on the scheme's own lists.
    """

    class AsWhom(models.TextChoices):
        SUPPORTED = "supported", _("people who were supported")
        VOLUNTEERS = "volunteers", _("people who gave support")

    as_whom = models.CharField(_("as whom"), max_length=10, choices=AsWhom)
    title = models.CharField(_("which people"), max_length=150)
    first_day = models.DateField(_("from"))
    # Empty as long as they are still there.
    last_day = models.DateField(_("until"), null=True, blank=True)
    people_low = models.PositiveIntegerField()
    people_high = models.PositiveIntegerField()
    people_how_sure = models.CharField(max_length=10, choices=HowSure)
    source = models.CharField(_("how you know"), max_length=200, blank=True)
    notes = models.TextField(_("what they did"), blank=True)

    class Meta:
        ordering = ["-first_day", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                "scheme", "as_whom", Lower("title"), "first_day", name="counted_people_once"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="counted_people_say_who"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="counted_people_days_in_order",
            ),
            # Two numbers of one group for the same day would be added up.
            ExclusionConstraint(
                name="counted_people_once_at_a_time",
                expressions=[
                    ("scheme", RangeOperators.EQUAL),
                    ("as_whom", RangeOperators.EQUAL),
                    (Lower("title"), RangeOperators.EQUAL),
                    (DateRange("first_day", "last_day", Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(people_low__gte=1), name="counted_people_are_some"),
            *amount_constraints("people", "counted_people"),
        ]
        verbose_name_plural = _("counted people")

    def __str__(self) -> str:
        return self.title
