"""How far the demo scheme has come with its set-up, stages one to seven."""

from befriending.demo.plan.papers import DOCUMENTS, POLICIES
from befriending.demo.plan.people import (
    HOW_IT_GOES,
    MEETINGS,
    MEMBERS,
    ORGANISATIONS,
    TAKING_PART,
)
from befriending.demo.plan.texts import ANSWERS, GUIDE_ANSWERS, TEXTS

__all__ = [
    "ANSWERS",
    "DOCUMENTS",
    "GUIDE_ANSWERS",
    "HOW_IT_GOES",
    "MEETINGS",
    "MEMBERS",
    "ORGANISATIONS",
    "POLICIES",
    "TAKING_PART",
    "TEXTS",
]
