"""Who opens the pages about a scheme, and how many questions they ask."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import a_user, signed_in
from schemes.models import (
    Policy,
    Role,
    RoleGrant,
    Scheme,
)
from schemes.tests.factories import (
    a_coordinator,
    a_decision,
    a_document,
    a_manager,
    a_member,
    a_partnership,
    a_policy,
    a_role,
    a_scheme,
    a_site,
    a_steering_meeting,
    people_took_part,
)
from schemes.tests.visiting import address, send

READ = [
    "setup",
    "taking_part",
    "policies",
    "documents",
    "steering",
    "scheme",
    "organisations",
]
CHANGE = [
    "taking_part_add",
    "policy_add",
    "document_add",
    "steering_member_add",
    "steering_meeting_add",
    "scheme_change",
    "scheme_words",
    "site_add",
    "partnership_add",
]
GRANT = ["roles", "role_give"]
OPEN = ["scheme_add"]
ROLES_AND_PAGES = {
    Role.MANAGER: {*READ, *CHANGE, *GRANT, *OPEN},
    Role.COORDINATOR: {*READ, *CHANGE, *GRANT},
    Role.LEAD: set(READ),
    Role.TRAINER: set(READ),
    Role.STEERING: set(READ),
    Role.PARTNER: set(READ),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_pages_and_is_told_why_not_the_others(
    client: Client, scheme: Scheme, role: Role
) -> None:
    signed_in(client, a_role(role, of=scheme))

    opened = {
        name: client.get(address(scheme, name)).status_code for name in READ + CHANGE + GRANT + OPEN
    }

    assert opened == {
        name: 200 if name in ROLES_AND_PAGES[role] else 403 for name in READ + CHANGE + GRANT + OPEN
    }


def test_somebody_from_another_scheme_learns_nothing(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_manager(of=a_scheme("elsewhere")))

    answers = {client.get(address(scheme, name)).status_code for name in READ + CHANGE + GRANT}

    assert answers == {404}


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, scheme: Scheme) -> None:
    answer = client.get(address(scheme, "setup"))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/code/")


def test_somebody_without_a_role_learns_nothing(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_user("Ana Stone"))

    assert client.get(address(scheme, "setup")).status_code == 404


def records_of(scheme: Scheme) -> dict[str, tuple[Any, ...]]:
    """A page about a record of this scheme for each kind of record."""
    policy, meeting = a_policy(scheme), a_steering_meeting(scheme)
    decision, grant = a_decision(meeting), RoleGrant.objects.filter(scheme=scheme).first()
    assert grant is not None
    return {
        "policy": (policy.pk,),
        "policy_version": (policy.pk, 1),
        "policy_version_add": (policy.pk,),
        "policy_rename": (policy.pk,),
        "document": (a_document(scheme).pk,),
        "document_change": (a_document(scheme).pk,),
        "steering_member_change": (a_member(scheme).pk,),
        "steering_meeting": (meeting.pk,),
        "steering_meeting_change": (meeting.pk,),
        "decision_add": (meeting.pk,),
        "decision_change": (decision.pk,),
        "decision_done": (decision.pk,),
        "decision_open": (decision.pk,),
        "taking_part_change": (people_took_part(scheme).pk,),
        "taking_part_remove": (people_took_part(scheme).pk,),
        "site_rename": (a_site(scheme).pk,),
        "partnership_change": (a_partnership(scheme).pk,),
        "partnership_end": (a_partnership(scheme, "The Wheel").pk,),
        "role_end": (grant.pk,),
        "role_invite": (grant.pk,),
    }


def test_every_record_opens_in_its_own_scheme(staff: Client, scheme: Scheme) -> None:
    answers = {
        name: staff.get(address(scheme, name, *parts)).status_code
        for name, parts in records_of(scheme).items()
    }

    assert set(answers.values()) == {200}, answers


def test_records_of_another_scheme_are_not_found_under_ones_own(
    staff: Client, scheme: Scheme
) -> None:
    other = a_scheme("elsewhere")
    a_manager(of=other, name="Ana Stone")

    answers = {
        name: staff.get(address(scheme, name, *parts)).status_code
        for name, parts in records_of(other).items()
    }

    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("setup_stage", (0,)),
        ("setup_stage", (8,)),
        ("setup_text", ("aims-of-nobody",)),
        ("setup_text_history", ("taking-part-1",)),
        ("policy", (10**9,)),
    ],
)
def test_what_is_not_there_is_not_found(
    staff: Client, scheme: Scheme, name: str, parts: tuple[Any, ...]
) -> None:
    assert staff.get(address(scheme, name, *parts)).status_code == 404


def test_a_stranger_cannot_use_the_coordinators_form(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_coordinator(of=a_scheme("elsewhere"), name="Ana Stone"))

    answer = send(client, address(scheme, "site_add"), name="Stroud")

    assert answer.status_code == 404
    assert not scheme.sites.exists()


def add_rows(scheme: Scheme, numbers: range) -> None:
    """One more of everything that pages list, for each number."""
    for n in numbers:
        people_took_part(scheme, names=[f"Somebody {n}"])
        a_policy(scheme, Policy.Kind.OTHER, title=f"Policy {n}")
        a_document(scheme)
        a_decision(a_steering_meeting(scheme, came=(a_member(scheme, f"Member {n}"),)))
        a_partnership(scheme, f"Organisation {n}")
        a_site(scheme, f"Site {n}")
        RoleGrant.objects.create(
            scheme=scheme,
            user=a_user(f"Person {n}"),
            role=Role.STEERING,
            started_on=date(2026, 1, 1),
        )


def questions_of(client: Client, where: str) -> int:
    """How many statements a page sends, once what is kept between pages is kept."""
    client.get(where)
    with CaptureQueriesContext(connection) as queries:
        client.get(where)
    return len(queries)


@pytest.mark.parametrize("name", [*READ, "roles"])
def test_pages_ask_as_much_for_thirty_rows_as_for_one(
    staff: Client, scheme: Scheme, name: str
) -> None:
    add_rows(scheme, range(1))
    few = questions_of(staff, address(scheme, name))
    add_rows(scheme, range(1, 30))

    assert questions_of(staff, address(scheme, name)) == few


def test_a_steering_meeting_asks_as_much_for_thirty_decisions_as_for_one(
    staff: Client, scheme: Scheme
) -> None:
    meeting = a_steering_meeting(scheme, came=(a_member(scheme),))
    where = address(scheme, "steering_meeting", meeting.pk)
    a_decision(meeting)
    few = questions_of(staff, where)
    for n in range(29):
        a_decision(meeting, f"Decision {n}")

    assert questions_of(staff, where) == few
