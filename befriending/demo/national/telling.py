"""What stands on the sheets: the stories of the small demo, with what people say beside them."""

from random import Random

from befriending.demo import stories
from befriending.demo.national.texts import ASIDES, PURPOSES
from befriending.demo.stories import Episode

# Words that only fit the towns of the small demo.
LOCAL = ("Hazelford", "Ashmere", "Coldbrook", "Oakshire", "Forest")
SAYS_MORE = 0.45
MOST_THEME = 2


def _is_anywhere(episode: Episode) -> bool:
    words = (episode.why, episode.did, episode.achieved, episode.next_time, episode.place)
    return not any(local in text for local in LOCAL for text in words)


def _anywhere(episodes: tuple[Episode, ...]) -> list[Episode]:
    return [episode for episode in episodes if _is_anywhere(episode)]


FIRST, LAST, CALLS, HOLIDAY = map(
    _anywhere, (stories.FIRST, stories.LAST, stories.CALLS, stories.HOLIDAY)
)
COMPANY = {age: _anywhere(episodes) for age, episodes in stories.COMPANY.items()}
THEMES = {theme: _anywhere(episodes) for theme, episodes in stories.THEMES.items()}


class Teller:
    """Tells one pair's meetings in order: steps of their theme, company in between."""

    def __init__(self, purpose: int, name: str, chance: Random) -> None:
        self.name = name
        self.chance = chance
        _words, themes, age = PURPOSES[purpose]
        self.steps = iter([step for theme in themes for step in THEMES[theme]])
        self.pool = COMPANY[age]
        self.company: list[Episode] = []
        self.since_step = 0

    def next(self, month: int) -> Episode:
        """The episode of an ordinary meeting in that month."""
        self.since_step += 1
        if self.since_step > MOST_THEME and (step := next(self.steps, None)):
            self.since_step = 0
            return step
        for _try in range(len(self.pool)):
            if not self.company:
                self.company = self.chance.sample(self.pool, len(self.pool))
            episode = self.company.pop()
            if episode.fits(month):
                return episode
        return self.pool[0]

    def did(self, episode: Episode) -> str:
        """What they did, and often something beside it."""
        did = episode.did
        if self.chance.random() < SAYS_MORE:
            did = f"{did} {self.chance.choice(ASIDES)}"
        return self.named(did)

    def named(self, text: str) -> str:
        """With what the supported person is called."""
        return text.replace("{name}", self.name) if "{" in text else text
