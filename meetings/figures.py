"""Figures about meetings, and about the people who met."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.amounts import HowSure
from core.figures import Basis, Distinct, Figure, HeadCount, Hours, Period
from meetings.models import CountedPeople, Meeting
from supportees.models import Supportee
from volunteers.models import Volunteer


def _meetings(scheme: Any, period: Period, state: str) -> QuerySet[Meeting]:
    meetings = Meeting.objects.filter(
        period.known(),
        match__scheme=scheme,
        state=state,
        on__range=(period.first, period.last),
    )
    if period.known_until:
        # A plan from before the cut-off may have been held after it.
        meetings = meetings.filter(Q(settled_at=None) | period.known("settled_at"))
    return meetings


def meetings_held(scheme: Any, period: Period) -> QuerySet[Meeting]:
    """Meetings that took place on a day of the period."""
    return _meetings(scheme, period, Meeting.State.HELD)


def meetings_missed(scheme: Any, period: Period) -> QuerySet[Meeting]:
    """Meetings of the period that did not happen."""
    return _meetings(scheme, period, Meeting.State.MISSED)


def meetings_with_a_length(scheme: Any, period: Period) -> QuerySet[Meeting]:
    """Held meetings that say how long they were."""
    return meetings_held(scheme, period).filter(minutes__isnull=False)


def people_supported(scheme: Any, period: Period) -> QuerySet[Supportee]:
    """Supported people with a meeting that took place in the period."""
    met = meetings_held(scheme, period).values("match__supportee")
    return Supportee.objects.filter(pk__in=met, scheme=scheme)


def volunteers_active(scheme: Any, period: Period) -> QuerySet[Volunteer]:
    """Volunteers with a meeting that took place in the period."""
    met = meetings_held(scheme, period).values("match__volunteer")
    return Volunteer.objects.filter(pk__in=met, scheme=scheme)


def counted_people(as_whom: str) -> Callable[[Any, Period], Iterator[HeadCount]]:
    """The groups, known only by their number, that were there on a day of the period."""

    def counted(scheme: Any, period: Period) -> Iterator[HeadCount]:
        for group in _groups(scheme, period, as_whom):
            yield HeadCount(
                low=group.people_low,
                high=group.people_high,
                is_documented=group.people_how_sure == HowSure.DOCUMENTED,
                record_id=group.pk,
            )

    return counted


def _groups(scheme: Any, period: Period, as_whom: str) -> QuerySet[CountedPeople]:
    return CountedPeople.objects.filter(
        period.known(),
        Q(last_day=None) | Q(last_day__gte=period.first),
        scheme=scheme,
        as_whom=as_whom,
        first_day__lte=period.last,
    ).order_by("pk")


def about_counted(as_whom: str) -> Callable[[Any, Period], Iterator[str]]:
    """Says which groups were counted whole though they are only partly in the period, and which
    were counted several times, so that the same people may have been added up."""

    def warnings(scheme: Any, period: Period) -> Iterator[str]:
        groups = _groups(scheme, period, as_whom)
        outside = Q(first_day__lt=period.first) | Q(last_day__gt=period.last)
        if period.last < period.known_day:
            outside |= Q(last_day=None)
        partly = list(groups.filter(outside).values_list("title", flat=True))
        if partly:
            yield ngettext(
                "%(names)s was there on days outside this period too. All of its people count.",
                "%(names)s were there on days outside this period too. All of their people count.",
                len(partly),
            ) % {"names": _names(partly)}
        several = (
            groups.order_by()
            .values(group=Lower("title"))
            .annotate(entries=Count("pk"), title=Min("title"))
            .filter(entries__gt=1)
            .order_by("group")
        )
        if again := [each["title"] for each in several]:
            yield ngettext(
                "%(names)s was counted more than once in this period. "
                "The same people may be in the number more than once.",
                "%(names)s were each counted more than once in this period. "
                "The same people may be in the number more than once.",
                len(again),
            ) % {"names": _names(again)}

    return warnings


def _names(titles: Iterable[str]) -> str:
    return str(_(", ")).join(f"“{title}”" for title in dict.fromkeys(titles))


def lengths_not_given(scheme: Any, period: Period) -> Iterator[str]:
    """Says how many held meetings have no length: their time is left out, never guessed."""
    missing = meetings_held(scheme, period).filter(minutes=None).count()
    if missing:
        yield ngettext(
            "%(n)d meeting does not say how long it was. Its time is not in the hours.",
            "%(n)d meetings do not say how long they were. Their time is not in the hours.",
            missing,
        ) % {"n": missing}


PEOPLE_SUPPORTED = Figure(
    key="people_supported",
    label=_("People supported"),
    definition=_(
        "People who had at least one meeting that took place in the period. "
        "Each person counts once, however many matches or parts they have. "
        "Groups of people known only by their number are added to that."
    ),
    unit="people",
    basis=Basis.HAPPENED,
    records=people_supported,
    take=Distinct("person"),
    numerator=_("supported people with a meeting held, and people counted without names"),
    head_counts=counted_people(CountedPeople.AsWhom.SUPPORTED),
    head_counts_of="meetings.countedpeople",
    warnings=about_counted(CountedPeople.AsWhom.SUPPORTED),
)
VOLUNTEERS_ACTIVE = Figure(
    key="volunteers_active",
    label=_("Volunteers active"),
    definition=_(
        "Volunteers who had at least one meeting that took place in the period. "
        "Each person counts once, however many matches or parts they have. "
        "Groups of volunteers known only by their number are added to that."
    ),
    unit="people",
    basis=Basis.HAPPENED,
    records=volunteers_active,
    take=Distinct("person"),
    numerator=_("volunteers with a meeting held, and volunteers counted without names"),
    head_counts=counted_people(CountedPeople.AsWhom.VOLUNTEERS),
    head_counts_of="meetings.countedpeople",
    warnings=about_counted(CountedPeople.AsWhom.VOLUNTEERS),
)
MEETINGS_HELD = Figure(
    key="meetings_held",
    label=_("Meetings held"),
    definition=_("Meetings that took place on a day of the period."),
    unit="meetings",
    basis=Basis.HAPPENED,
    records=meetings_held,
    numerator=_("meetings that took place"),
)
MEETINGS_MISSED = Figure(
    key="meetings_missed",
    label=_("Meetings that did not happen"),
    definition=_("Meetings planned for a day of the period and logged as not having happened."),
    unit="meetings",
    basis=Basis.HAPPENED,
    records=meetings_missed,
    numerator=_("meetings logged as not having happened"),
)
HOURS_GIVEN = Figure(
    key="hours_given",
    label=_("Hours given"),
    definition=_(
        "The length of the meetings held in the period, in hours. Minutes are added up first "
        "and turned into hours once. A meeting without a length adds nothing."
    ),
    unit="hours",
    basis=Basis.HAPPENED,
    records=meetings_with_a_length,
    take=Hours("minutes"),
    numerator=_("hours of held meetings that say how long they were"),
    warnings=lengths_not_given,
)

FIGURES = (PEOPLE_SUPPORTED, VOLUNTEERS_ACTIVE, MEETINGS_HELD, MEETINGS_MISSED, HOURS_GIVEN)
