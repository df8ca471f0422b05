"""Somebody lost their phone and the recovery codes."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.tests.factories import a_user
from accounts.tests.signing_in import set_up_app, sign_in
from core.tasks import deliver_due_messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def laptop() -> Client:
    client = Client()
    sign_in(client, a_user("Sam Rivers", "sam@example.org"))
    set_up_app(client)
    return client


def test_the_factors_go_and_the_sessions_end(laptop, capsys):
    call_command("reset_second_step", "SAM@example.org")

    assert not Authenticator.objects.exists()
    assert not UserSession.objects.exists()
    assert laptop.get("/accounts/sessions/").status_code == 302
    assert capsys.readouterr().out == "Sam Rivers sets up a new second step at the next sign-in.\n"


def test_the_owner_is_told(laptop):
    call_command("reset_second_step", "sam@example.org")
    deliver_due_messages()

    assert mail.outbox[-1].to == ["sam@example.org"]
    assert mail.outbox[-1].subject == "Befriending: the second step of your sign-in was reset"


def test_others_keep_theirs(laptop):
    a_user("Mo Bright", "mo@example.org")

    call_command("reset_second_step", "mo@example.org")

    assert Authenticator.objects.count() == 2
    assert laptop.get("/accounts/sessions/").status_code == 200


def test_an_address_nobody_has_is_one_clear_line():
    with pytest.raises(CommandError, match=r"^Nobody here signs in with x@example\.org\.$"):
        call_command("reset_second_step", "x@example.org")
