"""The register of targets: what an entry may say, its form, and its spreadsheet."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.amounts import amount_words
from core.errors import RuleBroken
from core.figures import registered_figures
from core.forms import DateField
from core.spreadsheets.values import CannotRead, cell_text, says_nothing
from core.spreadsheets.values.reading import compare_key, quoted
from reporting.models import Target
from reporting.registers.days import DAY_FIELDS, check_days, with_days_of_year
from schemes.imports.fields import ImportField, Reading, text, words_as_written
from schemes.imports.registry import Importer
from schemes.registers.forms import AmountField, EntryForm, how_sure_field
from schemes.registers.register import Column, Register
from schemes.registers.resource import HOW_SURE, EntryResource, a_choice, amount_fields

LONGEST_NOTES = 2_000
BY_HAND = frozenset({"byhand", "hand", "manual", "manually", "ourselves", "counted", "count"})
STANDING_WORDS = {
    "actual": Target.Standing.ACTUAL, "achieved": Target.Standing.ACTUAL,
    "done": Target.Standing.ACTUAL, "final": Target.Standing.ACTUAL,
    "expected": Target.Standing.EXPECTED, "forecast": Target.Standing.EXPECTED,
    "projected": Target.Standing.EXPECTED, "predicted": Target.Standing.EXPECTED,
    "estimate": Target.Standing.EXPECTED,
}  # fmt: skip


def check_target(target: Target) -> None:
    """Above nought, over days in order, and measured in one way only. Raises RuleBroken."""
    check_days(target)
    if target.target_low is None or target.target_low <= 0:
        raise RuleBroken(
            _("A target of nought cannot be reached or missed. Write a number above nought."),
            field="target",
        )
    for name in ("target", "actual"):
        ends = (getattr(target, f"{name}_low"), getattr(target, f"{name}_high"))
        if any(end is not None and end != round(Decimal(end), 2) for end in ends):
            raise RuleBroken(_("Write at most two numbers after the point."), field=name)
    if not target.figure:
        return
    if target.group:
        raise RuleBroken(
            _("A figure counts everybody. Count a group that has its own target by hand."),
            field="figure",
        )
    if target.actual_low is not None or target.counted_by:
        raise RuleBroken(
            _(
                "A figure measures this, so its number comes from your records. "
                "Leave the number and who counted empty, or choose “by hand”."
            ),
            field="figure",
        )
    if target.standing == Target.Standing.EXPECTED:
        raise RuleBroken(
            _("A figure counts what there is. Only a number written by hand can be expected."),
            field="standing",
        )


def figure_choices() -> list[tuple[str, str]]:
    """By hand, and every figure by its label."""
    return [("", _("By hand")), *((each.key, str(each.label)) for each in registered_figures())]


class TargetForm(EntryForm):
    """A target, and the number reached where people count it by hand."""

    amounts = ("actual",)
    bare_amounts = ("target",)

    objective = forms.CharField(
        label=gettext_lazy("What do you want to reach?"),
        max_length=200,
        help_text=gettext_lazy("For example: people befriended."),
    )
    group = forms.CharField(
        label=gettext_lazy("For which group?"),
        max_length=100,
        required=False,
        help_text=gettext_lazy(
            "Only where a group has a target of its own. Groups are never added together."
        ),
    )
    target = AmountField(label=gettext_lazy("The target"), whole=False)
    unit = forms.CharField(
        label=gettext_lazy("Of what?"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("People, hours, groups …"),
    )
    first = DateField(label=gettext_lazy("From"))
    last = DateField(label=gettext_lazy("Until"))
    figure = forms.ChoiceField(
        label=gettext_lazy("How is it measured?"),
        choices=figure_choices,
        required=False,
        help_text=gettext_lazy("A figure is counted from your records over these days."),
    )
    actual = AmountField(
        label=gettext_lazy("How many were reached?"),
        whole=False,
        required=False,
        help_text=gettext_lazy("By hand only. A number, “about 30” or “30 to 40”."),
    )
    actual_how_sure = how_sure_field(gettext_lazy("How sure is this number?"))
    standing = forms.ChoiceField(
        label=gettext_lazy("Is it reached, or expected?"),
        choices=[
            (Target.Standing.ACTUAL.value, gettext_lazy("Reached")),
            (Target.Standing.EXPECTED.value, gettext_lazy("Expected")),
        ],
        initial=Target.Standing.ACTUAL.value,
        widget=forms.RadioSelect,
    )
    counted_by = forms.CharField(label=gettext_lazy("Who counted?"), max_length=150, required=False)
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


TARGETS = Register(
    key="targets",
    model=Target,
    form_class=TargetForm,
    title=gettext_lazy("Targets"),
    about=gettext_lazy("What you set out to reach, and how far you are."),
    add_words=gettext_lazy("Add a target"),
    heading_add=gettext_lazy("Which target?"),
    heading_change=gettext_lazy("Change the target"),
    done_words=gettext_lazy("Saved. It will be in your report."),
    columns=(
        Column(gettext_lazy("Objective"), lambda target: target.objective, sort="objective"),
        Column(gettext_lazy("Group"), lambda target: target.group, sort="group"),
        Column(
            gettext_lazy("Target"),
            lambda target: " ".join(
                filter(None, (amount_words(target.target_low, target.target_high), target.unit))
            ),
            number=True,
        ),
        Column(
            gettext_lazy("Reached"),
            lambda target: (
                _("from your records")
                if target.figure
                else amount_words(target.actual_low, target.actual_high, target.actual_how_sure)
            ),
            number=True,
        ),
        Column(gettext_lazy("From"), lambda target: target.first, sort="first"),
        Column(gettext_lazy("Until"), lambda target: target.last, sort="last"),
    ),
    fields=(
        "objective", "group", "figure", "target_low", "target_high", "unit", "first", "last",
        "actual_low", "actual_high", "actual_how_sure", "standing", "counted_by", "notes",
    ),
    identity=("objective", "group", "first", "last"),
    check=check_target,
    same_words=gettext_lazy("This target for these days is here already. Change that one."),
    order=70,
    default_sort="-first",
    search=("objective", "group"),
    filters={"standing": gettext_lazy("Reached or expected")},
)  # fmt: skip


def a_figure(cell: object, reading: Reading) -> str:
    """The key of the figure called so; "" for "by hand" and for nothing. Raises CannotRead."""
    written = compare_key(cell_text(cell))
    if says_nothing(cell) or written in BY_HAND:
        return ""
    for each in registered_figures():
        if written in (compare_key(str(each.label)), compare_key(each.key)):
            return each.key
    raise CannotRead(
        _("“%(text)s” is not a figure we know. Write its name as in the report, or “by hand”.")
        % {"text": quoted(cell_text(cell))}
    )


FIELDS = (
    ImportField(
        "objective",
        gettext_lazy("Objective"),
        text(200),
        "Target description | What | Aim | Outcome | Measure | Indicator | KPI | Milestone",
        required=True,
    ),
    ImportField("group", gettext_lazy("Group"), text(100), "For whom | Site | Area | Location | Partner"),
    *amount_fields(
        "target",
        gettext_lazy("Target"),
        "Target number | Goal | Planned | How many | Number | Target (number)",
        whole=False,
        required=True,
        is_main=True,
    ),
    ImportField("unit", gettext_lazy("Of what"), text(40), "Unit | Units | Counted in"),
    *DAY_FIELDS,
    ImportField(
        "figure",
        gettext_lazy("Measured by"),
        a_figure,
        "Figure | How measured | Source of number | Counted from",
    ),
    *amount_fields(
        "actual",
        gettext_lazy("Actual"),
        "Achieved | Reached | Actual number | Result | So far | Actual to date",
        whole=False,
    ),
    HOW_SURE,
    ImportField(
        "standing",
        gettext_lazy("Actual or expected"),
        a_choice(STANDING_WORDS),
        "Status | State | Actual/expected",
    ),
    ImportField("counted_by", gettext_lazy("Who counted"), text(150), "Counted by | Who | By whom"),
    ImportField("notes", gettext_lazy("Notes"), words_as_written(LONGEST_NOTES), "Comments | Comment | Remarks"),
)  # fmt: skip


class TargetResource(EntryResource):
    """Targets from a spreadsheet. A number without a word about it has been reached."""

    register = TARGETS
    fields_known = FIELDS
    amounts = ("target", "actual")

    def values_of(self, values: dict[str, Any]) -> dict[str, Any]:
        return super().values_of(with_days_of_year(values))

    def for_new(self, said: dict[str, Any]) -> dict[str, Any]:
        return said if said.get("standing") else said | {"standing": Target.Standing.ACTUAL}


TARGETS_IN = Importer(
    key="targets",
    word="",
    label=gettext_lazy("Targets"),
    about=gettext_lazy("One row for each target, and for each group that has its own."),
    fields=FIELDS,
    resource=TargetResource,
    order=70,
    list_name="targets",
    things_named_by="objective",
)
