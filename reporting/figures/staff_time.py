"""The time that paid staff gave."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.figures import Basis, Figure, Hours, Period
from reporting.models import StaffTime


def staff_time(scheme: Any, period: Period) -> QuerySet[StaffTime]:
    """What staff wrote down for the days of the period."""
    return StaffTime.objects.filter(
        period.known(), scheme=scheme, on__range=(period.first, period.last)
    )


def staff_time_is_kept(scheme: Any, period: Period) -> bool:
    """Whether the scheme had written down any time of its staff at all."""
    return StaffTime.objects.filter(period.known(), scheme=scheme).exists()


COORDINATOR_HOURS = Figure(
    key="coordinator_hours",
    label=_("Hours of the co-ordinator and other staff"),
    definition=_(
        "The time that paid staff wrote down for days of the period, in hours. "
        "Minutes are added up first and turned into hours once."
    ),
    unit="hours",
    basis=Basis.HAPPENED,
    records=staff_time,
    take=Hours("minutes"),
    numerator=_("hours that staff wrote down"),
    not_recorded=_("No time of the staff is recorded, so it is not reported."),
    is_kept=staff_time_is_kept,
)

FIGURES = (COORDINATOR_HOURS,)
