"""What happens to meetings: planned, moved, called off, written about, corrected, signed.

Every function locks the match first, so that two people who write about it at the same
time do it one after the other. Who may: the volunteer of the match while it runs, and
staff with CHANGE_PEOPLE. Raises NotAllowed or RuleBroken with a sentence.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, RuleBroken
from core.history import change
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.permissions import is_supportee_of, is_volunteer_of, may_write
from meetings.transitions import MOVES

S = Meeting.State
WRITTEN = [S.HELD, S.MISSED]
MOST_MINUTES = 1440
FURTHEST_PLAN = timedelta(days=366)


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """What is known of a meeting itself. `minutes` is its length; None is not known."""

    on: date
    held: bool = True
    at: time | None = None
    place: str = ""
    way: str = Meeting.Way.IN_PERSON
    minutes: int | None = None
    who_else: str = ""
    missed_by: str = ""
    missed_reason: str = ""

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingFacts":
        """The facts as they stand."""
        known = {
            each.name: getattr(meeting, each.name) for each in fields(cls) if each.name != "held"
        }
        return cls(held=meeting.state == S.HELD, **known)

    def values(self) -> dict[str, Any]:
        """The columns of a meeting: only those that fit whether it was held."""
        both = {
            "state": S.HELD if self.held else S.MISSED,
            "on": self.on,
            "at": self.at,
            "place": self.place,
            "way": self.way,
        }
        if self.held:
            return {
                **both,
                "minutes": self.minutes,
                "who_else": self.who_else,
                "missed_by": "",
                "missed_reason": "",
            }
        return {
            **both,
            "minutes": None,
            "who_else": "",
            "missed_by": self.missed_by,
            "missed_reason": self.missed_reason,
        }


@dataclass(frozen=True, kw_only=True)
class SheetWords:
    """What the two wrote, and when they mean to meet next."""

    why_met: str = ""
    did: str = ""
    achieved: str = ""
    next_time: str = ""
    next_on: date | None = None
    next_at: time | None = None
    feeling: str = ""

    @classmethod
    def of(cls, sheet: RecordSheet) -> "SheetWords":
        """The words of one version."""
        return cls(**{each.name: getattr(sheet, each.name) for each in fields(cls)})


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Who signs while saving. The supporter signs by being signed in, the other types a name."""

    supporter: bool = False
    supportee_name: str = ""


def write_sheet(
    *,
    match: Match,
    facts: MeetingFacts,
    words: SheetWords,
    actor: User,
    plan: Meeting | None = None,
    signatures: Signatures = Signatures(),
    another_that_day: bool = False,
) -> RecordSheet:
    """Record a meeting that was held or missed, with version 1 of its sheet.

    `plan` is the planned meeting it belongs to; without one, a plan for the same day is
    taken. Written about another day, the plan counts as moved. A date for the next meeting
    becomes a planned one and takes the place of an earlier plan. A second meeting on one
    day has to be meant (`another_that_day`).
    """
    with change("write a record sheet", actor=actor):
        match = _locked(match, actor)
        _check_facts(match, facts)
        _check_next(match, facts, words)
        if not another_that_day:
            _check_only_one(match, facts)
        meeting = _meeting_for(match, facts, plan, actor)
        sheet = _new_version(meeting, words, signatures, actor, version=1)
        _plan_next(meeting, words, actor)
        return sheet


def correct_sheet(
    *,
    meeting: Meeting,
    facts: MeetingFacts,
    words: SheetWords,
    actor: User,
    known_version: int,
    signatures: Signatures = Signatures(),
    another_that_day: bool = False,
) -> RecordSheet:
    """Add a version to the sheet of a meeting; earlier ones stay, signatures are asked again.

    `known_version` is the version the writer has seen, 0 when there was no sheet: a newer
    one is never written over unseen. Also for imported meetings that came without a sheet.
    """
    with change("correct a record sheet", actor=actor):
        match = _locked(meeting.match, actor)
        meeting = _locked_meeting(meeting, match)
        _check_written(meeting)
        newest = meeting.sheets.order_by("-version").first()
        _check_seen(newest, known_version)
        _check_facts(match, facts, imported=meeting.is_imported)
        _check_next(match, facts, words)
        if facts.on != meeting.on and not another_that_day:
            _check_only_one(match, facts, but=meeting)
        before = MeetingFacts.of(meeting)
        if newest and _same(before, facts) and SheetWords.of(newest) == words:
            raise RuleBroken(_("Nothing is different from what was written before."))
        for name, value in facts.values().items():
            setattr(meeting, name, value)
        meeting.save()
        sheet = _new_version(
            meeting,
            words,
            signatures,
            actor,
            version=known_version + 1,
            before=None if newest is None else before,
        )
        _move_next(meeting, newest, words, actor)
        return sheet


