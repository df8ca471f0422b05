"""Figures: a number anywhere in the software is one of these, and each is a query.

A room describes its figures in `figures.py` and registers them in `apps.py`. Pages,
digests, exports and reports ask here by key. The value and the records behind the value
come from one statement over one queryset, so they cannot disagree.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg, JSONBAgg
from django.db.models import Aggregate, Q, QuerySet, TextChoices
from django.db.models import Count as CountRows
from django.db.models import Sum as SumOf
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONDON = ZoneInfo("Europe/London")
HUNDREDTH = Decimal("0.01")
Words = str | Promise


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included, as they are counted in London.

    With `known_until`, figures leave out records that were made after that moment. What was
    corrected since then in an older record counts as it stands now.
    """

    first: date
    last: date
    known_until: datetime | None = None

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("A period cannot end before it starts.")

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.first, time.min, tzinfo=LONDON)

    @property
    def end(self) -> datetime:
        """The first moment after the period: use it with `<`."""
        return datetime.combine(self.last + timedelta(days=1), time.min, tzinfo=LONDON)

    def known(self, field_name: str = "recorded_at") -> Q:
        """A filter for what was written down before the cut-off, if there is one."""
        return Q(**{f"{field_name}__lte": self.known_until}) if self.known_until else Q()

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return gettext("%(first)s to %(last)s") % {
            "first": date_format(self.first, "j F Y"),
            "last": date_format(self.last, "j F Y"),
        }


class Basis(TextChoices):
    """What puts a record inside the period."""

    HAPPENED = "happened", _("happened in the period")
    AT_DATE = "at_date", _("as it was on the last day of the period")


@dataclass(frozen=True)
class HeadCount:
    """People counted without names: "about 30" is 30 to 30, estimated."""

    low: int
    high: int
    is_documented: bool
    record_id: int


@dataclass(frozen=True)
class Count:
    """Take the number of records."""

    def aggregate(self) -> Aggregate:
        return CountRows("pk")

    def amount(self, taken: int | None) -> int:
        return taken or 0


@dataclass(frozen=True)
class Distinct:
    """Take the number of different values of a field, such as each person once."""

    field_name: str

    def aggregate(self) -> Aggregate:
        return CountRows(self.field_name, distinct=True)

    def amount(self, taken: int | None) -> int:
        return taken or 0


@dataclass(frozen=True)
class Total:
    """Take the sum of a field."""

    field_name: str

    def aggregate(self) -> Aggregate:
        return SumOf(self.field_name)

    def amount(self, taken: int | None) -> int:
        return taken or 0


@dataclass(frozen=True)
class Hours:
    """Take the sum of a field of whole minutes, as hours to the hundredth.

    Minutes are summed first and divided once, so parts never round away from the whole.
    """

    field_name: str

    def aggregate(self) -> Aggregate:
        return SumOf(self.field_name)

    def amount(self, taken: int | None) -> Decimal:
        return as_hundredths(Decimal(taken or 0) / 60)


@dataclass(frozen=True)
class DistinctNames:
    """Take the number of different names in a field of lists of names.

    Case and stray spaces make no difference, so somebody named twice counts once.
    """

    field_name: str

    def aggregate(self) -> Aggregate:
        return JSONBAgg(self.field_name, default=[])

    def amount(self, taken: list[list[str]]) -> int:
        return len({" ".join(name.casefold().split()) for names in taken for name in names})


@dataclass(frozen=True)
class Ratio:
    """Divide one figure by another, both named by key."""

    of: str
    per: str


@dataclass(frozen=True)
class NamedAmount:
    """A numerator or denominator with its name beside it."""

    name: str
    value: int | Decimal | None


@dataclass(frozen=True)
class FigureValue:
    """What a figure came to, and everything somebody needs to check it.

    `value` is None when nothing is kept to count from, and when the amount is a range:
    then `low` and `high` hold it. `documented` is what records with names and dates
    show; `estimated` is what the estimates add, at the least. `records_of` is the model
    of the records, as `room.model`.
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
    warnings: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether there is anything to show, be it a range."""
        return self.low is not None


