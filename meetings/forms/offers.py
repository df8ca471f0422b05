"""What the record sheet offers, and what is chosen on it before anybody answers."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from core.days import exact_words
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.services import MeetingFacts, SheetWords
from meetings.versions import minutes_words

USUAL_LENGTHS = [30, 45, 60, 90, 120]
OTHER = "other"
NOTHING = "none"
# A place may be called "other": what was chosen from the list is marked.
PLACE_MARK = "at:"

Choices = list[tuple[str, str]]


def expected_answers(
    match: Match,
    today: date,
    *,
    plan: Meeting | None,
    next_plan: Meeting | None,
    places: Iterable[str],
    last: Meeting | None,
) -> dict[str, Any]:
    """What is likely: the plan, the place and the length of last time."""
    place = (plan.place if plan else "") or next(iter(places), "")
    minutes = (last.minutes if last else None) or match.scheme.usual_minutes
    return {
        "held": "yes",
        "on": (min(plan.on, today) if plan else today).isoformat(),
        "place": PLACE_MARK + place if place else OTHER,
        "way": plan.way if plan else (last.way if last else Meeting.Way.IN_PERSON),
        "minutes": str(minutes),
        "next_on": next_plan.on.isoformat() if next_plan else NOTHING,
        "next_at": next_plan.at if next_plan else None,
    }


def answers_as_they_stand(meeting: Meeting, sheet: RecordSheet | None) -> dict[str, Any]:
    """What was written before, for a correction."""
    facts = MeetingFacts.of(meeting)
    words = SheetWords.of(sheet) if sheet else SheetWords()
    return {
        "known_version": sheet.version if sheet else 0,
        "held": "yes" if facts.held else "no",
        "on": facts.on.isoformat(),
        "place": PLACE_MARK + facts.place if facts.place else OTHER,
        "way": facts.way,
        "minutes": str(facts.minutes) if facts.minutes else NOTHING,
        "who_else": facts.who_else,
        "missed_by": facts.missed_by,
        "missed_reason": facts.missed_reason,
        "why_met": words.why_met,
        "did": words.did,
        "achieved": words.achieved,
        "next_time": words.next_time,
        "next_on": words.next_on.isoformat() if words.next_on else NOTHING,
        "next_at": words.next_at,
        "feeling": words.feeling,
    }


def days(today: date, plan: Meeting | None) -> Choices:
    """Today, yesterday, and the day it was planned for if that is longer ago."""
    yesterday = today - timedelta(days=1)
    offered = {
        today: _("Today, %(day)s") % {"day": exact_words(today, today)},
        yesterday: _("Yesterday"),
    }
    if plan and plan.on < yesterday:
        offered[plan.on] = exact_words(plan.on, today)
    return [(day.isoformat(), words) for day, words in offered.items()] + [
        (OTHER, _("Another day"))
    ]


def next_days(match: Match, today: date, next_plan: Meeting | None) -> Choices:
    """The day planned already, a week from today, and one rhythm of the match from today."""
    offered = {next_plan.on} if next_plan else set()
    offered |= {today + timedelta(days=ahead) for ahead in {7, match.rhythm_days} if ahead <= 92}
    return (
        [(NOTHING, _("Not agreed yet"))]
        + [(day.isoformat(), exact_words(day, today)) for day in sorted(offered)]
        + [(OTHER, _("Another day"))]
    )


def lengths(match: Match, *, may_be_unknown: bool) -> Choices:
    """The usual lengths in minutes, that of the scheme among them."""
    usual = sorted({*USUAL_LENGTHS, match.scheme.usual_minutes})
    unknown = [(NOTHING, _("Not known"))] if may_be_unknown else []
    return [(str(each), minutes_words(each)) for each in usual] + unknown + [(OTHER, _("Other"))]


def marked_places(places: Iterable[str]) -> Choices:
    """Where they met before."""
    return [(PLACE_MARK + place, place) for place in places] + [(OTHER, _("Other"))]


def label_of(name: str, value: Any, today: date) -> str | None:
    """How an answer that was offered once reads; None is for what never was."""
    if name in ("on", "next_on"):
        day = iso_day(value)
        return exact_words(day, today) if day else None
    if name == "minutes":
        return minutes_words(int(value)) if str(value).isdecimal() and int(value) else None
    if str(value).startswith(PLACE_MARK) and len(value) <= 150 + len(PLACE_MARK):
        return str(value).removeprefix(PLACE_MARK)
    return None


def iso_day(value: Any) -> date | None:
    """The day that a chip stands for, if it stands for one."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
