"""Staff prove themselves twice before any page with a person's data."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from accounts import middleware, second_factor
from accounts.models import User
from accounts.tests.factories import a_user
from accounts.tests.signing_in import (
    number_of_app,
    set_up_app,
    sign_in,
)
from core.tasks import deliver_due_messages

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = "/accounts/sessions/"
SET_UP = "/accounts/second-step/"


@pytest.fixture(autouse=True)
def staff_by_name(monkeypatch) -> None:
    """In these tests everybody with "staff" in the address needs a second factor."""
    monkeypatch.setattr(second_factor, "_rules", [lambda user: "staff" in user.email])


def a_staff_member() -> User:
    return a_user("Sam Rivers", "staff.sam@example.org")


def shown_at(client: Client, address: str) -> str:
    """Where an address leads: itself when it opens."""
    answer = client.get(address)
    return answer.get("Location", address) if answer.status_code == 302 else address


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client):
    sign_in(client, a_staff_member())

    assert shown_at(client, CLOSED) == SET_UP


def test_the_set_up_page_says_why_and_offers_both_ways(client):
    sign_in(client, a_staff_member())

    page = client.get(SET_UP).content.decode()

    assert "a code alone would let them in too" in page
    assert reverse("mfa_add_webauthn") in page
    assert reverse("mfa_activate_totp") in page


def test_others_need_none(client):
    sign_in(client, a_user("Priya Khan"))

    assert shown_at(client, CLOSED) == CLOSED
    assert shown_at(client, SET_UP) == reverse("mfa_index")


def test_a_form_sent_before_the_second_factor_changes_nothing(client):
    sign_in(client, a_staff_member())

    answer = client.post(reverse("account_email"), {"email": "x@example.org", "action_add": ""})

    assert (answer.status_code, answer["Location"]) == (302, SET_UP)


def test_a_fragment_asked_by_htmx_moves_the_whole_page(client):
    sign_in(client, a_staff_member())

    answer = client.get(CLOSED, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == SET_UP


def test_setting_up_an_app_shows_recovery_codes_and_opens_the_pages(client):
    sign_in(client, a_staff_member())
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    answer = client.post(reverse("mfa_activate_totp"), {"code": number_of_app(secret)}, follow=True)

    assert answer.redirect_chain == [(reverse("mfa_view_recovery_codes"), 302)]
    assert len(answer.context["unused_codes"]) == 10
    assert shown_at(client, CLOSED) == CLOSED


def test_a_wrong_number_sets_nothing_up(client):
    sign_in(client, a_staff_member())
    client.get(reverse("mfa_activate_totp"))

    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "This number does not fit." in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_the_next_sign_in_asks_for_the_number(client):
    staff = a_staff_member()
    sign_in(client, staff)
    secret = set_up_app(client)
    again = Client()

    answer = sign_in(again, staff)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in again.session
    number = number_of_app(secret, half_minutes_on=1)
    again.post(reverse("mfa_authenticate"), {"code": number})
    assert shown_at(again, CLOSED) == CLOSED


def test_a_passkey_is_only_asked_for_from_somebody_who_has_one(client):
    staff = a_staff_member()
    sign_in(client, staff)
    set_up_app(client)
    again = Client()

    page = again.get(sign_in(again, staff)["Location"]).content.decode()

    assert "Write the number your app shows now, or one of your recovery codes." in page
    assert "Use my passkey" not in page


def test_a_number_works_once(client):
    staff = a_staff_member()
    sign_in(client, staff)
    secret = set_up_app(client)
    number = number_of_app(secret, half_minutes_on=1)
    again = Client()
    sign_in(again, staff)
    again.post(reverse("mfa_authenticate"), {"code": number})
    third = Client()
    sign_in(third, staff)

    answer = third.post(reverse("mfa_authenticate"), {"code": number})

    assert "This number does not fit." in answer.content.decode()
    assert "_auth_user_id" not in third.session


def test_a_recovery_code_opens_the_pages_once(client):
    staff = a_staff_member()
    sign_in(client, staff)
    set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    opened = []
    for _ in range(2):
        again = Client()
        sign_in(again, staff)
        again.post(reverse("mfa_authenticate"), {"code": code})
        opened.append("_auth_user_id" in again.session)

    assert opened == [True, False]


def test_guessing_numbers_is_limited(client):
    staff = a_staff_member()
    sign_in(client, staff)
    secret = set_up_app(client)
    again = Client()
    sign_in(again, staff)
    for _ in range(5):
        again.post(reverse("mfa_authenticate"), {"code": "000000"})

    answer = again.post(
        reverse("mfa_authenticate"), {"code": number_of_app(secret, half_minutes_on=1)}
    )

    assert "That was too many tries." in answer.content.decode()
    assert "_auth_user_id" not in again.session


def test_a_session_from_before_the_set_up_elsewhere_has_to_prove_itself(client):
    """Somebody who only got into the e-mail is not let in by the owner's own set-up."""
    staff = a_staff_member()
    older = Client()
    sign_in(older, staff)
    sign_in(client, staff)
    secret = set_up_app(client)

    assert shown_at(older, CLOSED) == "/accounts/2fa/reauthenticate/?next=%2Faccounts%2Fsessions%2F"
    assert shown_at(older, reverse("mfa_activate_totp")).startswith("/accounts/2fa/reauthenticate/")
    older.post(
        reverse("mfa_reauthenticate"),
        {"code": number_of_app(secret, half_minutes_on=1), "next": CLOSED},
    )
    assert shown_at(older, CLOSED) == CLOSED


