"""Adding, changing, moving and inviting volunteers. Their story is on a page of the desk."""

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
from volunteers.forms import MoveVolunteerForm, VolunteerForm
from volunteers.models import Volunteer
from volunteers.services import add_volunteer, move_volunteer, settle_status, update_volunteer


class AddVolunteer(AddPersonPage):
    """A new volunteer; asks first whether the person is known already."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = VolunteerForm

    def heading(self) -> str:
        return _("Add a %(supporter)s") % {"supporter": self.request.current_scheme.words.supporter}

    def back(self) -> tuple[str, str]:
        scheme = self.request.current_scheme
        return reverse("volunteers", args=[scheme.slug]), capfirst(scheme.words.supporters)

    def perform(self, form: VolunteerForm) -> str:
        return add_volunteer(
            scheme=self.request.current_scheme,
            person=self.person_for(form),
            details=form.details(),
            status=form.cleaned_data["status"],
            actor=self.request.user,
        ).get_absolute_url()


class VolunteerPage(FormPage, abstract=True):
    """A form about one volunteer of the scheme."""

    @cached_property
    def volunteer(self) -> Volunteer:
        """The one in the address, if this user may see them."""
        return get_object_or_404(
            Volunteer.objects.visible_to(self.request.user)
            .filter(scheme=self.request.current_scheme)
            .select_related("person", "scheme", "site"),
            pk=self.kwargs["pk"],
        )

    def back(self) -> tuple[str, str]:
        return self.volunteer.get_absolute_url(), self.volunteer.person.name


class ChangeVolunteer(VolunteerPage):
    """What is known of a volunteer."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = VolunteerForm

    def heading(self) -> str:
        return _("Change what you know of %(name)s") % {"name": self.volunteer.person.name}

    def form_options(self) -> dict[str, Any]:
        return {
            "scheme": self.request.current_scheme,
            "is_new": False,
            "initial": VolunteerForm.initial_of(self.volunteer),
        }

    def perform(self, form: VolunteerForm) -> str:
        return update_volunteer(
            volunteer=self.volunteer,
            person=form.person_details(),
            details=form.details(),
            actor=self.request.user,
        ).get_absolute_url()


class MoveVolunteer(VolunteerPage):
    """On to the next step, on hold, back, or gone."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = MoveVolunteerForm

    def heading(self) -> str:
        return _("%(name)s is “%(status)s” now") % {
            "name": self.volunteer.person.name,
            "status": self.volunteer.get_status_display(),
        }

    def form_options(self) -> dict[str, Any]:
        return {"volunteer": self.volunteer}

    def perform(self, form: MoveVolunteerForm) -> str:
        return move_volunteer(
            volunteer=self.volunteer, actor=self.request.user, **form.move()
        ).get_absolute_url()


class SettleVolunteerStatus(VolunteerPage):
    """The status in doubt is right as it stands."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = HouseForm
    submit_words = gettext_lazy("It is right as it stands")

    def heading(self) -> str:
        return _("Is “%(status)s” right for %(name)s?") % {
            "status": self.volunteer.get_status_display(),
            "name": self.volunteer.person.name,
        }

    def lead(self) -> str:
        return _("The spreadsheet said “%(word)s”. If that is right, change it instead.") % {
            "word": self.volunteer.imported_status
        }

    def perform(self, form: HouseForm) -> str:
        return settle_status(volunteer=self.volunteer, actor=self.request.user).get_absolute_url()


class InviteVolunteer(VolunteerPage):
    """Send the link with which a volunteer signs in for the first time."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = HouseForm
    submit_words = gettext_lazy("Send the invitation")
    done_message = gettext_lazy("The invitation is on its way. The link works for 14 days.")

    def heading(self) -> str:
        return _("Invite %(name)s to sign in") % {"name": self.volunteer.person.name}

    def lead(self) -> str:
        return _("We write to %(email)s. With it they see their own page on their phone.") % {
            "email": invited_address(self.volunteer.person) or "…"
        }

    def perform(self, form: HouseForm) -> str:
        give_sign_in(
            person=self.volunteer.person,
            to_what=self.request.current_scheme.name,
            actor=self.request.user,
        )
        return self.volunteer.get_absolute_url()
