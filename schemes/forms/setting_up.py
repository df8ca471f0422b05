"""Texts of the set-up, and who took part."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from schemes.models import Scheme, TakingPart
from schemes.services import TakingPartDetails, text_mark
from schemes.stages import Item, spoken, stage_choices
from schemes.wording import took_part_as_choices

LONGEST_TEXT = 5000
LONGEST_NAME = 150
MOST_NAMES = 200
MOST_PEOPLE = 100_000


class SetupTextForm(HouseForm):
    """One text. `seen` remembers which wording the writer had in front of them."""

    text = forms.CharField(
        required=False, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    hide_optional = True

    def __init__(self, *args: Any, scheme: Scheme, item: Item, text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = spoken(item.title, scheme.words)
        self.fields["text"].help_text = spoken(item.hint, scheme.words)
        self.fields["text"].initial = text
        self.fields["seen"].initial = text_mark(text)

    def now_seen(self, text: str) -> None:
        """The writer now has this wording in front of them as well."""
        self.data = self.data.copy()
        self.data["seen"] = text_mark(text)


class NamesField(forms.CharField):
    """Names, one a line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> tuple[str, ...]:  # type: ignore[override]
        lines = (super().to_python(value) or "").splitlines()
        names = (" ".join(line.split()) for line in lines)
        return tuple(dict.fromkeys(name for name in names if name))

    def run_validators(self, value: Any) -> None:
        if len(value) > MOST_NAMES:
            raise ValidationError(_("This is for 200 names at the most. Make a second entry."))
        for name in value:
            if len(name) > LONGEST_NAME:
                raise ValidationError(
                    _("“%(start)s…” is too long for a name. One name a line, please."),
                    params={"start": name[:30]},
                )


class TakingPartForm(HouseForm):
    """Who took part in a stage: their names, or how many."""

    stage = forms.TypedChoiceField(label=_("In which stage?"), coerce=int)
    took_part_on = DateField(label=_("When?"), initial=timezone.localdate)
    took_part_as = forms.ChoiceField(label=_("As whom?"), widget=forms.RadioSelect)
    named = forms.ChoiceField(
        label=_("Do you have their names?"),
        choices=[("yes", _("Yes")), ("no", _("No, I know how many"))],
        initial="yes",
        widget=forms.RadioSelect,
    )
    names = NamesField(label=_("Their names"), required=False, help_text=_("One name a line."))
    low = forms.IntegerField(
        label=_("At least"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("For “about 30” write 30 here and leave the next one empty."),
    )
    high = forms.IntegerField(
        label=_("At most"),
        required=False,
        min_value=1,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    basis = forms.ChoiceField(
        label=_("How sure is the number?"),
        choices=[
            (TakingPart.Basis.DOCUMENTED.value, _("Counted, and there is a list")),
            (TakingPart.Basis.ESTIMATED.value, _("An estimate")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("How do you know?"),
        required=False,
        max_length=200,
        help_text=_("For example: signing-in sheet, or what the youth worker said."),
    )
    did = forms.CharField(
        label=_("What did they do?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: helped to write the role description."),
    )
    hide_optional = True

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = stage_choices(scheme.words)  # type: ignore[attr-defined]
        self.fields["took_part_as"].choices = took_part_as_choices(  # type: ignore[attr-defined]
            scheme.words
        )

    def clean(self) -> dict[str, Any]:
        """What the chosen half needs, asked for together with everything else."""
        cleaned = super().clean() or {}
        if (
            cleaned.get("named") == "yes"
            and not cleaned.get("names")
            and "names" not in self.errors
        ):
            self.add_error("names", _("Write at least one name."))
        if cleaned.get("named") == "no":
            if not cleaned.get("low") and not cleaned.get("high") and "low" not in self.errors:
                self.add_error("low", _("Write how many."))
            if not cleaned.get("basis"):
                self.add_error("basis", _("Say whether this was counted or is an estimate."))
            if not cleaned.get("source"):
                self.add_error(
                    "source", _("Say how you know the number, for example “signing-in sheet”.")
                )
        return cleaned

    @staticmethod
    def initial_from(entry: TakingPart) -> dict[str, Any]:
        """What the form starts with for an entry that is there."""
        kept = {name: getattr(entry, name) for name in TakingPartDetails.__dataclass_fields__}
        return {**kept, "named": "yes" if entry.is_named else "no"}

    def details(self) -> TakingPartDetails:
        """What was typed, without the half that the answer to “names?” put out of sight."""
        cleaned = dict(self.cleaned_data)
        if cleaned.pop("named") == "yes":
            cleaned.update(low=None, high=None, basis="", source="")
        else:
            cleaned["names"] = ()
        return TakingPartDetails(
            **{name: cleaned[name] for name in TakingPartDetails.__dataclass_fields__}
        )
