"""What entries that hold for some days have in common: their days, in forms, rules and spreadsheets."""

import re
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.spreadsheets.values import CannotRead, cell_text, says_nothing
from schemes.imports.fields import ImportField, Reading, a_date
from schemes.imports.resource import RowRefused

YEAR = re.compile(
    r"^(?:fy|f/y|financial year|year)?\s*(20\d\d)\s*(?:/|-|–|to)\s*(?:20)?(\d\d)$", re.IGNORECASE
)


def check_days(entry: Any) -> None:
    """From a first to a last day, in this order. Raises RuleBroken."""
    if entry.first is None or entry.last is None:
        raise RuleBroken(_("Write from when until when."), field="last" if entry.first else "first")
    if entry.last < entry.first:
        raise RuleBroken(_("The last day is before the first day."), field="last")


def a_financial_year(cell: object, reading: Reading) -> tuple[date, date] | None:
    """The days of "2025/26", from April to March; None for an empty cell. Raises CannotRead."""
    if says_nothing(cell):
        return None
    found = YEAR.match(cell_text(cell))
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise CannotRead(
            _("“%(text)s” is not a financial year. Write it like 2025/26.")
            % {"text": cell_text(cell)[:40]}
        )
    return date(int(found[1]), 4, 1), date(int(found[1]) + 1, 3, 31)


DAY_FIELDS = (
    ImportField(
        "first",
        gettext_lazy("From"),
        a_date,
        "Start | Start date | From date | Date from | Starts | Begins | First day",
        one_of="days",
    ),
    ImportField(
        "last",
        gettext_lazy("Until"),
        a_date,
        "To | End | End date | To date | Date to | Ends | By | By when | Last day | Deadline",
    ),
    ImportField(
        "year",
        gettext_lazy("Financial year"),
        a_financial_year,
        "Year | FY | Period",
        one_of="days",
    ),
)


def with_days_of_year(values: dict[str, Any]) -> dict[str, Any]:
    """What was read from a row, with the days of its financial year where it leaves them open.

    Raises RowRefused where the one day it gives is not of that year.
    """
    first, last, year = values.get("first"), values.get("last"), values.get("year")
    if not year or (first and last):
        return values
    if outside := next(
        (
            name
            for name in ("first", "last")
            if values.get(name) and not _within(year, values[name])
        ),
        None,
    ):
        raise RowRefused(
            _("This day is not in the financial year from %(first)s to %(last)s.")
            % {"first": date_format(year[0], "j F Y"), "last": date_format(year[1], "j F Y")},
            outside,
        )
    return values | {"first": first or year[0], "last": last or year[1]}


def _within(year: tuple[date, date], day: date) -> bool:
    return year[0] <= day <= year[1]
