"""Adding, changing, moving and inviting supportees. Their story is on a page of the desk."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import HouseForm
from core.views import FormPage
from people.services import give_sign_in, invited_address
from people.views import AddPersonPage
from schemes.access import needs
from schemes.rights import Right
from supportees.forms import MoveSupporteeForm, SupporteeForm
from supportees.models import Supportee
from supportees.services import add_supportee, move_supportee, settle_status, update_supportee


class AddSupportee(AddPersonPage):
    """A new supportee; asks first whether the person is known already."""

    guard = needs(Right.CHANGE_PEOPLE)
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


class SupporteePage(FormPage, abstract=True):
    """A form about one supportee of the scheme."""

    @cached_property
    def supportee(self) -> Supportee:
        """The one in the address, if this user may see them."""
        return get_object_or_404(
            Supportee.objects.visible_to(self.request.user)
            .filter(scheme=self.request.current_scheme)
            .select_related("person", "scheme", "site"),
            pk=self.kwargs["pk"],
        )

    def back(self) -> tuple[str, str]:
        return self.supportee.get_absolute_url(), self.supportee.person.name


class ChangeSupportee(SupporteePage):
    """What is known of a supportee."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = SupporteeForm

    def heading(self) -> str:
        return _("Change what you know of %(name)s") % {"name": self.supportee.person.name}

    def form_options(self) -> dict[str, Any]:
        return {
            "scheme": self.request.current_scheme,
            "is_new": False,
            "initial": SupporteeForm.initial_of(self.supportee),
        }

    def perform(self, form: SupporteeForm) -> str:
        return update_supportee(
            supportee=self.supportee,
            person=form.person_details(),
            details=form.details(),
            actor=self.request.user,
        ).get_absolute_url()


class MoveSupportee(SupporteePage):
    """On to the next step, on hold, back, or gone."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = MoveSupporteeForm

    def heading(self) -> str:
        return _("%(name)s is “%(status)s” now") % {
            "name": self.supportee.person.name,
            "status": self.supportee.get_status_display(),
        }

    def form_options(self) -> dict[str, Any]:
        return {"supportee": self.supportee}

    def perform(self, form: MoveSupporteeForm) -> str:
        return move_supportee(
            supportee=self.supportee, actor=self.request.user, **form.move()
        ).get_absolute_url()


class SettleSupporteeStatus(SupporteePage):
    """The status in doubt is right as it stands."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = HouseForm
    submit_words = gettext_lazy("It is right as it stands")

    def heading(self) -> str:
        return _("Is “%(status)s” right for %(name)s?") % {
            "status": self.supportee.get_status_display(),
            "name": self.supportee.person.name,
        }

    def lead(self) -> str:
        return _("The spreadsheet said “%(word)s”. If that is right, change it instead.") % {
            "word": self.supportee.imported_status
        }

    def perform(self, form: HouseForm) -> str:
        return settle_status(supportee=self.supportee, actor=self.request.user).get_absolute_url()


class InviteSupportee(SupporteePage):
    """Send the link with which a supportee signs in for the first time."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = HouseForm
    submit_words = gettext_lazy("Send the invitation")
    done_message = gettext_lazy("The invitation is on its way. The link works for 14 days.")

    def heading(self) -> str:
        return _("Invite %(name)s to sign in") % {"name": self.supportee.person.name}

    def lead(self) -> str:
        return _("We write to %(email)s. With it they see their own page on their phone.") % {
            "email": invited_address(self.supportee.person) or "…"
        }

    def perform(self, form: HouseForm) -> str:
        give_sign_in(
            person=self.supportee.person,
            to_what=self.request.current_scheme.name,
            actor=self.request.user,
        )
        return self.supportee.get_absolute_url()
