"""The register of the time that paid staff give."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import RuleBroken
from core.forms import DateField
from core.spreadsheets.values import CannotRead, parse_minutes
from reporting.models import StaffTime
from schemes.registers.forms import EntryForm
from schemes.registers.register import Column, Register


class LengthField(forms.CharField):
    """How long something took, as people write it: "1h 30", "90 minutes", "half an hour"."""

    def prepare_value(self, value: Any) -> Any:
        return length_words(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """Whole minutes. Raises ValidationError with the sentence of the parser."""
        text = super().clean(value)
        try:
            return parse_minutes(text)
        except CannotRead as refused:
            raise ValidationError(str(refused)) from refused


def length_words(minutes: int) -> str:
    """Minutes as people say them, and as `LengthField` reads them: "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if not rest:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def check_staff_time(spent: StaffTime) -> None:
    """Some time, on a day that has come. Raises RuleBroken."""
    if spent.on > timezone.localdate():
        raise RuleBroken(_("This day is still to come. Write it down when it is over."), field="on")
    if not spent.minutes:
        raise RuleBroken(_("Write how long it took."), field="minutes")


class StaffTimeForm(EntryForm):
    """Somebody's time on one day."""

    who = forms.CharField(label=gettext_lazy("Who?"), max_length=150)
    on = DateField(label=gettext_lazy("When?"), initial=timezone.localdate)
    minutes = LengthField(
        label=gettext_lazy("How long?"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short"}),
        help_text=gettext_lazy("For example: 45 minutes, 1h 30 or 2 hours."),
    )
    purpose = forms.ChoiceField(
        label=gettext_lazy("What for?"), choices=StaffTime.Purpose.choices, widget=forms.RadioSelect
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


STAFF_TIME = Register(
    key="staff_time",
    model=StaffTime,
    form_class=StaffTimeForm,
    title=gettext_lazy("Time of the staff"),
    about=gettext_lazy("How long co-ordinators and other paid staff worked for the scheme."),
    add_words=gettext_lazy("Add time"),
    heading_add=gettext_lazy("Whose time?"),
    heading_change=gettext_lazy("Change the time"),
    done_words=gettext_lazy("Saved. It will be in your report."),
    columns=(
        Column(gettext_lazy("Who"), lambda spent: spent.who, sort="who"),
        Column(gettext_lazy("Date"), lambda spent: spent.on, sort="on"),
        Column(gettext_lazy("What for"), lambda spent: spent.get_purpose_display(), sort="purpose"),
        Column(gettext_lazy("Time"), lambda spent: length_words(spent.minutes), "minutes", True),
    ),
    fields=("who", "on", "minutes", "purpose", "notes"),
    identity=("who", "on", "purpose"),
    check=check_staff_time,
    same_words=gettext_lazy(
        "There is time for the same thing on this day already. Add yours to that entry."
    ),
    order=90,
    default_sort="-on",
    search=("who",),
    filters={"purpose": gettext_lazy("What for")},
    has_spreadsheet=False,
)
