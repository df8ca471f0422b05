"""What the templates of the form pack `house` ask about a bound field."""

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

register = template.Library()

SHORT_CHOICE_LETTERS = 34
SHORT_CHOICES = 8


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """True for one box to tick, whose label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """True for radio buttons and for several boxes to tick."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def choice_look(field: BoundField) -> str:
    """Say how choices are laid out: `chips` side by side, or `choices` in a column.

    The widget may decide with the attribute `data-look`; without it a few short
    answers become chips.
    """
    widget = field.field.widget
    asked_for = widget.attrs.get("data-look")
    if asked_for:
        return str(asked_for)
    labels = [str(option.choice_label) for option in field]
    short = len(labels) <= SHORT_CHOICES and all(
        len(each) <= SHORT_CHOICE_LETTERS for each in labels
    )
    return "chips" if short else "choices"


def first_input_id(field: BoundField) -> str:
    """Return the id of the first thing one can type into or tick for `field`."""
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@dataclass(frozen=True)
class Problem:
    """One line of the list of errors on top of a form."""

    target: str
    label: str
    message: str


def _as_text(message: Any) -> SafeString:
    # A message made with format_html keeps its link; anything else is escaped.
    return conditional_escape(message)


@register.filter
def problems(form: forms.BaseForm) -> list[Problem]:
    """List every error of `form` in the order of its fields, those of the whole form first."""
    found = [Problem("", "", _as_text(message)) for message in form.non_field_errors()]
    for field in form:
        for message in field.errors:
            if field.is_hidden:
                found.append(Problem("", "", _as_text(message)))
            else:
                found.append(Problem(first_input_id(field), str(field.label), _as_text(message)))
    return found
