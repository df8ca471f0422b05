"""The periods people usually report on, so that dates rarely have to be typed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.figures import Period


@dataclass(frozen=True)
class UsualPeriod:
    """A period with a name; `key` is what the form sends."""

    key: str
    label: str | Promise
    period: Period


def usual_periods(today: date) -> list[UsualPeriod]:
    """Financial years (from 1 April) and quarters of the calendar, as seen from today."""
    year_start = financial_year_start(today)
    last_year_start = date(year_start.year - 1, 4, 1)
    this_quarter = quarter_start(today)
    last_quarter = quarter_start(this_quarter - timedelta(days=1))
    return [
        UsualPeriod(
            "this-year",
            _("This financial year so far"),
            Period(year_start, today),
        ),
        UsualPeriod(
            "last-year",
            _("Last financial year"),
            Period(last_year_start, year_start - timedelta(days=1)),
        ),
        UsualPeriod(
            "last-quarter",
            _("Last quarter"),
            Period(last_quarter, this_quarter - timedelta(days=1)),
        ),
        UsualPeriod("this-quarter", _("This quarter so far"), Period(this_quarter, today)),
    ]


def financial_year_start(today: date) -> date:
    """The 1 April on or before today."""
    return date(today.year if today >= date(today.year, 4, 1) else today.year - 1, 4, 1)


def quarter_start(today: date) -> date:
    """The first day of today's quarter of the calendar year."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
