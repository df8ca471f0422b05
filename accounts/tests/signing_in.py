"""What a person does to sign in, step by step, with a test client."""

import base64
import hashlib
import hmac
import re
import struct
import time

from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.tasks import deliver_due_messages

CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})$", re.MULTILINE)


def ask_for_code(client: Client, email: str, *, follow: bool = False):
    """Write the address and press the button."""
    return client.post(reverse("account_request_login_code"), {"email": email}, follow=follow)


def newest_code() -> str:
    """The code in the e-mail that came last, once the worker has handed everything over."""
    deliver_due_messages()
    return code_in(mail.outbox[-1])


def code_in(message: EmailMessage) -> str:
    """The code in an e-mail."""
    found = CODE.search(str(message.body))
    assert found is not None
    return found[1]


def write_code(client: Client, code: str):
    """Write the code from the e-mail."""
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def sign_in(client: Client, user: User):
    """Both steps; gives back the answer to the code."""
    ask_for_code(client, user.email)
    return write_code(client, newest_code())


def is_signed_in(client: Client) -> bool:
    """Whether this browser is somebody's now."""
    return "_auth_user_id" in client.session


def number_of_app(secret: str, *, half_minutes_on: int = 0) -> str:
    """What an authenticator app shows (RFC 6238), now or some half minutes on."""
    counter = int(time.time()) // 30 + half_minutes_on
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def set_up_app(client: Client) -> str:
    """Scan the picture and write the number; gives back the app's secret."""
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": number_of_app(secret)})
    assert answer.status_code == 302, answer.content
    return secret
