"""Accepting an invitation."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.services import accept_invitation, read_invitation
from core.errors import RuleBroken
from core.views import Page, anyone


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
        login(request, user, "allauth.account.auth_backends.AuthenticationBackend")
        return redirect("home")
