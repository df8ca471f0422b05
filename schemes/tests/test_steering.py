"""The steering group: the services."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from schemes.models import Role, Scheme, SteeringMember
from schemes.services import (
    DecisionDetails,
    MeetingDetails,
    MemberDetails,
    add_member,
    change_decision,
    change_meeting,
    change_member,
    mark_done,
    mark_open,
    record_decision,
    record_meeting,
)
from schemes.tests.expectations import refused
from schemes.tests.factories import (
    a_decision,
    a_member,
    a_role,
    a_scheme,
    a_steering_meeting,
)

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
PRIYA = MemberDetails(
    name="Priya Khan", capacity=SteeringMember.Capacity.SUPPORTEE, started_on=MARCH
)
MEETING = MeetingDetails(held_on=MARCH, place="The library")
DECISION = DecisionDetails(what="Ask for a room", who="Joan", due_on=APRIL)


def test_a_member_is_added_by_name(scheme: Scheme, coordinator: User) -> None:
    member = add_member(scheme=scheme, details=PRIYA, actor=coordinator)

    assert (member.name, member.user, member.capacity) == ("Priya Khan", None, "supportee")


def test_a_member_who_signs_in_brings_their_name(scheme: Scheme, coordinator: User) -> None:
    user = a_role(Role.STEERING, of=scheme, name="Joan Ellis")

    member = add_member(
        scheme=scheme, details=replace(PRIYA, name="", user=user), actor=coordinator
    )

    assert (member.name, member.user) == ("Joan Ellis", user)


def test_a_member_needs_a_name(scheme: Scheme, coordinator: User) -> None:
    with refused("Say who it is", field="name"):
        add_member(scheme=scheme, details=replace(PRIYA, name=" "), actor=coordinator)


def test_somebody_without_a_role_here_is_refused(scheme: Scheme, coordinator: User) -> None:
    stranger = a_role(Role.STEERING, of=a_scheme("elsewhere"), name="Ana Stone")

    with refused("This person has no role in the scheme", field="user"):
        add_member(scheme=scheme, details=replace(PRIYA, user=stranger), actor=coordinator)


def test_the_same_name_on_the_same_days_is_refused(scheme: Scheme, coordinator: User) -> None:
    a_member(scheme, "Priya Khan", started_on=MARCH)

    with refused("priya khan is in the group", field="name"):
        add_member(
            scheme=scheme,
            details=replace(PRIYA, name="priya khan", started_on=MAY),
            actor=coordinator,
        )


def test_somebody_comes_back_after_leaving(scheme: Scheme, coordinator: User) -> None:
    a_member(scheme, "Priya Khan", started_on=MARCH, ended_on=APRIL)

    add_member(scheme=scheme, details=replace(PRIYA, started_on=MAY), actor=coordinator)

    assert scheme.steering_members.count() == 2


def test_a_membership_ends(scheme: Scheme, coordinator: User) -> None:
    member = a_member(scheme, "Priya Khan", started_on=MARCH)

    change_member(member=member, details=replace(PRIYA, ended_on=APRIL), actor=coordinator)

    current = SteeringMember.objects.current
    assert [current(APRIL).count(), current(APRIL + timedelta(1)).count()] == [1, 0]


def test_a_membership_does_not_end_before_it_begins(scheme: Scheme, coordinator: User) -> None:
    member = a_member(scheme, "Priya Khan", started_on=MARCH)

    with refused("The last day is before the first", field="ended_on"):
        change_member(
            member=member,
            details=replace(PRIYA, ended_on=MARCH - timedelta(1)),
            actor=coordinator,
        )


def test_a_meeting_keeps_who_came(scheme: Scheme, coordinator: User) -> None:
    priya, tom = a_member(scheme, "Priya Khan"), a_member(scheme, "Tom Okafor")

    meeting = record_meeting(
        scheme=scheme, details=replace(MEETING, came=(priya, tom)), actor=coordinator
    )

    assert list(meeting.came.order_by("name")) == [priya, tom]


def test_who_came_is_mended_and_the_history_keeps_both(scheme: Scheme, coordinator: User) -> None:
    priya, tom = a_member(scheme, "Priya Khan"), a_member(scheme, "Tom Okafor")
    meeting = a_steering_meeting(scheme, came=(priya,))

    change_meeting(meeting=meeting, details=replace(MEETING, came=(tom,)), actor=coordinator)

    assert list(meeting.came.all()) == [tom]
    events = apps.get_model("schemes", "SteeringAttendanceEvent").objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", "member_id")) == [
        ("insert", priya.pk),
        ("delete", priya.pk),
        ("insert", tom.pk),
    ]


def test_a_meeting_to_come_is_refused(scheme: Scheme, coordinator: User) -> None:
    details = replace(MEETING, held_on=timezone.localdate() + timedelta(1))

    with refused("This day is still to come", field="held_on"):
        record_meeting(scheme=scheme, details=details, actor=coordinator)


def test_members_of_another_scheme_do_not_come(scheme: Scheme, coordinator: User) -> None:
    stranger = a_member(a_scheme("elsewhere"))

    with refused("Somebody in the list belongs to another scheme", field="came"):
        record_meeting(scheme=scheme, details=replace(MEETING, came=(stranger,)), actor=coordinator)


def test_a_decision_is_kept_with_its_meeting(scheme: Scheme, coordinator: User) -> None:
    meeting = a_steering_meeting(scheme, on=MARCH)

    decision = record_decision(meeting=meeting, details=DECISION, actor=coordinator)

    assert (decision.what, decision.who, decision.due_on, decision.done_on) == (
        "Ask for a room",
        "Joan",
        APRIL,
        None,
    )


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"what": " "}, "Say what was decided", "what"),
        ({"due_on": date(2026, 2, 1)}, "This is before the meeting", "due_on"),
        ({"done_on": date(2026, 2, 1)}, "This is before the meeting", "done_on"),
        ({"done_on": date(2199, 1, 1)}, "This day is still to come", "done_on"),
    ],
)
def test_a_decision_is_refused(
    scheme: Scheme, coordinator: User, changes: dict, words: str, field: str
) -> None:
    meeting = a_steering_meeting(scheme, on=MARCH)

    with refused(words, field=field):
        record_decision(meeting=meeting, details=replace(DECISION, **changes), actor=coordinator)


def test_a_decision_is_done_today(scheme: Scheme, coordinator: User) -> None:
    decision = a_decision(a_steering_meeting(scheme))

    mark_done(decision=decision, actor=coordinator)

    decision.refresh_from_db()
    assert decision.done_on == timezone.localdate()


def test_done_again_keeps_the_first_day(scheme: Scheme, coordinator: User) -> None:
    decision = a_decision(a_steering_meeting(scheme, on=MARCH), done_on=APRIL)

    mark_done(decision=decision, actor=coordinator)

    decision.refresh_from_db()
    assert decision.done_on == APRIL


def test_a_decision_is_still_to_do_after_all(scheme: Scheme, coordinator: User) -> None:
    decision = a_decision(a_steering_meeting(scheme, on=MARCH), done_on=APRIL)

    mark_open(decision=decision, actor=coordinator)

    decision.refresh_from_db()
    assert decision.done_on is None


def test_a_decision_is_late_when_its_day_has_passed(scheme: Scheme) -> None:
    meeting = a_steering_meeting(scheme, on=MARCH)
    today = timezone.localdate()

    late = [
        a_decision(meeting, due_on=today - timedelta(1)).is_late,
        a_decision(meeting, due_on=today).is_late,
        a_decision(meeting, due_on=None).is_late,
        a_decision(meeting, due_on=APRIL, done_on=MAY).is_late,
    ]

    assert late == [True, False, False, False]


@pytest.mark.parametrize(
    "service",
    ["add_member", "change_member", "meet", "change_meeting", "decide", "change", "done", "open"],
)
def test_the_steering_group_may_read_and_not_write(scheme: Scheme, service: str) -> None:
    reader = a_role(Role.STEERING, of=scheme)
    member, meeting = a_member(scheme, "Tom Okafor"), a_steering_meeting(scheme, on=MARCH)
    decision = a_decision(meeting)
    calls = {
        "add_member": lambda: add_member(scheme=scheme, details=PRIYA, actor=reader),
        "change_member": lambda: change_member(member=member, details=PRIYA, actor=reader),
        "meet": lambda: record_meeting(scheme=scheme, details=MEETING, actor=reader),
        "change_meeting": lambda: change_meeting(meeting=meeting, details=MEETING, actor=reader),
        "decide": lambda: record_decision(meeting=meeting, details=DECISION, actor=reader),
        "change": lambda: change_decision(decision=decision, details=DECISION, actor=reader),
        "done": lambda: mark_done(decision=decision, actor=reader),
        "open": lambda: mark_open(decision=decision, actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()
