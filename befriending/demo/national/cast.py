"""The volunteers and supported people: found pair by pair, in the order in which life brought them."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from befriending.demo.national.names import Names
from befriending.demo.national.pairs import Pair
from befriending.demo.national.programme import Programme
from befriending.demo.national.sizes import Sizes

# Of those who volunteer, are supported, and were ever matched.
MATCHED = 0.91
# Not every time somebody is looked for is somebody free.
KEEN = 1.6
COMES_BACK = 0.4
LONGEST_BETWEEN_DAYS = 150
TWO_AT_ONCE = 0.1
SIGNS_IN = 0.66
SUPPORTEE_SIGNS_IN = 0.04
DEMO_HELPER = ("Eleri", "Quarmby", ["English", "Welsh"])
DEMO_NEIGHBOURS = (("Stanisław", "Bellamy", ["English"]), ("Dorothy", "Mensah", ["English"]))


@dataclass(slots=True, kw_only=True)
class Somebody:
    """A person with a part in the programme. `pairs` are their matches, the earliest first."""

    number: int
    given: str
    family: str
    languages: list[str]
    email: str
    town: int
    age: int
    comes_back: bool
    signs_in: bool
    pairs: list[Pair] = field(default_factory=list)
    # The way through the programme: a status and the day it began.
    steps: list[tuple[str, int]] = field(default_factory=list)
    finished: int | None = None
    why_finished: str = ""
    imported_status: str = ""
    in_doubt: bool = False
    person_key: int = 0
    key: int = 0
    user_key: int | None = None
    called: str = ""

    @property
    def name(self) -> str:
        """As it is written."""
        return f"{self.given} {self.family}"

    def running(self, number: int) -> int:
        """How many of their matches run on a day."""
        return sum(
            pair.started <= number and (pair.ended is None or pair.ended >= number)
            for pair in self.pairs
        )

    def is_free_again(self, number: int) -> bool:
        """All their matches have ended, the last one not long ago, and they want another."""
        ends = [pair.ended for pair in self.pairs]
        if not self.comes_back or None in ends:
            return False
        return 2 < number - max(end for end in ends if end is not None) <= LONGEST_BETWEEN_DAYS


@dataclass(slots=True, kw_only=True)
class Helper(Somebody):
    """A volunteer: where they belong, and since when they may meet people."""

    host: int = 0
    organiser: int = 0
    cohort: int = 0
    most: int = 1
    started: int | None = None
    is_imported: bool = False

    def has_room(self, number: int) -> bool:
        """Whether one more match fits: beside those that run, or after they have ended."""
        running = self.running(number)
        return running < self.most if running else self.is_free_again(number)


@dataclass(slots=True, kw_only=True)
class Neighbour(Somebody):
    """Somebody who is supported."""

    referred: int = 0


@dataclass
class Cast:
    """Everybody, in the order in which they came."""

    helpers: list[Helper] = field(default_factory=list)
    neighbours: list[Neighbour] = field(default_factory=list)


class Casting:
    """Fills pair after pair: with somebody known who is free, or somebody new."""

    def __init__(self, programme: Programme, names: Names, chance: Random) -> None:
        self.programme = programme
        self.names = names
        self.chance = chance
        self.cast = Cast()
        towns = range(max(host.town for host in programme.hosts) + 1)
        self.helpers_in: list[list[Helper]] = [[] for _town in towns]
        self.neighbours_in: list[list[Neighbour]] = [[] for _town in towns]

    def fill(self, pairs: list[Pair], sizes: Sizes) -> Cast:
        """Two people for every pair, so that about nine in ten of all are matched once or more."""
        helpers_again = len(pairs) - round(sizes.volunteers * MATCHED)
        neighbours_again = len(pairs) - round(sizes.supportees * MATCHED)
        for number, pair in enumerate(pairs):
            left = len(pairs) - number
            helper, neighbour = None, None
            if pair.is_demo:
                helper = next((each for each in self.cast.helpers if each.pairs[0].is_demo), None)
            else:
                # Those who come again are spread over the time that is left.
                if self.chance.random() < KEEN * helpers_again / left:
                    helper = self._known_helper(pair)
                if self.chance.random() < KEEN * neighbours_again / left:
                    neighbour = self._known_neighbour(pair)
            if len(self.cast.neighbours) >= sizes.supportees:
                neighbour = neighbour or self._neighbour_from_anywhere(pair)
            if helper and neighbour and any(each in helper.pairs for each in neighbour.pairs):
                # These two have had their time; somebody else comes now.
                helper = None
            helpers_again -= helper is not None
            neighbours_again -= neighbour is not None
            self._bring_together(
                pair, helper or self._new_helper(pair), neighbour or self._new_neighbour(pair)
            )
        return self.cast

    def _bring_together(self, pair: Pair, helper: Helper, neighbour: Neighbour) -> None:
        pair.volunteer, pair.supportee = helper.number, neighbour.number
        helper.pairs.append(pair)
        neighbour.pairs.append(pair)

    def _known_helper(self, pair: Pair) -> Helper | None:
        found = [each for each in self.helpers_in[pair.town] if each.has_room(pair.started)]
        return self.chance.choice(found) if found else None

    def _known_neighbour(self, pair: Pair) -> Neighbour | None:
        on, known = pair.started, self.neighbours_in[pair.town]
        found = [each for each in known if each.is_free_again(on)]
        if self.chance.random() < TWO_AT_ONCE:
            found = [each for each in known if each.running(on) == 1 and not each.pairs[0].is_demo]
        return self.chance.choice(found) if found else None

    def _neighbour_from_anywhere(self, pair: Pair) -> Neighbour:
        """Where nobody in town is free and nobody new may come: somebody who moved here."""
        known = [each for each in self.cast.neighbours if not each.pairs[0].is_demo]
        free = [each for each in known if each.is_free_again(pair.started)]
        return self.chance.choice(free or [each for each in known if each.running(pair.started)])

    def _somebody(self, town: int, *, age: int, signs_in: float) -> dict[str, Any]:
        given, family, languages = self.names.next()
        return {
            "given": given,
            "family": family,
            "languages": languages,
            "email": self.names.address(given, family),
            "town": town,
            "age": age,
            "comes_back": self.chance.random() < COMES_BACK,
            "signs_in": self.chance.random() < signs_in,
        }

    def _new_helper(self, pair: Pair) -> Helper:
        helper = self.add_helper(pair.organiser, pair.host)
        helper.started = pair.started - self.chance.randint(3, 45)
        if pair.is_demo:
            helper.given, helper.family, helper.languages = DEMO_HELPER
            helper.email, helper.signs_in, helper.most = "volunteer", True, 2
        else:
            self.helpers_in[pair.town].append(helper)
        return helper

    def _new_neighbour(self, pair: Pair) -> Neighbour:
        neighbour = self.add_neighbour(pair.town)
        neighbour.referred = pair.started - self.chance.randint(9, 95)
        if pair.is_demo:
            is_first = not any(each.email == "supportee" for each in self.cast.neighbours)
            part = DEMO_NEIGHBOURS[0 if is_first else 1]
            neighbour.given, neighbour.family, neighbour.languages = part
            if is_first:
                neighbour.email, neighbour.signs_in = "supportee", True
        self.neighbours_in[pair.town].append(neighbour)
        return neighbour

    def add_helper(self, organiser: int, host: int) -> Helper:
        """One more volunteer, who belongs where their organiser is."""
        age = round(self.chance.triangular(17, 84, 41))
        helper = Helper(
            number=len(self.cast.helpers),
            host=host,
            organiser=organiser,
            cohort=self.programme.organisers[organiser].cohort,
            most=self.chance.choices((1, 2, 3), (74, 19, 7))[0],
            **self._somebody(self.programme.hosts[host].town, age=age, signs_in=SIGNS_IN),
        )
        self.cast.helpers.append(helper)
        return helper

    def add_neighbour(self, town: int) -> Neighbour:
        """One more supported person."""
        age = round(self.chance.triangular(18, 96, 62))
        neighbour = Neighbour(
            number=len(self.cast.neighbours),
            **self._somebody(town, age=age, signs_in=SUPPORTEE_SIGNS_IN),
        )
        self.cast.neighbours.append(neighbour)
        return neighbour
