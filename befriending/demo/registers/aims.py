"""What the demo scheme set out to reach, and where others heard of it."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from befriending.demo.registers.year import FRI, MON, SAT, THU, TUE, WED, Year, amount
from reporting.models import Event, Target

Held, Planned = Event.State.HELD, Event.State.PLANNED

# Objective, target, of what, figure, notes. Our records say how many were reached.
MEASURED = (
    ("Neighbours who get company", "35", "people", "people_supported", ""),
    (
        "Meetings",
        "400",
        "meetings",
        "meetings_held",
        "We asked for too much: half of the pairings meet every fortnight, not every week.",
    ),
    ("Days of training", "5", "days", "training_days", ""),
    ("Times that we tell others", "4", "events", "events_held", ""),
)
# Objective, group, target, of what, reached, standing, who counted, notes.
BY_HAND = (
    (
        "Keep the first home past the first year",
        "Young people who leave care",
        "8",
        "people",
        "7",
        "expected",
        "Leaving care team, Oakshire",
        "Two have not been in it for a year yet.",
    ),
    (
        "A place outside the home where people know their name",
        "Older neighbours",
        "8 to 10",
        "people",
        "9 to 11",
        "actual",
        "Ruth Ellery, from the record sheets",
        "",
    ),
    (
        "Befrienders who feel sure of what they may do",
        "",
        "15",
        "befrienders",
        "16",
        "actual",
        "Joe Tierney, by a show of hands and a form",
        "",
    ),
    (
        "First meeting within ten weeks",
        "",
        "20",
        "people",
        "",
        "actual",
        "",
        "Nobody has gone through the dates yet.",
    ),
)


def targets(year: Year) -> Iterator[Target]:
    """Those of the year, by figure and by hand, and one of the year to come."""
    for objective, target, unit, figure, notes in MEASURED:
        yield Target(
            objective=objective,
            figure=figure,
            target_low=Decimal(target),
            target_high=Decimal(target),
            unit=unit,
            first=year.first,
            last=year.last,
            notes=notes,
        )
    for objective, group, target, unit, reached, standing, who, notes in BY_HAND:
        ends = amount("target", target)
        yield Target(
            objective=objective,
            group=group,
            target_low=ends["target_low"],
            target_high=ends["target_high"],
            unit=unit,
            first=year.first,
            last=year.last,
            **amount("actual", reached),
            standing=standing,
            counted_by=who,
            notes=notes,
        )
    yield Target(
        objective="Neighbours who get company",
        figure="people_supported",
        target_low=Decimal(40),
        target_high=Decimal(45),
        unit="people",
        first=year.last + timedelta(days=1),
        last=year.next_last,
    )


def events(year: Year) -> Iterator[Event]:
    """Held, planned, and one of which nobody has said whether it was held."""
    yield Event(
        title="Stall at the market in Hazelford",
        on=year.ago(44 * 7, SAT),
        state=Held,
        place="Hazelford market",
        **amount("people", "60 to 80"),
        source="leaflets that were gone",
        notes="Three people asked how to become a befriender; one of them is.",
    )
    yield Event(
        title="County day for care leavers",
        on=year.ago(29 * 7, THU),
        state=Held,
        place="County Hall, Oakshire",
        **amount("organisations", "11"),
        **amount("people", "about 120"),
        source="programme, and counted from the stage",
        notes="Two young people told how their first months were.",
    )
    yield Event(
        title="Tenants' meeting",
        on=year.ago(23 * 7, MON),
        state=Held,
        place="Ashmere community centre",
        **amount("organisations", "1"),
        **amount("people", "26"),
        source="minutes",
        notes="Two tenants came to us afterwards.",
    )
    yield Event(
        title="Open afternoon",
        on=year.ago(15 * 7, WED),
        state=Held,
        place="Hazelford Library",
        **amount("organisations", "6"),
        **amount("people", "34"),
        source="visitors' book",
    )
    yield Event(
        title="Two other schemes look at our record sheet",
        on=year.ago(9 * 7, TUE),
        state=Held,
        place="Forest Friends",
        **amount("organisations", "2"),
        source="visitors' book",
        notes="Both use it now.",
    )
    yield Event(
        title="Lunch for the parish council",
        on=year.ago(7 * 7, FRI),
        state=Planned,
        place="Parish hall, Hazelford",
    )
    yield Event(
        title="Fair for volunteers",
        on=year.ahead(24, WED),
        state=Planned,
        place="Forest College",
        **amount("people", "about 200"),
    )
    yield Event(
        title="An evening for the fund and our partners",
        on=year.ahead(47, THU),
        state=Planned,
        place="Ashmere community centre",
        **amount("organisations", "8"),
        **amount("people", "30 to 40"),
    )
