"""The base of every form: an id that makes it count once, and words for people."""

import uuid
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1900
ERROR_MESSAGES = {
    "required": _("Please fill this in."),
    "invalid_choice": _("Please choose one from the list."),
}


class SubmissionIdField(forms.UUIDField):
    """The hidden id that makes a form count once. A damaged one is nobody's mistake: it is renewed."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def to_python(self, value: Any) -> Any:
        """The id; one that cannot be read becomes a new one."""
        try:
            return super().to_python(value)
        except ValidationError:
            return uuid.uuid4()


class HouseFormMixin:
    """Adds the submission id, plain error words and the helper that renders our components."""

    fields: dict[str, forms.Field]
    data: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.fields["submission_id"] = SubmissionIdField()
        for field in self.fields.values():
            for code, words in ERROR_MESSAGES.items():
                if field.error_messages.get(code) in STANDARD_MESSAGES[code]:
                    field.error_messages[code] = words

    @property
    def helper(self) -> FormHelper:
        """How crispy renders the fields: the page's own <form> tag stands around them."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def add_refusal(self, message: Any, field: str | None = None) -> None:
        """Show a sentence from a service by the field it belongs to, or above the form."""
        self.add_error(  # type: ignore[attr-defined]
            field if field in self.fields else None, ValidationError(message)
        )

    def renew_submission_id(self) -> None:
        """Give the shown form a fresh id, so that pressing Save again means it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("submission_id")] = str(uuid.uuid4())  # type: ignore[attr-defined]


STANDARD_MESSAGES = {
    "required": {forms.Field.default_error_messages["required"]},
    "invalid_choice": {
        forms.ChoiceField.default_error_messages["invalid_choice"],
        forms.ModelChoiceField.default_error_messages["invalid_choice"],
    },
}


class HouseForm(HouseFormMixin, forms.Form):
    """A form of its own."""


class HouseModelForm(HouseFormMixin, forms.ModelForm):
    """A form that cleans for a model. It never saves: services do."""

    def save(self, commit: bool = True) -> Any:
        """Refused: hand `cleaned_data` to a service."""
        raise TypeError("Forms do not save; call a service with cleaned_data.")


class DateField(forms.DateField):
    """A date by the browser's own picker; also takes dates as people here write them."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "invalid": _("Write the date like 4 March 2026 or 4/3/2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "input_formats",
            ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y"],
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> date | None:
        """A day since 1900; a half-typed year such as 0202 is asked about."""
        day: date | None = super().clean(value)
        if day and day.year < EARLIEST_YEAR:
            raise ValidationError(
                _("The year %(year)s cannot be right. Write all four numbers of it."),
                params={"year": f"{day.year:04}"},
            )
        return day
