"""Nobody learns whether an address is known."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import a_user
from accounts.tests.signing_in import ask_for_code, is_signed_in, write_code
from core.models import OutboxMessage
from core.tasks import deliver_due_messages

pytestmark = pytest.mark.django_db
ASK = "account_request_login_code"
CONFIRM = "account_confirm_login_code"


def wording(answer, email: str = "") -> str:
    """A page as it reads: without the address, and the key that every form carries."""
    body = answer.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body).replace(email or "-", "-")


def headers_of(answer) -> dict[str, str]:
    """What is sent beside the page, but for the time and the order of the rules on content."""
    changing = {"Expires", "Content-Security-Policy"}
    return {name: value for name, value in answer.headers.items() if name not in changing}


def test_asking_answers_the_same_for_an_address_nobody_has():
    a_user("Sam Rivers", "sam@example.org")
    answers = []
    for email in ("sam@example.org", "nob@example.org"):
        client = Client()
        answer = ask_for_code(client, email)
        page = wording(client.get(reverse(CONFIRM)), email)
        answers.append((answer.status_code, headers_of(answer), answer.content, page))

    assert answers[0] == answers[1]


def test_asking_again_answers_the_same_for_an_address_nobody_has():
    a_user("Sam Rivers", "sam@example.org")
    answers = []
    for email in ("sam@example.org", "nob@example.org"):
        client = Client()
        ask_for_code(client, email)
        again = [client.post(reverse(CONFIRM), {"action": "resend"}) for _ in range(3)]
        pages = [
            (answer.status_code, headers_of(answer), wording(answer, email)) for answer in again
        ]
        answers.append((pages, wording(client.get(reverse(CONFIRM)), email)))

    assert answers[0] == answers[1]


def test_wrong_codes_answer_the_same_for_an_address_nobody_has():
    a_user("Sam Rivers", "sam@example.org")
    answers = []
    for email in ("sam@example.org", "nob@example.org"):
        client = Client()
        ask_for_code(client, email)
        tries = [write_code(client, "WRNG-WRNG") for _ in range(3)]
        pages = [wording(answer, email) for answer in tries]
        answers.append(
            ([answer.status_code for answer in tries], pages, wording(client.get(reverse(ASK))))
        )

    assert answers[0] == answers[1]


@pytest.mark.parametrize("action", ["", "resend"])
def test_nothing_is_sent_to_or_kept_of_an_address_nobody_has(client, action):
    ask_for_code(client, "nob@example.org")
    if action:
        client.post(reverse(CONFIRM), {"action": action})

    deliver_due_messages()

    assert (len(mail.outbox), OutboxMessage.objects.count()) == (0, 0)


@pytest.mark.parametrize("action", ["", "resend"])
def test_an_unknown_address_asks_and_writes_as_much_as_a_known_one(action):
    a_user("Sam Rivers", "sam@example.org")
    work = []
    for email in ("sam@example.org", "nob@example.org"):
        client = Client()
        if action:
            ask_for_code(client, email)
        with CaptureQueriesContext(connection) as queries:
            if action:
                client.post(reverse(CONFIRM), {"action": action})
            else:
                ask_for_code(client, email)
        work.append(
            [
                table
                for query in queries
                for table in ('INTO "core_outboxmessage"', 'FROM "account_emailaddress"')
                if table in query["sql"]
            ]
        )

    assert work[0] == work[1]
    assert 'INTO "core_outboxmessage"' in work[0]


@pytest.mark.parametrize("code", ["", "-", "0"])
def test_an_empty_code_never_fits_an_address_nobody_has(client, code):
    ask_for_code(client, "nob@example.org")

    write_code(client, code)

    assert not is_signed_in(client)


def test_somebody_who_left_is_like_nobody(client):
    sam = a_user()
    sam.is_active = False
    sam.save()

    ask_for_code(client, sam.email)

    assert OutboxMessage.objects.count() == 0


def test_an_address_that_was_never_checked_gets_no_code(client):
    sam = a_user()
    EmailAddress.objects.create(user=sam, email="other@example.org", verified=False)

    ask_for_code(client, "other@example.org")

    assert OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("email", ["sam@example.org", "nob@example.org"])
def test_adding_an_address_does_not_tell_whether_it_is_known(client, email):
    a_user("Sam Rivers", "sam@example.org")
    client.force_login(a_user("Mo Bright"))

    answer = client.post(reverse("account_email"), {"email": email, "action_add": ""}, follow=True)

    assert answer.redirect_chain == [(reverse("account_email_verification_sent"), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        f"We sent a message to {email}. Open it to show that the address is yours."
    ]


def test_an_address_longer_than_any_is_answered_like_any_other(client):
    address = "a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".org"

    answer = client.post(reverse("account_request_login_code"), {"email": address})

    assert answer.status_code == 302
    assert answer["Location"] == reverse("account_confirm_login_code")
