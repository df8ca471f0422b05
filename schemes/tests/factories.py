"""Schemes and the people who run them."""

from datetime import date
from typing import Any

from accounts.models import User
from accounts.tests.factories import a_user
from schemes.models import (
    Organisation,
    Partnership,
    Policy,
    PolicyVersion,
    Role,
    RoleGrant,
    Scheme,
    SchemeKind,
    SetupText,
    Site,
    SteeringAttendance,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
    SupportingDocument,
    TakingPart,
)

LONG_AGO = date(2020, 1, 1)


def an_organisation(name: str = "Forest Friends") -> Organisation:
    """A charity."""
    return Organisation.objects.create(name=name)


def a_scheme(
    slug: str = "side-by-side", *, organisation: Organisation | None = None, **values: Any
) -> Scheme:
    """A befriending scheme that meets every fortnight."""
    values.setdefault("name", slug.replace("-", " ").capitalize())
    values.setdefault("kind", SchemeKind.BEFRIENDING)
    return Scheme.objects.create(
        slug=slug, organisation=organisation or an_organisation(), **values
    )


def a_role(role: Role, *, of: Scheme, name: str = "", since: date = LONG_AGO) -> User:
    """A user with a role in a scheme."""
    user = a_user(name or f"{Role(role).name.capitalize()} {of.slug.capitalize()}")
    RoleGrant.objects.create(scheme=of, user=user, role=role, started_on=since)
    return user


def a_coordinator(*, of: Scheme, name: str = "Sam Rivers") -> User:
    """The co-ordinator of a scheme."""
    return a_role(Role.COORDINATOR, of=of, name=name)


def a_manager(*, of: Scheme, name: str = "Mo Bright") -> User:
    """The manager of a scheme."""
    return a_role(Role.MANAGER, of=of, name=name)


def a_text(
    scheme: Scheme, item: str = "aims-supporters", text: str = "They gain skills."
) -> SetupText:
    """What a scheme wrote under a heading of its set-up."""
    return SetupText.objects.create(scheme=scheme, item=item, text=text)


def people_took_part(
    scheme: Scheme, *, stage: int = 1, on: date | str = "2026-03-04", **values: Any
) -> TakingPart:
    """People took part in a stage: Priya by name, unless `low` and `high` count them."""
    values.setdefault("took_part_as", TakingPart.As.SUPPORTEES)
    values.setdefault("did", "Wrote the role description")
    if "low" in values:
        values.setdefault("basis", TakingPart.Basis.ESTIMATED)
        values.setdefault("source", "what the youth worker said")
    else:
        values.setdefault("names", ["Priya Khan"])
    return TakingPart.objects.create(scheme=scheme, stage=stage, took_part_on=on, **values)


def a_policy(
    scheme: Scheme,
    kind: Policy.Kind = Policy.Kind.CHILD_PROTECTION,
    *,
    title: str = "",
    versions: tuple[tuple[str, date | str], ...] = (("Tell the lead.", LONG_AGO),),
) -> Policy:
    """A policy with its versions: (text, in force from), the first one first."""
    policy = Policy.objects.create(scheme=scheme, kind=kind, title=title or str(kind.label))
    for number, (text, in_force_from) in enumerate(versions, 1):
        PolicyVersion.objects.create(
            policy=policy, number=number, text=text, in_force_from=in_force_from
        )
    return policy


def a_document(
    scheme: Scheme,
    kind: SupportingDocument.Kind = SupportingDocument.Kind.AGREEMENT,
    **values: Any,
) -> SupportingDocument:
    """A paper in use."""
    values.setdefault("title", kind.label)
    values.setdefault("text", "We both agree.")
    values.setdefault("started_on", LONG_AGO)
    return SupportingDocument.objects.create(scheme=scheme, kind=kind, **values)


def a_member(
    scheme: Scheme,
    name: str = "Priya Khan",
    capacity: SteeringMember.Capacity = SteeringMember.Capacity.SUPPORTEE,
    **values: Any,
) -> SteeringMember:
    """Somebody in the steering group."""
    values.setdefault("started_on", LONG_AGO)
    return SteeringMember.objects.create(scheme=scheme, name=name, capacity=capacity, **values)


def a_steering_meeting(
    scheme: Scheme, *, on: date | str = "2026-03-04", came: tuple[SteeringMember, ...] = ()
) -> SteeringMeeting:
    """A meeting of the steering group."""
    meeting = SteeringMeeting.objects.create(scheme=scheme, held_on=on, place="The library")
    for member in came:
        SteeringAttendance.objects.create(meeting=meeting, member=member)
    meeting.refresh_from_db()
    return meeting


def a_decision(
    meeting: SteeringMeeting, what: str = "Ask for a room", **values: Any
) -> SteeringDecision:
    """Something a meeting decided."""
    return SteeringDecision.objects.create(meeting=meeting, what=what, **values)


def a_partnership(
    scheme: Scheme,
    name: str = "Harbour House",
    part: Partnership.Part = Partnership.Part.REFERRER,
    **values: Any,
) -> Partnership:
    """An organisation that takes part."""
    values.setdefault("started_on", LONG_AGO)
    organisation = values.pop("organisation", None) or Organisation.objects.create(name=name)
    return Partnership.objects.create(scheme=scheme, organisation=organisation, part=part, **values)


def a_site(scheme: Scheme, name: str = "Gloucester") -> Site:
    """A place the scheme works from."""
    return Site.objects.create(scheme=scheme, name=name)
