"""Meetings to come: planned, moved, called off, and what a sheet says comes next."""

from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.services.checks import WRITTEN, check_move, check_plan
from meetings.services.facts import SheetWords
from meetings.services.locks import locked_match, locked_meeting

S = Meeting.State


def plan_meeting(
    *,
    match: Match,
    on: date,
    actor: User,
    at: time | None = None,
    place: str = "",
    way: str = Meeting.Way.IN_PERSON,
) -> Meeting:
    """Plan a meeting from today on, a year ahead at most. The match must run."""
    with change("plan a meeting", actor=actor):
        match = locked_match(match, actor)
        check_plan(match, on, at)
        return Meeting.objects.create(
            match=match, state=S.PLANNED, on=on, at=at, place=place, way=way, recorded_by=actor
        )


def replan_meeting(
    *,
    meeting: Meeting,
    on: date,
    actor: User,
    at: time | None = None,
    place: str = "",
    way: str = Meeting.Way.IN_PERSON,
) -> Meeting:
    """Move a planned meeting: a new plan takes the place of the old one, which stays on record."""
    with change("move a planned meeting", actor=actor):
        match = locked_match(meeting.match, actor)
        meeting = locked_meeting(meeting, match)
        check_move(meeting, S.SUPERSEDED)
        if (on, at, place, way) == (meeting.on, meeting.at, meeting.place, meeting.way):
            raise RuleBroken(_("This is when and where it is planned already."), field="on")
        check_plan(match, on, at, but=meeting)
        supersede(meeting)
        return Meeting.objects.create(
            match=match,
            state=S.PLANNED,
            on=on,
            at=at,
            place=place,
            way=way,
            replaces=meeting,
            planned_by=meeting.planned_by,
            recorded_by=actor,
        )


def cancel_meeting(*, meeting: Meeting, actor: User, reason: str = "") -> Meeting:
    """Call a planned meeting off. It is neither held nor missed."""
    with change("call a planned meeting off", actor=actor, why=reason):
        match = locked_match(meeting.match, actor)
        meeting = locked_meeting(meeting, match)
        check_move(meeting, S.CANCELLED)
        meeting.state = S.CANCELLED
        meeting.missed_reason = reason
        meeting.save(update_fields=["state", "missed_reason"])
        return meeting


def supersede(plan: Meeting) -> None:
    """Another meeting takes the place of this plan."""
    check_move(plan, S.SUPERSEDED)
    plan.state = S.SUPERSEDED
    plan.save(update_fields=["state"])


def plan_next(meeting: Meeting, words: SheetWords, actor: User) -> None:
    """Plan what the sheet says comes next, in the place of what was planned until then."""
    if words.next_on is None:
        return
    match = meeting.match
    if match.meetings.filter(on=words.next_on, state__in=WRITTEN).exists():
        return
    plans = list(
        match.meetings.select_for_update()
        .filter(state=S.PLANNED, on__gt=meeting.on)
        .order_by("on", "at", "pk")
    )
    kept = next(
        (each for each in plans if each.on == words.next_on and words.next_at in (None, each.at)),
        None,
    )
    # A sheet written late names a day that has gone by: what is planned since then stays.
    overtaken = (
        [each for number, each in enumerate(plans) if number == 0 or each.on <= words.next_on]
        if words.next_on >= timezone.localdate()
        else []
    )
    replaced = [each for each in overtaken if each != kept]
    for each in replaced:
        supersede(each)
    if kept is None:
        _create_plan(meeting, words, actor, replaces=replaced[0] if replaced else None)


def move_next(meeting: Meeting, before: RecordSheet | None, words: SheetWords, actor: User) -> None:
    """After a correction: the plan this sheet made follows what the sheet says now."""
    if before and (before.next_on, before.next_at) == (words.next_on, words.next_at):
        return
    mine = meeting.plans.select_for_update().filter(state=S.PLANNED).order_by("on").first()
    if words.next_on is None:
        if mine:
            mine.state = S.CANCELLED
            mine.save(update_fields=["state"])
        return
    if mine and meeting.match.meetings.filter(on=words.next_on, state__in=WRITTEN).exists():
        return
    if mine:
        supersede(mine)
        _create_plan(meeting, words, actor, replaces=mine)
    else:
        plan_next(meeting, words, actor)


def _create_plan(
    meeting: Meeting, words: SheetWords, actor: User, *, replaces: Meeting | None
) -> None:
    assert words.next_on is not None
    Meeting.objects.create(
        match=meeting.match,
        state=S.PLANNED,
        on=words.next_on,
        at=words.next_at,
        place=(replaces.place if replaces else "") or meeting.place,
        way=replaces.way if replaces else meeting.way,
        planned_by=meeting,
        replaces=replaces,
        recorded_by=actor,
    )
