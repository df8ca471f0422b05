"""What the programme keeps for its reports: each year's budget and targets, each cohort's training."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from accounts.models import User
from befriending.demo.national.calendar import day
from befriending.demo.national.places import TOWNS
from befriending.demo.national.programme import PaidOrganiser, Programme
from befriending.demo.national.sizes import YEARS, Sizes
from befriending.demo.registers.writing import write_entries
from befriending.demo.registers.year import amount
from core.amounts import HowSure
from meetings.models import Activity
from outcomes.models import Outcome
from reporting.models import BudgetLine, Event, Finding, Target
from schemes.models import Scheme

TRUST, NETWORK, COLLEGE = "The Long Acre Trust", "Common Ground Network", "Open Door College"
POUNDS_A_DAY = 62
EVENTS_A_YEAR = 4
Category, Source = BudgetLine.Category, BudgetLine.Source

# What for, kind of cost, source, from whom, pounds for each pound of the organisers' pay.
SHARES = (
    ("Training and materials", Category.TRAINING, Source.GRANT, TRUST, "0.045"),
    ("Travel and expenses", Category.TRAVEL, Source.GRANT, TRUST, "0.038"),
    ("Management and insurance", Category.MANAGEMENT, Source.OWN, NETWORK, "0.062"),
    ("Software and telephones", Category.ICT, Source.OWN, NETWORK, "0.011"),
    ("Desks and rooms at hosts", Category.OTHER, Source.IN_KIND, "Our hosts", "0.083"),
)
# Days after a cohort began, how many days, what it was called, with whom.
COHORT_TRAINING = (
    (2, "3", "First days of a cohort", ""),
    (37, "2", "Listening on the doorstep", COLLEGE),
    (93, "1", "Keeping people safe", ""),
    (184, "2", "Half-way days", COLLEGE),
    (330, "1", "Handing on what you began", ""),
)
# Objective, of what, figure, the share of all there is that a year is meant to bring.
MEASURED = (
    ("Neighbours who get company", "people", "people_supported", "supportees", "0.65"),
    ("Volunteers who meet somebody", "people", "volunteers_active", "volunteers", "0.70"),
    ("New pairs of neighbours", "matches", "matches_started", "matches", "0.28"),
)
EVENT_TITLES = (
    "Open day in {town}",
    "Neighbours' lunch in {town}",
    "Talk to the councils around {town}",
    "Gathering of all hosts in {town}",
)
# Days after the beginning, what it was, what was done.
LESSONS = (
    (300, "A host needs somebody who answers the telephone.", "It stands in the agreement now."),
    (
        720,
        "Volunteers are lost when a cohort ends and nobody has said who goes on.",
        "Every host names somebody before the year is over.",
    ),
    (1_280, "A street meeting in a kitchen brings more than a leaflet through every door.", ""),
    (1_395, "Ask early what a host can carry on by itself.", "We ask at the half-way visit."),
)
DIFFICULTIES = (
    (
        530,
        "Hosts closed when their core funding was cut, while an organiser was there.",
        "The organisers moved to other hosts. Some volunteers did not come along.",
        Finding.Reason.PARTNERS,
    ),
    (
        1_190,
        "In the towns with the longest ways, organisers spent a day a week on buses.",
        "Two hosts lend a car now.",
        Finding.Reason.NO_TIME,
    ),
)
RISK = (
    1_300,
    "The money ends with the fourth year, and some hosts cannot go on without it.",
    "We ask every host that is committed what it needs.",
)


@dataclass(frozen=True)
class ProgrammeYear:
    """One of the programme's four years: from the first of a month to the last before it."""

    number: int
    first: date
    last: date


def write_registers(
    scheme: Scheme, programme: Programme, wanted: Sizes, manager: User, chance: Random
) -> None:
    """Budget, targets, events and findings of each year, and the training of each cohort.

    Kept by the manager and written down before today. Sums and numbers follow the organisers.
    """
    today = day(programme.today)
    years = list(_years(programme))
    for entries in (
        [line for each in years for line in _budget(programme, each)],
        [target for each in years for target in _targets(wanted, each)],
        [event for each in years for event in _events(each, chance)],
        list(_planned(programme)),
        list(_training(programme, chance)),
        [outcome for each in years for outcome in _outcomes(wanted, each, chance)],
        list(_findings(programme)),
    ):
        write_entries(entries, scheme, manager, today)


def _years(programme: Programme) -> Iterator[ProgrammeYear]:
    began = day(programme.began)
    for number in range(YEARS):
        first = began.replace(year=began.year + number)
        following = began.replace(year=began.year + number + 1)
        yield ProgrammeYear(number + 1, first, date.fromordinal(following.toordinal() - 1))


def _paid_days(organiser: PaidOrganiser, year: ProgrammeYear) -> int:
    first = max(organiser.first, year.first.toordinal())
    last = min(organiser.last, year.last.toordinal())
    return max(0, last - first + 1)


