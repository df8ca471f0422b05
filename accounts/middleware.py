"""Staff prove themselves twice before they see a person's data."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.second_factor import needs_second_factor

OPEN_PREFIXES = ("/accounts/", "/static/", "/healthz/", "/demo/", "/invitation/")
DEMO_SESSION_KEY = "signed_in_from_the_demo_page"


class SecondFactorMiddleware:
    """Sends staff without a passkey or authenticator app to set one up; every other page waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if (
            user.is_authenticated
            and not request.path.startswith(OPEN_PREFIXES)
            and not (settings.DEMO and request.session.get(DEMO_SESSION_KEY))
            and needs_second_factor(user)
            and not is_mfa_enabled(user)
        ):
            return redirect("mfa_index")
        return self.get_response(request)
