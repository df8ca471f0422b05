"""Reports: what was asked for, how far it is, and the frozen figures of those that are built."""

from typing import TYPE_CHECKING, Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.figures import Period
from core.history import tracked
from reporting.exports.models import ListTakenOut
from reporting.layouts import layout
from schemes.access import schemes_with
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User

__all__ = ["ListTakenOut", "NarrativeAnswer", "Report", "ReportFigure"]


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: "User") -> "ReportQuerySet":
        """Reports of the schemes in which this user may see figures."""
        return self.filter(scheme__in=schemes_with(user, Right.SEE_FIGURES))


@tracked(exclude=["content", "progress_done", "progress_total", "progress_at", "build_key"])
class Report(models.Model):
    """One report about one scheme and period. Once built, its figures never change."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be built")
        BUILDING = "building", _("being built")
        BUILT = "built", _("built")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("could not be built")

    scheme = models.ForeignKey("schemes.Scheme", models.PROTECT, related_name="reports")
    layout = models.CharField(_("layout"), max_length=30)
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    # Records made after this moment are not in the report, however late it is built. A correction of
    # an older record is, until the figure it belongs to is frozen.
    cut_off_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    progress_done = models.PositiveSmallIntegerField(default=0)
    progress_total = models.PositiveSmallIntegerField(default=0)
    progress_at = models.DateTimeField(default=timezone.now)
    # Whoever holds this key is building; a builder that lost it stops without a word.
    build_key = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_requested = models.BooleanField(default=False)
    failed_because = models.TextField(blank=True)
    # Answers given for this report alone: {"3": "text"}; they go before those that are kept.
    own_answers = models.JSONField(default=dict, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    built_at = models.DateTimeField(null=True)
    content = models.JSONField(default=dict, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")), name="report_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(progress_done__lte=F("progress_total")),
                name="report_progress_within_total",
            ),
            models.CheckConstraint(
                condition=Q(state="built", built_at__isnull=False)
                | (~Q(state="built") & Q(built_at=None)),
                name="report_built_has_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["progress_at"],
                condition=Q(state__in=["waiting", "building"]),
                name="report_unfinished",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="report_stays_as_built",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.state = 'built' AND (OLD.state, OLD.content, OLD.period_from, "
                    "OLD.period_to, OLD.cut_off_at) IS DISTINCT FROM (NEW.state, NEW.content, "
                    "NEW.period_from, NEW.period_to, NEW.cut_off_at)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_layout_title()}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("report", args=[self.scheme.slug, self.pk])

    def get_layout_title(self) -> str:
        """The layout's name."""
        return layout(self.layout).title

    @property
    def period(self) -> Period:
        """The days the report is about, as they were known at the cut-off."""
        return Period(self.period_from, self.period_to, known_until=self.cut_off_at)

    @property
    def is_unfinished(self) -> bool:
        """Whether it is still on its way."""
        return self.state in (self.State.WAITING, self.State.BUILDING)

    @property
    def is_built(self) -> bool:
        return self.state == self.State.BUILT


class ReportFigure(models.Model):
    """A figure as it was when the report was built, with the keys of the records behind it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    # Label, definition, value, range, numerator, denominator, warnings … as shown then.
    frozen: Any = models.JSONField()
    records_of = models.CharField(max_length=60, blank=True)
    record_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)
    # People counted without names stand in records of their own kind.
    head_counts_of = models.CharField(max_length=60, blank=True)
    head_count_ids = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_figure_once"),
            models.UniqueConstraint(
                fields=["report", "position"], name="report_figure_in_its_place"
            ),
        ]
        triggers = [pgtrigger.Protect(name="report_figure_is_frozen", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.report}: {self.key}"


class NarrativeAnswer(models.Model):
    """What somebody wrote in a row of a layout. Each saving is a new version; none is lost.

    The newest is offered in the scheme's next report. `report` is the one it was written in.
    """

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="narrative_answers")
    layout = models.CharField(max_length=30)
    row_number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    report = models.ForeignKey(
        Report, models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["scheme", "layout", "row_number", "-written_at"], name="answer_newest_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.layout} {self.row_number}"
