"""Signing in with an e-mailed code."""

import pytest
from django.core import mail
from django.urls import reverse

from accounts.tests.factories import a_user
from accounts.tests.signing_in import (
    ask_for_code,
    code_in,
    is_signed_in,
    newest_code,
    sign_in,
    write_code,
)
from core.models import OutboxMessage
from core.tasks import deliver_due_messages

pytestmark = pytest.mark.django_db
CONFIRM = "account_confirm_login_code"
ASK = "account_request_login_code"


def test_the_code_from_the_e_mail_signs_in(client):
    sam = a_user("Sam Rivers")

    answer = sign_in(client, sam)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(sam.pk)


def test_signing_in_leads_to_the_page_that_was_asked_for(client):
    sam = a_user()
    sessions = reverse("usersessions_list")
    asked = client.get(sessions)
    client.post(asked["Location"], {"email": sam.email, "next": sessions})

    answer = client.post(reverse(CONFIRM), {"code": newest_code(), "next": sessions})

    assert answer["Location"] == sessions


def test_signing_in_never_leads_to_another_site(client):
    sam = a_user()
    ask_for_code(client, sam.email)

    answer = client.post(
        reverse(CONFIRM), {"code": newest_code(), "next": "https://elsewhere.example/"}
    )

    assert answer["Location"] == "/"


@pytest.mark.parametrize("typed", ["SAM@Example.org", "  sam@example.org ", "Sam@EXAMPLE.ORG\t"])
def test_case_and_spaces_do_not_matter(client, typed):
    a_user("Sam Rivers", "sam@example.org")
    ask_for_code(client, typed)

    write_code(client, newest_code())

    assert is_signed_in(client)


def test_a_code_works_without_its_dash_and_in_small_letters(client):
    sam = a_user()
    ask_for_code(client, sam.email)

    write_code(client, " " + newest_code().replace("-", "").lower())

    assert is_signed_in(client)


def test_look_alike_letters_are_another_address(client):
    a_user("Sam Rivers", "sam@example.org")

    ask_for_code(client, "ſam@example.org")

    assert OutboxMessage.objects.count() == 0


def test_the_mail_is_plain_short_and_names_no_scheme(client):
    ask_for_code(client, a_user().email)
    code = newest_code()

    [message] = mail.outbox
    assert message.subject == "Befriending: your code to sign in"
    assert message.body == (
        "Here is your code. Write it on the page where you asked for it.\n\n"
        f"{code}\n\n"
        "It works once, within ten minutes. Nobody from the scheme will ever ask you for it. "
        "If you did not want to sign in, leave this message alone.\n\n"
        "Befriending, http://localhost:8000"
    )


def test_the_code_leaves_through_the_outbox_and_its_words_are_wiped(client):
    ask_for_code(client, a_user().email)
    assert OutboxMessage.objects.get().body != ""

    deliver_due_messages()

    message = OutboxMessage.objects.get()
    assert (message.state, message.body) == (OutboxMessage.State.SENT, "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Write your e-mail address."),
        ("sam", "Write the whole address, like name@example.org."),
        ("sam@", "Write the whole address, like name@example.org."),
        ("a\x00b@example.org", "Null characters are not allowed."),
    ],
)
def test_what_is_no_address_is_said_at_the_field(client, typed, words):
    assert words in ask_for_code(client, typed).content.decode()


def test_the_way_in_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse(ASK)).status_code == 200


# The address they are sent to


def test_codes_go_to_a_new_address_once_it_is_checked_and_chosen(client):
    sam = a_user("Sam Rivers", "sam@example.org")
    client.force_login(sam)
    client.post(reverse("account_email"), {"email": "New@Example.org", "action_add": ""})
    deliver_due_messages()
    assert mail.outbox[-1].to == ["new@example.org"]
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[-1])})

    client.post(reverse("account_email"), {"email": "new@example.org", "action_primary": ""})

    sam.refresh_from_db()
    assert sam.email == "new@example.org"
    deliver_due_messages()
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        ["sam@example.org"],
        "Your e-mail address has changed",
    )


def test_an_address_of_somebody_else_cannot_be_taken_over(client):
    a_user("Sam Rivers", "sam@example.org")
    mo = a_user("Mo Bright", "mo@example.org")
    client.force_login(mo)

    client.post(reverse("account_email"), {"email": "sam@example.org", "action_add": ""})
    client.post(reverse("account_email"), {"email": "sam@example.org", "action_primary": ""})

    mo.refresh_from_db()
    assert mo.email == "mo@example.org"
