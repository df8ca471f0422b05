"""The steering group: its members, its meetings and what they decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.models.plan import DatedQuerySet, PlanQuerySet


@tracked()
class SteeringMember(models.Model):
    """Somebody in the steering group, in one capacity, from when to when."""

    class Capacity(models.TextChoices):
        SUPPORTEE = "supportee", _("somebody who is supported")
        VOLUNTEER = "volunteer", _("volunteer")
        STAFF = "staff", _("staff")
        PARTNER = "partner", _("partner organisation")

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="steering_members")
    name = models.CharField(_("name"), max_length=150)
    # Set when the member can sign in; the name is kept as it was known to the group.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    capacity = models.CharField(_("in which capacity"), max_length=10, choices=Capacity)
    started_on = models.DateField(_("from"), default=timezone.localdate)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="steering_member_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="steering_member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class SteeringMeeting(models.Model):
    """A meeting of the steering group that was held."""

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="steering_meetings")
    held_on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=150)
    # Through a table of our own, so that the audit trail sees who was added and taken out.
    came = models.ManyToManyField(
        SteeringMember, through="schemes.SteeringAttendance", related_name="meetings"
    )
    also_came = models.CharField(_("who else came"), max_length=300, blank=True)
    notes = models.TextField(_("what was talked about"), blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.held_on}, {self.place}"


@tracked()
class SteeringAttendance(models.Model):
    """A member came to a meeting."""

    path_to_scheme = "meeting__scheme"

    meeting = models.ForeignKey(SteeringMeeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(SteeringMember, models.PROTECT, related_name="attendances")

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="steering_attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.meeting}"


@tracked()
class SteeringDecision(models.Model):
    """What a meeting decided, who does it, by when, and when it was done."""

    path_to_scheme = "meeting__scheme"

    meeting = models.ForeignKey(SteeringMeeting, models.CASCADE, related_name="decisions")
    what = models.TextField(_("what was decided"))
    who = models.CharField(_("who does it"), max_length=150, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="steering_decision_says_what")
        ]

    def __str__(self) -> str:
        return self.what[:60]

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and it is not done."""
        return bool(not self.done_on and self.due_on and self.due_on < timezone.localdate())
