"""Who holds which role."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import FormPage, Page
from schemes.access import needs
from schemes.forms.roles import EndRoleForm, GiveRoleForm
from schemes.models import RoleGrant
from schemes.queries import is_over, role_grants
from schemes.rights import Right
from schemes.services import end_role, give_role, invite_again
from schemes.views.base import InScheme, NothingToFillIn

PER_PAGE = 30


class RolesPage(InScheme, Page):
    """Roles that hold or will hold, and, by a link, those that are over."""

    guard = needs(Right.GRANT_ROLES)
    template_name = "schemes/roles.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        today = timezone.localdate()
        grants = role_grants(self.scheme)
        over = grants.filter(ended_on__lte=today)
        now = grants.exclude(ended_on__lte=today)
        counts = {"": now.count(), "over": over.count()}
        shows_over = request.GET.get("which") == "over"
        shown = Paginator(over if shows_over else now, PER_PAGE).get_page(request.GET.get("page"))
        return self.render(
            grants=shown,
            rows=[
                {
                    "grant": grant,
                    "is_to_come": grant.started_on > today,
                    "has_signed_in": grant.user.last_login is not None,
                    "submission_id": uuid4(),
                }
                for grant in shown.object_list
            ],
            shows_over=shows_over,
            choices=[("", _("Now"), counts[""]), ("over", _("Earlier"), counts["over"])],
        )


class RoleForms(InScheme, FormPage, abstract=True):
    """A form about roles."""

    guard = needs(Right.GRANT_ROLES)

    def back(self) -> tuple[str, str]:
        return self.address("roles"), _("Who holds which role")

    @cached_property
    def grant(self) -> RoleGrant:
        """The one in the address, if this user may change roles there."""
        return get_object_or_404(
            RoleGrant.objects.visible_to(self.user)
            .filter(scheme=self.scheme)
            .select_related("user"),
            pk=self.kwargs["pk"],
        )

    @property
    def names(self) -> dict[str, str]:
        return {"name": self.grant.user.name, "role": self.grant.get_role_display()}


class GiveRole(RoleForms):
    """Give somebody a role and invite them."""

    form_class = GiveRoleForm
    submit_words = gettext_lazy("Give the role and send the e-mail")

    def heading(self) -> str:
        return _("Give somebody a role")

    def lead(self) -> str:
        return _("They get an e-mail that says so, with a link to sign in.")

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme}

    def perform(self, form: GiveRoleForm) -> str:
        names = ("email", "name", "role", "organisation", "started_on")
        grant = give_role(
            scheme=self.scheme,
            actor=self.user,
            **{name: form.cleaned_data[name] for name in names},
        )
        messages.success(
            self.request,
            _("%(name)s is %(role)s. An e-mail is on its way to %(email)s.")
            % {
                "name": grant.user.name,
                "role": grant.get_role_display(),
                "email": grant.user.email,
            },
        )
        return self.back()[0]


class EndRole(RoleForms):
    """The day from which a role no longer holds."""

    form_class = EndRoleForm
    submit_words = gettext_lazy("End the role")
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("End the role of %(name)s: %(role)s") % self.names

    def form_options(self) -> dict[str, Any]:
        return {"grant": self.grant}

    def perform(self, form: EndRoleForm) -> str:
        grant = end_role(grant=self.grant, ended_on=form.cleaned_data["ended_on"], actor=self.user)
        if grant.user_id == self.user.pk and is_over(grant):
            return reverse("home")
        return self.back()[0]


class InviteAgain(RoleForms):
    """Send the invitation once more."""

    form_class = NothingToFillIn
    submit_words = gettext_lazy("Send it again")
    done_message = gettext_lazy("The invitation is on its way.")

    def lead(self) -> str:
        return _("The link they got before will stop working.")

    def heading(self) -> str:
        return _("Send the invitation to %(name)s again?") % self.names

    def perform(self, form: NothingToFillIn) -> str:
        invite_again(grant=self.grant, actor=self.user)
        return self.back()[0]
