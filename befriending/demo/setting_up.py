"""Writes the scheme of the demo down: organisations, roles, set-up, steering group, answers."""

from datetime import date, time, timedelta

from accounts.models import User
from befriending.demo.cast import LIBRARY, SITES, STAFF
from befriending.demo.people import moment
from befriending.demo.plan import (
    ANSWERS,
    DOCUMENTS,
    GUIDE_ANSWERS,
    HOW_IT_GOES,
    MEETINGS,
    MEMBERS,
    ORGANISATIONS,
    POLICIES,
    TAKING_PART,
    TEXTS,
)
from befriending.demo.registers.year import twelve_whole_months
from core.history import change
from reporting.building import build
from reporting.models import NarrativeAnswer, Report
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

SLUG = "side-by-side"
NAME = "Side by Side"
BEGAN_WEEKS_AGO = 60
IMPACT, GUIDE = "lsis-impact", "lsis-guide"
WORDS = {
    "supportee": "neighbour",
    "supportees": "neighbours",
    "match": "pairing",
    "matches": "pairings",
}


def write_scheme(staff: dict[str, User], today: date) -> Scheme:
    """The scheme with its organisations and their parts in it."""
    began = today - timedelta(weeks=BEGAN_WEEKS_AGO)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=name, email=email, phone=phone, recorded_at=moment(began, time(9)))
        for name, email, phone, _parts in ORGANISATIONS
    )
    scheme = Scheme.objects.create(
        slug=SLUG,
        name=NAME,
        kind=SchemeKind.BEFRIENDING,
        organisation=organisations[0],
        own_words=WORDS,
        rhythm_days=14,
        usual_minutes=60,
        contact_name=staff["coordinator"].name,
        contact_phone="07700 900100",
        contact_email=staff["coordinator"].email,
        started_on=began,
        recorded_at=moment(began, time(9)),
    )
    Partnership.objects.bulk_create(
        Partnership(
            scheme=scheme,
            organisation=organisation,
            part=part,
            does=does,
            agreement_on=_weeks_ago(agreed, today),
            started_on=today - timedelta(weeks=since),
            ended_on=_weeks_ago(until, today),
            engagement=how,
            engagement_note=words,
            inducted_on=_weeks_ago(inducted, today),
            followed_up_on=_weeks_ago(followed_up, today),
        )
        for organisation, (_name, _email, _phone, parts) in zip(
            organisations, ORGANISATIONS, strict=True
        )
        for part, does, agreed, since, until in parts
        for how, words, inducted, followed_up in [
            HOW_IT_GOES.get((organisation.name, part), ("", "", None, None))
        ]
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(
            scheme=scheme,
            user=staff[each.email],
            role=each.role,
            organisation=next((found for found in organisations if found.name == LIBRARY), None)
            if each.role == Role.PARTNER
            else None,
            started_on=began + timedelta(days=number),
            granted_by=staff["manager"],
        )
        for number, each in enumerate(STAFF)
    )
    return scheme


def write_sites(scheme: Scheme) -> dict[str, Site]:
    """The places it works from, by name."""
    return {
        site.name: site
        for site in Site.objects.bulk_create(Site(scheme=scheme, name=name) for name in SITES)
    }


def write_setup(scheme: Scheme, staff: dict[str, User], today: date) -> None:
    """Texts, policies, papers, who took part, steering group: as far as they have come."""
    SetupText.objects.bulk_create(
        SetupText(scheme=scheme, item=item, text=text) for item, text in TEXTS.items()
    )
    _write_policies(scheme, today)
    SupportingDocument.objects.bulk_create(
        SupportingDocument(
            scheme=scheme,
            kind=kind,
            title=title,
            text=text,
            kept_at=kept_at,
            started_on=today - timedelta(weeks=weeks),
            recorded_at=moment(today - timedelta(weeks=weeks), time(15)),
        )
        for kind, title, text, kept_at, weeks in DOCUMENTS
    )
    for stage, weeks, capacity, names, counted, did in TAKING_PART:
        low, high, basis, source = counted or (None, None, "", "")
        TakingPart.objects.create(
            scheme=scheme,
            stage=stage,
            took_part_on=today - timedelta(weeks=weeks),
            took_part_as=capacity,
            names=list(names),
            low=low,
            high=high,
            basis=basis,
            source=source,
            did=did,
            recorded_at=moment(today - timedelta(weeks=weeks), time(17)),
        )
    _write_steering_group(scheme, staff, today)


def write_answers(scheme: Scheme, staff: dict[str, User], today: date) -> None:
    """What the manager has written for the two reports so far."""
    NarrativeAnswer.objects.bulk_create(
        NarrativeAnswer(
            scheme=scheme,
            layout=layout,
            row_number=row,
            text=text,
            written_by=staff["manager"],
            written_at=moment(today - timedelta(days=9), time(hour, row)),
        )
        for layout, hour, answers in ((GUIDE, 14, GUIDE_ANSWERS), (IMPACT, 15, ANSWERS))
        for row, text in answers.items()
    )


def build_report(scheme: Scheme, manager: User, today: date, layout: str = IMPACT) -> None:
    """The manager's report of the last twelve whole months, asked for first thing today."""
    first, last = twelve_whole_months(today)
    asked_at = moment(today, time(0, 5))
    with change("ask for the report of the demo", actor=None):
        report = Report.objects.create(
            scheme=scheme,
            layout=layout,
            period_from=first,
            period_to=last,
            cut_off_at=asked_at,
            requested_by=manager,
            requested_at=asked_at,
        )
    build(report.pk)


def _write_policies(scheme: Scheme, today: date) -> None:
    for kind, title, versions in POLICIES:
        policy = Policy.objects.create(scheme=scheme, kind=kind, title=title)
        PolicyVersion.objects.bulk_create(
            PolicyVersion(
                policy=policy,
                number=number,
                text=text,
                why=why,
                in_force_from=today - timedelta(weeks=weeks),
                recorded_at=moment(today - timedelta(weeks=weeks, days=3), time(14)),
            )
            for number, (text, why, weeks) in enumerate(versions, start=1)
        )


def _write_steering_group(scheme: Scheme, staff: dict[str, User], today: date) -> None:
    members = SteeringMember.objects.bulk_create(
        SteeringMember(
            scheme=scheme,
            name=name,
            user=staff.get(account),
            capacity=capacity,
            started_on=today - timedelta(weeks=since),
            ended_on=_weeks_ago(until, today),
        )
        for name, capacity, account, since, until in MEMBERS
    )
    by_name = {member.name: member for member in members}
    for days, place, came, also_came, notes, decisions in MEETINGS:
        held_on = today - timedelta(days=days)
        meeting = SteeringMeeting.objects.create(
            scheme=scheme,
            held_on=held_on,
            place=place,
            also_came=also_came,
            notes=notes,
            recorded_at=moment(held_on + timedelta(days=1), time(10)),
        )
        SteeringAttendance.objects.bulk_create(
            SteeringAttendance(meeting=meeting, member=by_name[name]) for name in came
        )
        SteeringDecision.objects.bulk_create(
            SteeringDecision(
                meeting=meeting,
                what=what,
                who=who,
                due_on=today - timedelta(days=due),
                done_on=None if done is None else today - timedelta(days=done),
            )
            for what, who, due, done in decisions
        )


def _weeks_ago(weeks: int | None, today: date) -> date | None:
    return None if weeks is None else today - timedelta(weeks=weeks)