def test_a_session_without_proof_cannot_take_the_factor_off_or_read_recovery_codes(client):
    staff = a_staff_member()
    older = Client()
    sign_in(older, staff)
    sign_in(client, staff)
    set_up_app(client)

    for name in (
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_generate_recovery_codes",
    ):
        assert shown_at(older, reverse(name)).startswith("/accounts/2fa/reauthenticate/"), name
        older.post(reverse(name))
    assert Authenticator.objects.count() == 2


def test_taking_the_last_factor_off_leads_back_to_the_set_up_page(client):
    sign_in(client, a_staff_member())
    set_up_app(client)
    Authenticator.objects.exclude(type="recovery_codes").delete()

    assert shown_at(client, CLOSED) == SET_UP


def test_the_page_that_takes_the_app_off_leads_back_to_the_set_up_page(client):
    staff = a_staff_member()
    sign_in(client, staff)
    set_up_app(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert shown_at(client, CLOSED) == SET_UP


def test_somebody_who_becomes_staff_is_asked_at_the_next_request(client):
    somebody = a_user("Priya Khan")
    sign_in(client, somebody)
    assert shown_at(client, CLOSED) == CLOSED

    User.objects.filter(pk=somebody.pk).update(email="staff.priya@example.org")

    assert shown_at(client, CLOSED) == SET_UP


def test_the_secret_of_the_app_is_not_readable_in_the_database(client):
    sign_in(client, a_staff_member())

    secret = set_up_app(client)

    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE type = 'totp'")
        [(kept,)] = cursor.fetchall()
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE type = 'recovery_codes'")
        [(codes,)] = cursor.fetchall()
    assert secret not in kept
    assert kept.startswith('{"secret": "gAAAA')
    assert '"seed": "gAAAA' in codes
    assert secret not in str(dict(client.session))


def test_a_secret_kept_under_an_older_key_still_works(client, settings):
    staff = a_staff_member()
    sign_in(client, staff)
    secret = set_up_app(client)
    settings.FIELD_KEYS = ["bmV3ZXIta2V5LW5ld2VyLWtleS1uZXdlci1rZXktMTI=", *settings.FIELD_KEYS]
    again = Client()
    sign_in(again, staff)

    again.post(reverse("mfa_authenticate"), {"code": number_of_app(secret, half_minutes_on=1)})

    assert "_auth_user_id" in again.session


def test_the_owner_is_told_by_e_mail_that_an_app_was_added(client):
    sign_in(client, a_staff_member())

    set_up_app(client)
    deliver_due_messages()

    assert mail.outbox[-1].subject == "An authenticator app was set up for your sign-in"
    assert mail.outbox[-1].to == ["staff.sam@example.org"]


# Which pages are open before the second factor


def test_the_open_pages_are_these_and_all_exist():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert {
        "account_logout",
        "account_reauthenticate",
        "demo",
        "health",
        "invitation",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "second_step",
    } == middleware.OPEN_PAGES
    assert names >= middleware.OPEN_PAGES


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/../accounts/sessions/",
        "/accounts/second-step/../sessions/",
        "/healthz/../accounts/sessions/",
        "//accounts/sessions/",
        "/accounts/%2e%2e/accounts/sessions/",
        "/demo/..;/accounts/sessions/",
        "/accounts/sessions/?x=/accounts/second-step/",
        "/accounts/sessions",
    ],
)
def test_no_way_of_writing_an_address_opens_a_closed_page(client, path):
    sign_in(client, a_staff_member())

    answer = client.get(path)

    assert answer.status_code == 404 or answer["Location"] in (SET_UP, CLOSED)


def test_every_page_of_signing_in_that_is_not_listed_is_closed(client):
    sign_in(client, a_staff_member())
    plain = [
        "account_email",
        "account_request_login_code",
        "account_login",
        "end_session",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "usersessions_list",
    ]

    for name in plain:
        address = reverse(name, args=[1] if name == "end_session" else [])
        assert shown_at(client, address) == SET_UP, name


def test_staff_pay_one_query_for_being_checked(client, django_assert_num_queries):
    staff = a_staff_member()
    sign_in(client, staff)
    set_up_app(client)
    client.get(SET_UP)

    # The session, the user, the factor.
    with django_assert_num_queries(3):
        assert client.get("/accounts/password/set/").status_code == 404


def test_signing_out_works_before_the_second_factor(client):
    sign_in(client, a_staff_member())

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
