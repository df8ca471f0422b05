"""The base of the forms of all registers, and fields that most of them have."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.amounts import Amount, HowSure, amount_words
from core.forms import HouseForm
from core.spreadsheets.values import CannotRead, parse_amount, parse_money
from schemes.models import Scheme
from schemes.registers.entries import Entry

MOST = 1_000_000


class AmountField(forms.CharField):
    """An amount that may be a range or an estimate: "30", "about 30", "30 to 40".

    `parse` reads what was typed where that is more than a number: the same as in a spreadsheet.
    """

    def __init__(
        self,
        *,
        whole: bool = True,
        parse: Callable[[str], Amount | None] | None = None,
        **kwargs: Any,
    ) -> None:
        self.parse = parse or partial(parse_amount, most=MOST, whole=whole)
        kwargs.setdefault("help_text", gettext_lazy("A number, “about 30” or “30 to 40”."))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "short"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return (
            amount_words(value.low, value.high, HowSure.ESTIMATED if value.says_estimate else "")
            if isinstance(value, Amount)
            else value
        )

    def clean(self, value: Any) -> Amount | None:
        """The amount that was meant. Raises ValidationError with the sentence of the parser."""
        text = super().clean(value)
        try:
            return self.parse(text)
        except CannotRead as refused:
            raise ValidationError(str(refused)) from refused


class MoneyField(forms.CharField):
    """Pounds and pence as people write them: "£25,000", "25000.50", "25k"."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("In pounds, like 25000 or £25.50."))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "short"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """The pounds that were meant. Raises ValidationError with the sentence of the parser."""
        text = super().clean(value)
        try:
            return parse_money(text)
        except CannotRead as refused:
            raise ValidationError(str(refused)) from refused


def how_sure_field(label: Any) -> forms.ChoiceField:
    """Whether an amount was counted or is an estimate; asked beside each amount."""
    return forms.ChoiceField(
        label=label,
        choices=[
            (HowSure.DOCUMENTED.value, gettext_lazy("Counted from a list")),
            (HowSure.ESTIMATED.value, gettext_lazy("An estimate")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )


class EntryForm(HouseForm):
    """A form of a register. `amounts` names the amounts of the model; each has a field of its name
    and one called name_how_sure. `bare_amounts` names those of which nobody asks how sure they are,
    such as a target: the model has just their two ends.

    `seen` remembers what the entry said when the form was opened.
    """

    amounts: ClassVar[Sequence[str]] = ()
    bare_amounts: ClassVar[Sequence[str]] = ()

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme

    @property
    def helper(self) -> FormHelper:
        """How sure an amount is stands beside it."""
        helper = super().helper
        sure = {f"{name}_how_sure" for name in self.amounts}
        helper.layout = Layout(
            *(
                Row(name, f"{name}_how_sure") if name in self.amounts else name
                for name in self.fields
                if name not in sure
            )
        )
        return helper

    def clean(self) -> dict[str, Any]:
        """Each amount says how sure it is; "about 30" and "30 to 40" say it by themselves."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.amounts:
            amount: Amount | None = cleaned.get(name)
            sure = f"{name}_how_sure"
            if amount is None or sure in self.errors:
                continue
            if not cleaned.get(sure) and amount.says_estimate:
                cleaned[sure] = HowSure.ESTIMATED.value
            elif not cleaned.get(sure):
                self.add_error(sure, _("Say whether this was counted or is an estimate."))
            elif cleaned[sure] == HowSure.DOCUMENTED and amount.says_estimate:
                self.add_error(
                    sure,
                    _("A range is an estimate. Choose that, or write the exact number.")
                    if amount.is_range
                    else _("“About” is an estimate. Choose that, or write the exact number."),
                )
        return cleaned

    def values(self) -> dict[str, Any]:
        """What was typed, as the fields of the model."""
        left = {"submission_id", "seen", *self.bare_amounts}
        for name in self.amounts:
            left |= {name, f"{name}_how_sure"}
        values = {name: value for name, value in self.cleaned_data.items() if name not in left}
        for name in self.amounts:
            values |= amount_values(
                name, self.cleaned_data.get(name), self.cleaned_data.get(f"{name}_how_sure") or ""
            )
        for name in self.bare_amounts:
            bare: Amount | None = self.cleaned_data.get(name)
            values |= {
                f"{name}_low": bare.low if bare else None,
                f"{name}_high": bare.high if bare else None,
            }
        return values

    @classmethod
    def initial_from(cls, entry: Entry) -> Mapping[str, Any]:
        """What the form starts with for an entry that is there."""
        initial: dict[str, Any] = {}
        for name in cls.base_fields:
            if name in cls.amounts:
                initial[name] = amount_of(entry, name)
            elif name in cls.bare_amounts:
                low = getattr(entry, f"{name}_low")
                initial[name] = None if low is None else Amount(low, getattr(entry, f"{name}_high"))
            elif name != "seen":
                initial[name] = getattr(entry, name)
        return initial

    def now_seen(self, mark: str) -> None:
        """The writer now knows that the entry was changed, and may put theirs in its place."""
        self.data = self.data.copy()
        self.data["seen"] = mark


def amount_of(entry: Any, name: str) -> Amount | None:
    """The amount called `name` of a record; None where it says nothing."""
    low, high = getattr(entry, f"{name}_low"), getattr(entry, f"{name}_high")
    if low is None:
        return None
    is_estimate = getattr(entry, f"{name}_how_sure") == HowSure.ESTIMATED
    return Amount(low, high, is_estimate)


def amount_values(name: str, amount: Amount | None, how_sure: str) -> dict[str, Any]:
    """An amount as the three fields of a model."""
    return {
        f"{name}_low": None if amount is None else amount.low,
        f"{name}_high": None if amount is None else amount.high,
        f"{name}_how_sure": how_sure if amount is not None else "",
    }
