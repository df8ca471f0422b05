"""The budget of the demo, what it saved others, and the time of its staff."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from befriending.demo.days import is_holiday
from befriending.demo.registers.year import FRI, Year, amount
from reporting.models import BudgetLine, Saving, StaffTime

Source, Category, Purpose = BudgetLine.Source, BudgetLine.Category, StaffTime.Purpose
GRANT, OWN, IN_KIND = Source.GRANT, Source.OWN, Source.IN_KIND
FUND, COUNTY, FRIENDS = "The Rowan Fund", "Oakshire County Council", "Forest Friends"
COORDINATOR = "Ruth Ellery"
POST = "Co-ordinator, three days a week"

# What for, kind of cost, source, from whom, planned, spent, notes.
BUDGET = (
    (POST, Category.STAFF, GRANT, FUND, "17280", "17280", ""),
    (
        "Expenses of befrienders and neighbours", Category.TRAVEL, GRANT, FUND, "1600", "1742.35",
        "More than planned: taxis when the buses did not run.",
    ),
    ("Training", Category.TRAINING, GRANT, FUND, "700", "655", ""),
    ("Printing and postage", Category.DISSEMINATION, GRANT, FUND, "300", "284.60", ""),
    ("Two tablets for the coffee morning", Category.ICT, GRANT, COUNTY, "480", "463.98", ""),
    ("Management and insurance", Category.MANAGEMENT, OWN, FRIENDS, "3400", "3400", ""),
    ("Share of the office", Category.OTHER, OWN, FRIENDS, "1200", "1200", ""),
    ("Telephone and software", Category.ICT, OWN, FRIENDS, "620", None, "The last bill is missing."),
    (
        "Room in the community centre", Category.OTHER, IN_KIND, "Ashmere Housing Association",
        "640", "640", "Sixteen mornings and evenings at the £40 that others pay.",
    ),
    (
        "Hours of the trainer", Category.TRAINING, IN_KIND, "Forest College", "225", "225",
        "Five evenings at £45.",
    ),
    ("Forty day tickets", Category.TRAVEL, IN_KIND, "The bus company", "200", "200", ""),
    ("Tea at staff price", Category.OTHER, IN_KIND, "Hazelford Library", "90", None, ""),
)  # fmt: skip


def budget(year: Year, began: date) -> Iterator[BudgetLine]:
    """The lines of the year, one that began before it, and the post of the year to come."""
    for what, category, source, from_whom, planned, spent, notes in BUDGET:
        yield BudgetLine(
            what=what,
            category=category,
            source=source,
            from_whom=from_whom,
            amount=Decimal(planned),
            spent=None if spent is None else Decimal(spent),
            first=year.first,
            last=year.last,
            notes=notes,
        )
    yield BudgetLine(
        what="Getting ready and finding the first befrienders",
        category=Category.OTHER,
        source=GRANT,
        from_whom=FUND,
        amount=Decimal(900),
        spent=Decimal("871.20"),
        first=began,
        last=year.first + timedelta(days=13),
    )
    yield BudgetLine(
        what=POST,
        category=Category.STAFF,
        source=GRANT,
        from_whom=FUND,
        amount=Decimal(17800),
        first=year.last + timedelta(days=1),
        last=year.next_last,
        notes="The second year that the fund has promised.",
    )


def savings(year: Year) -> Iterator[Saving]:
    """One that can be stated, and one of which the second price is not known yet."""
    prices_of = year.first.year
    yield Saving(
        what="Weeks in supported lodgings",
        unit="week",
        **amount("units", "26 to 34"),
        without_cost=Decimal("312.50"),
        without_year=prices_of,
        without_source="price list of the leaving care team",
        with_cost=Decimal("118"),
        with_year=prices_of,
        with_source="rent of a first flat, Ashmere Housing Association",
        first=year.first,
        last=year.last,
        notes="Two young people moved into a flat of their own earlier than planned.",
    )
    yield Saving(
        what="Appointments at the surgery for want of company",
        unit="appointment",
        **amount("units", "about 40"),
        without_cost=Decimal("42"),
        without_year=prices_of,
        without_source="told by the link worker of Coldbrook surgery",
        first=year.first,
        last=year.last,
        notes="We do not know yet what the same time costs with us.",
    )


# Weekly minutes of the co-ordinator: what for, from, to. She works three days a week.
WEEKLY = (
    (Purpose.SUPPORT, 480, 690),
    (Purpose.ADMINISTRATION, 210, 330),
    (Purpose.MATCHING, 90, 240),
)
TRAVEL_MINUTES, COVER_MINUTES, TRAINING_MINUTES = 95, 150, 210
WEEKS_WRITTEN_DOWN = 52
# In these weeks ago she was away and the manager stood in for her.
AWAY_WEEKS = {6, 27, 28}
TRAINING_WEEKS = {44, 46, 48, 26, 28, 30, 15, 17, 19}


def staff_time(year: Year, chance: Random) -> Iterator[StaffTime]:
    """The co-ordinator's time week by week, written down on Fridays, and who stood in for her."""
    latest = year.ago(1, FRI)
    for weeks in range(WEEKS_WRITTEN_DOWN - 1, -1, -1):
        friday = latest - timedelta(weeks=weeks)
        if is_holiday(friday):
            continue
        if weeks in AWAY_WEEKS:
            yield StaffTime(
                who="Dev Chatterjee",
                on=friday,
                minutes=COVER_MINUTES,
                purpose=Purpose.SUPPORT,
                notes="Stood in for the co-ordinator.",
            )
            continue
        for purpose, least, most in WEEKLY:
            minutes = chance.randrange(least, most + 1, 15)
            yield StaffTime(who=COORDINATOR, on=friday, minutes=minutes, purpose=purpose)
        if weeks in TRAINING_WEEKS:
            yield StaffTime(
                who=COORDINATOR, on=friday, minutes=TRAINING_MINUTES, purpose=Purpose.TRAINING
            )
        if weeks % 4 == 0:
            yield StaffTime(
                who=COORDINATOR,
                on=friday - timedelta(days=3),
                minutes=TRAVEL_MINUTES,
                purpose=Purpose.TRAVEL,
                notes="Bus to Coldbrook and back.",
            )
