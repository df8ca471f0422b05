"""Organisations and their parts."""

from typing import Any

from django import forms
from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from schemes.models import Partnership
from schemes.services import PartnershipDetails

HOSTS_ONLY = ("inducted_on", "followed_up_on")


class PartnershipFields(HouseForm):
    """What an organisation does, from when to when, what was agreed, how it goes."""

    does = forms.CharField(
        label=_("What do they do?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: refers young people, lends the room on Tuesdays."),
    )
    started_on = DateField(label=_("Since when?"), initial=timezone.localdate)
    ended_on = DateField(
        label=_("Until when?"),
        required=False,
        help_text=_("Leave it empty while they take part."),
    )
    agreement_on = DateField(
        label=_("Written agreement made on"),
        required=False,
        help_text=_("A written agreement before the start saves trouble later."),
    )
    agreement_undated = forms.BooleanField(
        label=_("There is a written agreement, but we do not know of which day"), required=False
    )
    inducted_on = DateField(
        label=_("Host induction held on"),
        required=False,
        help_text=_("When you sat down with them and went through what a host does."),
    )
    followed_up_on = DateField(
        label=_("Followed up on"),
        required=False,
        help_text=_("Three months after the induction: how is it going?"),
    )
    engagement = forms.ChoiceField(
        label=_("How does it go with them?"),
        choices=[
            ("", _("Not said")),
            *((value, capfirst(str(label))) for value, label in Partnership.Engagement.choices),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    engagement_note = forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=300,
        help_text=_("For example: faded when core funding was cut."),
    )
    email = forms.EmailField(
        label=_("Their e-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": _("This does not look like an e-mail address. Try name@example.org.")
        },
    )
    phone = forms.CharField(
        label=_("Their telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )

    def details(self) -> PartnershipDetails:
        """What was typed about the part."""
        return PartnershipDetails(
            **{
                name: self.cleaned_data[name]
                for name in PartnershipDetails.__dataclass_fields__
                if name in self.cleaned_data
            }
        )


class ChangePartnershipForm(PartnershipFields):
    """A part that is there already; what only hosts have is asked of hosts."""

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if part != Partnership.Part.HOST:
            for name in HOSTS_ONLY:
                del self.fields[name]

    @staticmethod
    def initial_from(partnership: Partnership) -> dict[str, Any]:
        """What the form starts with for a partnership that is there."""
        about_it = {
            name: getattr(partnership, name)
            for name in PartnershipDetails.__dataclass_fields__
            if hasattr(partnership, name)
        }
        organisation = partnership.organisation
        return about_it | {"email": organisation.email, "phone": organisation.phone}


class PartnershipForm(PartnershipFields):
    """An organisation and its part. An e-mail or telephone left empty keeps what is known."""

    organisation_name = forms.CharField(
        label=_("Which organisation?"),
        max_length=150,
        widget=forms.TextInput(attrs={"list": "known-organisations", "autocomplete": "off"}),
    )
    part = forms.ChoiceField(
        label=_("What is its part?"),
        choices=[(value, capfirst(str(label))) for value, label in Partnership.Part.choices],
        widget=forms.RadioSelect,
    )

    field_order = ["organisation_name", "part", "does", "started_on", "ended_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in HOSTS_ONLY:
            del self.fields[name]

    def clean_email(self) -> str | None:
        return self.cleaned_data["email"] or None

    def clean_phone(self) -> str | None:
        return self.cleaned_data["phone"] or None


class EndPartnershipForm(HouseForm):
    """The last day."""

    ended_on = DateField(label=_("Which day is, or was, the last?"), initial=timezone.localdate)
