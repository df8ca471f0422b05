"""The register of what the scheme saved others."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.amounts import amount_words
from core.errors import RuleBroken
from core.forms import DateField
from reporting.models import Saving
from reporting.registers.budget import money_cell
from reporting.registers.days import check_days
from schemes.registers.forms import AmountField, EntryForm, MoneyField, how_sure_field
from schemes.registers.register import Column, Register

EARLIEST_PRICES = 1990


def check_saving(saving: Saving) -> None:
    """Each cost with its year and source, and the second below the first. Raises RuleBroken."""
    check_days(saving)
    if saving.units_low != round(Decimal(saving.units_low), 2) or saving.units_high != round(
        Decimal(saving.units_high), 2
    ):
        raise RuleBroken(_("Write at most two numbers after the point."), field="units")
    _check_cost(saving, "without")
    _check_cost(saving, "with")
    if saving.without_cost is None or saving.with_cost is None:
        return
    if saving.with_cost >= saving.without_cost:
        raise RuleBroken(
            _("With the scheme it cost no less than without it, so nothing was saved."),
            field="with_cost",
        )


def _check_cost(saving: Saving, name: str) -> None:
    """All three parts of a cost, or none of them."""
    cost, year, source = (getattr(saving, f"{name}_{part}") for part in ("cost", "year", "source"))
    if cost is None and year is None and not source:
        return
    if cost is None:
        raise RuleBroken(_("Write what one unit costs."), field=f"{name}_cost")
    if year is None:
        raise RuleBroken(_("Write of which year this price is."), field=f"{name}_year")
    if not EARLIEST_PRICES <= year <= timezone.localdate().year:
        raise RuleBroken(
            _("Write a year from %(first)d until now.") % {"first": EARLIEST_PRICES},
            field=f"{name}_year",
        )
    if not source:
        raise RuleBroken(_("Write where this price is from."), field=f"{name}_source")


class SavingForm(EntryForm):
    """A saving with its two costs; the second may follow later."""

    amounts = ("units",)

    what = forms.CharField(
        label=gettext_lazy("What was saved?"),
        max_length=200,
        help_text=gettext_lazy("For example: nights in emergency housing."),
    )
    unit = forms.CharField(
        label=gettext_lazy("What is one unit?"),
        max_length=40,
        help_text=gettext_lazy("For example: night, visit, person."),
    )
    units = AmountField(label=gettext_lazy("How many units?"), whole=False)
    units_how_sure = how_sure_field(gettext_lazy("How sure is the number of units?"))
    without_cost = MoneyField(
        label=gettext_lazy("Without the scheme, what does one unit cost?"), required=False
    )
    without_year = forms.IntegerField(label=gettext_lazy("Price of which year?"), required=False)
    without_source = forms.CharField(
        label=gettext_lazy("Where is this price from?"), max_length=200, required=False
    )
    with_cost = MoneyField(
        label=gettext_lazy("With the scheme, what does one unit cost?"), required=False
    )
    with_year = forms.IntegerField(label=gettext_lazy("Price of which year?"), required=False)
    with_source = forms.CharField(
        label=gettext_lazy("Where is this price from?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A report states the saving once both prices are here."),
    )
    first = DateField(label=gettext_lazy("From"))
    last = DateField(label=gettext_lazy("Until"))
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


SAVINGS = Register(
    key="savings",
    model=Saving,
    form_class=SavingForm,
    title=gettext_lazy("Savings"),
    about=gettext_lazy("What others did not have to pay: two prices, each with its year and source."),
    add_words=gettext_lazy("Add a saving"),
    heading_add=gettext_lazy("Which saving?"),
    heading_change=gettext_lazy("Change the saving"),
    done_words=gettext_lazy("Saved. With both prices it will be in your report."),
    columns=(
        Column(gettext_lazy("What"), lambda saving: saving.what, sort="what"),
        Column(
            gettext_lazy("Units"),
            lambda saving: (
                f"{amount_words(saving.units_low, saving.units_high, saving.units_how_sure)} "
                f"× {saving.unit}"
            ),
            number=True,
        ),
        Column(gettext_lazy("Without"), lambda saving: money_cell(saving.without_cost), number=True),
        Column(gettext_lazy("With"), lambda saving: money_cell(saving.with_cost), number=True),
        Column(gettext_lazy("From"), lambda saving: saving.first, sort="first"),
        Column(gettext_lazy("Until"), lambda saving: saving.last, sort="last"),
    ),
    fields=(
        "what", "unit", "units_low", "units_high", "units_how_sure", "without_cost", "without_year",
        "without_source", "with_cost", "with_year", "with_source", "first", "last", "notes",
    ),
    identity=("what", "first", "last"),
    check=check_saving,
    same_words=gettext_lazy("This saving for these days is here already. Change that one."),
    order=100,
    default_sort="-first",
    search=("what",),
    has_spreadsheet=False,
)  # fmt: skip
