"""Spreadsheets of registers: one resource for all of them, and the columns of an amount."""

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from core.amounts import Amount, HowSure, amount_words
from core.errors import RuleBroken
from core.spreadsheets.values import (
    CannotRead,
    HoldsFormula,
    parse_amount,
    parse_choice,
    parse_money,
)
from schemes.imports.fields import ImportField, Reading, Text
from schemes.imports.resource import Draft, ImportResource, RowRefused
from schemes.registers.entries import Entry
from schemes.registers.forms import MOST, amount_values
from schemes.registers.register import Register

HOW_SURE_WORDS = {
    "documented": HowSure.DOCUMENTED, "counted": HowSure.DOCUMENTED, "actual": HowSure.DOCUMENTED,
    "list": HowSure.DOCUMENTED, "register": HowSure.DOCUMENTED, "signing in sheet": HowSure.DOCUMENTED,
    "sign in sheet": HowSure.DOCUMENTED, "exact": HowSure.DOCUMENTED, "recorded": HowSure.DOCUMENTED,
    "estimated": HowSure.ESTIMATED, "estimate": HowSure.ESTIMATED, "est": HowSure.ESTIMATED,
    "approx": HowSure.ESTIMATED, "approximate": HowSure.ESTIMATED, "about": HowSure.ESTIMATED,
    "guess": HowSure.ESTIMATED, "rough": HowSure.ESTIMATED,
}  # fmt: skip


def an_amount(whole: bool = True) -> Callable[[object, Reading], Amount | None]:
    """An amount that may be a range or an estimate."""
    return lambda cell, reading: parse_amount(cell, most=MOST, whole=whole)


def a_choice(words: Mapping[str, str], hint: Text = "") -> Callable[[object, Reading], str]:
    """One of the words of a list, in any spelling; "" for an empty cell. `hint` ends its refusal."""

    def parse(cell: object, reading: Reading) -> str:
        try:
            return parse_choice(cell, words) or ""
        except HoldsFormula:
            raise
        except CannotRead as refused:
            raise CannotRead(f"{refused} {hint}".strip()) from refused

    return parse


def a_money(cell: object, reading: Reading) -> Decimal | None:
    """Pounds and pence; a heading in another currency speaks for its column."""
    return parse_money(cell, heading=reading.heading)


HOW_SURE = ImportField(
    "how_sure",
    gettext_lazy("How sure"),
    a_choice(HOW_SURE_WORDS),
    "Basis | Documented or estimated | Counted or estimated | Estimate or count | How counted | "
    "Evidence | Documented/estimated | Est/actual | Actual or estimate",
)


def amount_fields(
    name: str,
    label: Text,
    synonyms: str,
    *,
    whole: bool = True,
    required: bool = False,
    is_main: bool = False,
) -> tuple[ImportField, ...]:
    """The columns of an amount: the amount itself, or at least and at most, and how sure it is.

    `synonyms` are those of the amount. Of a main amount the ends may simply be headed "At least" and
    "At most"; HOW_SURE, once in a register, speaks for every amount that does not say it by itself.
    """
    group = name if required else ""
    return (
        ImportField(name, label, an_amount(whole), synonyms, one_of=group),
        ImportField(
            f"{name}_low",
            format_lazy(_AT_LEAST, label),
            an_amount(whole),
            f"{label} low | {label} min | {label} minimum | {label} from"
            + (" | At least | Low | Minimum | Min | Lowest | Least" if is_main else ""),
            one_of=group,
        ),
        ImportField(
            f"{name}_high",
            format_lazy(_AT_MOST, label),
            an_amount(whole),
            f"{label} high | {label} max | {label} maximum | {label} to"
            + (" | At most | High | Maximum | Max | Highest | Most" if is_main else ""),
        ),
        ImportField(
            f"{name}_how_sure",
            format_lazy(_HOW_SURE, label),
            a_choice(HOW_SURE_WORDS),
            f"{label} basis | {label} documented or estimated",
        ),
    )


