"""What became of people in the demo: of some by name, of others by number."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from befriending.demo.people import People
from befriending.demo.registers.year import FRI, MON, THU, TUE, WED, Year, amount
from outcomes.models import Outcome

K = Outcome.Kind
COLLEGE = "Forest College"
MONEY_COURSE: dict[str, Any] = {
    "kind": K.COMPLETED,
    "what": "modules of “Managing money”",
    "how_many_each": 2,
    "payment_per_person": Decimal(45),
    "provider": COLLEGE,
}

# Days ago, who, kind, what, who offers it, how it is known.
OF_NEIGHBOURS = (
    (203, "Kieran Doyle", K.INDEPENDENT, "a first flat", "", "rent agreement"),
    (150, "Megan Thorley", K.SIGNPOSTED, "a parents' group", "Coldbrook surgery", "record sheet"),
    (152, "Gwen Parry", K.OTHER, "goes to the film club by herself", "", "last meeting"),
    (140, "Ebony Clarke", K.ENROLLED, "an evening course in maths", COLLEGE, "she rang"),
    (135, "Theo Marchetti", K.MOVED_ON, "an engineering course in another town", "", "he wrote"),
    (126, "Tyrell Manning", K.INDEPENDENT, "a first flat", "", "leaving care team"),
    (118, "Samir Haidari", K.ENROLLED, "an English class", COLLEGE, "record sheet"),
    (101, "Amina Warsame", K.ENROLLED, "an English class", COLLEGE, "record sheet"),
    (80, "Bernard Ogilvie", K.SIGNPOSTED, "a group for the bereaved", "Coldbrook surgery", ""),
    (
        24,
        "Ebony Clarke",
        K.ENROLLED,
        "Hair and beauty, level 2",
        COLLEGE,
        "letter from the college",
    ),
)
OF_VOLUNTEERS = (
    (126, "Ellie Stroud", K.MOVED_ON, "a job with shifts", "", "she rang"),
    (62, "Leon Baptiste", K.COMPLETED, "an award in mentoring", COLLEGE, "certificate"),
)
# Days ago, how many, kind, what, who offers it, how it is known.
OF_A_NUMBER = (
    (176, "about 20", K.SIGNPOSTED, "help with energy bills", "Advice bus", "hands up"),
    (112, "5 to 7", K.SIGNPOSTED, "the coffee morning in Ashmere", "", "when the drop-in closed"),
    (88, "6", K.COMPLETED, "“First steps on a tablet”", "Hazelford Library", "certificates"),
)


def outcomes(year: Year, people: People) -> Iterator[Outcome]:
    """What was reached, and what is expected."""
    for days, name, kind, what, provider, source in OF_NEIGHBOURS:
        yield Outcome(
            kind=kind,
            standing=Outcome.Standing.ACTUAL,
            what=what,
            on=year.ago(days),
            supportee=people.supportees[name],
            provider=provider,
            source=source,
        )
    for days, name, kind, what, provider, source in OF_VOLUNTEERS:
        yield Outcome(
            kind=kind,
            standing=Outcome.Standing.ACTUAL,
            what=what,
            on=year.ago(days),
            volunteer=people.volunteers[name],
            provider=provider,
            source=source,
        )
    for days, number, kind, what, provider, source in OF_A_NUMBER:
        yield Outcome(
            kind=kind,
            standing=Outcome.Standing.ACTUAL,
            what=what,
            on=year.ago(days, WED),
            **amount("people", number),
            provider=provider,
            source=source,
        )
    yield from _with_payments(year, people)
    yield Outcome(
        kind=K.ENROLLED,
        standing=Outcome.Standing.EXPECTED,
        what="“Cooking on a budget”",
        on=year.ahead(30, TUE),
        supportee=people.supportees["Jade Somerville"],
        provider=COLLEGE,
        source="the form is sent",
    )


def _with_payments(year: Year, people: People) -> Iterator[Outcome]:
    """The college pays £45 for each who passes both modules."""
    passed = year.ago(95, FRI)
    yield Outcome(
        standing=Outcome.Standing.ACTUAL,
        on=passed,
        supportee=people.supportees["Destiny Okafor"],
        payment_received_on=passed + timedelta(days=26),
        source="certificate",
        **MONEY_COURSE,
    )
    yield Outcome(
        standing=Outcome.Standing.ACTUAL,
        on=year.ago(46, THU),
        supportee=people.supportees["Kieran Doyle"],
        source="certificate",
        notes="The college has been asked for the money.",
        **MONEY_COURSE,
    )
    yield Outcome(
        standing=Outcome.Standing.EXPECTED,
        on=year.ahead(40, MON),
        supportee=people.supportees["Alex Fenwick"],
        source="has passed the first module",
        **MONEY_COURSE,
    )
