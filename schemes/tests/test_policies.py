"""Policies and papers: the services."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from schemes.models import Policy, PolicyVersion, Role, Scheme, SupportingDocument
from schemes.queries import policies_with_versions
from schemes.services import (
    DocumentDetails,
    add_document,
    change_document,
    rename_policy,
    start_policy,
    write_policy_version,
)
from schemes.tests.expectations import at_once, refused
from schemes.tests.factories import a_coordinator, a_document, a_policy, a_role, a_scheme

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
PAPER = DocumentDetails(
    kind=SupportingDocument.Kind.AGREEMENT, title="Agreement", started_on=MARCH, text="We agree."
)


def start(scheme: Scheme, actor: User, **changes: Any) -> PolicyVersion:
    details: dict[str, Any] = {
        "kind": Policy.Kind.CHILD_PROTECTION,
        "title": "Keeping safe",
        "text": "Tell the lead.",
        "kept_at": "",
        "in_force_from": MARCH,
    }
    return start_policy(scheme=scheme, actor=actor, **{**details, **changes})


def write(policy: Policy, actor: User, **changes: Any) -> PolicyVersion:
    details: dict[str, Any] = {
        "based_on": 1,
        "text": "Tell the lead at once.",
        "kept_at": "",
        "why": "It was not clear how soon",
        "in_force_from": APRIL,
    }
    return write_policy_version(policy=policy, actor=actor, **{**details, **changes})


def test_a_policy_starts_with_version_one(scheme: Scheme, coordinator: User) -> None:
    version = start(scheme, coordinator)

    assert (version.number, version.text, version.policy.title) == (
        1,
        "Tell the lead.",
        "Keeping safe",
    )


def test_a_kind_is_there_once(scheme: Scheme, coordinator: User) -> None:
    a_policy(scheme)

    with refused("There is a policy of this kind already", field="kind"):
        start(scheme, coordinator)


def test_other_policies_are_there_as_often_as_wanted(scheme: Scheme, coordinator: User) -> None:
    start(scheme, coordinator, kind=Policy.Kind.OTHER, title="Gifts")
    start(scheme, coordinator, kind=Policy.Kind.OTHER, title="Pets")

    assert set(Policy.objects.values_list("title", flat=True)) == {"Gifts", "Pets"}


def test_a_title_is_there_once_whatever_its_letters(scheme: Scheme, coordinator: User) -> None:
    a_policy(scheme, Policy.Kind.OTHER, title="Gifts")

    with refused("There is a policy with this title already", field="title"):
        start(scheme, coordinator, title="GIFTS")


def test_two_schemes_may_have_policies_of_one_kind(scheme: Scheme, coordinator: User) -> None:
    a_policy(a_scheme("elsewhere"))

    assert start(scheme, coordinator).number == 1


def test_a_policy_without_words_or_place_is_refused(scheme: Scheme, coordinator: User) -> None:
    with refused("Write what it says", field="text"):
        start(scheme, coordinator, text=" ", kept_at="")


def test_a_place_is_enough(scheme: Scheme, coordinator: User) -> None:
    assert start(scheme, coordinator, text="", kept_at="Shared folder").kept_at == "Shared folder"


def test_a_new_version_leaves_the_old_one_as_it_was(scheme: Scheme, coordinator: User) -> None:
    policy = a_policy(scheme, versions=(("Tell the lead.", MARCH),))

    write(policy, coordinator)

    assert list(policy.versions.order_by("number").values_list("number", "text")) == [
        (1, "Tell the lead."),
        (2, "Tell the lead at once."),
    ]


def test_a_version_cannot_be_changed_even_in_the_database(scheme: Scheme) -> None:
    policy = a_policy(scheme)

    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        policy.versions.update(text="Something else.")


def test_a_version_based_on_an_older_one_is_refused(scheme: Scheme, coordinator: User) -> None:
    policy = a_policy(scheme, versions=(("One.", MARCH), ("Two.", MARCH)))

    with refused("Somebody else saved version 2"):
        write(policy, coordinator, based_on=1)


def test_a_version_with_nothing_new_is_refused(scheme: Scheme, coordinator: User) -> None:
    policy = a_policy(scheme, versions=(("Tell the lead.", MARCH),))

    with refused("Nothing is different from version 1"):
        write(policy, coordinator, text="Tell the lead.")


def test_a_version_does_not_come_before_the_one_it_follows(
    scheme: Scheme, coordinator: User
) -> None:
    policy = a_policy(scheme, versions=(("Tell the lead.", APRIL),))

    with refused("Version 1 is in force from 1 April 2026", field="in_force_from"):
        write(policy, coordinator, in_force_from=MARCH)


@pytest.mark.django_db(transaction=True)
def test_of_two_versions_at_once_one_is_asked_to_read_the_other() -> None:
    scheme = a_scheme()
    coordinator = a_coordinator(of=scheme)
    policy = a_policy(scheme, versions=(("Tell the lead.", MARCH),))

    answers = at_once(
        lambda: write(policy, coordinator, text="One."),
        lambda: write(policy, coordinator, text="Two."),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["PolicyVersion", "RuleBroken"]
    assert policy.versions.count() == 2


def test_in_force_is_the_newest_version_whose_day_has_come(scheme: Scheme) -> None:
    tomorrow = timezone.localdate() + timedelta(1)
    a_policy(scheme, versions=(("One.", MARCH), ("Two.", APRIL), ("Three.", tomorrow)))
    policy = policies_with_versions(Policy.objects.all()).get()

    numbers = [
        version.number if version else None
        for version in (
            policy.version_in_force(date(2026, 2, 28)),
            policy.version_in_force(MARCH),
            policy.version_in_force(),
            policy.version_to_come(),
        )
    ]
    assert numbers == [None, 1, 2, 3]


def test_a_policy_takes_another_title(scheme: Scheme, coordinator: User) -> None:
    policy = a_policy(scheme)

    rename_policy(policy=policy, title="Safe here", actor=coordinator)

    policy.refresh_from_db()
    assert policy.title == "Safe here"


def test_a_title_that_is_taken_is_refused(scheme: Scheme, coordinator: User) -> None:
    policy = a_policy(scheme)
    a_policy(scheme, Policy.Kind.OTHER, title="Gifts")

    with refused("There is a policy with this title already", field="title"):
        rename_policy(policy=policy, title="gifts", actor=coordinator)


def test_a_paper_is_kept(scheme: Scheme, coordinator: User) -> None:
    document = add_document(scheme=scheme, details=PAPER, actor=coordinator)

    document.refresh_from_db()
    assert (document.title, document.text, document.started_on) == ("Agreement", "We agree.", MARCH)


def test_a_paper_is_mended(scheme: Scheme, coordinator: User) -> None:
    document = a_document(scheme)

    change_document(document=document, details=replace(PAPER, ended_on=APRIL), actor=coordinator)

    document.refresh_from_db()
    assert (document.text, document.ended_on) == ("We agree.", APRIL)


def test_a_paper_does_not_end_before_it_begins(scheme: Scheme, coordinator: User) -> None:
    details = replace(PAPER, ended_on=MARCH - timedelta(1))

    with refused("The last day is before the first", field="ended_on"):
        add_document(scheme=scheme, details=details, actor=coordinator)


def test_a_paper_without_words_or_place_is_refused(scheme: Scheme, coordinator: User) -> None:
    with refused("Write what it says", field="text"):
        add_document(scheme=scheme, details=replace(PAPER, text=""), actor=coordinator)


@pytest.mark.parametrize("service", ["start", "write", "rename", "add", "change"])
def test_the_steering_group_may_not_change_policies_and_papers(
    scheme: Scheme, service: str
) -> None:
    reader = a_role(Role.STEERING, of=scheme)
    policy = a_policy(scheme, versions=(("Tell the lead.", MARCH),))
    document = a_document(scheme)
    calls = {
        "start": lambda: start(scheme, reader, kind=Policy.Kind.OTHER),
        "write": lambda: write(policy, reader),
        "rename": lambda: rename_policy(policy=policy, title="x", actor=reader),
        "add": lambda: add_document(scheme=scheme, details=PAPER, actor=reader),
        "change": lambda: change_document(document=document, details=PAPER, actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()
