"""Writes the registers of the demo down, each entry some days after what it tells of."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from random import Random

from accounts.models import User
from befriending.demo.people import People, moment
from befriending.demo.registers.activities import activities, counted_people
from befriending.demo.registers.aims import events, targets
from befriending.demo.registers.findings import findings
from befriending.demo.registers.money import budget, savings, staff_time
from befriending.demo.registers.outcomes import outcomes
from befriending.demo.registers.year import Year
from meetings.models import Activity, CountedPeople
from outcomes.models import Outcome
from reporting.models import BudgetLine, Event, Finding, Saving, StaffTime, Target
from schemes.models import Scheme
from schemes.registers.entries import Entry

# Work on the desk is done some days after; what is still to come was planned a while ago.
DAYS_UNTIL_WRITTEN = 3
PLANNED_DAYS_AGO = 19


def write_registers(scheme: Scheme, people: People, today: date, chance: Random) -> None:
    """A year of every register, kept by the co-ordinator; the money by the manager.

    All of it was written down before today, so that a report asked for today knows it.
    """
    year = Year(today)
    assert scheme.started_on
    coordinator, manager = people.staff["coordinator"], people.staff["manager"]
    for entries, keeper in (
        (list(activities(year)), coordinator),
        (list(counted_people(year)), coordinator),
        (list(outcomes(year, people)), coordinator),
        (list(targets(year)), manager),
        (list(budget(year, scheme.started_on)), manager),
        (list(events(year)), coordinator),
        (list(findings(year)), coordinator),
        (list(savings(year)), manager),
        (list(staff_time(year, chance)), coordinator),
    ):
        write_entries(entries, scheme, keeper, today)


def write_entries(
    entries: Sequence[Entry], scheme: Scheme, keeper: User | None, today: date
) -> None:
    """Write entries of one register down, in the order in which they were recorded."""
    for entry in entries:
        entry.scheme = scheme
        entry.recorded_by = keeper
        entry.recorded_at = moment(_written_on(_day_of(entry), today), time(16, 10))
    in_order = sorted(entries, key=lambda entry: entry.recorded_at)
    type(in_order[0])._default_manager.bulk_create(in_order)


def _day_of(entry: Entry) -> date:
    """When there was something to write down: what is wanted at its beginning, the rest at its end."""
    if isinstance(entry, Target | BudgetLine):
        return entry.first
    if isinstance(entry, Saving):
        return entry.last
    if isinstance(entry, Activity):
        return entry.last_day
    if isinstance(entry, CountedPeople):
        return entry.last_day or entry.first_day
    assert isinstance(entry, Outcome | Event | Finding | StaffTime)
    return entry.on


def _written_on(day: date, today: date) -> date:
    written = day + timedelta(days=DAYS_UNTIL_WRITTEN)
    if day > today:
        return today - timedelta(days=PLANNED_DAYS_AGO)
    return min(written, today - timedelta(days=1))
