"""The year that the registers of the demo tell of, and amounts as people write them down."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from befriending.demo.days import is_holiday
from core.amounts import HowSure
from core.spreadsheets.values import parse_amount

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def twelve_whole_months(today: date) -> tuple[date, date]:
    """The first and the last day of the twelve months before this one."""
    this_month = today.replace(day=1)
    return this_month.replace(year=this_month.year - 1), this_month - timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """Days counted back from `today`."""

    today: date

    @property
    def first(self) -> date:
        """The first day of the twelve whole months before this one."""
        return twelve_whole_months(self.today)[0]

    @property
    def last(self) -> date:
        """The last day of the twelve whole months before this one."""
        return twelve_whole_months(self.today)[1]

    @property
    def next_last(self) -> date:
        """The last day of the twelve months that follow."""
        following = self.last + timedelta(days=1)
        return following.replace(year=following.year + 1) - timedelta(days=1)

    def ago(self, days: int, weekday: int | None = None) -> date:
        """The day so many days ago, or the latest one before it that is this day of the week and
        no holiday."""
        day = self.today - timedelta(days=days)
        while weekday is not None and (day.weekday() != weekday or is_holiday(day)):
            day -= timedelta(days=1)
        return day

    def ahead(self, days: int, weekday: int) -> date:
        """The first such day of the week that is at least so many days ahead, and no holiday."""
        day = self.today + timedelta(days=days)
        while day.weekday() != weekday or is_holiday(day):
            day += timedelta(days=1)
        return day

    def winter(self, day_of_january: int) -> date:
        """This day of the January that lies in the twelve months."""
        year = self.last.year if self.last >= date(self.last.year, 1, 31) else self.first.year
        return date(year, 1, day_of_january)


def amount(name: str, words: str, how_sure: str = "") -> dict[str, Any]:
    """The fields of an amount from "12", "about 30" or "10 to 14"; "" for none.

    A plain number was counted; anything else is an estimate unless `how_sure` says otherwise.
    """
    read = parse_amount(words, whole=False)
    if read is None:
        return {}
    is_estimate = read.says_estimate or read.is_range
    usual = HowSure.ESTIMATED if is_estimate else HowSure.DOCUMENTED
    return {
        f"{name}_low": read.low,
        f"{name}_high": read.high,
        f"{name}_how_sure": how_sure or usual.value,
    }
