"""Signing in with an e-mailed code."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import a_user
from accounts.tests.signing_in import ask_for_code, code_in, newest_code, sign_in, write_code
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


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


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


# Nobody learns whether an address is known


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


# Tries are limited


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


# What allauth brings along and we do not have


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/password/change/",
        "/accounts/password/set/",
        "/accounts/password/reset/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/1-abc/",
        "/accounts/password/reset/key/done/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_there_are_no_password_pages(client, address, method, signed_in):
    if signed_in:
        client.force_login(a_user())

    assert getattr(client, method)(address).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_by_themselves(client, method):
    answer = getattr(client, method)(
        reverse("account_signup"), {"email": "new@example.org"} if method == "post" else None
    )

    assert "Accounts come with an invitation" in answer.content.decode()
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_sign_in_address_leads_to_the_code(client, method):
    answer = getattr(client, method)(reverse("account_login") + "?next=/me/")

    assert answer["Location"] == reverse(ASK) + "?next=%2Fme%2F"


def test_no_page_of_signing_in_asks_for_a_password(client):
    sam = a_user()
    pages = [client.get(reverse(ASK)), ask_for_code(client, sam.email, follow=True)]
    write_code(client, newest_code())
    pages += [client.get(reverse(name)) for name in ("account_email", "mfa_index")]

    assert [page.status_code for page in pages] == [200] * 4
    assert not any(b'type="password"' in page.content for page in pages)


def test_proving_again_never_asks_for_a_password(client):
    client.force_login(a_user())

    assert client.get(reverse("account_reauthenticate")).status_code == 403


@pytest.mark.parametrize("email", ["sam@example.org", "nob@example.org"])
def test_adding_an_address_does_not_tell_whether_it_is_known(client, email):
    a_user("Sam Rivers", "sam@example.org")
    client.force_login(a_user("Mo Bright"))

    answer = client.post(reverse("account_email"), {"email": email, "action_add": ""}, follow=True)

    assert answer.redirect_chain == [(reverse("account_email_verification_sent"), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        f"We sent a message to {email}. Open it to show that the address is yours."
    ]


def test_the_way_in_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(reverse(ASK)).status_code == 200


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
