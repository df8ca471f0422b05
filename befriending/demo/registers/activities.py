"""What many came to in the demo, and the people of whom only the number is known."""

from collections.abc import Iterator

from befriending.demo.registers.year import FRI, SAT, SUN, THU, TUE, WED, Year, amount
from meetings.models import Activity, CountedPeople

Kind, ForWhom = Activity.Kind, Activity.ForWhom
ASHMERE_ROOM = "Ashmere community centre"
HOUSING = "Ashmere Housing Association"
COLLEGE = "Forest College"
DROP_IN = "Coldbrook drop-in"
SIGNED_IN = "signing-in sheet"

# Weeks ago, how many people, how that is known. It is held on Wednesdays.
COFFEE_IN_ASHMERE = (
    (47, "11", SIGNED_IN),
    (38, "about 12", "counted round the table"),
    (30, "14", SIGNED_IN),
    (22, "9", SIGNED_IN),
    (13, "15 to 18", "too full to count"),
    (8, "16", SIGNED_IN),
    (3, "17", SIGNED_IN),
)
# The last one was four weeks before the drop-in closed.
COFFEE_IN_COLDBROOK = (
    (45, "10 to 14", "told by the drop-in on the telephone"),
    (33, "about 10", "told by the drop-in on the telephone"),
    (21, "6", SIGNED_IN),
)
# Weeks ago the first evening and the last, people, with whom, what came of it.
COURSES = (
    (48, 44, "5", "", "All five were matched within two months."),
    (
        30,
        26,
        "7",
        COLLEGE,
        "The first evening was given by two befrienders together with the trainer of the college. "
        "Four neighbours told how it is to wait for the first meeting.",
    ),
    (19, 15, "4", "", "Two of them had come to us through the coffee morning."),
)


def activities(year: Year) -> Iterator[Activity]:
    """Group meetings, training, and outings of a year; all of them are over."""
    for weeks, people, source in COFFEE_IN_ASHMERE:
        yield Activity(
            kind=Kind.GROUP,
            title="Coffee morning in Ashmere",
            on=year.ago(weeks * 7, WED),
            **amount("people", people),
            for_whom=ForWhom.MIXED,
            place=ASHMERE_ROOM,
            organisation=HOUSING,
            minutes=120,
            source=source,
        )
    for weeks, people, source in COFFEE_IN_COLDBROOK:
        yield Activity(
            kind=Kind.GROUP,
            title="Coffee morning in Coldbrook",
            on=year.ago(weeks * 7, TUE),
            **amount("people", people),
            for_whom=ForWhom.SUPPORTED,
            organisation=DROP_IN,
            minutes=90,
            source=source,
        )
    for first, last, people, organisation, notes in COURSES:
        yield Activity(
            kind=Kind.TRAINING,
            title="Course for new befrienders, five evenings",
            on=year.ago(first * 7, THU),
            until=year.ago(last * 7, THU),
            **amount("days", "1.25"),
            **amount("people", people),
            for_whom=ForWhom.VOLUNTEERS,
            place="Hazelford Library",
            organisation=organisation,
            minutes=120,
            source="list of the trainer",
            notes=notes,
        )
    yield from _training_days(year)
    yield from _outings(year)


def _training_days(year: Year) -> Iterator[Activity]:
    yield Activity(
        kind=Kind.TRAINING,
        title="First aid, and when to ring for help",
        on=year.ago(24 * 7, SAT),
        **amount("days", "1"),
        **amount("people", "12"),
        for_whom=ForWhom.VOLUNTEERS,
        place=ASHMERE_ROOM,
        minutes=360,
        source="certificates",
    )
    yield Activity(
        kind=Kind.TRAINING,
        title="Being on time, letters and silence: an evening for housing officers",
        on=year.ago(17 * 7, TUE),
        **amount("days", "0.5"),
        **amount("people", "about 15"),
        for_whom=ForWhom.STAFF,
        organisation=HOUSING,
        minutes=180,
        source="counted from the front",
        notes="They now ask whether somebody would like company before they send a second letter.",
    )
    yield Activity(
        kind=Kind.TRAINING,
        title="Keeping people safe, again",
        on=year.ago(10 * 7, TUE),
        **amount("days", "0.5"),
        for_whom=ForWhom.VOLUNTEERS,
        place="Hazelford Library",
        minutes=150,
        notes="The list of names has not been found since.",
    )


def _outings(year: Year) -> Iterator[Activity]:
    yield Activity(
        kind=Kind.OTHER,
        title="Sunday dinner in the parish hall",
        on=year.ago(20 * 7, SUN),
        **amount("people", "23"),
        for_whom=ForWhom.MIXED,
        place="Parish hall, Hazelford",
        minutes=180,
        source="plates",
        notes="Asked for by the steering group: weekends are the loneliest time.",
    )
    yield Activity(
        kind=Kind.OTHER,
        title="A day on the allotments",
        on=year.ago(11 * 7, SAT),
        **amount("people", "8 to 10"),
        for_whom=ForWhom.MIXED,
        place="The community garden",
        minutes=240,
        source="photograph",
    )


def counted_people(year: Year) -> Iterator[CountedPeople]:
    """Groups that partners look after: how many they are is known, who they are is not."""
    yield CountedPeople(
        as_whom=CountedPeople.AsWhom.SUPPORTED,
        title="Coffee mornings of the Coldbrook drop-in",
        first_day=year.ago(53 * 7),
        last_day=year.ago(17 * 7),
        **amount("people", "10 to 14"),
        source="told by the drop-in when it closed",
        notes="About half of them come to Ashmere now.",
    )
    yield CountedPeople(
        as_whom=CountedPeople.AsWhom.VOLUNTEERS,
        title="Helpers of the Coldbrook drop-in",
        first_day=year.ago(53 * 7),
        last_day=year.ago(17 * 7),
        **amount("people", "3"),
        source="told by the drop-in when it closed",
        notes="Without the two who volunteer with us now. They are looking for another place.",
    )
    yield CountedPeople(
        as_whom=CountedPeople.AsWhom.SUPPORTED,
        title="Tenants who are rung up on Fridays",
        first_day=year.ago(31 * 7, FRI),
        last_day=year.ago(2),
        **amount("people", "8"),
        source="list of the housing association",
        notes="The housing association rings them itself and asks us when somebody wants more.",
    )
