"""Writes down how the programme was set up: texts, policies, papers, steering group, answers."""

from datetime import date, time, timedelta

from accounts.models import User
from befriending.demo.national.calendar import day, stamp
from befriending.demo.national.papers import (
    ANSWERS,
    DOCUMENTS,
    MEETINGS,
    MEMBERS,
    POLICIES,
    SETUP_TEXTS,
    TAKING_PART,
)
from befriending.demo.national.programme import Programme
from befriending.demo.national.staff import Accounts
from befriending.demo.people import moment
from befriending.demo.setting_up import IMPACT
from reporting.models import NarrativeAnswer
from schemes.models import (
    Policy,
    PolicyVersion,
    Scheme,
    SetupText,
    SteeringAttendance,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
    SupportingDocument,
    TakingPart,
)


def write_setup(scheme: Scheme, programme: Programme, accounts: Accounts) -> None:
    """All seven stages, as far as they have come."""
    began = programme.began
    SetupText.objects.bulk_create(
        SetupText(scheme=scheme, item=item, text=text) for item, text in SETUP_TEXTS.items()
    )
    for kind, title, versions in POLICIES:
        policy = Policy.objects.create(scheme=scheme, kind=kind, title=title)
        PolicyVersion.objects.bulk_create(
            PolicyVersion(
                policy=policy,
                number=number,
                text=text,
                why=why,
                in_force_from=day(began + after),
                recorded_at=stamp(began + after - 3, 14, 0),
            )
            for number, (text, why, after) in enumerate(versions, start=1)
        )
    SupportingDocument.objects.bulk_create(
        SupportingDocument(
            scheme=scheme,
            kind=kind,
            title=title,
            text=text,
            kept_at=kept_at,
            started_on=day(began + after),
            recorded_at=stamp(began + after, 15, 0),
        )
        for kind, title, text, kept_at, after in DOCUMENTS
    )
    for stage, after, capacity, names, counted, did in TAKING_PART:
        low, high, basis, source = counted or (None, None, "", "")
        TakingPart.objects.create(
            scheme=scheme,
            stage=stage,
            took_part_on=day(began + after),
            took_part_as=capacity,
            names=list(names),
            low=low,
            high=high,
            basis=basis,
            source=source,
            did=did,
            recorded_at=stamp(began + after, 17, 0),
        )
    _write_steering_group(scheme, programme, accounts)


def write_answers(scheme: Scheme, manager: User, today: date) -> None:
    """What the manager has written for the report so far."""
    NarrativeAnswer.objects.bulk_create(
        NarrativeAnswer(
            scheme=scheme,
            layout=IMPACT,
            row_number=row,
            text=text,
            written_by=manager,
            written_at=moment(today - timedelta(days=12), time(15, row)),
        )
        for row, text in ANSWERS.items()
    )


def _write_steering_group(scheme: Scheme, programme: Programme, accounts: Accounts) -> None:
    began = programme.began
    members = SteeringMember.objects.bulk_create(
        SteeringMember(
            scheme=scheme,
            name=name,
            user_id=accounts.keys.get(account),
            capacity=capacity,
            started_on=day(began + since),
            ended_on=day(began + until) if until else None,
        )
        for name, capacity, account, since, until in MEMBERS
    )
    by_name = {member.name: member for member in members}
    for after, town, came, notes, (decision, who) in MEETINGS:
        meeting = SteeringMeeting.objects.create(
            scheme=scheme,
            held_on=day(began + after),
            place=f"{town} library",
            notes=notes,
            recorded_at=stamp(began + after + 1, 10, 0),
        )
        SteeringAttendance.objects.bulk_create(
            SteeringAttendance(meeting=meeting, member=by_name[name]) for name in came
        )
        SteeringDecision.objects.create(
            meeting=meeting, what=decision, who=who, due_on=day(began + after + 90)
        )