_AT_LEAST = gettext_lazy("{}: at least")
_AT_MOST = gettext_lazy("{}: at most")
_HOW_SURE = gettext_lazy("{}: how sure")


class EntryResource(ImportResource):
    """Rows of one register. An entry is known again by the register's `identity`.

    Subclasses give `register`, `fields_known`, `values_of` where a column is not a field of the
    model, and `for_new`. `amounts` names the amounts among the columns.
    """

    register: ClassVar[Register]
    amounts: ClassVar[tuple[str, ...]] = ()

    def prepare(self, dataset: Dataset) -> None:
        self.here: dict[tuple[Any, ...], Entry] = {}
        for entry in self.register.model.objects.filter(scheme=self.scheme):
            key = self.register.identity_of(lambda name, entry=entry: getattr(entry, name))  # type: ignore[misc]
            self.here[key] = entry
        self.in_file: dict[tuple[Any, ...], Draft] = {}

    def values_of(self, values: dict[str, Any]) -> dict[str, Any]:
        """What was read, as fields of the model. The amounts are there already."""
        return {name: values[name] for name in self.register.fields if name in values}

    def for_new(self, said: dict[str, Any]) -> dict[str, Any]:
        """The same, with what goes without saying of an entry that is not here yet."""
        return said

    def name_of(self, values: dict[str, Any]) -> str:
        named = [values[name] for name in self.register.identity if values.get(name)]
        return " · ".join(
            date_format(each, "j M Y") if isinstance(each, date) else str(each) for each in named
        )

    def check(self, values: dict[str, Any]) -> None:
        for name in self.amounts:
            values |= self._amount(values, name)
        if self.unread:
            return
        said = self.values_of(values)
        self._check_entry(
            self.register.model(scheme=self.scheme, **_without_none(self.for_new(said)))
        )
        values["said"] = said

    def _check_entry(self, entry: Entry) -> None:
        try:
            self.register.check(entry)
        except RuleBroken as refused:
            field = refused.field if refused.field in self.known else ""
            raise RowRefused(str(refused.message), field or "") from refused

    def _check_together(self, record: Entry, said: dict[str, Any]) -> None:
        """What the row adds has to fit what is here already."""
        together = copy(record)
        for name, value in _without_nothing(said).items():
            setattr(together, name, value)
        self._check_entry(together)

    def _amount(self, values: dict[str, Any], name: str) -> dict[str, Any]:
        """The amount of a row from its one or two columns, and how sure it is."""
        amount = self._read_amount(values, name)
        if amount is None:
            return amount_values(name, None, "")
        how_sure = values.get(f"{name}_how_sure") or values.get("how_sure") or ""
        if not how_sure:
            how_sure = HowSure.ESTIMATED if amount.says_estimate else HowSure.DOCUMENTED
        elif how_sure == HowSure.DOCUMENTED and amount.says_estimate:
            self.warn(
                _("A range is an estimate, so this was taken as one.")
                if amount.is_range
                else _("“About” is an estimate, so this was taken as one."),
                self._amount_column(name),
            )
            how_sure = HowSure.ESTIMATED
        return amount_values(name, amount, how_sure)

    def _read_amount(self, values: dict[str, Any], name: str) -> Amount | None:
        """What the columns of an amount say together. An open end and a contradiction are refused."""
        whole: Amount | None = values.get(name)
        low: Amount | None = values.get(f"{name}_low")
        high: Amount | None = values.get(f"{name}_high")
        said = [each for each in (whole, low, high) if each is not None]
        if not said or self.unread & {name, f"{name}_low", f"{name}_high"}:
            return None
        if len(said) == 1:
            (one,) = said
            if whole is None and not one.is_range:
                self._refuse_open_end(name, "low" if low else "high", one)
            return one
        first, last = low or whole or said[0], high or whole or said[-1]
        least, most = first.low, last.high
        if most < least:
            raise RowRefused(
                _("“At most” is %(most)s, which is less than “at least”, %(least)s.")
                % {"most": most, "least": least},
                f"{name}_high",
            )
        if whole is not None and (whole.low, whole.high) != (least, most):
            self._widen(name, whole, low and high and Amount(least, most))
        return Amount(least, most, least != most or any(each.says_estimate for each in said))

    def _refuse_open_end(self, name: str, end: str, amount: Amount) -> None:
        column = f"{name}_{end}"
        raise RowRefused(
            _("“%(text)s” leaves one end open. Write a number, or a range such as 30 to 40.")
            % {"text": f"{self.column_of(column)}: {_written(amount)}"},
            column,
        )

    def _widen(self, name: str, whole: Amount, ends: Amount | None) -> None:
        """Two ends with the number between them say where it may lie; anything else cannot be."""
        column = self._amount_column(name)
        if ends is None or whole.low < ends.low or whole.high > ends.high:
            raise RowRefused(
                _("%(number)s does not go with “at least” and “at most”. Keep what is right.")
                % {"number": _written(whole)},
                column,
            )
        self.warn(
            _("%(number)s lies within “at least” and “at most”. The range was taken.")
            % {"number": _written(whole)},
            column,
        )

    def _amount_column(self, name: str) -> str:
        return name if name in self.headings else f"{name}_low"

    def identify(self, draft: Draft) -> None:
        said = draft.values["said"]
        fresh = self.register.model(scheme=self.scheme, **_without_none(said))
        key = self.register.identity_of(lambda name: getattr(fresh, name))
        if earlier := self.in_file.get(key):
            known = self._beside_identity(earlier.values["said"])
            # A row that says less is a repeat; one that says more may be the right one of the two.
            if any(known.get(name) != value for name, value in self._beside_identity(said).items()):
                raise RowRefused(
                    _(
                        "Row %(row)s is about the same and says something else. "
                        "Keep the one that is right."
                    )
                    % {"row": earlier.number}
                )
            self.repeat(earlier)
            return
        self.in_file[key] = draft
        draft.record = self.here.get(key)
        if draft.record is not None:
            self._check_together(draft.record, said)

    def _beside_identity(self, said: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value
            for name, value in _without_nothing(said).items()
            if name not in self.register.identity
        }

    def compare(self, draft: Draft) -> None:
        draft.changes = {
            name: value
            for name, value in self._beside_identity(draft.values["said"]).items()
            if getattr(draft.record, name) != value
        }

    def change_words(self, draft: Draft) -> list[str]:
        words = self.scheme.words
        columns = dict.fromkeys(self._column_of(name) for name in draft.changes)
        return [self.known[name].label_for(words) for name in columns if name in self.known]

    def _column_of(self, name: str) -> str:
        """The column that a field of the model came from."""
        for amount in self.amounts:
            if name in (f"{amount}_low", f"{amount}_high", f"{amount}_how_sure"):
                return amount
        return name

    def write(self, drafts: list[Draft]) -> None:
        self.register.model.objects.bulk_create(
            [
                self.register.model(
                    scheme=self.scheme,
                    recorded_by=self.actor,
                    is_imported=True,
                    **_without_none(self.for_new(draft.values["said"])),
                )
                for draft in drafts
                if draft.record is None
            ],
            batch_size=1000,
        )
        for draft in drafts:
            if draft.record is not None:
                for name, value in draft.changes.items():
                    setattr(draft.record, name, value)
                draft.record.save(update_fields=list(draft.changes))


def _written(amount: Amount) -> str:
    return amount_words(
        amount.low, amount.high, HowSure.ESTIMATED if amount.says_estimate else HowSure.DOCUMENTED
    )


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known, so that the model's own defaults stand."""
    return {name: value for name, value in values.items() if value is not None}


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    """Without empty cells: they never wipe what is known."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
