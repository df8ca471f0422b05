"""What happens to cohorts and paid organisers: added, changed, placed, a placement
changed, ended or taken back, left."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from hosting.models import Cohort, Organiser, Placement
from hosting.queries import host_parts_of
from hosting.wording import day_words, share_a_day, span_words, spans_words
from people.models import Person
from people.services import PersonDetails, add_person, update_person
from schemes.access import require
from schemes.models import Organisation, Scheme
from schemes.rights import Right

# Cohorts


def add_cohort(
    *, scheme: Scheme, name: str, started_on: date, ended_on: date | None, actor: User | None
) -> Cohort:
    """Write a cohort down. Needs CHANGE_PEOPLE. Raises RuleBroken when there is one of this name,
    or when it would end before it starts."""
    with change("add a cohort", actor=actor):
        require(actor, Right.CHANGE_PEOPLE, scheme)
        return _keep_cohort(Cohort(scheme=scheme), name, started_on, ended_on)


def change_cohort(
    *, cohort: Cohort, name: str, started_on: date, ended_on: date | None, actor: User | None
) -> Cohort:
    """Change a cohort's name and days. Needs CHANGE_PEOPLE. Raises RuleBroken as add_cohort does.

    Placements of before stay as they are; what lies outside the new days is said beside them.
    """
    with change("change a cohort", actor=actor):
        cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
        require(actor, Right.CHANGE_PEOPLE, cohort.scheme)
        return _keep_cohort(cohort, name, started_on, ended_on)


def _keep_cohort(cohort: Cohort, name: str, started_on: date, ended_on: date | None) -> Cohort:
    cohort.name = " ".join(name.split())
    if not cohort.name:
        raise RuleBroken(_("Say what the cohort is called."), field="name")
    cohort.started_on, cohort.ended_on = started_on, ended_on
    if ended_on and ended_on < started_on:
        raise RuleBroken(_("This is before the cohort begins."), field="ended_on")
    try:
        with transaction.atomic():
            cohort.save()
    except IntegrityError as problem:
        if "cohort_name_once_in_scheme" not in str(problem):
            raise
        raise RuleBroken(_("There is a cohort of this name already."), field="name") from problem
    return cohort


# Organisers


@dataclass(frozen=True, kw_only=True)
class OrganiserDetails:
    """What a scheme keeps of somebody as a paid organiser."""

    reference: str = ""
    started_on: date | None = None
    left_on: date | None = None


def add_organiser(
    *,
    scheme: Scheme,
    person: PersonDetails | Person,
    details: OrganiserDetails,
    actor: User | None,
) -> Organiser:
    """Write a paid organiser down, for a new person or one who is known already.

    Needs CHANGE_PEOPLE. Raises RuleBroken when the person is an organiser here already or the
    reference is taken.
    """
    with change("add an organiser", actor=actor):
        require(actor, Right.CHANGE_PEOPLE, scheme)
        if isinstance(person, PersonDetails):
            person = add_person(organisation=scheme.organisation, details=person, actor=actor)
        return _keep_organiser(Organiser(scheme=scheme, person=person), details)


def update_organiser(
    *, organiser: Organiser, person: PersonDetails, details: OrganiserDetails, actor: User | None
) -> Organiser:
    """Change what is known of an organiser and the person. Needs CHANGE_PEOPLE.

    An empty last day takes somebody back who was marked as gone. Raises RuleBroken when a
    placement would begin before they start or go on after they left.
    """
    with change("change an organiser", actor=actor):
        organiser = _locked(organiser)
        require(actor, Right.CHANGE_PEOPLE, organiser.scheme)
        update_person(person=organiser.person, details=person, actor=actor)
        _check_placements_fit(organiser, details)
        return _keep_organiser(organiser, details)


def leave(
    *, organiser: Organiser, left_on: date, take_back_later: bool = False, actor: User | None
) -> Organiser:
    """An organiser goes: where they are placed ends on that day too. Needs CHANGE_PEOPLE.

    With `take_back_later` placements that would begin after that day are taken back. Raises
    RuleBroken for a day to come or before they started, when they have left already, and when a
    placement begins after that day and is not to be taken back.
    """
    with change("an organiser leaves", actor=actor):
        organiser = _locked(organiser)
        require(actor, Right.CHANGE_PEOPLE, organiser.scheme)
        if organiser.left_on:
            raise RuleBroken(
                _("%(name)s left on %(day)s already.")
                % {"name": organiser.person.name, "day": day_words(organiser.left_on)}
            )
        if left_on > timezone.localdate():
            raise RuleBroken(_("This day is in the future."), field="left_on")
        for placement in organiser.placements.select_related("host"):
            if placement.started_on > left_on and take_back_later:
                placement.delete()
                continue
            if placement.started_on > left_on:
                raise RuleBroken(
                    _(
                        "%(name)s is placed at %(host)s from %(day)s. "
                        "Take that back as well, or choose a later day."
                    )
                    % {
                        "name": organiser.person.name,
                        "host": placement.host.name,
                        "day": day_words(placement.started_on),
                    },
                    field="left_on",
                )
            if placement.ended_on is None or placement.ended_on > left_on:
                placement.ended_on = left_on
                placement.save(update_fields=["ended_on"])
        organiser.left_on = left_on
        return _saved(organiser)


# Placements


def place(
    *,
    organiser: Organiser,
    host: Organisation,
    cohort: Cohort | None,
    started_on: date,
    ended_on: date | None,
    actor: User | None,
) -> Placement:
    """An organiser works at a host from a day on. Needs CHANGE_PEOPLE.

    Raises RuleBroken, naming what is in the way: another placement on these days, a day before
    they started or after they left, an organisation that hosts nobody in the scheme, a host or a
    cohort that shares no day with it. Days that only reach over theirs are allowed, and told by
    `hosting.queries.remarks_on`.
    """
    with change("place an organiser", actor=actor):
        organiser = _locked(organiser)
        require(actor, Right.CHANGE_PEOPLE, organiser.scheme)
        placement = Placement(
            organiser=organiser, host=host, cohort=cohort, started_on=started_on, ended_on=ended_on
        )
        _check_days(placement, begins_anew=True)
        _check_host(placement)
        _check_cohort(placement)
        _check_overlap(placement)
        placement.save()
        return placement


def change_placement(
    *,
    placement: Placement,
    host: Organisation,
    cohort: Cohort | None,
    started_on: date,
    ended_on: date | None,
    actor: User | None,
) -> Placement:
    """Correct a placement: its host, cohort and days. Needs CHANGE_PEOPLE.

    Raises RuleBroken as `place` does. Only what is new is held to it: an imported host or cohort
    that never fitted is not in the way of mending something else.
    """
    with change("change a placement", actor=actor):
        organiser = _locked(placement.organiser)
        require(actor, Right.CHANGE_PEOPLE, organiser.scheme)
        placement = organiser.placements.select_related("host", "cohort").get(pk=placement.pk)
        placement.organiser = organiser
        begins_anew = placement.started_on != started_on
        has_new_days = begins_anew or placement.ended_on != ended_on
        is_elsewhere, is_regrouped = placement.host != host, placement.cohort != cohort
        placement.host, placement.cohort = host, cohort
        placement.started_on, placement.ended_on = started_on, ended_on
        _check_days(placement, begins_anew=begins_anew)
        if is_elsewhere or has_new_days:
            _check_host(placement)
        if is_regrouped or has_new_days:
            _check_cohort(placement)
        _check_overlap(placement)
        placement.save(update_fields=["host", "cohort", "started_on", "ended_on"])
        return placement


def take_back_placement(*, placement: Placement, actor: User | None) -> Organiser:
    """A placement that was planned and will not be, or that never was. Needs CHANGE_PEOPLE.

    It is gone from pages and reports; the change log keeps it. What really was is ended instead.
    """
    with change("take back a placement", actor=actor):
        organiser = _locked(placement.organiser)
        require(actor, Right.CHANGE_PEOPLE, organiser.scheme)
        organiser.placements.filter(pk=placement.pk).delete()
        return organiser


def end_placement(*, placement: Placement, ended_on: date, actor: User | None) -> Placement:
    """Say which day is, or was, the last of a placement; also to mend one. Needs CHANGE_PEOPLE.

    Raises RuleBroken for a day before it began, after the organiser left, or within the next
    placement.
    """
    with change("end a placement", actor=actor):
        organiser = _locked(placement.organiser)
        require(actor, Right.CHANGE_PEOPLE, organiser.scheme)
        placement = organiser.placements.select_related("host").get(pk=placement.pk)
        placement.organiser = organiser
        placement.ended_on = ended_on
        _check_days(placement, begins_anew=False)
        _check_overlap(placement)
        placement.save(update_fields=["ended_on"])
        return placement


def _locked(organiser: Organiser) -> Organiser:
    return (
        Organiser.objects.select_for_update(of=("self",))
        .select_related("person", "scheme__organisation")
        .get(pk=organiser.pk)
    )


def _keep_organiser(organiser: Organiser, details: OrganiserDetails) -> Organiser:
    organiser.reference = details.reference
    organiser.started_on = details.started_on
    organiser.left_on = details.left_on
    return _saved(organiser)


def _saved(organiser: Organiser) -> Organiser:
    try:
        with transaction.atomic():
            organiser.save()
    except IntegrityError as problem:
        raise _in_words(problem) from problem
    return organiser


def _in_words(problem: IntegrityError) -> Exception:
    text = str(problem)
    if "organiser_reference_once_in_scheme" in text:
        return RuleBroken(_("Somebody else has this reference already."), field="reference")
    if "organiser_once_in_scheme" in text:
        return RuleBroken(_("This person is on the list already."))
    if "organiser_leaves_after_starting" in text:
        return RuleBroken(
            _("The day they left would be before the day they started."), field="left_on"
        )
    return problem


def _check_placements_fit(organiser: Organiser, details: OrganiserDetails) -> None:
    """Only what is new is held to it: an imported day that never fitted is not in the way."""
    placements = organiser.placements.select_related("host").order_by("started_on")
    if details.started_on and details.started_on != organiser.started_on:
        for placement in placements:
            if placement.started_on < details.started_on:
                raise RuleBroken(_of(placement), field="started_on")
    if details.left_on and details.left_on != organiser.left_on:
        for placement in placements:
            if placement.ended_on is None or placement.ended_on > details.left_on:
                raise RuleBroken(_of(placement), field="left_on")


def _check_days(placement: Placement, *, begins_anew: bool) -> None:
    organiser, name = placement.organiser, placement.organiser.person.name
    if placement.ended_on and placement.ended_on < placement.started_on:
        raise RuleBroken(
            _("It began on %(day)s. Choose that day or a later one.")
            % {"day": day_words(placement.started_on)},
            field="ended_on",
        )
    if begins_anew and organiser.started_on and placement.started_on < organiser.started_on:
        raise RuleBroken(
            _("%(name)s starts on %(day)s. Choose that day or a later one.")
            % {"name": name, "day": day_words(organiser.started_on)},
            field="started_on",
        )
    if organiser.left_on and (placement.ended_on is None or placement.ended_on > organiser.left_on):
        raise RuleBroken(
            _("%(name)s left on %(day)s. Choose that day or an earlier one.")
            % {"name": name, "day": day_words(organiser.left_on)},
            field="ended_on",
        )


def _check_host(placement: Placement) -> None:
    parts = host_parts_of(placement.organiser.scheme, placement.host)
    if not parts:
        raise RuleBroken(
            _("%(host)s does not host people in this scheme. Add that part first.")
            % {"host": placement.host.name},
            field="host",
        )
    if not any(share_a_day(placement, each) for each in parts):
        raise RuleBroken(
            _("%(host)s does not host anybody on these days. It is a host %(days)s.")
            % {"host": placement.host.name, "days": spans_words(parts)},
            field="started_on",
        )


def _check_cohort(placement: Placement) -> None:
    cohort = placement.cohort
    if cohort is None:
        return
    if cohort.scheme_id != placement.organiser.scheme_id:
        raise RuleBroken(_("Please choose one from the list."), field="cohort")
    if not share_a_day(placement, cohort):
        raise RuleBroken(
            _("%(cohort)s runs %(days)s. This placement has no day in it.")
            % {"cohort": cohort.name, "days": span_words(cohort)},
            field="started_on",
        )


def _check_overlap(placement: Placement) -> None:
    others = placement.organiser.placements.filter(
        Q(ended_on=None) | Q(ended_on__gte=placement.started_on)
    ).exclude(pk=placement.pk)
    if placement.ended_on:
        others = others.filter(started_on__lte=placement.ended_on)
    other = others.select_related("host").order_by("started_on").first()
    if other is None:
        return
    other.organiser = placement.organiser
    advice = (
        _("Say when that ends first.")
        if other.ended_on is None
        else _("Choose days that do not overlap.")
    )
    comes_next = bool(placement.pk) and other.started_on > placement.started_on
    raise RuleBroken(f"{_of(other)} {advice}", field="ended_on" if comes_next else "started_on")


def _of(placement: Placement) -> str:
    """Where somebody is placed, as one sentence."""
    parts = {
        "name": placement.organiser.person.name,
        "host": placement.host.name,
        "first": day_words(placement.started_on),
    }
    if placement.ended_on is None:
        return _("%(name)s is placed at %(host)s since %(first)s.") % parts
    parts["last"] = day_words(placement.ended_on)
    if placement.started_on <= timezone.localdate():
        return _("%(name)s is placed at %(host)s until %(last)s.") % parts
    return _("%(name)s is placed at %(host)s from %(first)s to %(last)s.") % parts
