"""On which days two people met, did not meet, or mean to meet: the year of a pairing."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from befriending.demo.pairings import Pairing

# About one in eight does not happen, but never two in a row.
CHANCE_OF_NOT_MEETING = 0.15
CHANCE_OF_CALLING_OFF = 0.3
CHANCE_OF_MOVING = 0.05
IMPORTED_WEEKS_AGO = 17


class What(StrEnum):
    HELD = "held"
    MISSED = "missed"
    CALLED_OFF = "called off"
    PLANNED = "planned"


@dataclass(frozen=True)
class Day:
    """One meeting: when, what became of it, and the day it was planned for if it was moved."""

    on: date
    what: What
    moved_from: date | None = None
    is_first: bool = False
    is_goodbye: bool = False
    is_imported: bool = False

    @property
    def planned_for(self) -> date:
        """The day that stood on the sheet before."""
        return self.moved_from or self.on


def is_holiday(day: date) -> bool:
    """Christmas, the day after, and New Year: nothing is open and people ring each other."""
    return (day.month, day.day) in {(12, 25), (12, 26), (1, 1)}


def imported_on(today: date) -> date:
    """The day on which the old list was brought in."""
    return today - timedelta(weeks=IMPORTED_WEEKS_AGO)


def started_on(pairing: Pairing, today: date) -> date:
    """The day they were matched."""
    return today - timedelta(weeks=pairing.weeks_ago)


def ended_on(pairing: Pairing, today: date) -> date | None:
    """The day the match ended, if it did."""
    if pairing.ended_days_ago is None:
        return None
    return today - timedelta(days=pairing.ended_days_ago)


def days_of(pairing: Pairing, today: date, chance: Random) -> list[Day]:
    """All meetings of a pairing, the earliest first, up to two weeks ahead."""
    rhythm = timedelta(days=pairing.rhythm)
    last = _last_of_rhythm(pairing, today, chance)
    slots = []
    slot = last
    while slot > started_on(pairing, today) + timedelta(days=1):
        slots.append(slot)
        slot -= rhythm
    slots.reverse()
    if is_holiday(slots[0]):
        slots = slots[1:]
    days = _past(pairing, slots, today, chance)
    if pairing.ended_days_ago is None:
        days += _still_to_come(pairing, last + rhythm)
    return days


def _last_of_rhythm(pairing: Pairing, today: date, chance: Random) -> date:
    """The latest day of the rhythm before today, on the weekday they like."""
    if pairing.last_days_ago is not None:
        return today - timedelta(days=pairing.last_days_ago)
    if end := ended_on(pairing, today):
        return end - timedelta(days=1 + (end.weekday() - 1 - pairing.weekday) % 7)
    ahead = (pairing.weekday - today.weekday()) % 7
    if pairing.rhythm > 7:
        ahead += 7 * chance.randrange(2)
    return today + timedelta(days=ahead - pairing.rhythm)


def _past(pairing: Pairing, slots: list[date], today: date, chance: Random) -> list[Day]:
    days: list[Day] = []
    for number, slot in enumerate(slots):
        is_last = number == len(slots) - 1
        if is_last and pairing.plan == "missing":
            days.append(Day(slot, What.PLANNED))
            continue
        is_imported = pairing.is_imported and slot < imported_on(today)
        what, moved_from, on = What.HELD, None, slot
        # The latest two are kept, so that nobody is overdue or silent by chance.
        may_fail = (
            0 < number < len(slots) - 2
            and days[-1].what == What.HELD
            and not pairing.always_meets
            and not is_holiday(slot)
        )
        if may_fail and chance.random() < CHANCE_OF_NOT_MEETING:
            off = not is_imported and chance.random() < CHANCE_OF_CALLING_OFF
            what = What.CALLED_OFF if off else What.MISSED
        elif may_fail and not is_imported and chance.random() < CHANCE_OF_MOVING:
            moved_from, on = slot, slot + timedelta(days=chance.randint(1, 3))
        days.append(
            Day(
                on,
                what,
                moved_from=moved_from,
                is_first=number == 0,
                is_goodbye=is_last and pairing.ending == "planned",
                is_imported=is_imported,
            )
        )
    return days


def _still_to_come(pairing: Pairing, following: date) -> list[Day]:
    match pairing.plan:
        case "usual":
            return [Day(following, What.PLANNED)]
        case "called off":
            return [Day(following, What.CALLED_OFF)]
        case _:
            return []
