"""The import-export resource behind every kind of spreadsheet: parse, find, compare, then write in bulk."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import resources
from import_export.instance_loaders import BaseInstanceLoader
from import_export.results import RowResult
from tablib import Dataset

from accounts.models import User
from core.spreadsheets.values import CannotRead, HoldsFormula, cell_text
from core.spreadsheets.values.dates import DAY_FIRST, EITHER, MONTH_FIRST, order_written
from schemes.imports.fields import ImportField, Reading
from schemes.imports.outcomes import Outcome, RowNote
from schemes.models import Scheme

ROW_NUMBER = "#"
WHOLE_ROW = ""
TOLD_EVERY = 200

# Hears how many rows are done of how many; it may raise to stop.
Progress = Callable[[int, int], None]


def tell_nobody(done: int, total: int) -> None:
    """For runs nobody waits for."""


class RowRefused(ValidationError):
    """This row cannot be taken; `field` is the name of the field the sentence is about, "" for the whole row."""

    def __init__(self, sentence: str, field: str = WHOLE_ROW) -> None:
        super().__init__({field: [sentence]})


class NotedRow(RowResult):
    """import-export's answer for a row, with ours."""

    note: RowNote


class Draft:
    """A row on its way: the values read from it, and the record it belongs to (None for a new one)."""

    def __init__(self, values: dict[str, Any], number: int) -> None:
        self.values = values
        self.number = number
        self.record: Any = None
        self.changes: dict[str, Any] = {}


