"""Who is brought together when, how often they meet and for how long: the shape of it all."""

from dataclasses import dataclass, field
from math import exp
from random import Random

from befriending.demo.national.calendar import share_of_starts
from befriending.demo.national.programme import Programme
from befriending.demo.national.sizes import Sizes

RHYTHMS, RHYTHM_WEIGHTS = (7, 14, 21, 28), (64, 29, 5, 2)
# More than wanted at first: weeks are left out at Christmas, in summer, and for no reason.
SPARE = 1.07
LEAST_DAYS = 24
SPREAD = 0.85
# Weeks from the first day on which an organiser brings people together.
FIRST_WEEKS_DAYS = 28
DEMO_STARTS_DAYS_AGO = (1_128, 593)


@dataclass(slots=True)
class Pair:
    """A match to be. `luck` says how long it lasts, beside the others."""

    started: int
    organiser: int
    host: int
    town: int
    rhythm: int
    weekday: int
    hour: int
    minute: int
    luck: float
    is_demo: bool = False
    ended: int | None = None
    volunteer: int = -1
    supportee: int = -1
    # Days of the rhythm up to yesterday, and the next one.
    days: list[int] = field(default_factory=list)
    coming: int | None = None
    trouble: str = ""
    paused: int | None = None
    pauses: list[tuple[int, int | None, str]] = field(default_factory=list)
    place: str = ""
    purpose: int = 0
    # The last meeting was the last as they had planned.
    is_goodbye: bool = False
    key: int = 0

    def lasts(self, stretch: float, today: int) -> int | None:
        """The last day, if that has come; None while it runs."""
        if self.is_demo:
            return None
        last = self.started + max(LEAST_DAYS, round(stretch * exp(SPREAD * self.luck)))
        return last if last < today else None

    def first_meeting(self) -> int:
        """The first day on the weekday they like, two days after they were brought together."""
        # Day 1 was a Monday.
        earliest = self.started + 2
        return earliest + (self.weekday - (earliest - 1)) % 7


def plan_pairs(programme: Programme, sizes: Sizes, chance: Random) -> list[Pair]:
    """All pairs with their start and end, the earliest first."""
    pairs = [_demo_pair(programme, number) for number in range(len(DEMO_STARTS_DAYS_AGO))]
    while len(pairs) < sizes.matches:
        pairs.append(_pair(programme, chance))
    pairs.sort(key=lambda pair: pair.started)
    stretch = _stretch(pairs, sizes.meetings * SPARE, programme.today)
    for pair in pairs:
        pair.ended = pair.lasts(stretch, programme.today)
    return pairs


def _pair(programme: Programme, chance: Random) -> Pair:
    started = None
    while started is None:
        number = chance.randrange(len(programme.organisers))
        organiser = programme.organisers[number]
        first = organiser.first + FIRST_WEEKS_DAYS
        last = min(organiser.last, programme.today - 1)
        if last < first:
            continue
        on = chance.randint(first, last)
        if chance.random() < share_of_starts(on):
            started = on
    host = organiser.host_on(started)
    # Many work or go to school: evenings and Saturdays are as usual as afternoons.
    weekday = chance.choice((0, 1, 1, 2, 2, 3, 3, 4, 5, 5, 6))
    hour = chance.choice((10, 11, 13, 14, 15) if weekday > 4 else (10, 11, 14, 16, 17, 18, 18, 19))
    return Pair(
        started=started,
        organiser=number,
        host=host,
        town=programme.hosts[host].town,
        rhythm=chance.choices(RHYTHMS, RHYTHM_WEIGHTS)[0],
        weekday=weekday,
        hour=hour,
        minute=chance.choice((0, 0, 30)),
        luck=chance.gauss(0, 1),
    )


def _demo_pair(programme: Programme, number: int) -> Pair:
    """The two pairs of the volunteer who signs in with one click: long, and running."""
    started = programme.today - DEMO_STARTS_DAYS_AGO[number]
    organiser = next(
        place for place, each in enumerate(programme.organisers) if each.last >= started
    )
    host = programme.organisers[organiser].host_on(started)
    return Pair(
        started=started,
        organiser=organiser,
        host=host,
        town=programme.hosts[host].town,
        rhythm=(7, 14)[number],
        weekday=(programme.today - 1 + 3 * number) % 7,
        hour=(14, 17)[number],
        minute=30 * number,
        luck=0,
        is_demo=True,
    )


def _stretch(pairs: list[Pair], wanted: float, today: int) -> float:
    """How long pairs have to last so that there are as many meetings as wanted."""
    low, high = 1.0, 100_000.0
    for _step in range(40):
        stretch = (low * high) ** 0.5
        meetings = sum(
            max(0, ((pair.lasts(stretch, today) or today - 1) - pair.started - 4)) / pair.rhythm
            for pair in pairs
        )
        low, high = (stretch, high) if meetings < wanted else (low, stretch)
    return high
