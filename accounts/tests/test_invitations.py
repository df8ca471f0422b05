"""Invitations: the button signs in once, the link by itself does nothing."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import invite, open_account
from accounts.tests.factories import a_user
from accounts.tests.signing_in import set_up_app, sign_in
from core.models import OneTimeLink, OutboxMessage
from core.tasks import deliver_due_messages

pytestmark = pytest.mark.django_db

USED = "This link has been used already. You can sign in with your e-mail."


def an_invitation_for(user: User) -> str:
    """The address in the newest invitation e-mail, without the name of the site."""
    invite(user, to_what="Side by side", actor=None)
    deliver_due_messages()
    found = re.search(r"http://localhost:8000(/invitation/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_looking_at_an_invitation_changes_nothing(client):
    address = an_invitation_for(a_user("Sam Rivers"))

    pages = [client.get(address), client.head(address), client.get(address)]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "Welcome, Sam Rivers" in pages[0].content.decode()
    assert OneTimeLink.objects.get().used_at is None
    assert signed_in_as(client) is None


def test_the_button_signs_in_and_uses_the_invitation_up(client):
    sam = a_user()
    address = an_invitation_for(sam)

    answer = client.post(address)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert signed_in_as(client) == str(sam.pk)
    assert OneTimeLink.objects.get().used_at is not None


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_used_invitation_says_so(client, method):
    address = an_invitation_for(a_user())
    Client().post(address)

    answer = getattr(client, method)(address)

    assert (answer.status_code, USED in answer.content.decode()) == (410, True)
    assert signed_in_as(client) is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invitation_is_too_old_after_fourteen_days(client, method, time_machine):
    time_machine.move_to("2026-03-02 10:00Z")
    address = an_invitation_for(a_user())
    time_machine.move_to("2026-03-16 10:00:01Z")

    answer = getattr(client, method)(address)

    assert answer.status_code == 410
    assert "This link is too old. Ask the person who sent it for a new one." in (
        answer.content.decode()
    )
    assert signed_in_as(client) is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_made_up_invitation_says_so(client, method):
    answer = getattr(client, method)(reverse("invitation", args=["made-up"]))

    assert answer.status_code == 410
    assert "This link is not one of ours, or a part of it is missing." in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_older_invitation_points_to_the_newest(client, method):
    sam = a_user()
    older = an_invitation_for(sam)
    newer = an_invitation_for(sam)

    answer = getattr(client, method)(older)

    assert answer.status_code == 410
    assert "A newer link was sent to you. Please use the newest one." in answer.content.decode()
    assert client.post(newer).status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invitation_for_a_closed_account_says_so_and_stays_unused(client, method):
    sam = a_user()
    address = an_invitation_for(sam)
    User.objects.update(is_active=False)

    answer = getattr(client, method)(address)

    assert answer.status_code == 410
    assert "This sign-in is closed at the moment." in answer.content.decode()
    assert OneTimeLink.objects.get().used_at is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_invitation_for_a_deleted_account_says_so(client, method):
    sam = a_user()
    address = an_invitation_for(sam)
    sam.delete()

    answer = getattr(client, method)(address)

    assert answer.status_code == 410
    assert "The account this invitation was for is gone." in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_gets_in():
    address = an_invitation_for(a_user())
    both_ready = Barrier(2)

    def press(_: int) -> int:
        client = Client()
        both_ready.wait()
        try:
            return client.post(address).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        answers = sorted(people.map(press, range(2)))

    assert answers == [302, 410]


def test_an_invitation_does_not_go_round_the_second_factor(client):
    sam = a_user()
    first = Client()
    sign_in(first, sam)
    set_up_app(first)

    answer = client.post(an_invitation_for(sam))

    assert answer["Location"] == reverse("mfa_authenticate")
    assert signed_in_as(client) is None


def test_an_invitation_opened_by_somebody_else_says_whose_session_ends(client):
    client.force_login(a_user("Mo Bright"))
    sam = a_user("Sam Rivers")
    address = an_invitation_for(sam)

    assert "You are signed in as Mo Bright on this device." in client.get(address).content.decode()
    client.post(address)

    assert signed_in_as(client) == str(sam.pk)


def test_the_button_needs_its_key():
    strict = Client(enforce_csrf_checks=True)
    address = an_invitation_for(a_user())

    assert strict.post(address).status_code == 403
    assert OneTimeLink.objects.get().used_at is None


def test_the_mail_says_what_to_do_and_is_wiped_after_it_left():
    sam = a_user("Sam Rivers")

    address = an_invitation_for(sam)

    [message] = mail.outbox
    assert message.subject == "You are invited to Side by side"
    assert message.body == (
        "Hello Sam Rivers,\n\nyou are invited to Side by side. Open this page to begin:\n\n"
        f"http://localhost:8000{address}\n\n"
        "The link works once, within 14 days. After that you sign in with your e-mail address; "
        "we send you a code each time. There is no password.\n"
    )
    assert OutboxMessage.objects.get().body == ""


def test_only_a_digest_of_the_link_is_kept():
    address = an_invitation_for(a_user())

    assert OneTimeLink.objects.get().digest not in address
    assert len(OneTimeLink.objects.get().digest) == 64


def test_opening_an_account_twice_gives_the_same_one():
    first = open_account(email=" Sam@Example.org ", name="Sam Rivers", actor=None)
    second = open_account(email="sam@example.ORG", name="Somebody else", actor=None)

    assert (first.pk, second.name) == (second.pk, "Sam Rivers")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("sam@example.org", True, True)
    ]
