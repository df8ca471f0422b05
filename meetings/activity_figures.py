"""Figures about activities: training, and group meetings and the like."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.figures import Basis, Figure, Period, Ranges
from meetings.models import Activity

IS_TRAINING = Q(kind=Activity.Kind.TRAINING)
# Warnings name so many; of more they say how many there are.
MOST_NAMED = 5


def activities(scheme: Any, period: Period) -> QuerySet[Activity]:
    """Activities whose first day is in the period."""
    return Activity.objects.filter(
        period.known(), scheme=scheme, on__range=(period.first, period.last)
    )


def trainings(scheme: Any, period: Period) -> QuerySet[Activity]:
    """Those that were training."""
    return activities(scheme, period).filter(IS_TRAINING)


def group_activities(scheme: Any, period: Period) -> QuerySet[Activity]:
    """Those that were not: group meetings and the like."""
    return activities(scheme, period).exclude(IS_TRAINING)


def keeps_trainings(scheme: Any, period: Period) -> bool:
    """Whether the scheme writes down its training at all."""
    return Activity.objects.filter(IS_TRAINING, period.known(), scheme=scheme).exists()


def keeps_group_activities(scheme: Any, period: Period) -> bool:
    """Whether the scheme writes down its group meetings at all."""
    return Activity.objects.filter(~IS_TRAINING, period.known(), scheme=scheme).exists()


def _across_the_edge(scheme: Any, period: Period, kind: Q) -> Iterator[str]:
    """Names the activities that are only partly in the period: each counts where it began."""
    kept = Activity.objects.filter(kind, period.known(), scheme=scheme).order_by("on", "pk")
    over_the_end = Q(on__range=(period.first, period.last), until__gt=period.last)
    from_before = Q(on__lt=period.first, until__gte=period.first)
    found = list(kept.filter(over_the_end | from_before))
    for activity in found[:MOST_NAMED]:
        words = (
            _("“%(title)s” went on until %(day)s, after this period. All of it is counted here.")
            if activity.on >= period.first
            else _("“%(title)s” began on %(began)s, before this period. It is not counted here.")
        )
        yield str(words) % {
            "title": activity.title,
            "began": date_format(activity.on, "j F Y"),
            "day": date_format(activity.last_day, "j F Y"),
        }
    if more := len(found[MOST_NAMED:]):
        yield ngettext(
            "%(n)d more activity is partly in this period. It counts where it began.",
            "%(n)d more activities are partly in this period. Each counts where it began.",
            more,
        ) % {"n": more}


def _without_people(found: QuerySet[Activity]) -> Iterator[str]:
    if missing := found.filter(people_low=None).count():
        yield ngettext(
            "%(n)d activity does not say how many people came. They are not in the number.",
            "%(n)d activities do not say how many people came. They are not in the number.",
            missing,
        ) % {"n": missing}


def _came_twice(found: QuerySet[Activity]) -> Iterator[str]:
    if found.filter(people_low__isnull=False).count() > 1:
        yield str(_("Somebody who came to more than one of these is in the number more than once."))


def about_training_days(scheme: Any, period: Period) -> Iterator[str]:
    """What the sum of days leaves out, and what lies across the edge of the period."""
    missing = trainings(scheme, period).filter(days_low=None).count()
    if missing:
        yield ngettext(
            "%(n)d training does not say how many days it was. It adds no days.",
            "%(n)d trainings do not say how many days they were. They add no days.",
            missing,
        ) % {"n": missing}
    yield from _across_the_edge(scheme, period, IS_TRAINING)


def about_people_trained(scheme: Any, period: Period) -> Iterator[str]:
    """Who may be counted twice, who is left out, and what lies across the edge."""
    found = trainings(scheme, period)
    yield from _came_twice(found)
    yield from _without_people(found)
    yield from _across_the_edge(scheme, period, IS_TRAINING)


def about_group_activities(scheme: Any, period: Period) -> Iterator[str]:
    """What lies across the edge of the period."""
    yield from _across_the_edge(scheme, period, ~IS_TRAINING)


def about_people_at_activities(scheme: Any, period: Period) -> Iterator[str]:
    """Who may be counted twice, and who is left out."""
    found = group_activities(scheme, period)
    yield from _came_twice(found)
    yield from _without_people(found)


NO_TRAINING = _("No training is recorded, so nothing is reported about it.")
NO_GROUP_ACTIVITIES = _("No group activities are recorded, so nothing is reported about them.")

TRAINING_DAYS = Figure(
    key="training_days",
    label=_("Training days"),
    definition=_(
        "The days of all training that began in the period, added up. Parts of days are kept. "
        "Training without a number of days adds nothing."
    ),
    unit="days",
    basis=Basis.HAPPENED,
    records=trainings,
    take=Ranges("days"),
    numerator=_("days of training"),
    warnings=about_training_days,
    not_recorded=NO_TRAINING,
    is_kept=keeps_trainings,
)
PEOPLE_TRAINED = Figure(
    key="people_trained",
    label=_("People trained"),
    definition=_(
        "The people who came to each training that began in the period, added up. "
        "They are counted without names, so somebody who came to two counts twice."
    ),
    unit="people",
    basis=Basis.HAPPENED,
    records=trainings,
    take=Ranges("people"),
    numerator=_("people at training, counted each time"),
    warnings=about_people_trained,
    not_recorded=NO_TRAINING,
    is_kept=keeps_trainings,
)
GROUP_ACTIVITIES = Figure(
    key="group_activities",
    label=_("Group activities"),
    definition=_(
        "Group meetings and other activities that began in the period. Training is counted apart."
    ),
    unit="activities",
    basis=Basis.HAPPENED,
    records=group_activities,
    numerator=_("group meetings and other activities"),
    warnings=about_group_activities,
    not_recorded=NO_GROUP_ACTIVITIES,
    is_kept=keeps_group_activities,
)
PEOPLE_AT_ACTIVITIES = Figure(
    key="people_at_activities",
    label=_("People at group activities"),
    definition=_(
        "The people who came to each group meeting or other activity of the period, added up. "
        "They are counted without names, so somebody who came to two counts twice."
    ),
    unit="people",
    basis=Basis.HAPPENED,
    records=group_activities,
    take=Ranges("people"),
    numerator=_("people at group activities, counted each time"),
    warnings=about_people_at_activities,
    not_recorded=NO_GROUP_ACTIVITIES,
    is_kept=keeps_group_activities,
)

FIGURES = (TRAINING_DAYS, PEOPLE_TRAINED, GROUP_ACTIVITIES, PEOPLE_AT_ACTIVITIES)
