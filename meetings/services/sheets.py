"""The record sheet: its first version, and every correction."""

from dataclasses import asdict, fields
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, RuleBroken
from core.history import change
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.permissions import is_volunteer_of
from meetings.services.checks import (
    check_facts,
    check_move,
    check_next,
    check_only_one,
    check_seen,
    check_written,
)
from meetings.services.facts import NOBODY, MeetingFacts, SheetWords, Signatures
from meetings.services.locks import locked_match, locked_meeting
from meetings.services.plans import move_next, plan_next, supersede
from meetings.services.signing import sign

S = Meeting.State


def write_sheet(
    *,
    match: Match,
    facts: MeetingFacts,
    words: SheetWords,
    actor: User,
    plan: Meeting | None = None,
    signatures: Signatures = NOBODY,
    another_that_day: bool = False,
) -> RecordSheet:
    """Record a meeting that was held or missed, with version 1 of its sheet.

    `plan` is the planned meeting it belongs to; without one, a plan for the same day is
    taken. Written about another day, the plan counts as moved. A date for the next meeting
    becomes a planned one and takes the place of an earlier plan. A second meeting on one
    day has to be meant (`another_that_day`).
    """
    with change("write a record sheet", actor=actor):
        match = locked_match(match, actor)
        check_facts(match, facts)
        check_next(match, facts, words)
        if not another_that_day:
            check_only_one(match, facts)
        meeting = _meeting_for(match, facts, plan, actor)
        sheet = _new_version(meeting, words, signatures, actor, version=1)
        plan_next(meeting, words, actor)
        return sheet


def correct_sheet(
    *,
    meeting: Meeting,
    facts: MeetingFacts,
    words: SheetWords,
    actor: User,
    known_version: int,
    signatures: Signatures = NOBODY,
    another_that_day: bool = False,
) -> RecordSheet:
    """Add a version to the sheet of a meeting; earlier ones stay, signatures are asked again.

    `known_version` is the version the writer has seen, 0 when there was no sheet: a newer
    one is never written over unseen. Also for imported meetings that came without a sheet.
    """
    with change("correct a record sheet", actor=actor):
        match = locked_match(meeting.match, actor)
        meeting = locked_meeting(meeting, match)
        check_written(meeting)
        newest = meeting.sheets.order_by("-version").first()
        check_seen(newest, known_version)
        check_facts(match, facts, imported=meeting.is_imported)
        check_next(match, facts, words)
        if facts.on != meeting.on and not another_that_day:
            check_only_one(match, facts, but=meeting)
        before = MeetingFacts.of(meeting)
        if newest and _same(before, facts) and SheetWords.of(newest) == words:
            raise RuleBroken(_("Nothing is different from what was written before."))
        _take(meeting, facts.values())
        meeting.save()
        sheet = _new_version(
            meeting,
            words,
            signatures,
            actor,
            version=known_version + 1,
            before=None if newest is None else before,
        )
        move_next(meeting, newest, words, actor)
        return sheet


def _same(before: MeetingFacts, after: MeetingFacts) -> bool:
    return before.values() == after.values()


def _meeting_for(match: Match, facts: MeetingFacts, plan: Meeting | None, actor: User) -> Meeting:
    """The planned row of that day with what became of it, or a new row."""
    plans = list(match.meetings.select_for_update().filter(state=S.PLANNED).order_by("at", "pk"))
    same_day = [each for each in plans if each.on == facts.on]
    carried = next((each for each in plans if plan and each.pk == plan.pk), None)
    meeting = carried if carried in same_day else next(iter(same_day), None)
    if meeting is None:
        meeting = Meeting(match=match, recorded_by=actor)
        if carried:
            supersede(carried)
            meeting.replaces = carried
    else:
        check_move(meeting, S.HELD if facts.held else S.MISSED)
        meeting.match = match
    values = facts.values()
    # The sheet asks for no clock time: that of the plan stays.
    if meeting.at and values["at"] is None:
        values.pop("at")
    _take(meeting, values)
    meeting.save()
    return meeting


def _take(meeting: Meeting, values: dict[str, Any]) -> None:
    meeting.settle(values["state"])
    for name, value in values.items():
        setattr(meeting, name, value)


def _new_version(
    meeting: Meeting,
    words: SheetWords,
    signatures: Signatures,
    actor: User,
    *,
    version: int,
    before: MeetingFacts | None = None,
) -> RecordSheet:
    sheet = RecordSheet(
        meeting=meeting,
        version=version,
        written_by=actor,
        meeting_before=before and asdict(before),
        **{each.name: getattr(words, each.name) for each in fields(words)},
    )
    if signatures.supporter and not is_volunteer_of(actor, meeting.match):
        raise NotAllowed(_("Only the volunteer can sign as the supporter."))
    sign(sheet, meeting.match, signatures)
    sheet.save()
    return sheet
