"""Tries are limited: codes asked for, and codes written."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import a_user
from accounts.tests.signing_in import ask_for_code, is_signed_in, newest_code, write_code
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db
ASK = "account_request_login_code"
CONFIRM = "account_confirm_login_code"


def test_a_fourth_code_in_a_short_time_is_not_sent(client):
    sam = a_user("Sam Rivers", "sam@example.org")
    for _ in range(3):
        ask_for_code(Client(), sam.email)

    answer = ask_for_code(client, "SAM@example.org")

    assert "You asked a few times already. Wait five minutes, then ask again." in (
        answer.content.decode()
    )
    assert OutboxMessage.objects.count() == 3


def test_codes_sent_again_count_as_well(client):
    ask_for_code(client, a_user().email)
    for _ in range(2):
        client.post(reverse(CONFIRM), {"action": "resend"})

    assert OutboxMessage.objects.count() == 3
    answer = ask_for_code(Client(), a_user().email)
    assert "You asked a few times already" in answer.content.decode()


def test_somebody_else_may_ask_meanwhile(client):
    for _ in range(4):
        ask_for_code(Client(), a_user("Sam Rivers").email)

    ask_for_code(client, a_user("Mo Bright").email)

    assert OutboxMessage.objects.filter(whom="mo.bright@example.org").count() == 1


def test_many_addresses_from_one_place_are_stopped_in_words(client):
    for number in range(20):
        ask_for_code(Client(), f"person{number}@example.org")

    answer = ask_for_code(client, "person20@example.org")

    assert "Wait five minutes" in answer.content.decode()


def test_after_three_wrong_codes_the_right_one_is_too_late(client):
    ask_for_code(client, a_user().email)
    code = newest_code()
    for _ in range(3):
        answer = write_code(client, "WRNG-WRNG")

    assert answer["Location"] == reverse(ASK)
    assert "That was too many tries." in client.get(reverse(ASK)).content.decode()
    write_code(client, code)
    assert not is_signed_in(client)


def test_a_wrong_code_says_so_at_the_field(client):
    ask_for_code(client, a_user().email)

    answer = write_code(client, "WRNG-WRNG")

    assert "This is not the code we sent." in answer.content.decode()


def test_a_code_is_too_old_after_ten_minutes(client, time_machine):
    time_machine.move_to("2026-03-02 10:00Z")
    ask_for_code(client, a_user().email)
    code = newest_code()

    time_machine.move_to("2026-03-02 10:10:01Z")
    write_code(client, code)

    assert not is_signed_in(client)


def test_a_code_works_once(client):
    sam = a_user()
    ask_for_code(client, sam.email)
    code = newest_code()
    write_code(client, code)

    other = Client()
    ask_for_code(other, sam.email)
    write_code(other, code)

    assert not is_signed_in(other)


def test_a_newer_code_replaces_the_one_before(client):
    ask_for_code(client, a_user().email)
    first = newest_code()
    client.post(reverse(CONFIRM), {"action": "resend"})
    second = newest_code()

    write_code(client, first)
    assert not is_signed_in(client)
    write_code(client, second)
    assert is_signed_in(client)
