"""The kinds of answer these forms ask for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

MOST_LETTERS = 10_000


class LongText(forms.CharField):
    """Room for a long answer. A line break counts as one letter, as it does on the phone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=MOST_LETTERS,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "max_length": gettext_lazy(
                    "There is room for %(limit_value)d letters, and this has %(show_value)d. "
                    "Please shorten it."
                )
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def chips(choices: Iterable[Any] = (), **kwargs: Any) -> forms.ChoiceField:
    """One of a few short answers."""
    attrs = {"data-look": "chips"}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(attrs=attrs), **kwargs)


def clock() -> forms.TimeField:
    """A time by the browser's own picker; also as people write it."""
    return forms.TimeField(
        label=gettext_lazy("What time?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M", "%I:%M %p", "%I %p", "%I%p"],
        error_messages={"invalid": gettext_lazy("Write the time like 14:30 or 2:30 pm.")},
    )
