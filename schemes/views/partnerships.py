"""Organisations and their parts in the scheme."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schemes.access import own_organisation
from schemes.forms.partnerships import ChangePartnershipForm, EndPartnershipForm, PartnershipForm
from schemes.models import Organisation, Partnership
from schemes.queries import known_organisation_names, organisations_of
from schemes.rights import Right
from schemes.services import add_partnership, change_partnership, end_partnership
from schemes.views.base import PlanFormPage, PlanPage


class OrganisationsPage(PlanPage):
    """Each organisation with its parts, from when to when, and what they do.

    How it goes with one, and how to reach it, is for those who run the scheme; a partner sees
    how their own organisation is reached.
    """

    template_name = "schemes/organisations.html"
    per_page: ClassVar[int] = 40

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        everybody = organisations_of(self.scheme)
        words = request.GET.get("q", "").strip()[:100]
        found = [
            each for each in everybody if words.casefold() in each.organisation.name.casefold()
        ]
        return self.render(
            organisations=Paginator(found, self.per_page).get_page(request.GET.get("page")),
            is_searched=bool(words),
            is_long=len(everybody) > self.per_page,
            own=self.own(),
            today=timezone.localdate(),
        )

    def own(self) -> Organisation | None:
        """The organisation for which the user is a partner in the scheme."""
        if Right.SEE_HOSTED not in self.request.rights:
            return None
        return own_organisation(self.user, self.scheme)


class PartnershipForms(PlanFormPage, abstract=True):
    """A form about a partnership."""

    def back(self) -> tuple[str, str]:
        return self.address("organisations"), _("Organisations")

    def place_of(self, partnership: Partnership) -> str:
        """Where it is shown: a host has a page that says what is due next."""
        if partnership.part == Partnership.Part.HOST:
            return self.address("host", partnership.organisation_id)
        return self.back()[0]


class AddPartnership(PartnershipForms):
    """An organisation takes part; ?organisation= writes its name already, ?part= chooses its part."""

    form_class = PartnershipForm
    template_name = "schemes/partnership_form.html"
    submit_words = gettext_lazy("Add it")
    done_message = gettext_lazy("The organisation is added. It will be in your report.")

    def heading(self) -> str:
        return _("Add an organisation")

    def form_options(self) -> dict[str, Any]:
        return {
            "initial": {
                "organisation_name": self.request.GET.get("organisation", "")[:150],
                "part": self.request.GET.get("part", ""),
            }
        }

    def context(self) -> dict[str, Any]:
        return {"known_names": known_organisation_names(self.scheme)}

    def perform(self, form: PartnershipForm) -> str:
        partnership = add_partnership(
            scheme=self.scheme,
            organisation_name=form.cleaned_data["organisation_name"],
            part=form.cleaned_data["part"],
            details=form.details(),
            actor=self.user,
        )
        return self.place_of(partnership)


class OfPartnership(PartnershipForms, abstract=True):
    """A form about one partnership."""

    @cached_property
    def partnership(self) -> Partnership:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            Partnership.objects.visible_to(self.user)
            .filter(scheme=self.scheme)
            .select_related("organisation"),
            pk=self.kwargs["pk"],
        )

    @property
    def names(self) -> dict[str, str]:
        return {
            "name": self.partnership.organisation.name,
            "part": self.partnership.get_part_display(),
        }


class ChangePartnership(OfPartnership):
    """What they do, from when to when, what was agreed, how it goes."""

    form_class = ChangePartnershipForm
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("%(name)s: %(part)s") % self.names

    def form_options(self) -> dict[str, Any]:
        return {
            "part": self.partnership.part,
            "initial": ChangePartnershipForm.initial_from(self.partnership),
        }

    def perform(self, form: ChangePartnershipForm) -> str:
        change_partnership(partnership=self.partnership, details=form.details(), actor=self.user)
        return self.place_of(self.partnership)


class EndPartnership(OfPartnership):
    """The last day of a part. What was stays in the history and in reports."""

    form_class = EndPartnershipForm
    submit_words = gettext_lazy("End it")
    done_message = gettext_lazy("Saved.")

    def lead(self) -> str:
        return _("What they did stays in the history and in your reports.")

    def heading(self) -> str:
        return _("%(name)s leaves: %(part)s") % self.names

    def perform(self, form: EndPartnershipForm) -> str:
        end_partnership(
            partnership=self.partnership,
            ended_on=form.cleaned_data["ended_on"],
            actor=self.user,
        )
        return self.back()[0]
