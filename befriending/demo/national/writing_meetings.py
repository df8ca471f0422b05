"""Writes the meetings down with their record sheets, some hundred pairs at a time."""

from datetime import time
from itertools import pairwise
from random import Random
from typing import Any

from befriending.demo.copying import copy_rows, reserve_keys
from befriending.demo.days import is_holiday
from befriending.demo.meetings import CALL_LENGTHS, USUAL_LENGTHS
from befriending.demo.national import telling
from befriending.demo.national.calendar import day, stamp
from befriending.demo.national.cast import Cast
from befriending.demo.national.pairs import Pair
from befriending.demo.national.programme import Programme
from befriending.demo.national.staff import Accounts
from befriending.demo.national.telling import Teller
from befriending.demo.national.texts import WHO_ELSE
from befriending.demo.stories import AFTER_MISSING, CALLED_OFF, Episode
from befriending.demo.telling import missed_words
from meetings.models import Meeting, RecordSheet

PAIRS_AT_A_TIME = 300
CHANCE_MISSED, CHANCE_OFF, CHANCE_CALL = 0.085, 0.03, 0.07
CHANCE_SHORT, CHANCE_NO_LENGTH, CHANCE_COMPANY = 1 / 6, 0.04, 0.02
CHANCE_SUPPORTEE_SIGNS = 0.6
# How many days later a sheet is written: mostly the same evening; from paper, in the office.
LATE = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 3)
LATE_PAPER = (1, 2, 2, 3, 4)

MEETING_FIELDS = (
    "id",
    "match",
    "state",
    "on",
    "at",
    "place",
    "way",
    "minutes",
    "who_else",
    "missed_by",
    "missed_reason",
    "planned_by",
    "replaces",
    "recorded_at",
    "recorded_by",
    "settled_at",
    "is_imported",
)
SHEET_FIELDS = (
    "meeting",
    "why_met",
    "did",
    "achieved",
    "next_time",
    "next_on",
    "next_at",
    "feeling",
    "supporter_signed_name",
    "supporter_signed_at",
    "supportee_signed_name",
    "supportee_signed_at",
    "written_by",
    "written_at",
    "version",
)


def write_meetings(
    programme: Programme,
    pairs: list[Pair],
    moved: set[tuple[int, int]],
    cast: Cast,
    accounts: Accounts,
    chance: Random,
) -> None:
    """Every meeting in its order, with the sheet about it."""
    keys = iter(reserve_keys(Meeting, len(moved) + sum(_meetings_of(pair) for pair in pairs)))
    for first in range(0, len(pairs), PAIRS_AT_A_TIME):
        meetings: list[tuple[Any, ...]] = []
        sheets: list[tuple[Any, ...]] = []
        for number, pair in enumerate(pairs[first : first + PAIRS_AT_A_TIME], start=first):
            diary = Diary(programme, pair, cast, accounts, chance)
            diary.moved = {on for on in pair.days if (number, on) in moved}
            diary.write(keys, meetings, sheets)
        copy_rows(Meeting, MEETING_FIELDS, meetings)
        copy_rows(RecordSheet, SHEET_FIELDS, sheets)


def _meetings_of(pair: Pair) -> int:
    return len(pair.days) + (pair.coming is not None)


