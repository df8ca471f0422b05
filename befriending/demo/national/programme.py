"""The programme: hosts, cohorts of paid organisers, and where each was placed from when to when."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random

from befriending.demo.national.calendar import four_years_before
from befriending.demo.national.names import Names
from befriending.demo.national.places import AFTERWARDS, FINISHED, FOLDED, host_names
from befriending.demo.national.sizes import COHORTS, YEARS, Sizes

# How many organisers a cohort has, beside the others: it grows, and thins out at the end.
COHORT_SHARES = (26, 34, 40, 44, 46, 46, 45, 43, 41, 40, 38, 36, 34, 30)
PAID_DAYS = 51 * 7
COHORT_DAYS = 52 * 7
LAST_COHORT_DAYS_AGO = 250
LATEST_FOLLOW_UP_DAYS = 60
# Of the hosts whose organisers' time is over: somebody stays there, or it is a host no longer.
STAYS_ON, HAS_FINISHED = 0.35, 0.7


@dataclass(slots=True)
class Host:
    """An organisation that hosts, from when to when, and how it went."""

    name: str
    town: int
    started: int = 0
    ended: int | None = None
    engagement: str = ""
    note: str = ""
    agreement: int | None = None
    agreement_undated: bool = False
    inducted: int | None = None
    followed_up: int | None = None
    key: int = 0


@dataclass(slots=True)
class Placed:
    """An organiser works at a host from the first day to the last, both included."""

    host: int
    first: int
    last: int


@dataclass(slots=True)
class PaidOrganiser:
    """Somebody who is paid to organise, in a cohort."""

    given: str
    family: str
    languages: list[str]
    email: str
    cohort: int
    placed: list[Placed] = field(default_factory=list)
    key: int = 0

    @property
    def first(self) -> int:
        """The first day."""
        return self.placed[0].first

    @property
    def last(self) -> int:
        """The last day paid for, which may still be to come."""
        return self.placed[-1].last

    def host_on(self, number: int) -> int:
        """The host at which they are on a day; the last one for a day after."""
        return next(
            (each.host for each in self.placed if number <= each.last), self.placed[-1].host
        )


@dataclass
class Programme:
    """Everything the pairs grow out of. Days are numbers; see calendar.py."""

    began: int
    today: int
    hosts: list[Host]
    cohort_starts: list[int]
    organisers: list[PaidOrganiser]
    cohort_keys: list[int] = field(default_factory=list)

    def who_answers_for(self, organiser: int, host: int, number: int) -> tuple[int, int]:
        """(organiser, host) of a volunteer today: their own, or who followed at the host.

        Where nobody followed, an organiser in the same town looks after them, or one from
        elsewhere where there is none; a host that is one no longer hands its volunteers on to
        that organiser's host. `number` is the volunteer's: they are spread over those there are.
        """
        if self._host_today.get(organiser) == host:
            return organiser, host
        followed = [each for each, at in self._host_today.items() if at == host]
        town = self.hosts[host].town
        in_town = [each for each, at in self._host_today.items() if self.hosts[at].town == town]
        near = followed or in_town or list(self._host_today)
        other = near[number % len(near)]
        ended = self.hosts[host].ended
        is_over = ended is not None and ended < self.today
        return other, self._host_today[other] if is_over else host

    @cached_property
    def _host_today(self) -> dict[int, int]:
        """Where each organiser who is there today is placed."""
        return {
            number: each.host_on(self.today)
            for number, each in enumerate(self.organisers)
            if each.first <= self.today <= each.last
        }


def plan_programme(sizes: Sizes, today: date, names: Names, chance: Random) -> Programme:
    """Cohort after cohort goes to its hosts; some hosts fold, some organisers move or stay on."""
    began, now = four_years_before(today, YEARS).toordinal(), today.toordinal()
    hosts = [Host(name, town) for name, town in host_names(sizes.hosts)]
    starts = _cohort_starts(began, now)
    organisers = []
    opened = 0
    for number in range(sizes.organisers):
        cohort = _cohort_of(number, sizes.organisers)
        given, family, languages = names.next()
        # Hosts are opened one after another; in between an organiser joins an earlier one.
        wanted = (number + 1) * sizes.hosts // sizes.organisers
        if opened < max(wanted, 1):
            opened, host = opened + 1, opened
        else:
            host = chance.randrange(max(0, opened - 120), opened)
        organiser = PaidOrganiser(given, family, languages, names.address(given, family), cohort)
        organiser.placed = _placed(host, opened, starts[cohort], chance)
        organisers.append(organiser)
    programme = Programme(began, now, hosts, starts, organisers)
    _let_some_stay_on(programme, chance)
    for host_number in range(len(hosts)):
        _tell_host(programme, host_number, chance)
    return programme


def _cohort_starts(began: int, now: int) -> list[int]:
    """A Monday each quarter, the last some months ago."""
    first = began + 21
    step = (now - LAST_COHORT_DAYS_AGO - first) / (COHORTS - 1)
    starts = [first + round(step * number) for number in range(COHORTS)]
    return [each - date.fromordinal(each).weekday() for each in starts]


def _cohort_of(number: int, organisers: int) -> int:
    place = (number + 0.5) * sum(COHORT_SHARES) / organisers
    for cohort, share in enumerate(COHORT_SHARES):
        place -= share
        if place < 0:
            return cohort
    return COHORTS - 1


def _placed(host: int, opened: int, start: int, chance: Random) -> list[Placed]:
    """A year as a rule; some leave early, some stay on, some move to another host in between."""
    luck = chance.random()
    days = PAID_DAYS
    if luck < 0.08:
        days = chance.randint(60, 300)
    elif luck > 0.88:
        days += chance.randint(90, 364)
    last = start + days - 1
    if opened > 1 and days > 200 and chance.random() < 0.06:
        other = chance.choice([each for each in range(max(0, opened - 40), opened) if each != host])
        moved = start + chance.randint(70, days - 90)
        return [Placed(host, start, moved - 1), Placed(other, moved, last)]
    return [Placed(host, start, last)]


def _let_some_stay_on(programme: Programme, chance: Random) -> None:
    """At some hosts, and at one in each town, the last organiser is there to this day."""
    latest: dict[int, PaidOrganiser] = {}
    for organiser in sorted(programme.organisers, key=lambda each: each.last):
        latest[organiser.placed[-1].host] = organiser
    in_town = {programme.hosts[host].town: host for host, each in latest.items()}
    for host, organiser in sorted(latest.items()):
        is_last_in_town = in_town[programme.hosts[host].town] == host
        if organiser.last < programme.today and (is_last_in_town or chance.random() < STAYS_ON):
            organiser.placed[-1].last = programme.today + chance.randint(20, 300)


def _tell_host(programme: Programme, number: int, chance: Random) -> None:
    """From when a host took part, what was agreed, how it was followed up, and how it ended."""
    host = programme.hosts[number]
    placed = [each for one in programme.organisers for each in one.placed if each.host == number]
    first = min(each.first for each in placed)
    last = max(each.last for each in placed)
    host.started = max(programme.began, first - chance.randint(14, 60))
    luck = chance.random()
    if luck < 0.04:
        host.agreement_undated = True
    elif luck > 0.05:
        host.agreement = host.started - chance.randint(0, 12)
    if chance.random() < 0.96:
        host.inducted = first + chance.randint(0, 12)
    followed_up = (host.inducted or host.started) + chance.randint(80, 112)
    # Late at some hosts, forgotten at none: what is missing is missing for some weeks.
    is_settled = followed_up < programme.today - LATEST_FOLLOW_UP_DAYS
    if is_settled or (followed_up < programme.today and chance.random() < 0.6):
        host.followed_up = followed_up
    if last + 60 < programme.today and chance.random() < 0.16:
        host.engagement, host.note = "folded", chance.choice(FOLDED)
        host.ended = last + chance.randint(1, 55)
    elif last + 60 < programme.today and chance.random() < HAS_FINISHED:
        host.engagement, host.note = chance.choice(FINISHED)
        host.ended = last + chance.randint(1, 55)
    elif last + 30 < programme.today or chance.random() < 0.7:
        host.engagement, host.note = chance.choice(AFTERWARDS)
        if host.engagement == "quick_fix":
            host.ended = last + 20 if last + 20 < programme.today else None
