"""Policies and papers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from schemes.models import Policy, PolicyVersion, SupportingDocument
from schemes.services import DocumentDetails

LONGEST_TEXT = 20_000


class WordsOrPlace(HouseForm):
    """What a paper says, or where it is kept; one of the two is needed."""

    text = forms.CharField(
        label=_("What it says"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Paste the words here, so that everybody can read them."),
    )
    kept_at = forms.CharField(
        label=_("Or where it is kept"),
        required=False,
        max_length=300,
        help_text=_("For example: the shared folder “Policies”, or a web address."),
    )
    hide_optional = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("text") and not cleaned.get("kept_at"):
            raise ValidationError({"text": _("Write what it says, or say where it is kept.")})
        return cleaned


class PolicyForm(WordsOrPlace):
    """A new policy with its first version. Kinds that are there already are not offered."""

    kind = forms.ChoiceField(label=_("Which policy?"))
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("Leave it empty to use the kind as the title."),
    )
    in_force_from = DateField(label=_("In force from"), initial=timezone.localdate)

    field_order = ["kind", "title", "text", "kept_at", "in_force_from"]

    def __init__(self, *args: Any, taken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = set(taken) - {Policy.Kind.OTHER.value}
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Policy.Kind.choices if value not in gone
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kind" in cleaned and not cleaned.get("title"):
            if cleaned["kind"] == Policy.Kind.OTHER:
                raise ValidationError({"title": _("Give this policy a title.")})
            cleaned["title"] = str(Policy.Kind(cleaned["kind"]).label)
        return cleaned


class PolicyVersionForm(WordsOrPlace):
    """The next version: it starts with the words of the one before."""

    why = forms.CharField(
        label=_("What is new, and why?"),
        required=False,
        max_length=300,
        help_text=_("One line that people read before they read the whole of it."),
    )
    in_force_from = DateField(label=_("In force from"))
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, newest: PolicyVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = newest.text
        self.fields["kept_at"].initial = newest.kept_at
        self.fields["in_force_from"].initial = max(timezone.localdate(), newest.in_force_from)
        self.fields["based_on"].initial = newest.number

    def now_based_on(self, number: int) -> None:
        """The writer now knows of this version as well."""
        self.data = self.data.copy()
        self.data["based_on"] = str(number)


class PolicyTitleForm(HouseForm):
    """Another title for a policy."""

    title = forms.CharField(label=_("Title"), max_length=120)


class DocumentForm(WordsOrPlace):
    """A paper the scheme works with."""

    kind = forms.ChoiceField(label=_("Which paper?"), choices=SupportingDocument.Kind.choices)
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=120,
        help_text=_("Leave it empty to use the kind as the title."),
    )
    started_on = DateField(label=_("In use from"), initial=timezone.localdate)

    field_order = ["kind", "title", "text", "kept_at", "started_on", "ended_on"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "kind" in cleaned and not cleaned.get("title"):
            if cleaned["kind"] == SupportingDocument.Kind.OTHER:
                raise ValidationError({"title": _("Give this paper a title.")})
            cleaned["title"] = str(SupportingDocument.Kind(cleaned["kind"]).label)
        return cleaned

    @staticmethod
    def initial_from(document: SupportingDocument) -> dict[str, Any]:
        """What the form starts with for a paper that is there."""
        return {name: getattr(document, name) for name in DocumentDetails.__dataclass_fields__}

    def details(self) -> DocumentDetails:
        """What was typed."""
        names = DocumentDetails.__dataclass_fields__
        return DocumentDetails(
            **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        )


class ChangeDocumentForm(DocumentForm):
    """The same, and until when it was used."""

    ended_on = DateField(
        label=_("In use until"), required=False, help_text=_("Leave it empty while it is used.")
    )
