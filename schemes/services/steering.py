"""The steering group: members, meetings, decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import (
    RoleGrant,
    Scheme,
    SteeringAttendance,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
)
from schemes.rights import Right


@dataclass(frozen=True, kw_only=True)
class MemberDetails:
    """A member by name, or by the account they sign in with; the name is taken from it then."""

    name: str = ""
    user: User | None = None
    capacity: str
    started_on: date
    ended_on: date | None = None


def add_member(*, scheme: Scheme, details: MemberDetails, actor: User | None) -> SteeringMember:
    """Put somebody into the steering group. Needs CHANGE_PLAN.

    Raises RuleBroken without a name, when the last day is before the first, when the same
    name is a member on one of these days, or when the account has no role in the scheme.
    """
    with change("add a steering group member", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        member = SteeringMember(scheme=scheme)
        _fill_member(member, details)
        require(actor, Right.CHANGE_PLAN, scheme)
        member.save()
        return member


def change_member(
    *, member: SteeringMember, details: MemberDetails, actor: User | None
) -> SteeringMember:
    """Change or end a membership; same rules as `add_member`. Needs CHANGE_PLAN."""
    with change("change a steering group member", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=member.scheme_id)
        member = SteeringMember.objects.get(pk=member.pk)
        _fill_member(member, details)
        require(actor, Right.CHANGE_PLAN, scheme)
        member.save()
        return member


def _fill_member(member: SteeringMember, details: MemberDetails) -> None:
    name = details.name.strip() or (details.user.name if details.user else "")
    if not name:
        raise RuleBroken(_("Say who it is."), field="name")
    if details.ended_on and details.ended_on < details.started_on:
        raise RuleBroken(_("The last day is before the first."), field="ended_on")
    if (
        details.user
        and details.user.pk != member.user_id
        and not RoleGrant.objects.filter(scheme_id=member.scheme_id, user=details.user).exists()
    ):
        raise RuleBroken(_("This person has no role in the scheme."), field="user")
    same_days = SteeringMember.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=details.started_on),
        scheme_id=member.scheme_id,
        name__iexact=name,
    ).exclude(pk=member.pk)
    if details.ended_on:
        same_days = same_days.filter(started_on__lte=details.ended_on)
    if same_days.exists():
        raise RuleBroken(
            _(
                "%(name)s is in the group on these days already. Two people with one name need a "
                "letter more to tell them apart."
            )
            % {"name": name},
            field="name",
        )
    member.name = name
    member.user = details.user
    member.capacity = details.capacity
    member.started_on = details.started_on
    member.ended_on = details.ended_on


@dataclass(frozen=True, kw_only=True)
class MeetingDetails:
    """A meeting that was held, and who came."""

    held_on: date
    place: str
    came: tuple[SteeringMember, ...] = ()
    also_came: str = ""
    notes: str = ""


def record_meeting(
    *, scheme: Scheme, details: MeetingDetails, actor: User | None
) -> SteeringMeeting:
    """Write down a meeting of the steering group. Needs CHANGE_PLAN.

    Raises RuleBroken when the day is to come, or when a member belongs to another scheme.
    """
    with change("record a steering group meeting", actor=actor):
        meeting = SteeringMeeting(scheme=scheme)
        _check_meeting(meeting, details)
        require(actor, Right.CHANGE_PLAN, scheme)
        _save_meeting(meeting, details)
        return meeting


def change_meeting(
    *, meeting: SteeringMeeting, details: MeetingDetails, actor: User | None
) -> SteeringMeeting:
    """Mend what was written about a meeting. Needs CHANGE_PLAN."""
    with change("change a steering group meeting", actor=actor):
        meeting = (
            SteeringMeeting.objects.select_for_update(of=("self",))
            .select_related("scheme")
            .get(pk=meeting.pk)
        )
        _check_meeting(meeting, details)
        require(actor, Right.CHANGE_PLAN, meeting.scheme)
        _save_meeting(meeting, details)
        return meeting


def _check_meeting(meeting: SteeringMeeting, details: MeetingDetails) -> None:
    if details.held_on > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write the meeting down when it was held."),
            field="held_on",
        )
    if any(member.scheme_id != meeting.scheme_id for member in details.came):
        raise RuleBroken(_("Somebody in the list belongs to another scheme."), field="came")


def _save_meeting(meeting: SteeringMeeting, details: MeetingDetails) -> None:
    meeting.held_on = details.held_on
    meeting.place = details.place
    meeting.also_came = details.also_came
    meeting.notes = details.notes
    meeting.save()
    _set_attendance(meeting, details.came)


def _set_attendance(meeting: SteeringMeeting, came: Iterable[SteeringMember]) -> None:
    wanted = {member.pk for member in came}
    there = set(meeting.attendances.values_list("member_id", flat=True))
    meeting.attendances.filter(member_id__in=there - wanted).delete()
    SteeringAttendance.objects.bulk_create(
        SteeringAttendance(meeting=meeting, member_id=key) for key in sorted(wanted - there)
    )


@dataclass(frozen=True, kw_only=True)
class DecisionDetails:
    """What was decided, who does it, by when, and when it was done."""

    what: str
    who: str = ""
    due_on: date | None = None
    done_on: date | None = None


def record_decision(
    *, meeting: SteeringMeeting, details: DecisionDetails, actor: User | None
) -> SteeringDecision:
    """Write down a decision of a meeting. Needs CHANGE_PLAN.

    Raises RuleBroken without words, when it is due or done before the meeting, or done on
    a day to come.
    """
    with change("record a decision", actor=actor):
        decision = SteeringDecision(meeting=meeting)
        _fill_decision(decision, details)
        require(actor, Right.CHANGE_PLAN, meeting.scheme)
        decision.save()
        return decision


def change_decision(
    *, decision: SteeringDecision, details: DecisionDetails, actor: User | None
) -> SteeringDecision:
    """Mend a decision; same rules as `record_decision`. Needs CHANGE_PLAN."""
    with change("change a decision", actor=actor):
        decision = _locked(decision)
        _fill_decision(decision, details)
        require(actor, Right.CHANGE_PLAN, decision.meeting.scheme)
        decision.save()
        return decision


def mark_done(*, decision: SteeringDecision, actor: User | None) -> SteeringDecision:
    """Say that a decision was carried out, today. Done already: the day stays. Needs CHANGE_PLAN."""
    with change("mark a decision as done", actor=actor):
        decision = _locked(decision)
        require(actor, Right.CHANGE_PLAN, decision.meeting.scheme)
        if decision.done_on is None:
            decision.done_on = timezone.localdate()
            decision.save(update_fields=["done_on"])
        return decision


def mark_open(*, decision: SteeringDecision, actor: User | None) -> SteeringDecision:
    """Say that a decision is still to be done after all. Needs CHANGE_PLAN."""
    with change("mark a decision as still to do", actor=actor):
        decision = _locked(decision)
        require(actor, Right.CHANGE_PLAN, decision.meeting.scheme)
        decision.done_on = None
        decision.save(update_fields=["done_on"])
        return decision


def _locked(decision: SteeringDecision) -> SteeringDecision:
    return (
        SteeringDecision.objects.select_for_update(of=("self",))
        .select_related("meeting__scheme")
        .get(pk=decision.pk)
    )


def _fill_decision(decision: SteeringDecision, details: DecisionDetails) -> None:
    if not details.what.strip():
        raise RuleBroken(_("Say what was decided."), field="what")
    held_on = decision.meeting.held_on
    if details.due_on and details.due_on < held_on:
        raise RuleBroken(_("This is before the meeting that decided it."), field="due_on")
    if details.done_on and details.done_on < held_on:
        raise RuleBroken(_("This is before the meeting that decided it."), field="done_on")
    if details.done_on and details.done_on > timezone.localdate():
        raise RuleBroken(_("This day is still to come."), field="done_on")
    for name in details.__dataclass_fields__:
        setattr(decision, name, getattr(details, name))
