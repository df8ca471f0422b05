"""Asking for a code, writing it, the second step for staff, sessions and invitations."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core import ratelimit
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from accounts.forms import RequestCodeForm, WriteCodeForm
from accounts.models import User
from accounts.queries import sessions_of
from accounts.second_factor import (
    has_proved_second_factor,
    has_second_factor,
    needs_second_factor,
    where_to_prove,
)
from accounts.services import accept_invitation, read_invitation
from core.errors import RuleBroken
from core.views import Page, anyone, signed_in


class RequestCodePage(RequestLoginCodeView):
    """Asks for an address and sends a code. A known address and another look the same."""

    form_class = RequestCodeForm

    def form_valid(self, form: RequestCodeForm) -> HttpResponse:
        """Send the code, or do the same work for nobody."""
        response = super().form_valid(form)
        if form._user is None:
            get_adapter().send_code_to_nobody(form.cleaned_data["email"])
        return response


class ConfirmCodePage(ConfirmLoginCodeView):
    """Takes the code. Another code counts against the same limit as the first."""

    form_class = WriteCodeForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, or send another code."""
        if self._action != "resend":
            return super().form_valid(form)
        email = self._process.state["email"]
        if not ratelimit.consume(self.request, action="request_login_code", key=email):
            messages.error(self.request, get_adapter().error_messages["rate_limited"])
            return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))
        response = super().form_valid(form)
        if self._process.user is None:
            get_adapter().send_code_to_nobody(email)
        messages.success(
            self.request,
            _("If we know the address, another code is on its way. Only the newest one works."),
        )
        return response


class SignInAddress(Page):
    """The address allauth calls login: there is one way to sign in, and it starts with a code."""

    guard = anyone

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(
            f"{reverse('account_request_login_code')}?{request.GET.urlencode()}".rstrip("?")
        )

    post = get


class NoSuchPage(Page):
    """Pages about passwords that allauth brings along. There is no password here."""

    guard = anyone

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        raise Http404


class SecondStepPage(Page):
    """Why staff need a second way to show who they are, and the two to choose from."""

    guard = signed_in
    template_name = "accounts/second_step.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        if not needs_second_factor(user):
            return redirect("mfa_index")
        if not has_second_factor(user):
            return self.render()
        return redirect("home" if has_proved_second_factor(request) else where_to_prove(request))


class SessionsPage(ListUserSessionsView):
    """Lists the reader's own sessions; its button ends all but this one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """As allauth's page, but without looking each session up by itself."""
        sessions = list(sessions_of(cast(User, self.request.user)))
        return {
            **FormView.get_context_data(self, **kwargs),
            "sessions": sessions,
            "session_count": len(sessions),
            "show_last_seen_at": True,
        }


class EndSessionPage(Page):
    """Ends one of the reader's own sessions; it is out at its next request."""

    guard = signed_in

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = get_object_or_404(UserSession, pk=pk, user=request.user)
        if session.is_current():
            logout(request)
            return redirect("home")
        session.end()
        messages.success(request, _("That device is signed out."))
        return redirect("usersessions_list")


class InvitationPage(Page):
    """Shows who is invited; the button, not the link, signs them in: scanners follow links."""

    guard = anyone
    template_name = "accounts/invitation.html"

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            return self.render(invited=read_invitation(token))
        except RuleBroken as problem:
            return self.render(status=410, problem=problem.message)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            user = accept_invitation(token)
        except RuleBroken as problem:
            return self.render(status=410, problem=problem.message)
        if request.user.is_authenticated:
            logout(request)
        # Through allauth's stages: who has a second factor is asked for it here as well.
        response: HttpResponse = perform_login(
            request, user, email=user.email, redirect_url=reverse("home")
        )
        return response
