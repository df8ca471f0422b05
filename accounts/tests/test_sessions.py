"""Where somebody is signed in, and ending it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
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
    a_device(sam, "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0")
    laptop = a_device(sam, "Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0")

    page = laptop.get(LIST).content.decode()

    assert "Firefox on Android" in page
    assert "Firefox on Windows" in page
    assert "Sign out everywhere else" in page


def test_only_my_own_devices_are_listed():
    a_device(a_user("Mo Bright"), "Mozilla/5.0 (Android 14; rv:132.0) Firefox/132.0")

    page = a_device(a_user("Sam Rivers")).get(LIST).content.decode()

    assert "Android" not in page


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


@pytest.mark.parametrize("devices", [1, 30])
def test_the_list_takes_the_same_queries_for_many_devices(django_assert_num_queries, devices):
    sam = a_user()
    laptop = a_device(sam)
    for _ in range(devices - 1):
        session = SessionStore()
        session.save()
        UserSession.objects.create(user=sam, ip="192.0.2.1", session_key=session.session_key)

    # The session, the user, whether they are staff, the sessions.
    with django_assert_num_queries(4):
        assert len(laptop.get(LIST).context["sessions"]) == devices


def test_a_session_that_ran_out_is_not_listed(time_machine):
    time_machine.move_to("2026-03-02 10:00Z")
    sam = a_user()
    a_device(sam, "Phone")
    time_machine.move_to("2026-04-02 10:00Z")

    sessions = a_device(sam, "Laptop").get(LIST).context["sessions"]

    assert [session.user_agent for session in sessions] == ["Laptop"]


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
