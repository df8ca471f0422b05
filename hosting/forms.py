"""What is typed about cohorts, paid organisers and where they are placed."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from hosting.models import Cohort, Organiser, Placement
from hosting.queries import hosts_now, parts_as_host
from hosting.services import OrganiserDetails
from people.forms import PersonFields
from schemes.models import Organisation, Scheme


class CohortForm(HouseForm):
    """A name and its days."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For example: Cohort 3, or Autumn 2026.")
    )
    started_on = DateField(label=_("From"), initial=timezone.localdate)
    ended_on = DateField(
        label=_("Until"), required=False, help_text=_("Leave it empty while nobody knows.")
    )

    @staticmethod
    def initial_from(cohort: Cohort) -> dict[str, Any]:
        """What the form starts with for a cohort that is there."""
        return {name: getattr(cohort, name) for name in ("name", "started_on", "ended_on")}


class OrganiserForm(PersonFields):
    """A paid organiser and the person they are."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=30,
        required=False,
        help_text=_("Your own number for this person, if you use numbers."),
    )
    started_on = DateField(label=_("Started on"), required=False)
    left_on = DateField(
        label=_("Left on"), required=False, help_text=_("Empty it to take them back.")
    )

    def __init__(self, *args: Any, scheme: Scheme, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("left_on"):
            # Leaving has a page of its own, which ends where they are placed as well.
            del self.fields["left_on"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        asked_first = [name for name in ("same_person",) if name in self.fields]
        person = ["given_name", "family_name", "known_as", "born_on", "phone", "email"]
        days = [name for name in ("reference", "started_on", "left_on") if name in self.fields]
        helper.layout = Layout(
            *asked_first,
            Fieldset(str(_("The person")), *person, "postcode", "languages"),
            Fieldset(str(_("Their work")), *days),
            "submission_id",
        )
        return helper

    def details(self) -> OrganiserDetails:
        """What was typed about the organiser."""
        cleaned = self.cleaned_data
        return OrganiserDetails(
            reference=cleaned["reference"],
            started_on=cleaned["started_on"],
            left_on=cleaned.get("left_on"),
        )

    @staticmethod
    def initial_of(organiser: Organiser) -> dict[str, Any]:
        """What the form starts with for an organiser who is known."""
        return PersonFields.initial_from(organiser.person) | {
            name: getattr(organiser, name) for name in OrganiserDetails.__dataclass_fields__
        }


class PlaceForm(HouseForm):
    """At which host, in which cohort, from when to when."""

    host = forms.ModelChoiceField(
        label=_("At which host?"), queryset=Organisation.objects.none(), empty_label=_("Choose")
    )
    cohort = forms.ModelChoiceField(
        label=_("In which cohort?"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=_("No cohort"),
    )
    started_on = DateField(label=_("From"), initial=timezone.localdate)
    ended_on = DateField(
        label=_("Until"), required=False, help_text=_("Leave it empty while nobody knows.")
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = hosts_now(scheme)  # type: ignore[attr-defined]
        cohorts = Cohort.objects.filter(scheme=scheme).order_by("-started_on", "name")
        self.fields["cohort"].queryset = cohorts  # type: ignore[attr-defined]

    def where_and_when(self) -> dict[str, Any]:
        """Host, cohort and days, as the services take them."""
        return {
            name: self.cleaned_data[name] for name in ("host", "cohort", "started_on", "ended_on")
        }


class ChangePlacementForm(PlaceForm):
    """A placement that is there; also at a host of before."""

    def __init__(self, *args: Any, scheme: Scheme, placement: Placement, **kwargs: Any) -> None:
        initial = {
            name: getattr(placement, name) for name in ("host", "cohort", "started_on", "ended_on")
        }
        super().__init__(*args, scheme=scheme, initial=initial, **kwargs)
        self.fields["host"].queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            Q(pk__in=parts_as_host(scheme).values("organisation")) | Q(pk=placement.host_id)
        )


class TakeBackForm(HouseForm):
    """For a button: it counts once and asks for nothing."""


class EndPlacementForm(HouseForm):
    """The last day."""

    ended_on = DateField(label=_("Which day is, or was, the last?"))

    def __init__(self, *args: Any, placement: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = placement.ended_on or timezone.localdate()


class LeaveForm(HouseForm):
    """The last day of an organiser."""

    left_on = DateField(label=_("Which day was the last?"), initial=timezone.localdate)
    take_back_later = forms.BooleanField(
        label=_("Take back every placement that would begin after that day"), required=False
    )

    def __init__(self, *args: Any, organiser: Organiser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planned = organiser.placements.filter(started_on__gt=timezone.localdate())
        # Sent already: the day that was typed may lie before one that has begun since.
        if not self.is_bound and not planned.exists():
            del self.fields["take_back_later"]
