"""People who can sign in."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.models import User
from accounts.services import open_account


def a_user(name: str = "Sam Rivers", email: str = "") -> User:
    """Somebody with an account; the address is made from the name unless given."""
    return open_account(
        email=email or f"{name.lower().replace(' ', '.')}@example.org", name=name, actor=None
    )


def signed_in(client: Client, user: User) -> Client:
    """The client as this user, the second step done: staff see their pages at once."""
    factor, _ = Authenticator.objects.get_or_create(
        user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
    )
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "at": time.time(), "id": factor.pk, "type": factor.type}
    ]
    session.save()
    return client
