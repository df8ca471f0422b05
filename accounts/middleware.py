"""Staff prove themselves twice before they see a person's data; sessions keep when they were seen."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.second_factor import (
    has_proved_second_factor,
    has_second_factor,
    needs_second_factor,
    where_to_prove,
)

# By name, not by path: what runs is what counts, however its address was written.
# None of these shows anything but the reader's own sign-in.
OPEN_PAGES = frozenset(
    {
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
    }
)
DEMO_SESSION_KEY = "signed_in_from_the_demo_page"
SEEN_KEY = "seen_at"
SEEN_EVERY = 5 * 60

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecondFactorMiddleware:
    """Sends staff to set up, or to use, a second factor; every other page waits."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before any page runs: let it, or answer with where to go first."""
        match = request.resolver_match
        user = request.user
        if not user.is_authenticated:
            return None
        if request.session.get(DEMO_SESSION_KEY):
            if settings.DEMO:
                return None
            # Whoever clicked themselves in while it was a demo has proved nothing.
            logout(request)
            return redirect("home")
        if match and match.view_name in OPEN_PAGES:
            return None
        if has_proved_second_factor(request) and has_second_factor(user):
            return None
        if not needs_second_factor(user):
            return None
        address = where_to_prove(request) if has_second_factor(user) else reverse("second_step")
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(address)
        return redirect(address)


class LastSeenMiddleware:
    """Keeps when and from where each session was last seen, at most every five minutes.

    In place of allauth's own, which writes a row on every single request.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and request.session.session_key:
            now = int(time.time())
            if now - request.session.get(SEEN_KEY, 0) >= SEEN_EVERY:
                UserSession.objects.create_from_request(request)
                request.session[SEEN_KEY] = now
        return self.get_response(request)
