"""Sending a spreadsheet, and saying by hand what its columns are."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import HouseForm
from core.spreadsheets import LIMITS
from schemes.imports.models import sha256_of
from schemes.imports.registry import Importer, importers
from schemes.models import Scheme

LEFT_OUT = ""


class UploadForm(HouseForm):
    """A file and what is in it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in it?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("The spreadsheet"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or a CSV file, up to 20 MB."),
        widget=forms.ClearableFileInput(
            attrs={
                "accept": ".xlsx,.csv,.txt,.tsv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            }
        ),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": gettext_lazy("Choose the file to send."),
            "max_length": gettext_lazy("The name of this file is too long. Give it a shorter one."),
        },
    )

    def __init__(self, *, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.key, each.label_for(scheme.words)) for each in importers()]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.file_bytes:
            raise ValidationError(
                _(
                    "This file is larger than %(limit)s MB. Split it into smaller files and send them one by one."
                )
                % {"limit": LIMITS.file_bytes // (1024 * 1024)}
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, submission = cleaned.get("file"), cleaned.get("submission_id")
        if file and submission:
            # The same form with another file is another sending, also when the page was not opened anew.
            cleaned["submission_id"] = uuid5(submission, sha256_of(file))
        return cleaned


class HeadingsForm(HouseForm):
    """One select for each column of the file."""

    hide_optional = True

    def __init__(
        self,
        *,
        kind: Importer,
        scheme: Scheme,
        columns: Sequence[tuple[str, list[str]]],
        mapping: dict[str, int],
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        choices = [(LEFT_OUT, _("Leave it out"))] + [
            (each.name, each.label_for(scheme.words)) for each in kind.fields
        ]
        chosen = {column: name for name, column in mapping.items()}
        self.columns = len(columns)
        for column, (heading, samples) in enumerate(columns):
            self.fields[f"column_{column}"] = forms.ChoiceField(
                label=heading
                or _("Column %(letter)s, without a heading") % {"letter": letters(column)},
                choices=choices,
                initial=chosen.get(column, LEFT_OUT),
                required=False,
                help_text=_("For example: %(samples)s") % {"samples": " · ".join(samples)}
                if samples
                else _("This column is empty."),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        taken: dict[str, int] = {}
        for column in range(self.columns):
            name = cleaned.get(f"column_{column}", LEFT_OUT)
            if name and name in taken:
                self.add_error(
                    f"column_{column}",
                    _(
                        "Another column is chosen for this already. One of the two has to be left out."
                    ),
                )
            elif name:
                taken[name] = column
        self.mapping = taken
        return cleaned


def letters(column: int) -> str:
    """0 -> "A", 26 -> "AA": what stands above the column in a spreadsheet program."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class ApplyForm(HouseForm):
    """The button below a preview; it carries which preview was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
