"""What people write on record sheets in the demo, by what they were matched for.

A theme is told in order, step by step; company fills the meetings between. {name} stands
for what the supported person likes to be called. No words of a real sheet are in here.
"""

from befriending.demo.stories.company import (
    AFTER_MISSING,
    ANYONE,
    CALLED_OFF,
    CALLS,
    FIRST,
    HOLIDAY,
    LAST,
    MISSED_BY_SUPPORTEE,
    MISSED_BY_VOLUNTEER,
    MISSED_FOR_ANOTHER_REASON,
    OLDER,
    YOUNG,
)
from befriending.demo.stories.episode import Episode
from befriending.demo.stories.themes_at_home import AT_HOME
from befriending.demo.stories.themes_out_and_about import OUT_AND_ABOUT

THEMES: dict[str, tuple[Episode, ...]] = {**AT_HOME, **OUT_AND_ABOUT}
COMPANY: dict[str, tuple[Episode, ...]] = {
    "young": (*ANYONE, *YOUNG),
    "older": (*ANYONE, *OLDER),
}

__all__ = [
    "AFTER_MISSING",
    "CALLED_OFF",
    "CALLS",
    "COMPANY",
    "FIRST",
    "HOLIDAY",
    "LAST",
    "MISSED_BY_SUPPORTEE",
    "MISSED_BY_VOLUNTEER",
    "MISSED_FOR_ANOTHER_REASON",
    "THEMES",
    "Episode",
]
