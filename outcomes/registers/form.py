"""The form of an outcome: who it was, or how many."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField
from outcomes.models import Outcome
from outcomes.queries import MOST_OFFERED, Meant, who_may_be_meant
from schemes.models import Scheme
from schemes.registers.entries import Entry
from schemes.registers.forms import (
    AmountField,
    EntryForm,
    MoneyField,
    amount_of,
    how_sure_field,
)

LONGEST_NOTES = 2_000
LONGEST_NAME = 150
MOST_EACH = 1_000


class OutcomeForm(EntryForm):
    """An outcome of somebody known by name or reference, or of a number of people."""

    amounts = ("people",)

    kind = forms.ChoiceField(
        label=gettext_lazy("What came of it?"),
        choices=[
            (Outcome.Kind.SIGNPOSTED.value, gettext_lazy("Signposted to somewhere")),
            (Outcome.Kind.ENROLLED.value, gettext_lazy("Enrolled on a course")),
            (Outcome.Kind.COMPLETED.value, gettext_lazy("Completed a course")),
            (Outcome.Kind.MOVED_ON.value, gettext_lazy("Moved into work, education or training")),
            (Outcome.Kind.INDEPENDENT.value, gettext_lazy("More independent living")),
            (Outcome.Kind.OTHER.value, gettext_lazy("Something else")),
        ],
        widget=forms.RadioSelect(attrs={"data-look": "choices"}),
    )
    what = forms.CharField(
        label=gettext_lazy("Which course, service or work?"), max_length=150, required=False
    )
    how_many_each = forms.IntegerField(
        label=gettext_lazy("How many for each person?"),
        required=False,
        min_value=1,
        max_value=MOST_EACH,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=gettext_lazy("For example 2, for two modules each."),
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Has it happened?"),
        choices=[
            (Outcome.Standing.ACTUAL.value, gettext_lazy("Yes, it is actual")),
            (Outcome.Standing.EXPECTED.value, gettext_lazy("No, it is expected")),
        ],
        widget=forms.RadioSelect,
    )
    on = DateField(
        label=gettext_lazy("When?"),
        initial=timezone.localdate,
        help_text=gettext_lazy("For what is expected: by when."),
    )
    knows_who = forms.ChoiceField(
        label=gettext_lazy("Do you know who?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, I know how many"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    who = forms.CharField(
        label=gettext_lazy("Who?"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Their name, or their reference."),
    )
    people = AmountField(label=gettext_lazy("How many people?"), required=False)
    people_how_sure = how_sure_field(gettext_lazy("How sure is the number?"))
    payment_per_person = MoneyField(
        label=gettext_lazy("Payment for each person"),
        required=False,
        help_text=gettext_lazy("In pounds, like 45 or £45.50."),
    )
    payment_received_on = DateField(
        label=gettext_lazy("When did the money come?"),
        required=False,
        help_text=gettext_lazy("Leave it empty until it is there."),
    )
    provider = forms.CharField(label=gettext_lazy("Who offers it?"), max_length=150, required=False)
    source = forms.CharField(
        label=gettext_lazy("How do you know?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: certificate, or what the college said."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    hide_optional = True

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, scheme=scheme, **kwargs)
        self.meant = self._who_may_be_meant()
        if 1 < len(self.meant) <= MOST_OFFERED:
            self.fields["which"] = forms.ChoiceField(
                label=_("Which of them?"),
                choices=[(each.key, each.described(scheme)) for each in self.meant],
                required=False,
                widget=forms.RadioSelect(attrs={"data-look": "choices"}),
            )

    def _who_may_be_meant(self) -> list[Meant]:
        written = str(self.data.get("who") or "").strip() if self.is_bound else ""
        # Asked before the fields are cleaned, so what they will refuse is left out here.
        if not written or "\0" in written or len(written) > LONGEST_NAME:
            return []
        if self.data.get("knows_who") != "yes":
            return []
        found = who_may_be_meant(self.scheme, written)
        if written == self.initial.get("who"):
            # Nobody else was written since the page was opened, so nobody else is meant.
            found = [each for each in found if each.key == self.initial["member"]] or found
        return found

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        which = ["which"] if "which" in self.fields else []
        helper.layout = Layout(
            "kind",
            "what",
            "how_many_each",
            "standing",
            "on",
            Div(
                Div("knows_who", css_class="question"),
                Div("who", *which, css_class="if-yes"),
                Div("people", "people_how_sure", css_class="if-no"),
                css_class="branch",
            ),
            "payment_per_person",
            "payment_received_on",
            "provider",
            "source",
            "notes",
            "seen",
            "submission_id",
        )
        return helper

    def clean(self) -> dict[str, Any]:
        """The half that the answer put out of sight does not count; the other half has to be there."""
        if self.cleaned_data.get("knows_who") == "yes":
            for name in ("people", "people_how_sure"):
                self.errors.pop(name, None)
                self.cleaned_data[name] = None
            self._settle_who()
        elif "people" not in self.errors and self.cleaned_data.get("people") is None:
            self.add_error("people", _("Write how many."))
        return super().clean()

    def _settle_who(self) -> None:
        written = self.cleaned_data.get("who")
        chosen = [each for each in self.meant if each.key == self.cleaned_data.get("which")]
        found = chosen or self.meant
        words = self.scheme.words
        if not written:
            if "who" not in self.errors:
                self.add_error("who", _("Write their name or their reference."))
        elif not found:
            self.add_error(
                "who",
                _(
                    "“%(name)s” is neither among the %(supportees)s nor the %(supporters)s. "
                    "Check the name, or write the reference."
                )
                % {
                    "name": written,
                    "supportees": words.supportees,
                    "supporters": words.supporters,
                },
            )
        elif len(found) > MOST_OFFERED:
            self.add_error(
                "who",
                _("Many people fit “%(name)s”. Write more of the name, or the reference.")
                % {"name": written},
            )
        elif len(found) > 1:
            self.add_error(
                "which",
                _("%(n)d people fit “%(name)s”. Choose one.") % {"n": len(found), "name": written},
            )
        else:
            self.cleaned_data["member"] = found[0]

    def values(self) -> dict[str, Any]:
        values = super().values()
        member: Meant | None = values.pop("member", None)
        for name in ("knows_who", "who", "which"):
            values.pop(name, None)
        nobody = {"supportee_id": None, "volunteer_id": None}
        return values | (member.ids if member else nobody)

    @classmethod
    def initial_from(cls, entry: Entry) -> Mapping[str, Any]:
        assert isinstance(entry, Outcome)
        kept = {
            name: getattr(entry, name)
            for name in cls.base_fields
            if name not in ("seen", "knows_who", "who", "people")
        }
        member = entry.supportee or entry.volunteer
        meant = Meant(member) if member else None
        return {
            **kept,
            "people": amount_of(entry, "people"),
            "knows_who": "yes" if meant else "no",
            "who": meant.member.reference or meant.member.person.name if meant else "",
            "member": meant.key if meant else "",
        }