def sign_sheet(*, sheet: RecordSheet, actor: User, supportee_name: str = "") -> RecordSheet:
    """Sign the newest version: the volunteer as supporter, the supportee from their own phone.

    With `supportee_name` the volunteer hands the phone over, and the other one signs on it.
    """
    with change("sign a record sheet", actor=actor):
        match = (
            Match.objects.select_for_update(of=("self",))
            .select_related("scheme", "volunteer__person", "supportee__person")
            .get(pk=sheet.meeting.match_id)
        )
        sheet = RecordSheet.objects.select_for_update().get(pk=sheet.pk)
        if RecordSheet.objects.filter(meeting=sheet.meeting_id, version__gt=sheet.version).exists():
            raise RuleBroken(_("This sheet was corrected. Please read the new version, then sign."))
        if is_volunteer_of(actor, match):
            if not (verdict := may_write(actor, match)):
                raise NotAllowed(verdict.reason)
            signatures = Signatures(supporter=not supportee_name, supportee_name=supportee_name)
        elif is_supportee_of(actor, match):
            signatures = Signatures(supportee_name=match.supportee.person.name)
        else:
            raise NotAllowed(_("Only the two people who met can sign their sheet."))
        if (signatures.supporter and sheet.supporter_signed_at) or (
            signatures.supportee_name and sheet.supportee_signed_at
        ):
            raise RuleBroken(_("This is signed already."))
        _sign(sheet, match, signatures)
        sheet.save()
        return sheet


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
        match = _locked(match, actor)
        _check_plan(match, on, at)
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
        match = _locked(meeting.match, actor)
        meeting = _locked_meeting(meeting, match)
        _check_move(meeting, S.SUPERSEDED)
        if (on, at, place, way) == (meeting.on, meeting.at, meeting.place, meeting.way):
            raise RuleBroken(_("This is when and where it is planned already."), field="on")
        _check_plan(match, on, at, but=meeting)
        _supersede(meeting)
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
        match = _locked(meeting.match, actor)
        meeting = _locked_meeting(meeting, match)
        _check_move(meeting, S.CANCELLED)
        meeting.state = S.CANCELLED
        meeting.missed_reason = reason
        meeting.save(update_fields=["state", "missed_reason"])
        return meeting


# Locks and checks


def _locked(match: Match, actor: User) -> Match:
    found = (
        Match.objects.select_for_update(of=("self",))
        .select_related("scheme", "volunteer__person", "supportee__person")
        .get(pk=match.pk)
    )
    if not (verdict := may_write(actor, found)):
        raise NotAllowed(verdict.reason)
    return found


def _locked_meeting(meeting: Meeting, match: Match) -> Meeting:
    found = Meeting.objects.select_for_update().get(pk=meeting.pk)
    found.match = match
    return found


def _check_move(meeting: Meeting, to: str) -> None:
    if to not in MOVES[meeting.state]:
        raise RuleBroken(
            _("This meeting is “%(state)s” now. Somebody may have changed it while you looked.")
            % {"state": meeting.get_state_display()}
        )


def _check_written(meeting: Meeting) -> None:
    if meeting.state not in WRITTEN:
        raise RuleBroken(
            _("This meeting is “%(state)s”. There is nothing to correct yet.")
            % {"state": meeting.get_state_display()}
        )


def _check_facts(match: Match, facts: MeetingFacts, *, imported: bool = False) -> None:
    if facts.on > timezone.localdate():
        raise RuleBroken(_("This day is in the future. Write the sheet after you met."), field="on")
    # Imported history is taken as it was, also where it breaks today's rules.
    if not imported and facts.on < match.started_on:
        raise RuleBroken(
            _("This is before the %(match)s began, on %(day)s.")
            % {"match": match.scheme.words.match, "day": _day(match.started_on)},
            field="on",
        )
    if not imported and match.ended_on and facts.on > match.ended_on:
        raise RuleBroken(
            _("This is after the %(match)s ended, on %(day)s.")
            % {"match": match.scheme.words.match, "day": _day(match.ended_on)},
            field="on",
        )
    if facts.held and facts.minutes is not None and not 1 <= facts.minutes <= MOST_MINUTES:
        raise RuleBroken(
            _("Say how long it was in minutes, from 1 to %(most)d.") % {"most": MOST_MINUTES},
            field="minutes",
        )


