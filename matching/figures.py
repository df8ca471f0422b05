"""Figures about matches."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.figures import Basis, Figure, Period
from matching.models import Match


def matches_started(scheme: Any, period: Period) -> QuerySet[Match]:
    """Matches whose first day lies in the period."""
    return Match.objects.filter(
        period.known(), scheme=scheme, started_on__range=(period.first, period.last)
    )


def matches_active(scheme: Any, period: Period) -> QuerySet[Match]:
    """Matches that had started, and had not ended by the end of the last day."""
    return Match.objects.filter(
        period.known(),
        Q(ended_on=None) | Q(ended_on__gt=period.last),
        scheme=scheme,
        started_on__lte=period.last,
    )


def matches_are_kept(scheme: Any, period: Period) -> bool:
    """Whether the scheme ever had a match; one that only runs groups has none to count."""
    return Match.objects.filter(period.known(), scheme=scheme).exists()


NO_MATCHES = _("No match was ever recorded, so nothing is reported about matches.")

MATCHES_STARTED = Figure(
    key="matches_started",
    label=_("Matches started"),
    definition=_(
        "Matches whose first day is in the period. "
        "The same two people matched again count as a new match."
    ),
    unit="matches",
    basis=Basis.HAPPENED,
    records=matches_started,
    numerator=_("matches that started in the period"),
    not_recorded=NO_MATCHES,
    is_kept=matches_are_kept,
)
MATCHES_ACTIVE = Figure(
    key="matches_active",
    label=_("Matches running"),
    definition=_(
        "Matches that had started and had not ended by the end of the last day of the period. "
        "Matches on hold are included."
    ),
    unit="matches",
    basis=Basis.AT_DATE,
    records=matches_active,
    numerator=_("matches running at the end of the last day"),
    not_recorded=NO_MATCHES,
    is_kept=matches_are_kept,
)

FIGURES = (MATCHES_STARTED, MATCHES_ACTIVE)
