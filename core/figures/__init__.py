"""Figures: a number anywhere in the software is one of these, and each is a query.

A room describes its figures in `figures.py` and registers them in `apps.py`. Pages,
digests, exports and reports ask here by key. The value and the records behind the value
come from one statement over one queryset, so they cannot disagree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Aggregate, QuerySet
from django.db.models import Count as CountRows
from django.utils.functional import Promise
from django.utils.translation import gettext

from core.figures.periods import LONDON, Basis, Period
from core.figures.remembering import is_remembering, remembered, worked_out_once
from core.figures.takes import (
    Amounts,
    Count,
    Distinct,
    DistinctNames,
    HeadCount,
    Hours,
    Number,
    Ranges,
    Ratio,
    Take,
    Total,
    as_hundredths,
)

__all__ = [
    "LONDON",
    "Amounts",
    "Basis",
    "Count",
    "Distinct",
    "DistinctNames",
    "Figure",
    "FigureValue",
    "HeadCount",
    "Hours",
    "NamedAmount",
    "Period",
    "Ranges",
    "Ratio",
    "Total",
    "as_hundredths",
    "divided",
    "figure",
    "register",
    "registered_figures",
    "worked_out_once",
]

Words = str | Promise


@dataclass(frozen=True)
class NamedAmount:
    """A numerator or denominator with its name beside it; a range has no value, but two ends.

    `documented` is given where not all of it is that.
    """

    name: str
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    documented: Number | None = None

    @classmethod
    def between(cls, name: str, low: Number | None, high: Number | None) -> "NamedAmount":
        """One number where both ends are the same."""
        return cls(name, low) if low == high else cls(name, None, low, high)

    @classmethod
    def of(cls, name: str, found: "FigureValue") -> "NamedAmount":
        """What a figure came to, with how much of it is documented where that is not all."""
        named = cls.between(name, found.low, found.high)
        return replace(named, documented=found.documented or 0) if found.is_estimate else named


@dataclass(frozen=True)
class FigureValue:
    """What a figure came to, and everything somebody needs to check it.

    `value` is None when nothing is kept to count from, and when the amount is a range:
    then `low` and `high` hold it. `documented` is what records with names and dates
    show; `estimated` is what the estimates add, at the least. `records_of` is the model
    of the records, as `room.model`; `head_counts_of` that of the head-counts added to them.
    """

    value: int | Decimal | None = None
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    numerator: NamedAmount | None = None
    denominator: NamedAmount | None = None
    documented: int | Decimal | None = None
    estimated: int | Decimal | None = None
    n: int = 0
    records_of: str = ""
    record_ids: tuple[int, ...] = ()
    head_counts_of: str = ""
    head_count_ids: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether there is anything to show, be it a range."""
        return self.low is not None

    @property
    def is_estimate(self) -> bool:
        """Whether some of it may be more than records show, also where it begins at nought."""
        return self.high is not None and self.high > (self.documented or 0)


Records = Callable[[Any, Period], QuerySet]
Name = Words | Callable[[Any, Period], str]


