"""What the database itself refuses, whoever writes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from schemes.models import Policy, Scheme, SteeringAttendance
from schemes.tests.factories import (
    a_document,
    a_member,
    a_policy,
    a_steering_meeting,
    a_text,
    people_took_part,
)

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"names": []}, "taking_part_named_or_counted"),
        ({"low": 30}, "taking_part_named_or_counted"),
        ({"low": None, "high": 30}, "taking_part_named_or_counted"),
        ({"low": 0, "high": 3}, "taking_part_named_or_counted"),
        ({"low": 4, "high": 3}, "taking_part_named_or_counted"),
        ({"low": 3, "high": 4, "basis": ""}, "taking_part_named_or_counted"),
        ({"low": 3, "high": 4, "source": ""}, "taking_part_named_or_counted"),
        ({"low": 3, "high": 4, "names": ["Priya"]}, "taking_part_named_or_counted"),
        ({"stage": 0}, "taking_part_in_a_stage"),
        ({"stage": 8}, "taking_part_in_a_stage"),
        ({"did": ""}, "taking_part_says_what"),
    ],
)
def test_who_took_part_is_named_or_counted_and_never_both(
    scheme: Scheme, values: dict, constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        people_took_part(scheme, **values)


@pytest.mark.parametrize("values", [{}, {"low": 1, "high": 1}, {"low": 30, "high": 40}])
def test_who_took_part_is_kept(scheme: Scheme, values: dict) -> None:
    assert people_took_part(scheme, **values).pk


def test_a_heading_has_one_text(scheme: Scheme) -> None:
    a_text(scheme)

    with pytest.raises(IntegrityError, match="setup_text_once_in_scheme"):
        a_text(scheme)


def test_a_kind_of_policy_is_there_once(scheme: Scheme) -> None:
    a_policy(scheme)

    with pytest.raises(IntegrityError, match="policy_of_a_kind_once_in_scheme"):
        a_policy(scheme, title="Another")


def test_a_policy_title_is_there_once(scheme: Scheme) -> None:
    a_policy(scheme, Policy.Kind.OTHER, title="Gifts")

    with pytest.raises(IntegrityError, match="policy_title_once_in_scheme"):
        a_policy(scheme, Policy.Kind.OTHER, title="GIFTS")


def test_a_version_says_something(scheme: Scheme) -> None:
    with pytest.raises(IntegrityError, match="policy_version_says_something"):
        a_policy(scheme, versions=(("", MARCH),))


def test_a_version_number_is_there_once(scheme: Scheme) -> None:
    policy = a_policy(scheme)

    with pytest.raises(IntegrityError, match="policy_version_number_once"):
        policy.versions.create(number=1, text="x", in_force_from=MARCH)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"text": ""}, "document_says_something"),
        ({"started_on": APRIL, "ended_on": MARCH}, "document_ends_after_it_starts"),
    ],
)
def test_a_paper_says_something_and_ends_after_it_starts(
    scheme: Scheme, values: dict, constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        a_document(scheme, **values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"name": ""}, "steering_member_has_a_name"),
        ({"started_on": APRIL, "ended_on": MARCH}, "steering_member_ends_after_start"),
    ],
)
def test_a_member_has_a_name_and_ends_after_the_start(
    scheme: Scheme, values: dict, constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        a_member(scheme, **values)


def test_a_member_comes_to_a_meeting_once(scheme: Scheme) -> None:
    member = a_member(scheme)
    meeting = a_steering_meeting(scheme, came=(member,))

    with pytest.raises(IntegrityError, match="steering_attendance_once"):
        SteeringAttendance.objects.create(meeting=meeting, member=member)
