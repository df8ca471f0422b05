"""What allauth brings along and we do not have: passwords, and signing up."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from accounts.tests.factories import a_user
from accounts.tests.signing_in import ask_for_code, newest_code, write_code

pytestmark = pytest.mark.django_db
ASK = "account_request_login_code"


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
