"""What happens to a volunteer: added, changed, moved on, matched, on hold, left."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed, RuleBroken
from core.history import change
from hosting.models import Cohort, Organiser
from hosting.queries import parts_as_host
from people.models import Person
from people.services import PersonDetails, add_person, update_person
from schemes.access import may
from schemes.models import Organisation, Scheme, Site
from schemes.rights import Right
from volunteers.models import Volunteer
from volunteers.signals import volunteer_moved, volunteer_moving
from volunteers.transitions import MOVES

S = Volunteer.Status


@dataclass(frozen=True, kw_only=True)
class VolunteerDetails:
    """What a scheme keeps of somebody as a volunteer."""

    reference: str = ""
    site: Site | None = None
    host: Organisation | None = None
    cohort: Cohort | None = None
    organiser: Organiser | None = None
    can_help_with: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    most_supportees: int = 1
    references_received: int = 0
    started_on: date | None = None
    notes: str = ""


def add_volunteer(
    *,
    scheme: Scheme,
    person: PersonDetails | Person,
    details: VolunteerDetails,
    status: str,
    actor: User,
) -> Volunteer:
    """Write a volunteer down, for a new person or one who is known already.

    Needs CHANGE_PEOPLE. Raises RuleBroken when the person is a volunteer here already, the
    reference is taken, or the host, cohort or organiser is not of this scheme.
    """
    _check_right(actor, scheme)
    with change("add a volunteer", actor=actor):
        if isinstance(person, PersonDetails):
            person = add_person(organisation=scheme.organisation, details=person, actor=actor)
        volunteer = Volunteer(scheme=scheme, person=person, status=status)
        _check_hosting(volunteer, details)
        _fill(volunteer, details)
        _save(volunteer)
        return volunteer


def update_volunteer(
    *, volunteer: Volunteer, person: PersonDetails, details: VolunteerDetails, actor: User
) -> Volunteer:
    """Change what is known of a volunteer and the person. Needs CHANGE_PEOPLE."""
    _check_right(actor, volunteer.scheme)
    with change("change a volunteer", actor=actor):
        volunteer = _locked(volunteer)
        update_person(person=volunteer.person, details=person, actor=actor)
        _check_hosting(volunteer, details)
        _fill(volunteer, details)
        _save(volunteer)
        return volunteer


def hand_over(*, organiser: Organiser, to: Organiser, actor: User) -> int:
    """Another paid organiser answers for somebody's volunteers; returns for how many.

    Needs CHANGE_PEOPLE. Those who left stay with whoever answered for them. Raises RuleBroken for
    an organiser who has left, is of another scheme, or is the same one.
    """
    _check_right(actor, organiser.scheme)
    with change("hand volunteers over", actor=actor):
        to = (
            Organiser.objects.select_for_update(of=("self",)).select_related("person").get(pk=to.pk)
        )
        if to.left_on or to.scheme_id != organiser.scheme_id or to.pk == organiser.pk:
            raise RuleBroken(
                _("%(name)s cannot take them over. Choose somebody else.")
                % {"name": to.person.name},
                field="to",
            )
        return (
            Volunteer.objects.filter(organiser=organiser)
            .exclude(status=S.LEFT)
            .update(organiser=to)
        )


def move_volunteer(
    *, volunteer: Volunteer, to: str, actor: User, on: date | None = None, why: str = ""
) -> Volunteer:
    """A co-ordinator moves a volunteer on, pauses them, takes them back or lets them go.

    Needs CHANGE_PEOPLE. Raises RuleBroken for a move that transitions.py does not give to a
    person, and when a room above refuses it: nobody leaves while a match of theirs runs.
    """
    _check_right(actor, volunteer.scheme)
    return _move(volunteer, to, who="person", actor=actor, on=on, why=why)


def settle_status(*, volunteer: Volunteer, actor: User) -> Volunteer:
    """A co-ordinator looked: the status as it stands is right. Needs CHANGE_PEOPLE."""
    _check_right(actor, volunteer.scheme)
    with change("settle a status in doubt", actor=actor):
        volunteer = _locked(volunteer)
        volunteer.status_in_doubt = False
        volunteer.save(update_fields=["status_in_doubt"])
        return volunteer


def follow_matches(
    *, volunteer: Volunteer, is_matched: bool, actor: User | None, on: date | None = None
) -> Volunteer:
    """Matching says that since `on` (today) a match runs, or none any more.

    A paused volunteer stays paused.
    """
    to = S.MATCHED if is_matched else S.AVAILABLE
    if volunteer.status in (to, S.PAUSED) or MOVES[volunteer.status].get(to) != "match":
        return volunteer
    return _move(volunteer, to, who="match", actor=actor, on=on, why="")


def _move(
    volunteer: Volunteer, to: str, *, who: str, actor: User | None, on: date | None, why: str
) -> Volunteer:
    on = on or timezone.localdate()
    with change(f"move a volunteer to {to}", actor=actor, why=why):
        volunteer = _locked(volunteer)
        if MOVES[volunteer.status].get(to) != who:
            raise RuleBroken(
                _("%(name)s is %(status)s now and cannot become “%(to)s” from there.")
                % {
                    "name": volunteer.person.name,
                    "status": volunteer.get_status_display(),
                    "to": S(to).label,
                }
            )
        if on > timezone.localdate():
            raise RuleBroken(_("This day is in the future."), field="on")
        volunteer_moving.send(Volunteer, volunteer=volunteer, to=to)
        volunteer.status = to
        volunteer.status_in_doubt = False
        volunteer.status_since = on
        volunteer.left_on = on if to == S.LEFT else None
        volunteer.leaving_reason = why if to == S.LEFT else ""
        _save(volunteer)
        volunteer_moved.send(Volunteer, volunteer=volunteer)
        return volunteer


def _check_right(actor: User, scheme: Scheme) -> None:
    if not (verdict := may(actor, Right.CHANGE_PEOPLE, scheme)):
        raise NotAllowed(verdict.reason)


def _locked(volunteer: Volunteer) -> Volunteer:
    return (
        Volunteer.objects.select_for_update(of=("self",))
        .select_related("person", "scheme")
        .get(pk=volunteer.pk)
    )


def _check_hosting(volunteer: Volunteer, details: VolunteerDetails) -> None:
    """A host stays when it is one no longer: only what is new is held to it."""
    for name in ("cohort", "organiser"):
        record = getattr(details, name)
        if record is not None and record.scheme_id != volunteer.scheme_id:
            raise RuleBroken(_("Please choose one from the list."), field=name)
    host = details.host
    if host is None or host.pk == volunteer.host_id:
        return
    if not parts_as_host(volunteer.scheme).filter(organisation=host).exists():
        raise RuleBroken(
            _("%(host)s does not host people in this scheme. Add that part first.")
            % {"host": host.name},
            field="host",
        )


def _fill(volunteer: Volunteer, details: VolunteerDetails) -> None:
    for name in details.__dataclass_fields__:
        value = getattr(details, name)
        setattr(volunteer, name, list(value) if isinstance(value, tuple) else value)


def _save(volunteer: Volunteer) -> None:
    try:
        with transaction.atomic():
            volunteer.save()
    except IntegrityError as problem:
        raise _in_words(problem) from problem


def _in_words(problem: IntegrityError) -> RuleBroken:
    text = str(problem)
    if "volunteer_reference_once_in_scheme" in text:
        return RuleBroken(_("Somebody else has this reference already."), field="reference")
    if "volunteer_once_in_scheme" in text:
        return RuleBroken(_("This person is on the list already."))
    if "volunteer_leaves_after_starting" in text:
        # Whichever of the two days the form asks for gets the sentence beside it.
        return RuleBroken(_("The day they left would be before the day they started."), field="on")
    raise problem
