"""Organisations and their parts."""

from typing import Any

from django import forms
from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from schemes.models import Partnership


class ChangePartnershipForm(HouseForm):
    """What an organisation does, since when, and when that was agreed."""

    does = forms.CharField(
        label=_("What do they do?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: refers young people, lends the room on Tuesdays."),
    )
    started_on = DateField(label=_("Since when?"), initial=timezone.localdate)
    agreement_on = DateField(
        label=_("Written agreement made on"),
        required=False,
        help_text=_("A written agreement before the start saves trouble later."),
    )

    @staticmethod
    def initial_from(partnership: Partnership) -> dict[str, Any]:
        """What the form starts with for a partnership that is there."""
        return {
            "does": partnership.does,
            "started_on": partnership.started_on,
            "agreement_on": partnership.agreement_on,
        }


class PartnershipForm(ChangePartnershipForm):
    """An organisation and its part."""

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

    field_order = ["organisation_name", "part", "does", "started_on", "agreement_on"]


class EndPartnershipForm(HouseForm):
    """The last day."""

    ended_on = DateField(label=_("Which day is, or was, the last?"), initial=timezone.localdate)
