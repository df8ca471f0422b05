"""When two people last met and whether it is time to ask: the one definition, in SQL.

All days are days in the United Kingdom; `on` is the day one looks from.

* **Last met**: the day of the last meeting that was held, up to `on`. Without a sheet
  nobody knows of a meeting: "no sheet since 4 March" is all that can be said.
* **Quiet since**: the latest of the day the match began, the day they last met, and the
  day the last pause ended.
* **Due**: quiet since, plus the rhythm of the match.
* **Grace**: half the rhythm in whole days, rounded down, and three days at least.
* **Overdue**: more days than the grace have gone by since it was due. The first such day
  is "overdue since".
* **Silent**: overdue, and quiet for more than three rhythms.
* A match that has not begun, rests or has ended is never overdue. It rests from the
  first day of a pause up to, not on, the day it goes on.
"""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from matching.models import Match, MatchPause
from meetings.models import Meeting

LEAST_GRACE_DAYS = 3
SILENT_AFTER_RHYTHMS = 3


class RhythmState(TextChoices):
    NOT_STARTED = "not_started", _("not begun yet")
    ON_RHYTHM = "on_rhythm", _("as agreed")
    OVERDUE = "overdue", _("overdue")
    SILENT = "silent", _("quiet for long")
    PAUSED = "paused", _("on hold")
    ENDED = "ended", _("ended")


class DaysFrom(Func):
    """Whole days from the second date to the first: PostgreSQL's date - date."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    arity = 2
    output_field = IntegerField()


def grace_days(rhythm_days: int) -> int:
    """How many days after it was due a meeting is not yet called overdue."""
    return max(LEAST_GRACE_DAYS, rhythm_days // 2)


def with_rhythm(matches: QuerySet[Match], on: date) -> "QuerySet[Any]":
    """Matches with, as seen on a day: `last_met_on`, `quiet_since`, `due_on`, `overdue_since`
    (dates), `days_quiet`, `days_overdue` (whole days; 0 when not overdue), `next_planned_on`
    and `rhythm_state` (a RhythmState).

    Adds no query and no row: filters, order and pages work on all of it.
    """
    day = Value(on, output_field=DateField())
    meetings = Meeting.objects.filter(match=OuterRef("pk"))
    pauses = MatchPause.objects.filter(match=OuterRef("pk"))
    half = ExpressionWrapper(F("rhythm_days") / 2, output_field=IntegerField())
    return matches.annotate(
        last_met_on=Subquery(
            meetings.filter(state=Meeting.State.HELD, on__lte=on).order_by("-on").values("on")[:1]
        ),
        next_planned_on=Subquery(
            meetings.filter(state=Meeting.State.PLANNED, on__gte=on).order_by("on").values("on")[:1]
        ),
        _last_pause_ended_on=Subquery(
            pauses.filter(ended_on__lte=on).order_by("-ended_on").values("ended_on")[:1]
        ),
        # PostgreSQL's greatest() passes over what is not known.
        quiet_since=Greatest(
            "started_on", "last_met_on", "_last_pause_ended_on", output_field=DateField()
        ),
        days_quiet=DaysFrom(day, F("quiet_since")),
        due_on=ExpressionWrapper(F("quiet_since") + F("rhythm_days"), output_field=DateField()),
        _overdue_since=ExpressionWrapper(
            F("due_on") + Greatest(half, Value(LEAST_GRACE_DAYS)) + Value(1),
            output_field=DateField(),
        ),
        rhythm_state=Case(
            When(Q(ended_on__lte=on), then=Value(RhythmState.ENDED)),
            When(started_on__gt=on, then=Value(RhythmState.NOT_STARTED)),
            When(_resting(pauses, on), then=Value(RhythmState.PAUSED)),
            When(_overdue_since__gt=on, then=Value(RhythmState.ON_RHYTHM)),
            When(
                days_quiet__gt=F("rhythm_days") * SILENT_AFTER_RHYTHMS,
                then=Value(RhythmState.SILENT),
            ),
            default=Value(RhythmState.OVERDUE),
            output_field=CharField(),
        ),
        overdue_since=Case(
            When(
                rhythm_state__in=[RhythmState.OVERDUE, RhythmState.SILENT],
                then=F("_overdue_since"),
            ),
            output_field=DateField(),
        ),
        days_overdue=Case(
            When(overdue_since__isnull=False, then=DaysFrom(day, F("due_on"))),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )


def _resting(pauses: "QuerySet[MatchPause]", on: date) -> Q:
    """A pause covers the day. An imported match may be on hold without a word since when."""
    covering = pauses.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)
    return Q(Exists(covering)) | (
        Q(status=Match.Status.PAUSED) & ~Q(Exists(pauses.filter(ended_on=None)))
    )


def overdue(matches: QuerySet[Match], on: date) -> "QuerySet[Any]":
    """The matches in which it is time to ask, the longest quiet first; see `with_rhythm`."""
    return (
        with_rhythm(matches, on)
        .filter(rhythm_state__in=[RhythmState.OVERDUE, RhythmState.SILENT])
        .order_by("quiet_since", "pk")
    )
