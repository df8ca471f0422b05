"""The scheme itself, its words, its sites, further schemes."""

from typing import Any

from django import forms
from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from schemes.models import Scheme, SchemeKind
from schemes.services import SchemeDetails
from schemes.services.running import LONGEST_SLUG, LONGEST_WORD
from schemes.wording import rhythm_words
from schemes.words import WORD_KEYS, Words, words_for

USUAL_RHYTHMS = (7, 14, 21, 30)


class SchemeForm(HouseForm):
    """Name, kind, rhythm, usual length, and who to ring."""

    name = forms.CharField(label=_("Name of the scheme"), max_length=120)
    kind = forms.ChoiceField(label=_("What kind of scheme is it?"), choices=SchemeKind.choices)
    started_on = DateField(label=_("Running since"), required=False)
    rhythm_days = forms.TypedChoiceField(
        label=_("How often do people usually meet?"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Each pair can agree on something else."),
    )
    usual_minutes = forms.IntegerField(
        label=_("How long is it usually, in minutes?"),
        min_value=1,
        max_value=1440,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    contact_name = forms.CharField(
        label=_("Who can people ring?"),
        required=False,
        max_length=120,
        help_text=_("Volunteers see this name and number on their phone."),
    )
    contact_phone = forms.CharField(
        label=_("Their telephone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    contact_email = forms.EmailField(
        max_length=254,
        label=_("Their e-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = sorted({*USUAL_RHYTHMS, scheme.rhythm_days})
        self.fields["rhythm_days"].choices = [  # type: ignore[attr-defined]
            (each, capfirst(rhythm_words(each))) for each in days
        ]
        for name in SchemeDetails.__dataclass_fields__:
            self.fields[name].initial = getattr(scheme, name)

    def clean_started_on(self) -> Any:
        started_on = self.cleaned_data["started_on"]
        if started_on and started_on > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return started_on

    def clean_contact_phone(self) -> str:
        phone = self.cleaned_data["contact_phone"]
        if phone and sum(letter.isdigit() for letter in phone) < 5:
            raise forms.ValidationError(_("Write the number with its digits, like 07700 900123."))
        return phone

    def details(self) -> SchemeDetails:
        """What was typed."""
        return SchemeDetails(
            **{name: self.cleaned_data[name] for name in SchemeDetails.__dataclass_fields__}
        )


WORD_LABELS = {
    "supporter": _("Somebody who gives support"),
    "supporters": _("Several people who give support"),
    "supportee": _("Somebody who is supported"),
    "supportees": _("Several people who are supported"),
    "match": _("Two people brought together"),
    "matches": _("Several such pairs"),
    "meeting": _("A time when they meet"),
    "meetings": _("Several such times"),
}


class WordsForm(HouseForm):
    """The scheme's own words, with what is usual for its kind as a hint."""

    # A field called "matches" would hide the form's own method of that name from scripts.
    prefix = "word"

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        usual = words_for(scheme.kind, {})
        for key in WORD_KEYS:
            self.fields[key] = forms.CharField(
                label=WORD_LABELS[key],
                required=False,
                max_length=LONGEST_WORD,
                initial=scheme.own_words.get(key, ""),
                help_text=gettext("Usually: %(word)s") % {"word": getattr(usual, key)},
                widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
            )

    hide_optional = True

    def own_words(self) -> dict[str, str]:
        """What was typed, as in the middle of a sentence."""
        return {key: self.cleaned_data.get(key, "") for key in WORD_KEYS}

    def words(self) -> Words:
        """The words as they would be with what was typed."""
        return words_for(self.scheme.kind, self.own_words())


class SiteForm(HouseForm):
    """A place the scheme works from."""

    name = forms.CharField(label=_("Name of the site"), max_length=120)


class NewSchemeForm(HouseForm):
    """A further scheme of the organisation."""

    name = forms.CharField(label=_("Name of the scheme"), max_length=120)
    kind = forms.ChoiceField(label=_("What kind of scheme is it?"), choices=SchemeKind.choices)
    slug = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=LONGEST_SLUG,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
        help_text=_("Small letters, digits and hyphens. Leave it empty to make it from the name."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "name" in cleaned and "slug" in cleaned and not cleaned["slug"]:
            cleaned["slug"] = slugify(cleaned["name"])[:LONGEST_SLUG].strip("-")
            if not cleaned["slug"]:
                self.add_error(
                    "slug", _("No address can be made from this name. Please write one.")
                )
        return cleaned
