"""Adding, changing, moving and inviting volunteers. Their story is on a page of the desk."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.forms import HouseForm
from hosting.models import Organiser
from people.views import (
    AddPersonPage,
    ChangeMemberPage,
    InviteMemberPage,
    MemberPage,
    MoveMemberPage,
    SettleMemberPage,
)
from volunteers.forms import HandOverForm, MoveVolunteerForm, VolunteerForm
from volunteers.models import Volunteer
from volunteers.services import (
    add_volunteer,
    hand_over,
    move_volunteer,
    settle_status,
    update_volunteer,
)


class AddVolunteer(AddPersonPage):
    """A new volunteer; asks first whether the person is known already."""

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


class ChangeVolunteer(ChangeMemberPage):
    """What is known of a volunteer."""

    model = Volunteer
    form_class = VolunteerForm

    def initial_of(self, member: Volunteer) -> dict[str, Any]:
        return VolunteerForm.initial_of(member)

    def perform(self, form: VolunteerForm) -> str:
        return update_volunteer(
            volunteer=self.member,
            person=form.person_details(),
            details=form.details(),
            actor=self.request.user,
        ).get_absolute_url()


class HandOver(MemberPage):
    """Another paid organiser answers for all volunteers of one."""

    model = Organiser
    related = ()
    form_class = HandOverForm
    submit_words = gettext_lazy("Hand them over")
    done_message = gettext_lazy("Handed over.")

    def heading(self) -> str:
        return _("Hand over what %(name)s did") % {"name": self.member.person.name}

    def lead(self) -> str:
        count = self.member.volunteers.exclude(status=Volunteer.Status.LEFT).count()
        words = self.request.current_scheme.words
        return ngettext(
            "They answer for %(n)d %(one)s now.", "They answer for %(n)d %(many)s now.", count
        ) % {"n": count, "one": words.supporter, "many": words.supporters}

    def form_options(self) -> dict[str, Any]:
        return {"organiser": self.member}

    def perform(self, form: HandOverForm) -> str:
        to = form.cleaned_data["to"]
        hand_over(organiser=self.member, to=to, actor=self.request.user)
        return to.get_absolute_url()


class MoveVolunteer(MoveMemberPage):
    """On to the next step, on hold, back, or gone."""

    model = Volunteer
    form_class = MoveVolunteerForm

    def perform(self, form: MoveVolunteerForm) -> str:
        return move_volunteer(
            volunteer=self.member, actor=self.request.user, **form.move()
        ).get_absolute_url()


class SettleVolunteerStatus(SettleMemberPage):
    """The status in doubt is right as it stands."""

    model = Volunteer

    def perform(self, form: HouseForm) -> str:
        return settle_status(volunteer=self.member, actor=self.request.user).get_absolute_url()


class InviteVolunteer(InviteMemberPage):
    """Send the link with which a volunteer signs in for the first time."""

    model = Volunteer
