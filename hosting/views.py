"""Cohorts, and adding, changing, placing paid organisers. Their story is on pages of the desk."""

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import FormPage
from hosting.forms import (
    ChangePlacementForm,
    CohortForm,
    EndPlacementForm,
    LeaveForm,
    OrganiserForm,
    PlaceForm,
    TakeBackForm,
)
from hosting.models import Cohort, Organiser, Placement
from hosting.queries import remarks_on
from hosting.services import (
    add_cohort,
    add_organiser,
    change_cohort,
    change_placement,
    end_placement,
    leave,
    place,
    take_back_placement,
    update_organiser,
)
from hosting.wording import span_words
from people.views import AddPersonPage, ChangeMemberPage, MemberPage
from schemes.access import needs
from schemes.rights import Right


class CohortForms(FormPage, abstract=True):
    """A form about a cohort."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = CohortForm

    def back(self) -> tuple[str, str]:
        return reverse("cohorts", args=[self.request.current_scheme.slug]), _("Cohorts")


class AddCohort(CohortForms):
    """A new cohort."""

    submit_words = gettext_lazy("Add the cohort")

    def heading(self) -> str:
        return _("Add a cohort")

    def perform(self, form: CohortForm) -> str:
        cleaned = form.cleaned_data
        add_cohort(
            scheme=self.request.current_scheme,
            name=cleaned["name"],
            started_on=cleaned["started_on"],
            ended_on=cleaned["ended_on"],
            actor=self.request.user,
        )
        return self.back()[0]


class ChangeCohort(CohortForms):
    """The name and days of a cohort."""

    done_message = gettext_lazy("Saved.")

    @cached_property
    def cohort(self) -> Cohort:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            Cohort.objects.visible_to(self.request.user).filter(scheme=self.request.current_scheme),
            pk=self.kwargs["pk"],
        )

    def heading(self) -> str:
        return self.cohort.name

    def form_options(self) -> dict[str, Any]:
        return {"initial": CohortForm.initial_from(self.cohort)}

    def perform(self, form: CohortForm) -> str:
        cleaned = form.cleaned_data
        change_cohort(
            cohort=self.cohort,
            name=cleaned["name"],
            started_on=cleaned["started_on"],
            ended_on=cleaned["ended_on"],
            actor=self.request.user,
        )
        return self.back()[0]


class AddOrganiser(AddPersonPage):
    """A new paid organiser; asks first whether the person is known already."""

    form_class = OrganiserForm
    submit_words = gettext_lazy("Add the organiser")

    def heading(self) -> str:
        return _("Add a paid organiser")

    def back(self) -> tuple[str, str]:
        scheme = self.request.current_scheme
        return reverse("organisers", args=[scheme.slug]), _("Paid organisers")

    def perform(self, form: OrganiserForm) -> str:
        return add_organiser(
            scheme=self.request.current_scheme,
            person=self.person_for(form),
            details=form.details(),
            actor=self.request.user,
        ).get_absolute_url()


class ChangeOrganiser(ChangeMemberPage):
    """What is known of an organiser."""

    model = Organiser
    related = ()
    form_class = OrganiserForm

    def initial_of(self, member: Organiser) -> dict[str, Any]:
        return OrganiserForm.initial_of(member)

    def perform(self, form: OrganiserForm) -> str:
        return update_organiser(
            organiser=self.member,
            person=form.person_details(),
            details=form.details(),
            actor=self.request.user,
        ).get_absolute_url()


class OfOrganiser(MemberPage, abstract=True):
    """A form about what an organiser does."""

    model = Organiser
    related = ()

    def told(self, placement: Placement) -> str:
        """Say what is odd about a placement that was written down; where to go next."""
        for sentence in remarks_on(placement):
            messages.info(self.request, sentence)
        return self.member.get_absolute_url()


class PlaceOrganiser(OfOrganiser):
    """At a host, in a cohort, from when to when. ?host= chooses one already."""

    form_class = PlaceForm
    submit_words = gettext_lazy("Place them")

    def heading(self) -> str:
        return _("Where does %(name)s work?") % {"name": self.member.person.name}

    def form_options(self) -> dict[str, Any]:
        return {
            "scheme": self.request.current_scheme,
            "initial": {"host": self.request.GET.get("host", "")},
        }

    def perform(self, form: PlaceForm) -> str:
        placement = place(organiser=self.member, actor=self.request.user, **form.where_and_when())
        return self.told(placement)


class OfPlacement(OfOrganiser, abstract=True):
    """A form about one placement."""

    @cached_property
    def placement(self) -> Placement:
        """The one in the address, of an organiser whom this user may see."""
        return get_object_or_404(
            Placement.objects.visible_to(self.request.user)
            .filter(organiser__scheme=self.request.current_scheme)
            .select_related("organiser__person", "organiser__scheme", "host"),
            pk=self.kwargs["pk"],
        )

    @property
    def member(self) -> Organiser:
        return self.placement.organiser

    def heading(self) -> str:
        return _("%(name)s at %(host)s") % {
            "name": self.member.person.name,
            "host": self.placement.host.name,
        }


class ChangePlacement(OfPlacement):
    """Its host, cohort and days, when one was wrong or plans change."""

    form_class = ChangePlacementForm
    done_message = gettext_lazy("Saved.")

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.request.current_scheme, "placement": self.placement}

    def perform(self, form: ChangePlacementForm) -> str:
        placement = change_placement(
            placement=self.placement, actor=self.request.user, **form.where_and_when()
        )
        return self.told(placement)


class TakeBackPlacement(OfPlacement):
    """A placement that will not be, or never was."""

    form_class = TakeBackForm
    submit_words = gettext_lazy("Take it back")
    done_message = gettext_lazy("It is taken back.")

    def lead(self) -> str:
        span = span_words(self.placement)
        if self.placement.started_on > timezone.localdate():
            return _("They are to be there %(days)s. Take it back if that will not be.") % {
                "days": span
            }
        return _(
            "They are written down as there %(days)s. Take it back only if that never was. "
            "If they did work there, say which day was the last instead."
        ) % {"days": span}

    def perform(self, form: TakeBackForm) -> str:
        return take_back_placement(
            placement=self.placement, actor=self.request.user
        ).get_absolute_url()


class EndPlacement(OfPlacement):
    """The last day of a placement; the placement stays in the history."""

    form_class = EndPlacementForm
    submit_words = gettext_lazy("Save the last day")

    def lead(self) -> str:
        return _("It stays in the history and in your reports.")

    def form_options(self) -> dict[str, Any]:
        return {"placement": self.placement}

    def perform(self, form: EndPlacementForm) -> str:
        end_placement(
            placement=self.placement,
            ended_on=form.cleaned_data["ended_on"],
            actor=self.request.user,
        )
        return self.member.get_absolute_url()


class OrganiserLeaves(OfOrganiser):
    """An organiser goes; where they are placed ends with it."""

    form_class = LeaveForm
    submit_words = gettext_lazy("They have left")

    def heading(self) -> str:
        return _("%(name)s leaves") % {"name": self.member.person.name}

    def lead(self) -> str:
        return _("Where they are placed ends on that day too. What was stays in the history.")

    def form_options(self) -> dict[str, Any]:
        return {"organiser": self.member}

    def perform(self, form: LeaveForm) -> str:
        return leave(
            organiser=self.member,
            left_on=form.cleaned_data["left_on"],
            take_back_later=form.cleaned_data.get("take_back_later", False),
            actor=self.request.user,
        ).get_absolute_url()
