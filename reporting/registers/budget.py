"""The register of the budget: what a line may say, its form, and its spreadsheet."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from core.errors import RuleBroken
from core.forms import DateField
from reporting import wording
from reporting.models import BudgetLine
from reporting.registers.days import DAY_FIELDS, check_days, with_days_of_year
from schemes.imports.fields import ImportField, text, words_as_written
from schemes.imports.outcomes import Outcome
from schemes.imports.registry import Importer
from schemes.imports.resource import Draft, RowRefused
from schemes.registers.forms import EntryForm, MoneyField
from schemes.registers.register import Column, Register
from schemes.registers.resource import EntryResource, a_choice, a_money

Key = tuple[Any, ...]
LONGEST_NOTES = 2_000
SOURCE_WORDS = {
    "grant": BudgetLine.Source.GRANT, "own contribution": BudgetLine.Source.OWN,
    "in kind": BudgetLine.Source.IN_KIND, "funder": BudgetLine.Source.GRANT,
    "grant funding": BudgetLine.Source.GRANT, "external": BudgetLine.Source.GRANT,
    "award": BudgetLine.Source.GRANT, "own": BudgetLine.Source.OWN,
    "own funds": BudgetLine.Source.OWN, "core": BudgetLine.Source.OWN,
    "core funding": BudgetLine.Source.OWN, "reserves": BudgetLine.Source.OWN,
    "match": BudgetLine.Source.OWN, "match funding": BudgetLine.Source.OWN,
    "ourselves": BudgetLine.Source.OWN, "contribution": BudgetLine.Source.OWN,
    "inkind": BudgetLine.Source.IN_KIND, "donated": BudgetLine.Source.IN_KIND,
    "gift in kind": BudgetLine.Source.IN_KIND, "kind": BudgetLine.Source.IN_KIND,
}  # fmt: skip
CATEGORY_WORDS = {
    "management": BudgetLine.Category.MANAGEMENT, "staff": BudgetLine.Category.STAFF,
    "ICT": BudgetLine.Category.ICT, "training": BudgetLine.Category.TRAINING,
    "travel": BudgetLine.Category.TRAVEL, "dissemination": BudgetLine.Category.DISSEMINATION,
    "other": BudgetLine.Category.OTHER, "telling others": BudgetLine.Category.DISSEMINATION,
    "admin": BudgetLine.Category.MANAGEMENT, "administration": BudgetLine.Category.MANAGEMENT,
    "overheads": BudgetLine.Category.MANAGEMENT, "salaries": BudgetLine.Category.STAFF,
    "salary": BudgetLine.Category.STAFF, "staffing": BudgetLine.Category.STAFF,
    "staff costs": BudgetLine.Category.STAFF, "wages": BudgetLine.Category.STAFF,
    "IT": BudgetLine.Category.ICT, "computers": BudgetLine.Category.ICT,
    "equipment": BudgetLine.Category.OTHER, "expenses": BudgetLine.Category.TRAVEL,
    "travel and expenses": BudgetLine.Category.TRAVEL, "mileage": BudgetLine.Category.TRAVEL,
    "volunteer expenses": BudgetLine.Category.TRAVEL, "publicity": BudgetLine.Category.DISSEMINATION,
    "marketing": BudgetLine.Category.DISSEMINATION, "misc": BudgetLine.Category.OTHER,
    "events": BudgetLine.Category.DISSEMINATION, "courses": BudgetLine.Category.TRAINING,
}  # fmt: skip


def check_line(line: BudgetLine) -> None:
    """Pounds from nought, over days in order. Raises RuleBroken."""
    check_days(line)
    if line.amount is None:
        raise RuleBroken(_("Write how much is planned. Nought is an answer too."), field="amount")


def money_cell(amount: Decimal | None) -> str:
    """Pounds in a list; "" where nothing is written down."""
    return "" if amount is None else wording.amount(amount, "pounds")


class BudgetLineForm(EntryForm):
    """A line of the budget."""

    what = forms.CharField(label=gettext_lazy("What is the money for?"), max_length=150)
    amount = MoneyField(label=gettext_lazy("How much is planned?"))
    spent = MoneyField(
        label=gettext_lazy("How much was spent?"),
        required=False,
        help_text=gettext_lazy(
            "In pounds. Leave it empty until you know: reports then take what is planned, and say so."
        ),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Where does the money come from?"),
        choices=[
            (BudgetLine.Source.GRANT.value, gettext_lazy("A grant")),
            (BudgetLine.Source.OWN.value, gettext_lazy("Our own contribution")),
            (BudgetLine.Source.IN_KIND.value, gettext_lazy("In kind: given without money")),
        ],
        widget=forms.RadioSelect,
    )
    from_whom = forms.CharField(
        label=gettext_lazy("From whom?"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("The funder or the organisation."),
    )
    first = DateField(label=gettext_lazy("From"))
    last = DateField(
        label=gettext_lazy("Until"),
        help_text=gettext_lazy("A report counts the lines whose days all lie in its period."),
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Kind of cost"),
        choices=BudgetLine.Category.choices,
        initial=BudgetLine.Category.OTHER.value,
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


BUDGET = Register(
    key="budget",
    model=BudgetLine,
    form_class=BudgetLineForm,
    title=gettext_lazy("Budget"),
    about=gettext_lazy("The money of the scheme: what was planned, what was spent, and from whom it came."),
    add_words=gettext_lazy("Add a line"),
    heading_add=gettext_lazy("Which money?"),
    heading_change=gettext_lazy("Change the line"),
    done_words=gettext_lazy("Saved. It will be in your report."),
    columns=(
        Column(gettext_lazy("What for"), lambda line: line.what, sort="what"),
        Column(gettext_lazy("Source"), lambda line: line.get_source_display(), sort="source"),
        Column(gettext_lazy("From whom"), lambda line: line.from_whom, sort="from_whom"),
        Column(gettext_lazy("Planned"), lambda line: money_cell(line.amount), "amount", True),
        Column(gettext_lazy("Spent"), lambda line: money_cell(line.spent), "spent", True),
        Column(gettext_lazy("From"), lambda line: line.first, sort="first"),
        Column(gettext_lazy("Until"), lambda line: line.last, sort="last"),
    ),
    fields=(
        "what", "source", "from_whom", "amount", "spent", "first", "last", "category", "notes",
    ),
    identity=("what", "source", "from_whom", "first", "last"),
    check=check_line,
    same_words=gettext_lazy("A line for this from the same source and days is here already. Change that one."),
    order=80,
    default_sort="-first",
    search=("what", "from_whom"),
    filters={"source": gettext_lazy("Source")},
)  # fmt: skip

FIELDS = (
    ImportField(
        "what",
        gettext_lazy("What for"),
        text(150),
        "Item | Budget line | Line | Description | Cost | Heading | Budget heading | What | Expenditure",
        required=True,
    ),
    ImportField(
        "source",
        gettext_lazy("Source of the money"),
        a_choice(SOURCE_WORDS, gettext_lazy("A line with two sources needs a row for each.")),
        "Source | Funding | Funding source | Type of funding | Paid from | Fund",
        required=True,
    ),
    ImportField(
        "from_whom",
        gettext_lazy("From whom"),
        text(150),
        "Funder | Funded by | Organisation | Donor | Given by | Payer",
    ),
    ImportField(
        "amount",
        gettext_lazy("Planned"),
        a_money,
        "Amount | Budget | Budgeted | Planned amount | Amount (£) | Budget (£) | £ | Total | Value | "
        "Cost (£) | Planned (£)",
        one_of="amount",
    ),
    ImportField(
        "spent",
        gettext_lazy("Spent"),
        a_money,
        "Actual | Actual spend | Spent (£) | Actual (£) | Spend | Spent to date | Paid",
    ),
    *DAY_FIELDS,
    ImportField(
        "category",
        gettext_lazy("Kind of cost"),
        a_choice(CATEGORY_WORDS),
        "Category | Kind | Type | Type of cost | Cost type",
    ),
    ImportField("notes", gettext_lazy("Notes"), words_as_written(LONGEST_NOTES), "Comments | Comment | Remarks"),
)  # fmt: skip


class BudgetResource(EntryResource):
    """Lines of a budget from a spreadsheet.

    From whom the money comes is often learned later: a row that differs in nothing else from the one
    line that is here, because one of them does not name the funder, is that line.
    """

    register = BUDGET
    fields_known = FIELDS

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.lines: dict[Key, list[Any]] = {}
        for key, line in self.here.items():
            self.lines.setdefault(_but_for_whom(key), []).append(line)
        self.rows: dict[Key, list[Draft]] = {}

    def values_of(self, values: dict[str, Any]) -> dict[str, Any]:
        return super().values_of(with_days_of_year(values))

    def for_new(self, said: dict[str, Any]) -> dict[str, Any]:
        return said if said.get("category") else said | {"category": BudgetLine.Category.OTHER}

    def identify(self, draft: Draft) -> None:
        super().identify(draft)
        if self.note.outcome == Outcome.DUPLICATE:
            return
        said = draft.values["said"]
        key = _but_for_whom(self.register.identity_of(lambda name: said.get(name) or ""))
        rows = self.rows.setdefault(key, [])
        if draft.record is None:
            names_whom = bool(said.get("from_whom"))
            alike = [line for line in self.lines.get(key, []) if bool(line.from_whom) != names_whom]
            same = [line for line in alike if line.amount == said["amount"]]
            if len(same) == 1:
                draft.record = same[0]
                self._check_together(draft.record, said)
            elif alike or any(bool(_whom(row)) != names_whom for row in rows):
                self.warn(
                    _(
                        "The same is here without, or with, a funder. Check that it is not counted twice."
                    ),
                    "from_whom",
                )
        self._refuse_a_line_taken(draft, rows)
        rows.append(draft)

    @staticmethod
    def _refuse_a_line_taken(draft: Draft, rows: list[Draft]) -> None:
        for row in rows:
            if draft.record is not None and row.record is draft.record:
                raise RowRefused(
                    _(
                        "Row %(row)s is about the same money, and one of the two does not say from "
                        "whom. Say it in both, or keep one."
                    )
                    % {"row": row.number},
                    "from_whom",
                )

    def compare(self, draft: Draft) -> None:
        super().compare(draft)
        if _whom(draft) and not draft.record.from_whom:
            draft.changes["from_whom"] = _whom(draft)


def _but_for_whom(identity: Key) -> Key:
    return tuple(
        each for name, each in zip(BUDGET.identity, identity, strict=True) if name != "from_whom"
    )


def _whom(draft: Draft) -> str:
    return draft.values["said"].get("from_whom") or ""


BUDGET_IN = Importer(
    key="budget",
    word="",
    label=gettext_lazy("Budget"),
    about=gettext_lazy("One row for each line of the budget, in pounds."),
    fields=FIELDS,
    resource=BudgetResource,
    order=80,
    list_name="budget",
    things_named_by="what",
)