Take = Count | Distinct | DistinctNames | Total | Hours
Records = Callable[[Any, Period], QuerySet]


@dataclass(frozen=True)
class Figure:
    """One number: what it means, which records it rests on, what is taken of them.

    `records(scheme, period)` gives the queryset, one row for each record. `numerator`
    and `denominator` are names in words. `head_counts` adds people counted without names.
    `warnings` gives sentences for people about what the records do not say. A figure
    nobody keeps records for yet has no `records` but says so in `not_recorded`.
    """

    key: str
    label: Words
    definition: Words
    unit: str
    basis: str
    records: Records | None = None
    take: Take | Ratio = field(default_factory=Count)
    numerator: Words = ""
    denominator: Words = ""
    head_counts: Callable[[Any, Period], Iterable[HeadCount]] | None = None
    warnings: Callable[[Any, Period], Iterable[str]] | None = None
    not_recorded: Words = ""

    def __post_init__(self) -> None:
        kept = self.records is not None or isinstance(self.take, Ratio)
        if kept == bool(self.not_recorded):
            raise ValueError(f"{self.key}: give either records or the reason for none.")

    @property
    def basis_words(self) -> Words:
        """What puts a record inside the period, in words."""
        return Basis(self.basis).label

    def value(self, scheme: Any, period: Period, *, with_records: bool = True) -> FigureValue:
        """Work the figure out. `with_records` also brings the keys of the records."""
        warnings = (
            tuple(str(text) for text in self.warnings(scheme, period)) if self.warnings else ()
        )
        if self.not_recorded:
            return FigureValue(
                numerator=NamedAmount(str(self.numerator or self.label), None),
                warnings=(str(self.not_recorded), *warnings),
            )
        if isinstance(self.take, Ratio):
            return self._ratio(scheme, period, warnings)
        return self._amount(scheme, period, warnings, with_records)

    def _amount(
        self,
        scheme: Any,
        period: Period,
        warnings: tuple[str, ...],
        with_records: bool,
    ) -> FigureValue:
        assert self.records is not None
        assert not isinstance(self.take, Ratio)
        wanted: dict[str, Aggregate] = {"taken": self.take.aggregate(), "n": CountRows("pk")}
        if with_records:
            wanted["record_ids"] = ArrayAgg("pk", default=[])
        records = self.records(scheme, period)
        found = records.order_by().aggregate(**wanted)
        documented = low = high = self.take.amount(found["taken"])
        estimated = 0
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
            numerator=NamedAmount(str(self.numerator or self.label), low if low == high else None),
            documented=documented,
            estimated=estimated,
            n=found["n"] + len(head_counts),
            records_of=records.model._meta.label_lower,
            record_ids=(*record_ids, *(each.record_id for each in head_counts))
            if with_records
            else (),
            warnings=warnings,
        )

    def _ratio(self, scheme: Any, period: Period, warnings: tuple[str, ...]) -> FigureValue:
        assert isinstance(self.take, Ratio)
        above, below = figure(self.take.of), figure(self.take.per)
        amount = above.value(scheme, period, with_records=False)
        divisor = below.value(scheme, period, with_records=False)
        value = None
        if amount.value is not None and divisor.value:
            value = as_hundredths(Decimal(amount.value) / Decimal(divisor.value))
        elif amount.value is not None:
            warnings = (
                gettext(
                    "%(label)s cannot be worked out: there is no single number for “%(below)s”."
                )
                % {"label": self.label, "below": below.label},
                *warnings,
            )
        return FigureValue(
            value=value,
            low=value,
            high=value,
            numerator=NamedAmount(str(self.numerator or above.label), amount.value),
            denominator=NamedAmount(str(self.denominator or below.label), divisor.value),
            documented=value if value is not None and not divisor.estimated else None,
            estimated=value if value is not None and divisor.estimated else None,
            n=divisor.n,
            warnings=(*amount.warnings, *divisor.warnings, *warnings),
        )


def as_hundredths(amount: Decimal) -> Decimal:
    """Round half up to two places, as people do with money and hours."""
    return amount.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


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