def _check_next(match: Match, facts: MeetingFacts, words: SheetWords) -> None:
    if words.next_on is None:
        return
    if words.next_on <= facts.on:
        raise RuleBroken(
            _("The next meeting comes after this one. Choose a later day."), field="next_on"
        )
    _check_not_too_far(words.next_on, field="next_on")
    if match.ended_on and words.next_on > match.ended_on:
        raise RuleBroken(
            _("The %(match)s ended on %(day)s, so there is no next meeting.")
            % {"match": match.scheme.words.match, "day": _day(match.ended_on)},
            field="next_on",
        )


def _check_plan(match: Match, on: date, at: time | None, *, but: Meeting | None = None) -> None:
    if match.status == Match.Status.ENDED:
        raise RuleBroken(
            _("The %(match)s has ended. Nothing more can be planned.")
            % {"match": match.scheme.words.match}
        )
    if on < timezone.localdate():
        raise RuleBroken(_("This day has gone by. Choose today or a later day."), field="on")
    if on < match.started_on:
        raise RuleBroken(
            _("This is before the %(match)s began, on %(day)s.")
            % {"match": match.scheme.words.match, "day": _day(match.started_on)},
            field="on",
        )
    _check_not_too_far(on, field="on")
    others = match.meetings.filter(state=S.PLANNED, on=on, at=at)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken(_("A meeting is planned for then already."), field="on")


def _check_not_too_far(day: date, *, field: str) -> None:
    if day > timezone.localdate() + FURTHEST_PLAN:
        raise RuleBroken(_("This is more than a year away. Please check the year."), field=field)


def _check_only_one(match: Match, facts: MeetingFacts, *, but: Meeting | None = None) -> None:
    others = match.meetings.filter(state__in=WRITTEN, on=facts.on)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken(
            _(
                "There is a sheet for %(day)s already. If you met twice that day, say so here. "
                "If not, correct the sheet that is there."
            )
            % {"day": _day(facts.on)},
            field="another_that_day",
        )


def _check_seen(newest: RecordSheet | None, known_version: int) -> None:
    if (newest.version if newest else 0) != known_version:
        raise RuleBroken(
            _(
                "This sheet was corrected while you were writing. Your words are still here: "
                "read the new version in another window, then save again."
            ),
            field="known_version",
        )


def _same(before: MeetingFacts, after: MeetingFacts) -> bool:
    return before.values() == after.values()


def _day(day: date) -> str:
    return date_format(day, "j F Y")


# Changes


def _meeting_for(match: Match, facts: MeetingFacts, plan: Meeting | None, actor: User) -> Meeting:
    """The planned row of that day with what became of it, or a new row."""
    plans = list(match.meetings.select_for_update().filter(state=S.PLANNED).order_by("at", "pk"))
    same_day = [each for each in plans if each.on == facts.on]
    carried = next((each for each in plans if plan and each.pk == plan.pk), None)
    meeting = carried if carried in same_day else next(iter(same_day), None)
    if meeting is None:
        meeting = Meeting(match=match, recorded_by=actor)
        if carried:
            _supersede(carried)
            meeting.replaces = carried
    else:
        _check_move(meeting, S.HELD if facts.held else S.MISSED)
        meeting.match = match
    values = facts.values()
    # The sheet asks for no clock time: that of the plan stays.
    if meeting.at and values["at"] is None:
        values.pop("at")
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    return meeting


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
    _sign(sheet, meeting.match, signatures)
    sheet.save()
    return sheet


def _sign(sheet: RecordSheet, match: Match, signatures: Signatures) -> None:
    now = timezone.now()
    if signatures.supporter:
        sheet.supporter_signed_name = match.volunteer.person.name
        sheet.supporter_signed_at = now
    if signatures.supportee_name:
        sheet.supportee_signed_name = signatures.supportee_name
        sheet.supportee_signed_at = now


def _supersede(plan: Meeting) -> None:
    _check_move(plan, S.SUPERSEDED)
    plan.state = S.SUPERSEDED
    plan.save(update_fields=["state"])


def _plan_next(meeting: Meeting, words: SheetWords, actor: User) -> None:
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
        _supersede(each)
    if kept is None:
        _create_plan(meeting, words, actor, replaces=replaced[0] if replaced else None)


def _move_next(
    meeting: Meeting, before: RecordSheet | None, words: SheetWords, actor: User
) -> None:
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
        _supersede(mine)
        _create_plan(meeting, words, actor, replaces=mine)
    else:
        _plan_next(meeting, words, actor)


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
