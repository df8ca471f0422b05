"""Writes the people of the demo down: accounts, persons, volunteers, supportees, checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from befriending.demo.cast import STAFF, SUPPORTEES, VOLUNTEERS, SupporteePart, VolunteerPart
from befriending.demo.days import ended_on, imported_on, started_on
from befriending.demo.pairings import PAIRINGS, Pairing
from hosting.queries import parts_as_host
from people.models import Person
from schemes.models import Organisation, Scheme, Site
from supportees.models import Supportee
from volunteers.models import CriminalRecordCheck, Volunteer

DOMAIN = "demo.example"
CHECKED = {
    Volunteer.Status.AVAILABLE,
    Volunteer.Status.MATCHED,
    Volunteer.Status.PAUSED,
    Volunteer.Status.LEFT,
}

# The last status, and where its day and its reason stand.
FINISHED = {
    Volunteer: (Volunteer.Status.LEFT, "left_on", "leaving_reason"),
    Supportee: (Supportee.Status.ENDED, "ended_on", "ending_reason"),
}


@dataclass
class People:
    """Everybody by name, and staff by the part before the @ of their address."""

    staff: dict[str, User] = field(default_factory=dict)
    volunteers: dict[str, Volunteer] = field(default_factory=dict)
    supportees: dict[str, Supportee] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One step on somebody's way through the scheme."""

    status: str
    on: date


def moment(day: date, at: time) -> datetime:
    """A moment by the clock on the wall."""
    return timezone.make_aware(datetime.combine(day, at))


def write_staff(today: date) -> dict[str, User]:
    """The accounts that roles are given to, by the part before the @."""
    joined = moment(today - timedelta(weeks=60), time(9))
    users = _accounts([(each.email, each.name, joined) for each in STAFF])
    return {each.email: user for each, user in zip(STAFF, users, strict=True)}


def write_people(
    scheme: Scheme, sites: dict[str, Site], staff: dict[str, User], today: date, chance: Random
) -> People:
    """Volunteers and supportees with all the steps they took, and the accounts some have."""
    people = People(staff=staff)
    parts: list[VolunteerPart | SupporteePart] = [*VOLUNTEERS, *SUPPORTEES]
    recorded = [moment(_recorded_on(part, today), time(10, 30)) for part in parts]
    signing_in = {
        part.name: (_address(part), part.name, at)
        for part, at in zip(parts, recorded, strict=True)
        if _signs_in(part)
    }
    users = dict(zip(signing_in, _accounts(list(signing_in.values())), strict=True))
    persons = Person.objects.bulk_create(
        _person(scheme, part, number, at, users.get(part.name), today, chance)
        for number, (part, at) in enumerate(zip(parts, recorded, strict=True))
    )
    known = {part.name: person for part, person in zip(parts, persons, strict=True)}
    ways = {part.name: _volunteer_steps(part, today) for part in VOLUNTEERS}
    hosts = {
        part.organisation.name: part.organisation
        for part in parts_as_host(scheme).select_related("organisation")
    }
    volunteers = [
        _volunteer(scheme, part, number, known[part.name], sites, hosts, ways[part.name][0], today)
        for number, part in enumerate(VOLUNTEERS, start=1)
    ]
    Volunteer.objects.bulk_create(volunteers)
    people.volunteers = dict(zip(ways, volunteers, strict=True))
    _walk(Volunteer, volunteers, list(ways.values()), [part.why for part in VOLUNTEERS])
    _write_checks(volunteers, today, chance)
    ways = {part.name: _supportee_steps(part, today) for part in SUPPORTEES}
    supportees = [
        _supportee(scheme, part, number, known[part.name], sites, ways[part.name][0], today)
        for number, part in enumerate(SUPPORTEES, start=1)
    ]
    Supportee.objects.bulk_create(supportees)
    people.supportees = dict(zip(ways, supportees, strict=True))
    _walk(Supportee, supportees, list(ways.values()), [part.why for part in SUPPORTEES])
    return people


