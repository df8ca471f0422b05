"""Adding, changing, moving and inviting supportees. Their story is on a page of the desk."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.forms import HouseForm
from people.views import (
    AddPersonPage,
    ChangeMemberPage,
    InviteMemberPage,
    MoveMemberPage,
    SettleMemberPage,
)
from supportees.forms import MoveSupporteeForm, SupporteeForm
from supportees.models import Supportee
from supportees.services import add_supportee, move_supportee, settle_status, update_supportee


class AddSupportee(AddPersonPage):
    """A new supportee; asks first whether the person is known already."""

    form_class = SupporteeForm

    def heading(self) -> str:
        return _("Add a %(supportee)s") % {"supportee": self.request.current_scheme.words.supportee}

    def back(self) -> tuple[str, str]:
        scheme = self.request.current_scheme
        return reverse("supportees", args=[scheme.slug]), capfirst(scheme.words.supportees)

    def perform(self, form: SupporteeForm) -> str:
        return add_supportee(
            scheme=self.request.current_scheme,
            person=self.person_for(form),
            details=form.details(),
            status=form.cleaned_data["status"],
            actor=self.request.user,
        ).get_absolute_url()


class ChangeSupportee(ChangeMemberPage):
    """What is known of a supportee."""

    model = Supportee
    form_class = SupporteeForm

    def initial_of(self, member: Supportee) -> dict[str, Any]:
        return SupporteeForm.initial_of(member)

    def perform(self, form: SupporteeForm) -> str:
        return update_supportee(
            supportee=self.member,
            person=form.person_details(),
            details=form.details(),
            actor=self.request.user,
        ).get_absolute_url()


class MoveSupportee(MoveMemberPage):
    """On to the next step, on hold, back, or gone."""

    model = Supportee
    form_class = MoveSupporteeForm

    def perform(self, form: MoveSupporteeForm) -> str:
        return move_supportee(
            supportee=self.member, actor=self.request.user, **form.move()
        ).get_absolute_url()


class SettleSupporteeStatus(SettleMemberPage):
    """The status in doubt is right as it stands."""

    model = Supportee

    def perform(self, form: HouseForm) -> str:
        return settle_status(supportee=self.member, actor=self.request.user).get_absolute_url()


class InviteSupportee(InviteMemberPage):
    """Send the link with which a supportee signs in for the first time."""

    model = Supportee