class ImportResource(resources.Resource):
    """Takes the rows of one kind into one scheme.

    Order for each row: read every cell (all problems together), `identify` the record, `compare`, keep for
    writing; after the last row `write` in bulk. A row with a problem leaves no trace. Look-ups are made
    once in `prepare`, so no row costs a query. Subclasses give `fields_known`, `prepare`, `identify`,
    `compare`, `write` and `name_of`.
    """

    fields_known: ClassVar[Sequence[ImportField]]

    class Meta:
        use_bulk = True
        use_transactions = True
        skip_diff = True
        skip_html_diff = True
        report_skipped = True
        import_id_fields = ()
        instance_loader_class = BaseInstanceLoader

    def __init__(
        self,
        *,
        scheme: Scheme,
        headings: Mapping[str, str],
        today: date,
        actor: User | None,
        tell: Progress = tell_nobody,
    ) -> None:
        super().__init__()
        self._tell = tell
        self._rows = 0
        self.scheme, self.today, self.actor = scheme, today, actor
        # {field name: heading in the file}
        self.headings = headings
        self.known = {each.name: each for each in self.fields_known}
        self.drafts: list[Draft] = []
        self._month_first: set[str] = set()
        self.note = RowNote(0)
        self.unread: frozenset[str] = frozenset()
        self.unread_softly: dict[str, str] = {}

    # What subclasses do

    def prepare(self, dataset: Dataset) -> None:
        """Look up, once, all that rows will be compared with."""
        raise NotImplementedError

    def check(self, values: dict[str, Any]) -> None:
        """What has to be true within the row, whose cells in `unread` could not be read. Raises RowRefused."""

    def keep_left_over(self, values: dict[str, Any], left_over: dict[str, str]) -> None:
        """Find a place for what stood in soft cells that could not be read, by field."""

    @property
    def left_over_words(self) -> str:
        """What is said to become of it."""
        return _("It was left out.")

    def identify(self, draft: Draft) -> None:
        """Set `draft.record` when the record is here, or call `repeat`. Raises RowRefused when unsure."""
        raise NotImplementedError

    def compare(self, draft: Draft) -> None:
        """Fill `draft.changes` with what the row would change in a record that is here."""
        raise NotImplementedError

    def write(self, drafts: list[Draft]) -> None:
        """Write all drafts; runs inside the transaction of the import."""
        raise NotImplementedError

    def name_of(self, values: dict[str, Any]) -> str:
        """How people would call the row's record."""
        raise NotImplementedError

    def change_words(self, draft: Draft) -> list[str]:
        """What changes, in words; the labels of the fields unless a room says more."""
        words = self.scheme.words
        return [self.known[name].label_for(words) for name in draft.changes if name in self.known]

    # What subclasses call

    def warn(self, sentence: str, field: str = WHOLE_ROW) -> None:
        """Note something about the row that does not stop it."""
        self.note.warnings.append((self.column_of(field), sentence))

    def repeat(self, earlier: Draft) -> None:
        """The row says again what an earlier row of the file said: take the earlier one."""
        self.note.outcome = Outcome.DUPLICATE
        self.note.repeats = earlier.number

    def column_of(self, field: str) -> str:
        """The heading above a field as the file has it, else our own name for it."""
        if field == WHOLE_ROW:
            return ""
        return self.headings.get(field) or self.known[field].label_for(self.scheme.words)

    # import-export's hooks, in the order in which it calls them

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        self._rows = len(dataset)
        self._tell(0, self._rows)
        self._month_first = {name for name in dataset.headers if _puts_months_first(dataset[name])}
        self.prepare(dataset)

    def import_row(self, row: dict[str, Any], instance_loader: Any, **kwargs: Any) -> NotedRow:
        # Outside import-export's own try: whoever listens may stop the whole run by raising.
        if kwargs["row_number"] % TOLD_EVERY == 0:
            self._tell(kwargs["row_number"], self._rows)
        self.note = RowNote(row[ROW_NUMBER])
        self.unread_softly = {}
        result = super().import_row(row, instance_loader, **kwargs)
        if result.validation_error is not None:
            self.note.outcome = Outcome.REFUSED
            self.note.problems = [
                (self.column_of(field), said)
                for field, sentences in result.validation_error.message_dict.items()
                for said in sentences
            ]
            # Whoever mends the row mends all of it; nothing of it was kept that one could be warned of.
            self.note.problems += [
                (self.column_of(field), said) for field, said in self.unread_softly.items()
            ]
            self.note.warnings = []
        result.note = self.note
        return result

    @classmethod
    def get_row_result_class(cls) -> type[RowResult]:
        return NotedRow

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        row["values"] = self._read(row)

    def _read(self, row: dict[str, Any]) -> dict[str, Any]:
        """Every known cell by its parser. Raises ValidationError with all problems of the row at once."""
        values: dict[str, Any] = {}
        problems: dict[str, list[str]] = {}
        left_over: dict[str, str] = {}
        for name, field in self.known.items():
            if name not in row:
                continue
            reading = Reading(
                self.today,
                self.headings.get(name, ""),
                partial(self.warn, field=name),
            )
            try:
                values[name] = field.parse(row[name], reading)
            except CannotRead as refused:
                if field.soft and not isinstance(refused, HoldsFormula):
                    self.unread_softly[name] = str(refused)
                    left_over[name] = cell_text(row[name])
                    self.warn(f"{refused} {self.left_over_words}", name)
                else:
                    problems[name] = [str(refused)]
                continue
            if name in self._month_first and order_written(row[name]) == EITHER:
                self.warn(
                    _(
                        "This was read with the day first. Other dates in this column have the month first. Check it."
                    ),
                    name,
                )
            if field.required and not values[name] and values[name] is not False:
                problems[name] = [_("There is nothing here. It is needed.")]
        self.keep_left_over(values, left_over)
        self.note.who = self.name_of(values)
        self.unread = frozenset(problems)
        try:
            self.check(values)
        except RowRefused as refused:
            for field_name, sentences in refused.message_dict.items():
                problems.setdefault(field_name, []).extend(sentences)
        if problems:
            raise ValidationError(problems)
        return values

    def get_or_init_instance(self, instance_loader: Any, row: dict[str, Any]) -> tuple[Draft, bool]:
        draft = Draft(row["values"], row[ROW_NUMBER])
        self.identify(draft)
        return draft, draft.record is None

    def import_instance(self, instance: Draft, row: dict[str, Any], **kwargs: Any) -> None:
        if self.note.outcome == Outcome.DUPLICATE:
            return
        if instance.record is None:
            self.note.outcome = Outcome.ADDED
            return
        self.compare(instance)
        self.note.outcome = Outcome.CHANGED if instance.changes else Outcome.UNCHANGED
        self.note.changes = self.change_words(instance)

    def skip_row(
        self, instance: Draft, original: Any, row: Any, import_validation_errors: Any = None
    ) -> bool:
        return self.note.outcome in (Outcome.DUPLICATE, Outcome.UNCHANGED)

    def validate_instance(
        self, instance: Draft, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Nothing is left to check: a draft is no model."""

    def save_instance(self, instance: Draft, is_create: bool, row: Any, **kwargs: Any) -> None:
        self.drafts.append(instance)

    def after_import(self, dataset: Dataset, result: Any, **kwargs: Any) -> None:
        self._tell(self._rows, self._rows)
        self.write(self.drafts)


def _puts_months_first(cells: Sequence[object]) -> bool:
    """Whether a column has dates that can only be month first, and none that can only be day first."""
    orders = {order_written(cell) for cell in cells}
    return MONTH_FIRST in orders and DAY_FIRST not in orders
