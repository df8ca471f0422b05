"""What is typed about a volunteer."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from hosting.models import Cohort, Organiser
from hosting.queries import hosts_now
from people.forms import PersonFields, WordsField
from schemes.models import Organisation, Scheme, Site
from volunteers.models import Volunteer
from volunteers.services import VolunteerDetails
from volunteers.transitions import moves_by_person

FIRST_STATUSES = [
    Volunteer.Status.ENQUIRED,
    Volunteer.Status.APPLIED,
    Volunteer.Status.IN_TRAINING,
    Volunteer.Status.AVAILABLE,
]


class OrganiserField(forms.ModelChoiceField):
    """A paid organiser, by name and reference."""

    def label_from_instance(self, obj: Any) -> str:
        return " · ".join(filter(None, [obj.person.name, obj.reference]))


class VolunteerForm(PersonFields):
    """A volunteer and the person they are."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=30,
        required=False,
        help_text=_("Your own number for this person, if you use numbers."),
    )
    status = forms.ChoiceField(label=_("Where are they now?"), widget=forms.RadioSelect)
    site = forms.ModelChoiceField(
        label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("No site")
    )
    host = forms.ModelChoiceField(
        label=_("Host"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("No host"),
    )
    cohort = forms.ModelChoiceField(
        label=_("Cohort"),
        queryset=Cohort.objects.none(),
        required=False,
        empty_label=_("No cohort"),
    )
    organiser = OrganiserField(
        label=_("Who answers for them?"),
        queryset=Organiser.objects.none(),
        required=False,
        empty_label=_("No paid organiser"),
    )
    started_on = DateField(label=_("Started on"), required=False)
    can_help_with = WordsField(
        label=_("Can help with"), required=False, help_text=_("With commas between them.")
    )
    interests = WordsField(
        label=_("Interests"), required=False, help_text=_("With commas between them.")
    )
    most_supportees = forms.IntegerField(
        label=_("How many people at most?"),
        min_value=0,
        max_value=200,
        initial=1,
        help_text=_("Nobody is matched above this."),
    )
    references_received = forms.IntegerField(
        label=_("References received"), min_value=0, max_value=20, initial=0
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea, max_length=10_000
    )

    def __init__(self, *args: Any, scheme: Scheme, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = scheme.sites.all()  # type: ignore[attr-defined]
        self._offer_hosting(scheme)
        if is_new:
            self.fields["status"].choices = [  # type: ignore[attr-defined]
                (status.value, status.label) for status in FIRST_STATUSES
            ]
            self.fields["status"].initial = Volunteer.Status.APPLIED
        else:
            del self.fields["status"]

    def _offer_hosting(self, scheme: Scheme) -> None:
        """Host, cohort and organiser are asked where the scheme has any; the present one is
        always offered."""
        offered: dict[str, QuerySet[Any]] = {
            "host": hosts_now(scheme) | Organisation.objects.filter(pk__in=self._present("host")),
            "cohort": Cohort.objects.filter(scheme=scheme).order_by("-started_on", "name"),
            "organiser": Organiser.objects.filter(
                Q(left_on=None) | Q(pk__in=self._present("organiser")), scheme=scheme
            )
            .select_related("person")
            .order_by("person__family_name", "person__given_name", "pk"),
        }
        for name, records in offered.items():
            if records.exists():
                self.fields[name].queryset = records  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def _present(self, name: str) -> list[int]:
        record = self.initial.get(name)
        return [record.pk] if record else []

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        hosting = [name for name in ("host", "cohort", "organiser") if name in self.fields]
        person = [
            "given_name",
            "family_name",
            "known_as",
            "born_on",
            "phone",
            "email",
            "postcode",
            "languages",
        ]
        asked_first = [name for name in ("same_person",) if name in self.fields]
        status = [name for name in ("status",) if name in self.fields]
        helper.layout = Layout(
            *asked_first,
            Fieldset(str(_("The person")), *person),
            Fieldset(
                str(_("What they offer")),
                *status,
                "can_help_with",
                "interests",
                "most_supportees",
                "site",
                "started_on",
            ),
            *([Fieldset(str(_("Where they belong")), *hosting)] if hosting else []),
            Fieldset(str(_("For the file")), "reference", "references_received", "notes"),
            "submission_id",
        )
        return helper

    def details(self) -> VolunteerDetails:
        """What was typed about the volunteer."""
        cleaned = self.cleaned_data
        return VolunteerDetails(
            reference=cleaned["reference"],
            site=cleaned["site"],
            host=cleaned.get("host"),
            cohort=cleaned.get("cohort"),
            organiser=cleaned.get("organiser"),
            can_help_with=tuple(cleaned["can_help_with"]),
            interests=tuple(cleaned["interests"]),
            most_supportees=cleaned["most_supportees"],
            references_received=cleaned["references_received"],
            started_on=cleaned["started_on"],
            notes=cleaned["notes"],
        )

    @staticmethod
    def initial_of(volunteer: Volunteer) -> dict[str, Any]:
        """What the form starts with for a volunteer who is known."""
        return PersonFields.initial_from(volunteer.person) | {
            name: getattr(volunteer, name) for name in VolunteerDetails.__dataclass_fields__
        }


class HandOverForm(HouseForm):
    """Who answers for somebody's volunteers from now on."""

    to = OrganiserField(
        label=_("Who answers for them now?"),
        queryset=Organiser.objects.none(),
        empty_label=_("Choose"),
    )

    def __init__(self, *args: Any, organiser: Organiser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = (  # type: ignore[attr-defined]
            Organiser.objects.filter(scheme=organiser.scheme, left_on=None)
            .exclude(pk=organiser.pk)
            .select_related("person")
            .order_by("person__family_name", "person__given_name", "pk")
        )


class MoveVolunteerForm(HouseForm):
    """Where a volunteer goes next, from when and why."""

    to = forms.ChoiceField(label=_("What is new?"), widget=forms.RadioSelect)
    on = DateField(label=_("Since"), initial=timezone.localdate)
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=200,
        help_text=_("A few words. “Got a job” is a good reason to leave."),
    )

    def __init__(self, *args: Any, member: Volunteer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (to, Volunteer.Status(to).label) for to in moves_by_person(member.status)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to") == Volunteer.Status.LEFT and not cleaned.get("why"):
            self.add_error("why", _("Say in a few words why they leave."))
        return cleaned

    def move(self) -> dict[str, Any]:
        """What the service wants to know."""
        return {name: self.cleaned_data[name] for name in ("to", "on", "why")}