def _budget(programme: Programme, year: ProgrammeYear) -> Iterator[BudgetLine]:
    """The pay of the organisers, day by day, and what it takes beside it."""
    pay = Decimal(sum(_paid_days(each, year) for each in programme.organisers) * POUNDS_A_DAY)
    is_latest = year.number == YEARS
    lines = [("Pay of the organisers", Category.STAFF, Source.GRANT, TRUST, pay)]
    lines += [
        (what, category, source, from_whom, round(pay * Decimal(share), 2))
        for what, category, source, from_whom, share in SHARES
    ]
    for what, category, source, from_whom, spent in lines:
        yield BudgetLine(
            what=what,
            category=category,
            source=source,
            from_whom=from_whom,
            amount=round(spent, -2),
            spent=None if is_latest and source == Source.IN_KIND else spent,
            first=year.first,
            last=year.last,
            notes=f"Year {year.number}",
        )


def _targets(wanted: Sizes, year: ProgrammeYear) -> Iterator[Target]:
    days: dict[str, Any] = {"first": year.first, "last": year.last}
    for objective, unit, figure, of_what, share in MEASURED:
        number = max(1, round(getattr(wanted, of_what) * Decimal(share)))
        yield Target(
            objective=objective,
            unit=unit,
            figure=figure,
            target_low=number,
            target_high=number,
            **days,
        )
    hosts = max(1, wanted.hosts // YEARS)
    yield Target(
        objective="Hosts that go on without us",
        unit="hosts",
        target_low=hosts,
        target_high=hosts,
        **({} if year.number == YEARS else amount("actual", str(max(1, hosts * 4 // 5)))),
        counted_by="" if year.number == YEARS else "Samina Qureshi, by telephone",
        **days,
    )


def _events(year: ProgrammeYear, chance: Random) -> Iterator[Event]:
    quarter = (year.last - year.first).days // EVENTS_A_YEAR
    for number in range(EVENTS_A_YEAR):
        town = TOWNS[chance.randrange(len(TOWNS))]
        people = chance.randrange(30, 160)
        is_counted = chance.random() < 0.5
        yield Event(
            title=EVENT_TITLES[number].format(town=town),
            on=date.fromordinal(year.first.toordinal() + quarter * number + chance.randrange(60)),
            state=Event.State.HELD,
            place=town,
            **amount("organisations", str(chance.randrange(4, 25))),
            **amount("people", str(people) if is_counted else f"{people} to {people + 20}"),
            source="signing-in sheet" if is_counted else "counted from the front",
        )


def _planned(programme: Programme) -> Iterator[Event]:
    yield Event(
        title="What remains: four years of neighbours",
        on=day(programme.today + 45),
        state=Event.State.PLANNED,
        place=TOWNS[0],
        **amount("organisations", "60 to 80"),
        **amount("people", "about 250"),
    )


def _training(programme: Programme, chance: Random) -> Iterator[Activity]:
    """The training days of each cohort that are over by today, with the organisers then in it."""
    for cohort, start in enumerate(programme.cohort_starts):
        for after, days, title, organisation in COHORT_TRAINING:
            on = start + after
            until = on + int(days) - 1
            there = sum(
                each.cohort == cohort and each.first <= on <= each.last
                for each in programme.organisers
            )
            if until >= programme.today or not there:
                continue
            away = chance.randrange(max(1, there // 8))
            is_counted = chance.random() < 0.8
            people = there - away
            yield Activity(
                kind=Activity.Kind.TRAINING,
                title=f"{title}: cohort {cohort + 1}",
                on=day(on),
                until=day(until),
                **amount("days", days, HowSure.DOCUMENTED),
                **amount("people", str(people) if is_counted else f"about {people}"),
                for_whom=Activity.ForWhom.STAFF,
                organisation=organisation,
                place=TOWNS[chance.randrange(len(TOWNS))],
                source="signing-in sheet" if is_counted else "",
            )


def _outcomes(wanted: Sizes, year: ProgrammeYear, chance: Random) -> Iterator[Outcome]:
    """What volunteers and neighbours went on to, counted once a year by the hosts."""
    for kind, what, share, is_range in (
        (Outcome.Kind.ENROLLED, "a course at a college", "0.03", False),
        (Outcome.Kind.MOVED_ON, "a job", "0.02", True),
        (Outcome.Kind.SIGNPOSTED, "advice about money", "0.06", True),
    ):
        low = max(1, round(wanted.supportees * Decimal(share))) + chance.randrange(5)
        yield Outcome(
            kind=kind,
            standing=Outcome.Standing.ACTUAL,
            what=what,
            on=date.fromordinal(year.last.toordinal() - 20),
            **amount("people", f"{low} to {low + low // 4 + 1}" if is_range else str(low)),
            source="what the hosts told us",
        )


def _findings(programme: Programme) -> Iterator[Finding]:
    began = programme.began
    for after, what, done in LESSONS:
        yield Finding(kind=Finding.Kind.LESSON, on=day(began + after), what=what, done=done)
    for after, what, done, reason in DIFFICULTIES:
        yield Finding(
            kind=Finding.Kind.DIFFICULTY,
            on=day(began + after),
            what=what,
            done=done,
            reason=reason,
        )
    after, what, done = RISK
    yield Finding(
        kind=Finding.Kind.RISK,
        on=day(began + after),
        what=what,
        done=done,
        likelihood=Finding.Level.HIGH,
        effect=Finding.Level.HIGH,
        state=Finding.State.OPEN,
    )