class Diary:
    """One match, meeting by meeting: each sheet plans the next."""

    def __init__(
        self, programme: Programme, pair: Pair, cast: Cast, accounts: Accounts, chance: Random
    ) -> None:
        helper, neighbour = cast.helpers[pair.volunteer], cast.neighbours[pair.supportee]
        self.pair = pair
        self.today = programme.today
        self.chance = chance
        self.office, self.who_was_there = accounts.of_town(pair.town)
        self.author = helper.user_key
        self.helper_name, self.neighbour_name = helper.name, neighbour.name
        self.called = neighbour.called
        self.at = time(pair.hour, pair.minute)
        self.teller = Teller(pair.purpose, neighbour.called, chance)
        self.moved: set[int] = set()

    def write(self, keys: Any, meetings: list[Any], sheets: list[Any]) -> None:
        """Add all rows of this match."""
        pair, chance = self.pair, self.chance
        planned_by: int | None = None
        planner, planned_at = self.office, stamp(pair.started, 11, 0)
        last = len(pair.days) - 1
        has_no_sheet = pair.trouble == "missing"
        days = [*pair.days, None] if pair.coming is None else [*pair.days, pair.coming, None]
        for number, (on, following) in enumerate(pairwise(days)):
            assert on is not None
            key = next(keys)
            plan = (planned_by, None, planned_at, planner)
            if number > last or (has_no_sheet and number == last):
                meetings.append(self._row(key, "planned", on, plan))
                if number == last:
                    # Nobody wrote, so nobody knows what comes next.
                    planned_by, planner = None, self.office
                    planned_at = stamp(min(on + 1, self.today - 1), 10, 15)
                continue
            may_fail = 0 < number < last - 2 and not is_holiday(day(on)) and on not in self.moved
            luck = chance.random()
            if on in self.moved:
                meetings.append(self._row(key, "superseded", on, plan))
                planned_at = stamp(on - 1, 19, 15)
                on, replaced, key = on + chance.randint(1, 3), key, next(keys)
                plan = (planned_by, replaced, planned_at, planner)
            elif may_fail and luck < CHANCE_OFF:
                reason = chance.choice(CALLED_OFF).format(name=self.called)
                meetings.append(self._row(key, "cancelled", on, plan, why=reason))
                planned_by, planned_at = None, stamp(on - 1, 18, 0)
                continue
            author, written_at = self._author(on)
            if may_fail and luck < CHANCE_OFF + CHANCE_MISSED:
                by, reason = missed_words(chance, self.called)
                meetings.append(
                    self._row(key, "missed", on, plan, by=str(by), why=reason, settled=written_at)
                )
                words = ("", "", "", chance.choice(("", *AFTER_MISSING)))
                feeling, is_in_person = "", False
            else:
                words, feeling, is_in_person = self._held(
                    key, on, number, last, plan, written_at, meetings
                )
            signs = author != self.office and feeling != ""
            signs_too = signs and is_in_person and chance.random() < CHANCE_SUPPORTEE_SIGNS
            sheets.append(
                (
                    key,
                    *words,
                    day(following) if following else None,
                    self.at if following else None,
                    feeling,
                    self.helper_name if signs else "",
                    written_at if signs else None,
                    self.neighbour_name if signs_too else "",
                    written_at if signs_too else None,
                    author,
                    written_at,
                    1,
                )
            )
            planned_by, planner, planned_at = key, author, written_at

    def _author(self, on: int) -> tuple[int, str]:
        """The volunteer the same evening or some days later; from paper the office does."""
        latest = self.today - 1
        minute = self.chance.randrange(60)
        if self.author is None:
            return self.office, stamp(min(on + self.chance.choice(LATE_PAPER), latest), 21, minute)
        return self.author, stamp(min(on + self.chance.choice(LATE), latest), 21, minute)

    def _held(
        self,
        key: int,
        on: int,
        number: int,
        last: int,
        plan: tuple[Any, ...],
        written_at: str,
        meetings: list[Any],
    ) -> tuple[tuple[str, str, str, str], str, bool]:
        chance, teller = self.chance, self.teller
        is_first, is_goodbye = number == 0, number == last and self.pair.is_goodbye
        is_call = is_holiday(day(on)) or (not is_first and chance.random() < CHANCE_CALL)
        episode = self._episode(on, is_first, is_goodbye, is_call)
        minutes = chance.choice(CALL_LENGTHS if is_call else USUAL_LENGTHS)
        who_else = ""
        if is_first:
            who_else = f"{self.who_was_there}, for the first half hour"
        elif not is_call and chance.random() < CHANCE_COMPANY:
            who_else = chance.choice(WHO_ELSE)
        place = "" if is_call else teller.named(episode.place) or self.pair.place
        meetings.append(
            self._row(
                key,
                "held",
                on,
                plan,
                place=place,
                way="phone" if is_call else "in_person",
                minutes=None if chance.random() < CHANCE_NO_LENGTH else minutes,
                who_else=who_else,
                settled=written_at,
            )
        )
        # As in life, one sheet in six has a sentence and no more.
        is_short = not (is_first or is_goodbye) and chance.random() < CHANCE_SHORT
        words = (
            "" if is_short else teller.named(episode.why),
            teller.did(episode),
            "" if is_short else teller.named(episode.achieved),
            teller.named(episode.next_time),
        )
        return words, episode.feeling, not is_call

    def _episode(self, on: int, is_first: bool, is_goodbye: bool, is_call: bool) -> Episode:
        if is_first:
            return self.chance.choice(telling.FIRST)
        if is_goodbye:
            return self.chance.choice(telling.LAST)
        if is_call:
            known = telling.HOLIDAY if is_holiday(day(on)) else telling.CALLS
            return self.chance.choice(known)
        return self.teller.next(day(on).month)

    def _row(
        self,
        key: int,
        state: str,
        on: int,
        plan: tuple[Any, ...],
        *,
        place: str | None = None,
        way: str = "in_person",
        minutes: int | None = None,
        who_else: str = "",
        by: str = "",
        why: str = "",
        settled: str | None = None,
    ) -> tuple[Any, ...]:
        planned_by, replaces, recorded_at, recorded_by = plan
        return (
            key,
            self.pair.key,
            state,
            day(on),
            self.at,
            self.pair.place if place is None else place,
            way,
            minutes,
            who_else,
            by,
            why,
            planned_by,
            replaces,
            recorded_at,
            recorded_by,
            settled,
            False,
        )
