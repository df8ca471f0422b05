"""What the demo scheme learned on the way: what could go wrong, what did, and what helped."""

from collections.abc import Iterator

from befriending.demo.registers.year import Year
from reporting.models import Finding

Kind, Reason, Level, State = Finding.Kind, Finding.Reason, Finding.Level, Finding.State

# Weeks ago, what, what was done, how likely, how bad, whether it is still there.
RISKS = (
    (
        44,
        "Only one person knows how everything is done. When she is away, nobody is matched.",
        "The manager stands in and has read every page. They see each other every fortnight.",
        Level.HIGH, Level.MEDIUM, State.CLOSED,
    ),
    (
        20,
        "The grant ends before the new one begins, and the post cannot be paid for three months.",
        "We have asked the fund for a second year, and the trustees keep £4,000 back.",
        Level.MEDIUM, Level.HIGH, State.OPEN,
    ),
    (
        12,
        "A befriender with more people than agreed grows tired and stops from one day to the next.",
        "We look for somebody else for one of the three, and no one is given a third person again.",
        Level.MEDIUM, Level.MEDIUM, State.OPEN,
    ),
)  # fmt: skip
# Weeks ago, what, what was done, why. The snow came in January.
DIFFICULTIES = (
    (
        41,
        "Young people did not come to the coffee morning. It is too early, and too old for them.",
        "We stopped inviting them to it. Two of them plan an evening with food instead.",
        Reason.LEARNERS,
    ),
    (
        27,
        "For two weeks nobody read the record sheets, because the co-ordinator was ill.",
        "The manager reads them now when she is away, and knows how.",
        Reason.NO_TIME,
    ),
    (
        17,
        "The drop-in in Coldbrook closed when its grant ran out, and its group was left without a place.",
        "Everybody was invited to the coffee morning in Ashmere. About half of them come, by bus.",
        Reason.PARTNERS,
    ),
    (
        20,
        "Our training partner lent its trainer for one course, and has no hours for another this year.",
        "We gave the next course ourselves, with its papers, and asked for a date next year.",
        Reason.DECLINED,
    ),
)
SNOW = (
    "In a week of snow the buses did not run, and most meetings in Coldbrook fell out.",
    "They rang each other. Since then we pay for a taxi when it freezes.",
)
# Weeks ago, what was learned.
LESSONS = (
    (
        37,
        "Let the people who are supported write the limits of the role. Theirs were clearer than ours.",
        "Theirs are in the role description now, word for word.",
    ),
    (21, "Ring after a quiet week, not after a quiet month.", ""),
    (
        9,
        "Ask a partner early how long its money lasts. We learned that the drop-in would close in "
        "the week in which it closed.",
        "We ask each of them in spring and in autumn.",
    ),
)
TIPS = (
    (33, "Stay for the first half hour of the first meeting, and then go.", ""),
    (18, "Pay bus fares in cash and on the day. Who has to wait for the money stays at home.", ""),
    (11, "Match by what both like doing. Age matters much less than we had thought.", ""),
    (6, "A record sheet of three sentences is written. One of three pages is not.", ""),
)


def findings(year: Year) -> Iterator[Finding]:
    """Risks, difficulties, lessons and tips of a year."""
    for weeks, what, done, likelihood, effect, state in RISKS:
        yield Finding(
            kind=Kind.RISK,
            on=year.ago(weeks * 7),
            what=what,
            done=done,
            likelihood=likelihood,
            effect=effect,
            state=state,
        )
    for weeks, what, done, reason in DIFFICULTIES:
        yield Finding(
            kind=Kind.DIFFICULTY, on=year.ago(weeks * 7), what=what, done=done, reason=reason
        )
    what, done = SNOW
    yield Finding(
        kind=Kind.DIFFICULTY, on=year.winter(20), what=what, done=done, reason=Reason.WEATHER
    )
    for kind, told in ((Kind.LESSON, LESSONS), (Kind.TIP, TIPS)):
        for weeks, what, done in told:
            yield Finding(kind=kind, on=year.ago(weeks * 7), what=what, done=done)
