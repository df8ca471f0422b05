"""Two co-ordinators at the same moment, each with a transaction of their own."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from core.errors import RuleBroken
from core.tests.at_once import at_once
from matching.models import Match
from matching.services import end_match, make_match, pause_match
from matching.tests.factories import a_match
from schemes.tests.factories import a_coordinator, a_manager, a_scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.services import move_volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db(transaction=True)
MARCH = date(2026, 3, 1)


def kinds(answers: list[object]) -> list[str]:
    return sorted(type(answer).__name__ for answer in answers)


def test_the_last_place_of_a_volunteer_is_given_once():
    scheme = a_scheme()
    staff = [a_coordinator(of=scheme), a_manager(of=scheme)]
    volunteer = a_volunteer(scheme, most_supportees=1)
    waiting = [a_supportee(scheme, "Joan Abbott"), a_supportee(scheme, "Ann Lee")]

    answers = at_once(
        *[
            lambda who=who, actor=actor: make_match(
                volunteer=volunteer, supportee=who, started_on=MARCH, rhythm_days=14, actor=actor
            )
            for who, actor in zip(waiting, staff, strict=True)
        ]
    )

    assert (kinds(answers), Match.objects.count()) == (["Match", "RuleBroken"], 1)
    [refusal] = [answer for answer in answers if isinstance(answer, RuleBroken)]
    assert refusal.message == "Priya Khan can take 1 person at most, and has that many."
    assert sorted(Supportee.objects.values_list("status", flat=True)) == ["matched", "waiting"]


def test_the_same_two_are_matched_once():
    scheme = a_scheme()
    sam = a_coordinator(of=scheme)
    volunteer, supportee = a_volunteer(scheme, most_supportees=5), a_supportee(scheme)

    answers = at_once(
        *[
            lambda: make_match(
                volunteer=volunteer,
                supportee=supportee,
                started_on=MARCH,
                rhythm_days=14,
                actor=sam,
            )
        ]
        * 4
    )

    assert kinds(answers) == ["Match", "RuleBroken", "RuleBroken", "RuleBroken"]
    assert Match.objects.count() == 1


def test_the_same_form_five_times_at_once_is_one_match():
    scheme = a_scheme()
    sam = a_coordinator(of=scheme)
    typed = {
        "volunteer": a_volunteer(scheme, most_supportees=5).pk,
        "supportee": a_supportee(scheme).pk,
        "started_on": "2026-03-01",
        "rhythm_days": "14",
        "submission_id": str(uuid4()),
    }
    clients = [signed_in(Client(), sam) for _ in range(5)]
    address = reverse("make_match", args=[scheme.slug])

    answers = at_once(*[lambda c=client: c.post(address, typed) for client in clients])

    made = Match.objects.get().get_absolute_url()
    assert [(a.status_code, a.headers.get("Location")) for a in answers] == [(302, made)] * 5


def test_a_volunteer_does_not_leave_into_a_new_match():
    scheme = a_scheme()
    sam = a_coordinator(of=scheme)
    volunteer, supportee = a_volunteer(scheme), a_supportee(scheme)

    answers = at_once(
        lambda: make_match(
            volunteer=volunteer, supportee=supportee, started_on=MARCH, rhythm_days=14, actor=sam
        ),
        lambda: move_volunteer(volunteer=volunteer, to="left", why="Moved", actor=sam),
    )

    assert [kind for kind in kinds(answers) if kind == "RuleBroken"] == ["RuleBroken"]
    left, running = Volunteer.objects.get().status == "left", Match.objects.running().exists()
    assert left is not running


def test_ended_and_paused_at_once_is_one_of_both():
    scheme = a_scheme()
    sam = a_coordinator(of=scheme)
    match = a_match(a_volunteer(scheme, status="matched"), a_supportee(scheme, status="matched"))
    june = date(2026, 6, 1)

    def end() -> Match:
        return end_match(
            match=match,
            ended_on=june,
            ending="planned",
            ended_by="both",
            reason="So",
            supportee_waits_again=True,
            actor=sam,
        )

    at_once(end, lambda: pause_match(match=match, started_on=june, reason="Away", actor=sam))

    match.refresh_from_db()
    assert match.status == "ended"
    assert not match.pauses.filter(ended_on=None).exists()


def test_the_last_two_matches_of_a_volunteer_ended_at_once_leave_them_free():
    scheme = a_scheme()
    sam = a_coordinator(of=scheme)
    volunteer = a_volunteer(scheme, status="matched", most_supportees=2)
    matches = [
        a_match(volunteer, a_supportee(scheme, name, status="matched"))
        for name in ("Joan Abbott", "Ann Lee")
    ]

    at_once(
        *[
            lambda m=match: end_match(
                match=m,
                ended_on=date(2026, 6, 1),
                ending="planned",
                ended_by="both",
                reason="So",
                supportee_waits_again=True,
                actor=sam,
            )
            for match in matches
        ]
    )

    assert Volunteer.objects.get().status == "available"
    assert sorted(Supportee.objects.values_list("status", flat=True)) == ["waiting", "waiting"]
