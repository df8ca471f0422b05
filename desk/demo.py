"""Trying it out: one button signs in as each part of the demo scheme."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.middleware import DEMO_SESSION_KEY
from accounts.models import User
from core.views import Page, anyone


@dataclass(frozen=True)
class Part:
    """A part to play in the demo scheme; its key is also its e-mail name."""

    key: str
    label: str | Promise
    about: str | Promise

    @property
    def email(self) -> str:
        """The address by which the demo data knows this part."""
        return f"{self.key}@demo.example"


PARTS = [
    Part("coordinator", _("Co-ordinator"), _("Sees who needs what today, and all the people.")),
    Part("manager", _("Manager"), _("Sets the scheme up, gives roles, makes the reports.")),
    Part("volunteer", _("Volunteer"), _("Has matches, and writes record sheets on a phone.")),
    Part("supportee", _("Supported person"), _("Sees who comes when, and who to ring.")),
    Part("lead", _("Safeguarding lead"), _("Reads how the scheme is set up.")),
    Part("trainer", _("Trainer"), _("Reads how the scheme is set up.")),
    Part(
        "steering", _("Steering group member"), _("Sees figures and plans, never people's records.")
    ),
    Part(
        "partner",
        _("Partner organisation"),
        _("Sees the people it hosts, and reads about the scheme."),
    ),
]


class DemoPage(Page):
    """Lists the parts; pressing one signs in as it. The second step is left out, in demo mode only."""

    guard = anyone
    template_name = "desk/demo.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        known = set(
            User.objects.filter(
                email__in=[part.email for part in PARTS], is_active=True
            ).values_list("email", flat=True)
        )
        return self.render(parts=[part for part in PARTS if part.email in known])

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = {part.key: part.email for part in PARTS}.get(request.POST.get("part", ""), "")
        user = get_object_or_404(User, email=wanted, is_active=True)
        login(request, user, settings.AUTHENTICATION_BACKENDS[0])
        request.session[DEMO_SESSION_KEY] = True
        return redirect("home")
