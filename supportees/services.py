"""What happens to a supportee: added, changed, waiting, matched, on hold, ended."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, RuleBroken
from core.history import change
from people.models import Person
from people.services import PersonDetails, add_person, update_person
from schemes.access import may
from schemes.models import Scheme, Site
from schemes.rights import Right
from supportees.models import Supportee
from supportees.signals import supportee_moved, supportee_moving
from supportees.transitions import MOVES

S = Supportee.Status


@dataclass(frozen=True, kw_only=True)
class SupporteeDetails:
    """What a scheme keeps of somebody as a supported person."""

    reference: str = ""
    site: Site | None = None
    referred_on: date | None = None
    referred_by: str = ""
    looking_for: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    wished_gender: str = Supportee.WishedGender.ANY
    notes: str = ""


def add_supportee(
    *,
    scheme: Scheme,
    person: PersonDetails | Person,
    details: SupporteeDetails,
    status: str,
    actor: User,
) -> Supportee:
    """Write a supportee down, for a new person or one who is known already.

    Needs CHANGE_PEOPLE. Raises RuleBroken when the person is supported here already or the
    reference is taken.
    """
    _check_right(actor, scheme)
    with change("add a supportee", actor=actor):
        if isinstance(person, PersonDetails):
            person = add_person(organisation=scheme.organisation, details=person, actor=actor)
        supportee = Supportee(scheme=scheme, person=person, status=status)
        if status == S.WAITING and details.referred_on:
            supportee.status_since = details.referred_on
        _fill(supportee, details)
        _save(supportee)
        return supportee


def update_supportee(
    *, supportee: Supportee, person: PersonDetails, details: SupporteeDetails, actor: User
) -> Supportee:
    """Change what is known of a supportee and the person. Needs CHANGE_PEOPLE."""
    _check_right(actor, supportee.scheme)
    with change("change a supportee", actor=actor):
        supportee = _locked(supportee)
        update_person(person=supportee.person, details=person, actor=actor)
        _fill(supportee, details)
        _save(supportee)
        return supportee


def move_supportee(
    *, supportee: Supportee, to: str, actor: User, on: date | None = None, why: str = ""
) -> Supportee:
    """A co-ordinator moves a supportee on, pauses them, takes them back or ends their support.

    Needs CHANGE_PEOPLE. Raises RuleBroken for a move that transitions.py does not give to a
    person, and when a room above refuses it: nobody ends while a match of theirs runs.
    """
    _check_right(actor, supportee.scheme)
    return _move(supportee, to, who="person", actor=actor, on=on, why=why)


def settle_status(*, supportee: Supportee, actor: User) -> Supportee:
    """A co-ordinator looked: the status as it stands is right. Needs CHANGE_PEOPLE."""
    _check_right(actor, supportee.scheme)
    with change("settle a status in doubt", actor=actor):
        supportee = _locked(supportee)
        supportee.status_in_doubt = False
        supportee.save(update_fields=["status_in_doubt"])
        return supportee


def follow_matches(
    *,
    supportee: Supportee,
    is_matched: bool,
    actor: User | None,
    ends: bool = False,
    on: date | None = None,
) -> Supportee:
    """Matching says that since `on` (today) a match runs, or none any more; then they wait
    again, or their support `ends`.

    A paused supportee stays paused, unless their support ends: that was said by a person.
    """
    if ends and not is_matched:
        who = MOVES[supportee.status].get(S.ENDED)
        if who is None:
            return supportee
        return _move(supportee, S.ENDED, who=who, actor=actor, on=on, why="")
    to = S.MATCHED if is_matched else S.WAITING
    if supportee.status in (to, S.PAUSED) or MOVES[supportee.status].get(to) != "match":
        return supportee
    return _move(supportee, to, who="match", actor=actor, on=on, why="")


def _move(
    supportee: Supportee, to: str, *, who: str, actor: User | None, on: date | None, why: str
) -> Supportee:
    on = on or timezone.localdate()
    with change(f"move a supportee to {to}", actor=actor, why=why):
        supportee = _locked(supportee)
        if MOVES[supportee.status].get(to) != who:
            raise RuleBroken(
                _("%(name)s is %(status)s now and cannot become “%(to)s” from there.")
                % {
                    "name": supportee.person.name,
                    "status": supportee.get_status_display(),
                    "to": S(to).label,
                }
            )
        if on > timezone.localdate():
            raise RuleBroken(_("This day is in the future."), field="on")
        supportee_moving.send(Supportee, supportee=supportee, to=to)
        supportee.status = to
        supportee.status_in_doubt = False
        supportee.status_since = on
        supportee.ended_on = on if to == S.ENDED else None
        supportee.ending_reason = why if to == S.ENDED else ""
        _save(supportee)
        supportee_moved.send(Supportee, supportee=supportee)
        return supportee


def _check_right(actor: User, scheme: Scheme) -> None:
    if not (verdict := may(actor, Right.CHANGE_PEOPLE, scheme)):
        raise NotAllowed(verdict.reason)


def _locked(supportee: Supportee) -> Supportee:
    return (
        Supportee.objects.select_for_update(of=("self",))
        .select_related("person", "scheme")
        .get(pk=supportee.pk)
    )


def _fill(supportee: Supportee, details: SupporteeDetails) -> None:
    for name in details.__dataclass_fields__:
        value = getattr(details, name)
        setattr(supportee, name, list(value) if isinstance(value, tuple) else value)


def _save(supportee: Supportee) -> None:
    try:
        with transaction.atomic():
            supportee.save()
    except IntegrityError as problem:
        raise _in_words(problem) from problem


def _in_words(problem: IntegrityError) -> RuleBroken:
    text = str(problem)
    if "supportee_reference_once_in_scheme" in text:
        return RuleBroken(_("Somebody else has this reference already."), field="reference")
    if "supportee_once_in_scheme" in text:
        return RuleBroken(_("This person is on the list already."))
    raise problem