@dataclass(frozen=True)
class Figure:
    """One number: what it means, which records it rests on, what is taken of them.

    `records(scheme, period)` gives the queryset, one row for each record. `numerator`
    and `denominator` are names in words; the name of what is counted may depend on what there
    is, such as the sources of money. `head_counts` adds people counted without names, which are
    records of the model `head_counts_of`.
    Of a figure with `less_is_better`, such as a cost, nobody sets out to reach as much as they can.
    `warnings` gives sentences for people about what the records do not say. A figure
    nobody keeps records for yet has no `records` but says so in `not_recorded`. With
    `is_kept(scheme, period)` it says so only of schemes that keep no such records, as far as
    was known at the cut-off of the period: theirs is not nought, it is not reported.
    """

    key: str
    label: Words
    definition: Words
    unit: str
    basis: str
    records: Records | None = None
    take: Take | Ratio = field(default_factory=Count)
    numerator: Name = ""
    denominator: Words = ""
    head_counts: Callable[[Any, Period], Iterable[HeadCount]] | None = None
    head_counts_of: str = ""
    warnings: Callable[[Any, Period], Iterable[str]] | None = None
    not_recorded: Words = ""
    is_kept: Callable[[Any, Period], bool] | None = None
    less_is_better: bool = False

    def __post_init__(self) -> None:
        kept = self.records is not None or isinstance(self.take, Ratio)
        if bool(self.head_counts) != bool(self.head_counts_of):
            raise ValueError(f"{self.key}: say of which model the head-counts are.")
        if (self.is_kept is None and kept == bool(self.not_recorded)) or (
            self.is_kept is not None and not (kept and self.not_recorded)
        ):
            raise ValueError(f"{self.key}: give either records or the reason for none.")

    @property
    def basis_words(self) -> Words:
        """What puts a record inside the period, in words."""
        return Basis(self.basis).label

    def value(self, scheme: Any, period: Period, *, with_records: bool = True) -> FigureValue:
        """Work the figure out. `with_records` also brings the keys of the records."""
        return remembered(
            (self.key, scheme, period),
            lambda: self._worked_out(scheme, period, with_records or is_remembering()),
        )

    def _worked_out(self, scheme: Any, period: Period, with_records: bool) -> FigureValue:
        warnings = (
            tuple(str(text) for text in self.warnings(scheme, period)) if self.warnings else ()
        )
        found = None
        if isinstance(self.take, Ratio):
            found = self._ratio(scheme, period, warnings)
        elif self.records is not None:
            found = self._amount(scheme, period, warnings, with_records)
        # A record that is counted shows that such records are kept; only nought has to be asked about.
        if found and (found.n or not self.is_kept or self.is_kept(scheme, period)):
            return found
        return FigureValue(
            numerator=NamedAmount(self._fixed_name, None),
            warnings=(str(self.not_recorded), *warnings),
        )

    def _amount(
        self,
        scheme: Any,
        period: Period,
        warnings: tuple[str, ...],
        with_records: bool,
    ) -> FigureValue:
        assert self.records is not None
        assert not isinstance(self.take, Ratio)
        wanted: dict[str, Aggregate] = {**self.take.aggregates(), "n": CountRows("pk")}
        if with_records:
            wanted["record_ids"] = ArrayAgg("pk", default=[])
        records = self.records(scheme, period)
        found = records.order_by().aggregate(**wanted)
        amounts = self.take.amounts(found)
        if amounts is None:
            return FigureValue(
                numerator=NamedAmount(self._name(scheme, period), None),
                n=found["n"],
                records_of=records.model._meta.label_lower,
                record_ids=tuple(sorted(found.get("record_ids", ()))),
                warnings=warnings,
            )
        low, high = amounts.low, amounts.high
        documented, estimated = amounts.documented, amounts.estimated
        record_ids: list[int] = sorted(found.get("record_ids", []))
        head_counts = list(self.head_counts(scheme, period)) if self.head_counts else []
        for head_count in head_counts:
            low, high = low + head_count.low, high + head_count.high
            if head_count.is_documented:
                documented += head_count.low
            else:
                estimated += head_count.low
        return FigureValue(
            value=low if low == high else None,
            low=low,
            high=high,
            numerator=NamedAmount.between(self._name(scheme, period), low, high),
            documented=documented,
            estimated=estimated,
            n=found["n"] + len(head_counts),
            records_of=records.model._meta.label_lower,
            record_ids=tuple(record_ids),
            head_counts_of=self.head_counts_of if head_counts else "",
            head_count_ids=tuple(each.record_id for each in head_counts) if with_records else (),
            warnings=warnings,
        )

    @property
    def _fixed_name(self) -> str:
        """What is counted, where its name does not depend on what there is."""
        return str(self.label if callable(self.numerator) else self.numerator or self.label)

    def _name(self, scheme: Any, period: Period) -> str:
        if callable(self.numerator):
            return self.numerator(scheme, period)
        return self._fixed_name

    def _ratio(self, scheme: Any, period: Period, warnings: tuple[str, ...]) -> FigureValue:
        """At least the least divided by the most, at most the most by the least; to the hundredth."""
        assert isinstance(self.take, Ratio)
        above, below = figure(self.take.of), figure(self.take.per)
        amount = above.value(scheme, period, with_records=False)
        divisor = below.value(scheme, period, with_records=False)
        low, high = divided(amount, divisor) or (None, None)
        if low is None and amount.is_reported:
            warnings = (
                gettext(
                    "%(label)s cannot be worked out: there is no number to divide by for “%(below)s”."
                )
                % {"label": self.label, "below": below.label},
                *warnings,
            )
        name = self._fixed_name if self.numerator else str(above.label)
        if callable(above.numerator) and amount.numerator:
            name = amount.numerator.name
        is_estimate = divisor.is_estimate or amount.is_estimate
        return FigureValue(
            value=low if low == high else None,
            low=low,
            high=high,
            numerator=NamedAmount.of(name, amount),
            denominator=NamedAmount.of(str(self.denominator or below.label), divisor),
            documented=None if is_estimate else low,
            estimated=low if is_estimate else None,
            n=divisor.n,
            warnings=(*amount.warnings, *divisor.warnings, *warnings),
        )


def divided(amount: FigureValue, divisor: FigureValue) -> tuple[Decimal, Decimal] | None:
    """The least share and the most, to the hundredth; None where there is nothing to divide by."""
    if amount.low is None or amount.high is None or not divisor.low or not divisor.high:
        return None
    return (
        as_hundredths(Decimal(amount.low) / Decimal(divisor.high)),
        as_hundredths(Decimal(amount.high) / Decimal(divisor.low)),
    )


_figures: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    """Add figures to the one list. A key taken twice is a mistake and raises."""
    for each in figures:
        if _figures.get(each.key, each) is not each:
            raise ValueError(f"A figure called {each.key} is registered already.")
        _figures[each.key] = each


def figure(key: str) -> Figure:
    """The figure with this key. Raises KeyError when no room registered one."""
    return _figures[key]


def registered_figures() -> tuple[Figure, ...]:
    """Every figure, in the order the rooms registered them."""
    return tuple(_figures.values())
