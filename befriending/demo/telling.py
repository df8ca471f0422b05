"""Which episode stands on which sheet: themes in their order, company in between."""

from dataclasses import dataclass
from datetime import date
from random import Random

from befriending.demo import stories
from befriending.demo.days import Day, What, is_holiday
from befriending.demo.pairings import Pairing
from befriending.demo.stories import Episode
from meetings.models import Meeting

MOST_THEME = 0.6
CHANCE_OF_A_CALL = 0.06
Way = Meeting.Way


@dataclass(frozen=True)
class Told:
    """What a sheet says, and how they met. `place` is empty for the usual one."""

    episode: Episode
    way: str = Way.IN_PERSON


def tell(pairing: Pairing, days: list[Day], chance: Random) -> dict[date, Told]:
    """An episode for every day on which they met."""
    told: dict[date, Told] = {}
    ordinary = []
    for day in days:
        if day.what != What.HELD:
            continue
        if day.is_first:
            told[day.on] = Told(chance.choice(stories.FIRST))
        elif day.is_goodbye:
            told[day.on] = Told(chance.choice(stories.LAST))
        elif is_holiday(day.on):
            told[day.on] = Told(chance.choice(stories.HOLIDAY), Way.PHONE)
        else:
            ordinary.append(day.on)
    told.update(_ordinary(pairing, ordinary, chance))
    return told


def _ordinary(pairing: Pairing, days: list[date], chance: Random) -> dict[date, Told]:
    steps = [step for theme in pairing.themes for step in stories.THEMES[theme]]
    wanted = min(len(steps), round(len(days) * MOST_THEME))
    pool = stories.COMPANY[pairing.company]
    if "out" in pairing.themes:
        # Who learns to go out again step by step is not on an outing in between.
        pool = tuple(episode for episode in pool if not episode.place)
    company = _shuffled(pool, chance)
    calls = _shuffled(stories.CALLS, chance)
    told = {}
    done = 0
    for number, day in enumerate(days):
        # Evenly spread: the next step as soon as its share of the days has gone by.
        if done < (number + 1) * wanted // len(days):
            told[day] = Told(steps[done])
            done += 1
        elif chance.random() < CHANCE_OF_A_CALL and (call := _take(calls, day)):
            told[day] = Told(call, Way.PHONE)
        else:
            found = _take(company, day)
            if found is None:
                company = _shuffled(pool, chance)
                found = _take(company, day)
            assert found is not None
            told[day] = Told(found)
    return told


def _take(episodes: list[Episode], day: date) -> Episode | None:
    """The next that fits the time of the year, taken out so that it is not told twice."""
    for episode in episodes:
        if episode.fits(day.month):
            episodes.remove(episode)
            return episode
    return None


def _shuffled(episodes: tuple[Episode, ...], chance: Random) -> list[Episode]:
    return chance.sample(episodes, len(episodes))


def missed_words(chance: Random, name: str) -> tuple[str, str]:
    """Whose reason it was, and the reason."""
    by = chance.choices(
        [Meeting.MissedBy.SUPPORTEE, Meeting.MissedBy.VOLUNTEER, Meeting.MissedBy.OTHER],
        weights=[5, 3, 1],
    )[0]
    reasons = {
        Meeting.MissedBy.SUPPORTEE: stories.MISSED_BY_SUPPORTEE,
        Meeting.MissedBy.VOLUNTEER: stories.MISSED_BY_VOLUNTEER,
        Meeting.MissedBy.OTHER: stories.MISSED_FOR_ANOTHER_REASON,
    }[by]
    return by, chance.choice(reasons).format(name=name)
