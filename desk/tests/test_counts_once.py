"""A form that changes what it could be about is still answered politely when it comes again."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from matching.models import Match
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def sam(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def five_answers(client: Client, address: str, form: dict[str, Any]) -> list[tuple[int, str]]:
    answers = [client.post(address, form) for _ in range(5)]
    return [(answer.status_code, answer.headers.get("Location", "")) for answer in answers]


def test_a_match_is_made_once(sam: Client, scheme: Scheme) -> None:
    form = {
        "volunteer": a_volunteer(scheme).pk,
        "supportee": a_supportee(scheme).pk,
        "started_on": "2026-03-01",
        "rhythm_days": "14",
        "submission_id": str(uuid.uuid4()),
    }

    answers = five_answers(sam, reverse("make_match", args=[scheme.slug]), form)

    match = Match.objects.get()
    assert answers == [(302, match.get_absolute_url())] * 5


def test_somebody_moves_on_once(sam: Client, scheme: Scheme) -> None:
    volunteer = a_volunteer(scheme, status=Volunteer.Status.APPLIED)
    form = {"to": "available", "on": "2026-03-01", "submission_id": str(uuid.uuid4())}

    answers = five_answers(sam, reverse("move_volunteer", args=[scheme.slug, volunteer.pk]), form)

    assert answers == [(302, volunteer.get_absolute_url())] * 5
    volunteer.refresh_from_db()
    assert volunteer.status == Volunteer.Status.AVAILABLE


def test_the_same_new_person_is_added_once(sam: Client, scheme: Scheme) -> None:
    form = {
        "given_name": "Wren", "family_name": "Jones", "status": "applied", "most_supportees": "1",
        "references_received": "0", "submission_id": str(uuid.uuid4()),
    }  # fmt: skip

    answers = five_answers(sam, reverse("add_volunteer", args=[scheme.slug]), form)

    assert answers == [(302, Volunteer.objects.get().get_absolute_url())] * 5
