"""What a figure takes of its records: their number, a sum, a sum of ranges, a share of two figures."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Aggregate, Q
from django.db.models import Count as CountRows
from django.db.models import Sum as SumOf

from core.amounts import HowSure

HUNDREDTH = Decimal("0.01")
Number = int | Decimal


@dataclass(frozen=True)
class Amounts:
    """What records come to: at least `low`, at most `high`; of the least, so much on each footing."""

    low: Number
    high: Number
    documented: Number
    estimated: Number = 0

    @classmethod
    def counted(cls, number: Number) -> "Amounts":
        """One number that records show."""
        return cls(number, number, number)


@dataclass(frozen=True)
class HeadCount:
    """People counted without names: "about 30" is 30 to 30, estimated."""

    low: int
    high: int
    is_documented: bool
    record_id: int


class Take(ABC):
    """What is asked of the database for a figure, and what the answers come to."""

    @abstractmethod
    def aggregates(self) -> dict[str, Aggregate]:
        """The answers wanted, by name."""

    @abstractmethod
    def amounts(self, found: Mapping[str, Any]) -> Amounts | None:
        """What the answers come to; None when there are records and none of them says how much."""


@dataclass(frozen=True)
class Count(Take):
    """Take the number of records."""

    def aggregates(self) -> dict[str, Aggregate]:
        return {"taken": CountRows("pk")}

    def amounts(self, found: Mapping[str, Any]) -> Amounts:
        return Amounts.counted(found["taken"] or 0)


@dataclass(frozen=True)
class Distinct(Take):
    """Take the number of different values of a field, such as each person once."""

    field_name: str

    def aggregates(self) -> dict[str, Aggregate]:
        return {"taken": CountRows(self.field_name, distinct=True)}

    def amounts(self, found: Mapping[str, Any]) -> Amounts:
        return Amounts.counted(found["taken"] or 0)


@dataclass(frozen=True)
class Total(Take):
    """Take the sum of a field."""

    field_name: str

    def aggregates(self) -> dict[str, Aggregate]:
        return {"taken": SumOf(self.field_name)}

    def amounts(self, found: Mapping[str, Any]) -> Amounts:
        return Amounts.counted(found["taken"] or 0)


@dataclass(frozen=True)
class Hours(Take):
    """Take the sum of a field of whole minutes, as hours to the hundredth.

    Minutes are summed first and divided once, so parts never round away from the whole.
    """

    field_name: str

    def aggregates(self) -> dict[str, Aggregate]:
        return {"taken": SumOf(self.field_name)}

    def amounts(self, found: Mapping[str, Any]) -> Amounts:
        return Amounts.counted(as_hundredths(Decimal(found["taken"] or 0) / 60))


@dataclass(frozen=True)
class DistinctNames(Take):
    """Take the number of different names in a field of lists of names.

    Case and stray spaces make no difference, so somebody named twice counts once.
    """

    field_name: str

    def aggregates(self) -> dict[str, Aggregate]:
        return {"taken": JSONBAgg(self.field_name, default=[])}

    def amounts(self, found: Mapping[str, Any]) -> Amounts:
        names = {" ".join(name.casefold().split()) for names in found["taken"] for name in names}
        return Amounts.counted(len(names))


@dataclass(frozen=True)
class Ranges(Take):
    """Take the sum of amounts that may be ranges, with what is documented and what is estimated apart.

    `amount` is the start of the three fields: amount_low, amount_high, amount_how_sure.
    Records without an amount add nothing. Where no record has one, nobody knows: it is not nought.
    """

    amount: str

    def aggregates(self) -> dict[str, Aggregate]:
        documented = Q(**{f"{self.amount}_how_sure": HowSure.DOCUMENTED})
        return {
            "low": SumOf(f"{self.amount}_low"),
            "high": SumOf(f"{self.amount}_high"),
            "documented": SumOf(f"{self.amount}_low", filter=documented),
        }

    def amounts(self, found: Mapping[str, Any]) -> Amounts | None:
        if found["low"] is None and found.get("n"):
            return None
        low, documented = found["low"] or 0, found["documented"] or 0
        return Amounts(low, found["high"] or 0, documented, low - documented)


@dataclass(frozen=True)
class Ratio:
    """Divide one figure by another, both named by key."""

    of: str
    per: str


def as_hundredths(amount: Decimal) -> Decimal:
    """Round half up to two places, as people do with money and hours."""
    return amount.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
