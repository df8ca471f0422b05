"""Forms for asking for a report and for writing its answers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from reporting.layouts import layouts
from reporting.periods import usual_periods

OTHER = "other"
LONGEST_ANSWER = 20_000


class NewReportForm(HouseForm):
    """Which layout, and which days. Gives `first` and `last` in cleaned_data."""

    # The days are asked for with "Other days" only, and then they are needed.
    hide_optional = True

    layout = forms.ChoiceField(
        label=_("Which layout does the funder ask for?"), widget=forms.RadioSelect
    )
    period = forms.ChoiceField(
        label=_("Which period is it about?"),
        widget=forms.RadioSelect(attrs={"data-look": "choices"}),
    )
    period_from = DateField(label=_("First day"), required=False)
    period_to = DateField(
        label=_("Last day"), required=False, help_text=_("This day is still part of the report.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = {usual.key: usual for usual in usual_periods(timezone.localdate())}
        self.fields["layout"].choices = [  # type: ignore[attr-defined]
            (
                each.key,
                _("%(title)s (%(rows)d rows)") % {"title": each.title, "rows": len(each.rows)},
            )
            for each in layouts().values()
        ]
        self.fields["layout"].initial = next(iter(layouts()))
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            *(
                (usual.key, format_html("{}: {}", usual.label, str(usual.period)))
                for usual in self.usual.values()
            ),
            (OTHER, _("Other days")),
        ]
        self.fields["period"].initial = "this-year"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen = cleaned.get("period")
        if chosen in self.usual:
            period = self.usual[chosen].period
            cleaned["first"], cleaned["last"] = period.first, period.last
        elif chosen == OTHER:
            for name in ("period_from", "period_to"):
                if name in cleaned and not cleaned[name]:
                    self.add_error(name, _("Please choose a day."))
            cleaned["first"], cleaned["last"] = cleaned.get("period_from"), cleaned.get("period_to")
        return cleaned


class AnswerForm(HouseForm):
    """The words for one row. An answer may be emptied again."""

    hide_optional = True

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