def _accounts(wanted: list[tuple[str, str, datetime]]) -> list[User]:
    """Accounts as an invitation opens them: confirmed address, no password."""
    users = [
        User(email=f"{address}@{DOMAIN}", name=name, joined_at=joined)
        for address, name, joined in wanted
    ]
    for user in users:
        user.set_unusable_password()
    User.objects.bulk_create(users)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in users
    )
    return users


def _signs_in(part: VolunteerPart | SupporteePart) -> bool:
    if isinstance(part, SupporteePart):
        return bool(part.email)
    return part.signs_in and part.status != Volunteer.Status.APPLIED


def _address(part: VolunteerPart | SupporteePart) -> str:
    return part.email or part.name.lower().replace(" ", ".").replace("'", "")


def _recorded_on(part: VolunteerPart | SupporteePart, today: date) -> date:
    if part.is_imported:
        return imported_on(today)
    if isinstance(part, SupporteePart):
        return today - timedelta(days=part.referred_days_ago)
    return _volunteer_steps(part, today)[0].on


def _person(
    scheme: Scheme,
    part: VolunteerPart | SupporteePart,
    number: int,
    recorded_at: datetime,
    user: User | None,
    today: date,
    chance: Random,
) -> Person:
    given, _space, family = part.name.partition(" ")
    has_email = user is not None or (isinstance(part, VolunteerPart) and part.signs_in)
    where = postcode(chance)
    return Person(
        organisation=scheme.organisation,
        user=user,
        given_name=given,
        family_name=family,
        known_as=part.known_as,
        born_on=today - timedelta(days=part.age * 365 + part.age // 4 + chance.randint(1, 360)),
        phone=f"07700 {900101 + number}",
        email=f"{_address(part)}@{DOMAIN}" if has_email else "",
        postcode=where,
        languages=list(part.languages),
        recorded_at=recorded_at,
    )


def postcode(chance: Random) -> str:
    """A postcode that no letter reaches: FF is the area of no post office."""
    return f"FF{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}"


def _volunteer(
    scheme: Scheme,
    part: VolunteerPart,
    number: int,
    person: Person,
    sites: dict[str, Site],
    hosts: dict[str, Organisation],
    first: Step,
    today: date,
) -> Volunteer:
    is_ready = part.status in CHECKED
    return Volunteer(
        scheme=scheme,
        person=person,
        reference=f"V{number:03}",
        status=first.status,
        status_since=first.on,
        site=sites[part.site],
        host=hosts[part.host] if part.host else None,
        can_help_with=list(part.can_help_with),
        interests=list(part.interests),
        most_supportees=part.most,
        references_received=2 if is_ready else int(part.status == Volunteer.Status.IN_TRAINING),
        started_on=today - timedelta(weeks=part.started_weeks_ago) if is_ready else None,
        notes=part.notes,
        imported_status="Active" if part.is_imported else "",
        is_imported=part.is_imported,
        recorded_at=person.recorded_at,
    )


def _supportee(
    scheme: Scheme,
    part: SupporteePart,
    number: int,
    person: Person,
    sites: dict[str, Site],
    first: Step,
    today: date,
) -> Supportee:
    return Supportee(
        scheme=scheme,
        person=person,
        reference=f"S{number:03}",
        status=first.status,
        status_since=first.on,
        site=sites[part.site],
        referred_on=today - timedelta(days=part.referred_days_ago),
        referred_by=part.referred_by,
        looking_for=list(part.looking_for),
        interests=list(part.interests),
        wished_gender=part.wished_gender,
        notes=part.notes,
        imported_status="Matched" if part.is_imported else "",
        is_imported=part.is_imported,
        recorded_at=person.recorded_at,
    )


def _volunteer_steps(part: VolunteerPart, today: date) -> list[Step]:
    """From applying to where they are now; matches move them as they would have then."""
    S = Volunteer.Status
    started = today - timedelta(weeks=part.started_weeks_ago)
    if part.status == S.APPLIED:
        return [Step(S.APPLIED, today - timedelta(days=part.status_days_ago or 0))]
    if part.status == S.IN_TRAINING:
        return [
            Step(S.APPLIED, started),
            Step(S.IN_TRAINING, today - timedelta(days=part.status_days_ago or 0)),
        ]
    if part.status == S.AVAILABLE and not _matches_of(part.name):
        started = today - timedelta(days=part.status_days_ago or 0)
    before = (
        []
        if part.is_imported
        else [
            Step(S.APPLIED, started - timedelta(weeks=7)),
            Step(S.IN_TRAINING, started - timedelta(weeks=5)),
        ]
    )
    steps = [*before, Step(S.AVAILABLE, started)]
    steps += _moved_by_matches(part.name, S.MATCHED, S.AVAILABLE, today)
    if part.status in (S.PAUSED, S.LEFT):
        steps.append(Step(part.status, today - timedelta(days=part.status_days_ago or 0)))
    return steps


def _supportee_steps(part: SupporteePart, today: date) -> list[Step]:
    S = Supportee.Status
    referred = today - timedelta(days=part.referred_days_ago)
    steps = [Step(S.REFERRED, referred)]
    if part.status == S.REFERRED:
        return steps
    ready = referred + timedelta(days=6)
    if part.status == S.WAITING:
        ready = today - timedelta(days=part.status_days_ago or 0)
    steps += [Step(S.ASSESSED, referred + timedelta(days=4)), Step(S.WAITING, ready)]
    steps += _moved_by_matches(part.name, S.MATCHED, S.WAITING, today)
    if part.status == S.ENDED:
        # Ending the last match ended their support in the same moment.
        steps[-1] = Step(S.ENDED, steps[-1].on)
    return steps


def _matches_of(name: str) -> list[Pairing]:
    return [each for each in PAIRINGS if name in (each.volunteer, each.supportee)]


def _moved_by_matches(name: str, matched: str, free: str, today: date) -> Iterable[Step]:
    """A step whenever the first of somebody's matches begins, or the last that ran ends."""
    changes: list[tuple[date, int]] = []
    for each in _matches_of(name):
        changes.append((started_on(each, today), 1))
        if end := ended_on(each, today):
            changes.append((end, -1))
    running = 0
    for on, change in sorted(changes):
        before, running = running, running + change
        if not before and running:
            yield Step(matched, on)
        elif before and not running:
            yield Step(free, on)


def _walk(
    model: type[Volunteer] | type[Supportee],
    records: Sequence[Any],
    ways: list[list[Step]],
    whys: list[str],
) -> None:
    """Let everybody take their steps one by one, so that the history tells them."""
    finished, day_field, why_field = FINISHED[model]
    for number in range(1, max(len(way) for way in ways)):
        moving = []
        for record, way, why in zip(records, ways, whys, strict=True):
            if number < len(way):
                record.status, record.status_since = way[number].status, way[number].on
                if record.status == finished:
                    setattr(record, day_field, record.status_since)
                    setattr(record, why_field, why)
                moving.append(record)
        model._default_manager.bulk_update(moving, ["status", "status_since", day_field, why_field])


def _write_checks(volunteers: list[Volunteer], today: date, chance: Random) -> None:
    """A check for everybody who may meet people, made while they were in training."""
    CriminalRecordCheck.objects.bulk_create(
        CriminalRecordCheck(
            volunteer=volunteer,
            number=f"00{chance.randint(10**9, 10**10 - 1)}",
            issued_on=volunteer.started_on - timedelta(days=chance.randint(5, 25)),
            recorded_at=moment(volunteer.started_on, time(12)),
        )
        for volunteer in volunteers
        if volunteer.started_on
    )
