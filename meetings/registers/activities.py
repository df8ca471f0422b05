"""The register of activities: what an entry may say, its form and its list."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.amounts import Amount, HowSure, amount_words
from core.errors import RuleBroken
from core.forms import DateField
from meetings.models import Activity
from meetings.registers.days import parse_days
from schemes.models import Scheme
from schemes.queries import known_organisation_names
from schemes.registers.forms import AmountField, EntryForm, how_sure_field
from schemes.registers.register import Column, Register

LONGEST_NOTES = 2_000
MOST_MINUTES = 1_440
HUNDREDTHS = Decimal("0.01")


def check_activity(activity: Activity) -> None:
    """It is over, somebody came, and its days fit between the first and the last. Raises RuleBroken."""
    if activity.until and activity.until < activity.on:
        raise RuleBroken(_("The last day is before the first. Check both."), field="until")
    if activity.last_day > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write it down when it is over."),
            field="until" if activity.until else "on",
        )
    if activity.people_low is not None and activity.people_low < 1:
        raise RuleBroken(
            _("At least one person has to have come. Leave it empty if nobody knows how many."),
            field="people",
        )
    _check_days(activity)


def _check_days(activity: Activity) -> None:
    if activity.days_low is None or activity.days_high is None:
        return
    if activity.days_low <= 0:
        raise RuleBroken(_("It took some time. Half a day is 0.5."), field="days")
    if activity.days_high % HUNDREDTHS or activity.days_low % HUNDREDTHS:
        raise RuleBroken(
            _("Write parts of a day with two decimals at most, such as 2.25."), field="days"
        )
    if activity.until is None:
        return
    span = (activity.until - activity.on).days + 1
    if activity.days_high > span:
        raise RuleBroken(
            _("From %(first)s to %(last)s there are %(span)s days, so it cannot be %(days)s.")
            % {
                "first": date_format(activity.on, "j F"),
                "last": date_format(activity.until, "j F"),
                "span": span,
                "days": amount_words(activity.days_high, activity.days_high),
            },
            field="days",
        )


class ActivityForm(EntryForm):
    """An activity, with who came as far as anybody knows."""

    amounts = ("people", "days")

    kind = forms.ChoiceField(
        label=_("What was it?"),
        choices=[
            (Activity.Kind.GROUP.value, _("A group meeting, such as a coffee morning")),
            (Activity.Kind.TRAINING.value, _("Training")),
            (Activity.Kind.OTHER.value, _("Something else")),
        ],
        widget=forms.RadioSelect,
    )
    title = forms.CharField(label=_("What was it called?"), max_length=150)
    on = DateField(label=_("When?"), initial=timezone.localdate)
    until = DateField(
        label=_("Last day"), required=False, help_text=_("Only if it took more than one day.")
    )
    people = AmountField(label=_("How many people came?"), required=False)
    people_how_sure = how_sure_field(_("How sure is the number of people?"))
    days = AmountField(
        parse=parse_days,
        label=_("How many days of training?"),
        required=False,
        help_text=_("Half a day is 0.5 or ½. Left empty, training of one day counts as 1."),
    )
    days_how_sure = how_sure_field(_("How sure is the number of days?"))
    for_whom = forms.ChoiceField(
        label=_("Who was it for?"),
        choices=Activity.ForWhom.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("Where?"), max_length=150, required=False)
    organisation = forms.CharField(
        label=_("Which organisation was it held for, or with?"), max_length=150, required=False
    )
    minutes = forms.IntegerField(
        label=_("How long was it, in minutes?"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
    )
    source = forms.CharField(
        label=_("How do you know?"),
        max_length=200,
        required=False,
        help_text=_("For example: signing-in sheet, or counted round the table."),
    )
    notes = forms.CharField(
        label=_("What came of it?"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """An exact number of days is known from the calendar, so nobody has to say how sure it is."""
        days: Amount | None = self.cleaned_data.get("days")
        if days and not days.says_estimate and not self.cleaned_data.get("days_how_sure"):
            self.cleaned_data["days_how_sure"] = HowSure.DOCUMENTED.value
        return super().clean()

    def clean_organisation(self) -> str:
        """Spelt as the partnership spells it, where it is one of theirs."""
        name: str = self.cleaned_data["organisation"]
        return spellings(self.scheme).get(name.casefold(), name)

    def values(self) -> dict[str, Any]:
        return with_usual_days(super().values())


def spellings(scheme: Scheme) -> dict[str, str]:
    """The organisations that the scheme knows, by their names in small letters."""
    return {name.casefold(): name for name in known_organisation_names(scheme)}


def with_usual_days(values: dict[str, Any]) -> dict[str, Any]:
    """The same; training of one day about which nobody says how many days it was is one day."""
    is_one_day = values.get("until") in (None, values.get("on"))
    if (
        values.get("kind") != Activity.Kind.TRAINING
        or not is_one_day
        or values.get("days_low") is not None
    ):
        return values
    one = Decimal(1)
    return values | {"days_low": one, "days_high": one, "days_how_sure": HowSure.DOCUMENTED.value}


ACTIVITIES = Register(
    key="activities",
    model=Activity,
    form_class=ActivityForm,
    title=_("Activities"),
    about=_("What many came to: group meetings, training days. Outside of any %(match)s."),
    add_words=_("Add an activity"),
    heading_add=_("Which activity?"),
    heading_change=_("Change the activity"),
    done_words=_("Saved. It will be in your report."),
    columns=(
        Column(_("Activity"), lambda activity: activity.title, sort="title"),
        Column(_("Date"), lambda activity: activity.on, sort="on"),
        Column(_("Kind"), lambda activity: activity.get_kind_display(), sort="kind"),
        Column(
            _("Days"),
            lambda activity: amount_words(
                activity.days_low, activity.days_high, activity.days_how_sure
            ),
            number=True,
        ),
        Column(
            _("People"),
            lambda activity: amount_words(
                activity.people_low, activity.people_high, activity.people_how_sure
            ),
            number=True,
        ),
        Column(_("For whom"), lambda activity: activity.get_for_whom_display(), sort="for_whom"),
    ),
    fields=(
        "kind", "title", "on", "until", "days_low", "days_high", "days_how_sure", "people_low",
        "people_high", "people_how_sure", "for_whom", "place", "organisation", "minutes", "source",
        "notes",
    ),
    identity=("title", "on"),
    check=check_activity,
    same_words=_(
        "An activity of this name on this day is here already. Change that one, or add the place "
        "to the name."
    ),
    order=10,
    default_sort="-on",
    search=("title", "place", "organisation"),
    filters={"kind": _("Kind"), "for_whom": _("For whom")},
)  # fmt: skip
