"""What is typed about a supportee."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from people.forms import PersonFields, WordsField
from schemes.models import Scheme, Site
from supportees.models import Supportee
from supportees.services import SupporteeDetails
from supportees.transitions import moves_by_person

FIRST_STATUSES = [
    Supportee.Status.REFERRED,
    Supportee.Status.ASSESSED,
    Supportee.Status.WAITING,
]


class SupporteeForm(PersonFields):
    """A supportee and the person they are."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=30,
        required=False,
        help_text=_("Your own number for this person, if you use numbers."),
    )
    status = forms.ChoiceField(label=_("Where are they now?"), widget=forms.RadioSelect)
    referred_on = DateField(label=_("Referred on"))
    referred_by = forms.CharField(
        label=_("Referred by"),
        max_length=150,
        required=False,
        help_text=_("Themselves, family, or which service."),
    )
    looking_for = WordsField(
        label=_("Looking for"), required=False, help_text=_("With commas between them.")
    )
    interests = WordsField(
        label=_("Interests"), required=False, help_text=_("With commas between them.")
    )
    wished_gender = forms.ChoiceField(
        label=_("Would like to be matched with"),
        choices=Supportee.WishedGender.choices,
        initial=Supportee.WishedGender.ANY,
        widget=forms.RadioSelect,
    )
    site = forms.ModelChoiceField(
        label=_("Site"), queryset=Site.objects.none(), required=False, empty_label=_("No site")
    )
    notes = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea, max_length=10_000
    )

    def __init__(self, *args: Any, scheme: Scheme, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = scheme.sites.all()  # type: ignore[attr-defined]
        if is_new:
            self.fields["status"].choices = [  # type: ignore[attr-defined]
                (status.value, status.label) for status in FIRST_STATUSES
            ]
            self.fields["status"].initial = Supportee.Status.WAITING
            self.fields["referred_on"].initial = timezone.localdate
        else:
            del self.fields["status"]
            # Imported people may lack the day; nobody has to make one up.
            self.fields["referred_on"].required = False

    def clean_referred_on(self) -> Any:
        referred_on = self.cleaned_data["referred_on"]
        if referred_on and referred_on > timezone.localdate():
            raise ValidationError(_("This day is in the future."))
        return referred_on

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
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
            Fieldset(str(_("The referral")), *status, "referred_on", "referred_by", "site"),
            Fieldset(
                str(_("What they are looking for")), "looking_for", "interests", "wished_gender"
            ),
            Fieldset(str(_("For the file")), "reference", "notes"),
            "submission_id",
        )
        return helper

    def details(self) -> SupporteeDetails:
        """What was typed about the supportee."""
        cleaned = self.cleaned_data
        return SupporteeDetails(
            reference=cleaned["reference"],
            site=cleaned["site"],
            referred_on=cleaned["referred_on"],
            referred_by=cleaned["referred_by"],
            looking_for=tuple(cleaned["looking_for"]),
            interests=tuple(cleaned["interests"]),
            wished_gender=cleaned["wished_gender"],
            notes=cleaned["notes"],
        )

    @staticmethod
    def initial_of(supportee: Supportee) -> dict[str, Any]:
        """What the form starts with for a supportee who is known."""
        return PersonFields.initial_from(supportee.person) | {
            name: getattr(supportee, name) for name in SupporteeDetails.__dataclass_fields__
        }


class MoveSupporteeForm(HouseForm):
    """Where a supportee goes next, from when and why."""

    to = forms.ChoiceField(label=_("What is new?"), widget=forms.RadioSelect)
    on = DateField(label=_("Since"), initial=timezone.localdate)
    why = forms.CharField(label=_("Why"), required=False, max_length=200)

    def __init__(self, *args: Any, member: Supportee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (to, Supportee.Status(to).label) for to in moves_by_person(member.status)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("to") == Supportee.Status.ENDED and not cleaned.get("why"):
            self.add_error("why", _("Say in a few words why it ends."))
        return cleaned

    def move(self) -> dict[str, Any]:
        """What the service wants to know."""
        return {name: self.cleaned_data[name] for name in ("to", "on", "why")}
