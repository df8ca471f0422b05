"""Where somebody is signed in, and ending it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import a_user
from accounts.tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

LIST = "/accounts/sessions/"


def a_device(user, browser: str = "Firefox") -> Client:
    """A browser in which the user has signed in."""
    client = Client(headers={"user-agent": browser})
    sign_in(client, user)
    client.get(LIST)
    return client


def is_in(client: Client) -> bool:
    return client.get(LIST).status_code == 200


def test_each_device_is_listed():
    sam = a_user()
    a_device(sam, "Phone")
    laptop = a_device(sam, "Laptop")

    page = laptop.get(LIST).content.decode()

    assert "Phone" in page
    assert "Laptop" in page
    assert "Sign out everywhere else" in page


def test_only_my_own_devices_are_listed():
    a_device(a_user("Mo Bright"), "Phone of Mo")

    page = a_device(a_user("Sam Rivers")).get(LIST).content.decode()

    assert "Phone of Mo" not in page


def test_signing_out_everywhere_else_ends_the_others_at_their_next_request():
    sam = a_user()
    phone, laptop = a_device(sam, "Phone"), a_device(sam, "Laptop")

    laptop.post(LIST)

    assert (is_in(phone), is_in(laptop)) == (False, True)


def test_one_device_can_be_signed_out():
    sam = a_user()
    phone, tablet, laptop = a_device(sam, "Phone"), a_device(sam, "Tablet"), a_device(sam)

    laptop.post(reverse("end_session", args=[UserSession.objects.get(user_agent="Phone").pk]))

    assert (is_in(phone), is_in(tablet), is_in(laptop)) == (False, True, True)


def test_ending_this_device_signs_out_here():
    sam = a_user()
    laptop = a_device(sam)

    answer = laptop.post(reverse("end_session", args=[UserSession.objects.get().pk]))

    assert (answer["Location"], is_in(laptop)) == ("/", False)


def test_nobody_ends_another_persons_session():
    mo = a_device(a_user("Mo Bright"))
    sam = a_device(a_user("Sam Rivers"))
    session = UserSession.objects.get(user__name="Mo Bright")

    answer = sam.post(reverse("end_session", args=[session.pk]))

    assert (answer.status_code, is_in(mo)) == (404, True)


def test_following_a_link_ends_no_session():
    laptop = a_device(a_user())

    answer = laptop.get(reverse("end_session", args=[UserSession.objects.get().pk]))

    assert (answer.status_code, is_in(laptop)) == (405, True)


def test_somebody_whose_sign_in_is_closed_is_out_at_once():
    sam = a_user()
    laptop = a_device(sam)

    sam.is_active = False
    sam.save()

    assert not is_in(laptop)


def test_signing_out_takes_a_button():
    laptop = a_device(a_user())

    laptop.get(reverse("account_logout"))

    assert is_in(laptop)


def test_the_list_takes_as_many_queries_for_five_devices_plus_two_each():
    """allauth looks at each session once to clear away dead ones."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    sam = a_user()
    laptop = a_device(sam)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            laptop.get(LIST)
        counts.append(len(queries))
        for number in range(4):
            a_device(sam, f"Phone {number}")

    assert counts[0] < counts[1]


def test_when_a_device_was_seen_is_kept_every_five_minutes(time_machine):
    time_machine.move_to("2026-03-02 10:00Z", tick=False)
    laptop = a_device(a_user())
    started = timezone.now()

    time_machine.move_to("2026-03-02 10:04:59Z", tick=False)
    laptop.get(LIST)
    assert UserSession.objects.get().last_seen_at == started
    time_machine.move_to("2026-03-02 10:05Z", tick=False)
    laptop.get(LIST)
    assert UserSession.objects.get().last_seen_at == started + timedelta(minutes=5)
