"""What happens to a match: made, changed, paused, resumed, ended."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from core.errors import NotAllowed, RuleBroken
from core.history import change
from matching.models import Match, MatchPause
from matching.transitions import MOVES
from schemes.access import may
from schemes.models import Scheme
from schemes.rights import Right
from supportees.models import Supportee
from supportees.services import follow_matches as supportee_follows
from supportees.transitions import MATCHABLE as MATCHABLE_SUPPORTEE
from volunteers.models import Volunteer
from volunteers.services import follow_matches as volunteer_follows
from volunteers.transitions import MATCHABLE as MATCHABLE_VOLUNTEER

S = Match.Status


def make_match(
    *,
    volunteer: Volunteer,
    supportee: Supportee,
    started_on: date,
    rhythm_days: int,
    actor: User,
    purpose: str = "",
    usual_place: str = "",
) -> Match:
    """Bring two people together: both become "matched". Needs CHANGE_PEOPLE.

    Both rows are locked first, so of two co-ordinators at once the second sees the first
    one's match. Raises RuleBroken when one of them is not ready, they are matched with each
    other already, or the volunteer has as many people as they can take.
    """
    scheme = volunteer.scheme
    _check_right(actor, scheme)
    with change("make a match", actor=actor):
        volunteer = _locked_volunteer(volunteer)
        supportee = _locked_supportee(supportee)
        _check_ready(volunteer, supportee)
        if started_on > timezone.localdate():
            raise RuleBroken(_("A match cannot begin in the future."), field="started_on")
        match = _saved(
            Match(
                scheme=scheme,
                volunteer=volunteer,
                supportee=supportee,
                started_on=started_on,
                rhythm_days=rhythm_days,
                purpose=purpose,
                usual_place=usual_place,
                recorded_by=actor,
            )
        )
        volunteer_follows(volunteer=volunteer, is_matched=True, actor=actor, on=started_on)
        supportee_follows(supportee=supportee, is_matched=True, actor=actor, on=started_on)
        return match


def update_match(
    *, match: Match, rhythm_days: int, purpose: str, usual_place: str, actor: User
) -> Match:
    """Change how often they meet, what for and where. Needs CHANGE_PEOPLE.

    Raises RuleBroken when the match has ended: what was agreed then stays as it was.
    """
    with change("change a match", actor=actor):
        match = _locked(match, actor)
        if match.status == S.ENDED:
            raise RuleBroken(_("This match has ended. What they agreed stays as it was."))
        match.rhythm_days = rhythm_days
        match.purpose = purpose
        match.usual_place = usual_place
        return _saved(match)


def pause_match(*, match: Match, started_on: date, reason: str, actor: User) -> Match:
    """Let a match rest from a day on; nothing is overdue while it rests. Needs CHANGE_PEOPLE."""
    with change("pause a match", actor=actor, why=reason):
        match = _moved(match, S.PAUSED, actor)
        _check_day(match, started_on, field="started_on")
        try:
            with transaction.atomic():
                MatchPause.objects.create(match=match, started_on=started_on, reason=reason)
        except IntegrityError as problem:
            raise RuleBroken(
                _("This day lies in an earlier pause. Choose a later one."), field="started_on"
            ) from problem
        return _saved(match)


def resume_match(*, match: Match, on: date, actor: User) -> Match:
    """Let a paused match go on; the rhythm counts anew from that day. Needs CHANGE_PEOPLE."""
    with change("resume a match", actor=actor):
        match = _moved(match, S.ACTIVE, actor)
        _end_pause(match, on, field="on")
        return _saved(match)


def end_match(
    *,
    match: Match,
    ended_on: date,
    ending: str,
    ended_by: str,
    reason: str,
    supportee_waits_again: bool,
    actor: User,
) -> Match:
    """End a match. Needs CHANGE_PEOPLE.

    The volunteer is available again unless another match of theirs runs; the supportee
    waits again or their support ends, as the co-ordinator says. Raises RuleBroken when their
    support should end while somebody else still supports them.
    """
    with change("end a match", actor=actor, why=reason):
        match = _moved(match, S.ENDED, actor)
        _check_day(match, ended_on, field="ended_on")
        if match.pauses.filter(ended_on=None).exists():
            _end_pause(match, ended_on, field="ended_on")
        match.ended_on = ended_on
        match.ending = ending
        match.ended_by = ended_by
        match.ending_reason = reason
        match = _saved(match)
        volunteer = _locked_volunteer(match.volunteer)
        supportee = _locked_supportee(match.supportee)
        if not volunteer.matches.running().exists():
            volunteer_follows(volunteer=volunteer, is_matched=False, actor=actor, on=ended_on)
        if not supportee.matches.running().exists():
            supportee_follows(
                supportee=supportee,
                is_matched=False,
                ends=not supportee_waits_again,
                actor=actor,
                on=ended_on,
            )
        elif not supportee_waits_again:
            raise RuleBroken(
                _("Somebody else still supports %(name)s. End that match too, or let it run.")
                % {"name": supportee.person.name},
                field="next_step",
            )
        return match


def _check_ready(volunteer: Volunteer, supportee: Supportee) -> None:
    if supportee.scheme_id != volunteer.scheme_id:
        raise RuleBroken(_("These two are in different schemes."), field="supportee")
    if volunteer.person_id == supportee.person_id:
        raise RuleBroken(_("Nobody can be matched with themselves."), field="supportee")
    if volunteer.status not in MATCHABLE_VOLUNTEER:
        raise RuleBroken(
            _("%(name)s is “%(status)s”. Only somebody available can be matched.")
            % {"name": volunteer.person.name, "status": volunteer.get_status_display()},
            field="volunteer",
        )
    if supportee.status not in MATCHABLE_SUPPORTEE:
        raise RuleBroken(
            _("%(name)s is “%(status)s” and not looking for somebody now.")
            % {"name": supportee.person.name, "status": supportee.get_status_display()},
            field="supportee",
        )
    running = volunteer.matches.running()
    if running.filter(supportee=supportee).exists():
        raise RuleBroken(_("These two are matched with each other already."), field="supportee")
    if running.count() >= volunteer.most_supportees:
        raise RuleBroken(
            ngettext(
                "%(name)s can take %(most)d person at most, and has that many.",
                "%(name)s can take %(most)d people at most, and has that many.",
                volunteer.most_supportees,
            )
            % {"name": volunteer.person.name, "most": volunteer.most_supportees},
            field="volunteer",
        )


def _moved(match: Match, to: str, actor: User) -> Match:
    match = _locked(match, actor)
    if to not in MOVES[match.status]:
        raise RuleBroken(
            _("This match is %(status)s now. Somebody may have changed it while you looked.")
            % {"status": match.get_status_display()}
        )
    match.status = to
    return match


def _end_pause(match: Match, on: date, *, field: str) -> None:
    _check_day(match, on, field=field)
    pause = match.pauses.filter(ended_on=None).first()
    if pause is None:
        # On hold from a spreadsheet that does not say since when: only its end is known.
        pause = MatchPause(match=match, started_on=on)
    if on < pause.started_on:
        raise RuleBroken(_("This is before the day the pause began."), field=field)
    pause.ended_on = on
    pause.save()


def _check_day(match: Match, day: date, *, field: str) -> None:
    if day < match.started_on:
        raise RuleBroken(_("This is before the day they were matched."), field=field)
    if day > timezone.localdate():
        raise RuleBroken(_("This day is in the future."), field=field)


def _check_right(actor: User, scheme: Scheme) -> None:
    if not (verdict := may(actor, Right.CHANGE_PEOPLE, scheme)):
        raise NotAllowed(verdict.reason)


def _locked(match: Match, actor: User) -> Match:
    match = (
        Match.objects.select_for_update(of=("self",))
        .select_related("scheme", "volunteer__person", "supportee__person")
        .get(pk=match.pk)
    )
    _check_right(actor, match.scheme)
    return match


def _locked_volunteer(volunteer: Volunteer) -> Volunteer:
    return (
        Volunteer.objects.select_for_update(of=("self",))
        .select_related("person", "scheme")
        .get(pk=volunteer.pk)
    )


def _locked_supportee(supportee: Supportee) -> Supportee:
    return (
        Supportee.objects.select_for_update(of=("self",))
        .select_related("person", "scheme")
        .get(pk=supportee.pk)
    )


def _saved(match: Match) -> Match:
    try:
        with transaction.atomic():
            match.save()
    except IntegrityError as problem:
        if "match_same_two_once_at_a_time" not in str(problem):
            raise
        raise RuleBroken(
            _("These two were matched with each other at that time already."),
            field="started_on",
        ) from problem
    return match
