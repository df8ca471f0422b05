"""Entries of registers as pages of a workbook that goes to a funder.

Which fields of an entry may leave the house is decided here, one by one: notes, sources and who it was
about or who worked stay. An entry of a register that is not named here is listed by its number.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Field, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.spreadsheets.xlsx.writing import Cell, Column, Pounds

ROWS_AT_A_TIME = 2_000
WIDE, NARROW = 30, 14

FIELDS: Mapping[str, Sequence[str]] = {
    "meetings.activity": (
        "on", "until", "kind", "title", "days_low", "days_high", "days_how_sure", "people_low",
        "people_high", "people_how_sure", "for_whom",
    ),
    "meetings.countedpeople": (
        "title", "as_whom", "first_day", "last_day", "people_low", "people_high", "people_how_sure",
    ),
    "outcomes.outcome": (
        "on", "kind", "standing", "what", "how_many_each", "people_low", "people_high",
        "people_how_sure", "payment_per_person", "payment_received_on", "provider",
    ),
    "reporting.event": (
        "on", "state", "title", "organisations_low", "organisations_high", "organisations_how_sure",
        "people_low", "people_high", "people_how_sure",
    ),
    "reporting.budgetline": (
        "what", "source", "from_whom", "category", "first", "last", "amount", "spent",
    ),
    "reporting.stafftime": ("on", "purpose", "minutes"),
}  # fmt: skip
MONEY = {"payment_per_person", "amount", "spent"}


def columns_of(model: str) -> list[Column]:
    """A column for each field that may leave the house."""
    return [
        Column(_heading(model, name), WIDE if name in ("title", "what", "from_whom") else NARROW)
        for name in FIELDS[model]
    ]


def _heading(model: str, name: str) -> str:
    for end, words in (
        ("_low", _("%(amount)s: at least")),
        ("_high", _("%(amount)s: at most")),
        ("_how_sure", _("%(amount)s: how sure")),
    ):
        if name.endswith(end):
            return words % {"amount": _amounts()[name.removesuffix(end)]}
    field = apps.get_model(model)._meta.get_field(name)
    assert isinstance(field, Field)
    return capfirst(str(field.verbose_name))


def _amounts() -> dict[str, str]:
    return {
        "people": _("People"),
        "days": _("Days"),
        "organisations": _("Organisations"),
    }


def rows_of(model: str, records: QuerySet[Any]) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Each entry's key and its cells."""
    names = FIELDS[model]
    words = {
        name: {value: str(label) for value, label in field.flatchoices}
        for name in names
        if isinstance(field := apps.get_model(model)._meta.get_field(name), Field) and field.choices
    }
    for pk, *values in (
        records.order_by("pk").values_list("pk", *names).iterator(chunk_size=ROWS_AT_A_TIME)
    ):
        yield (
            pk,
            [
                _cell(name, value, words.get(name))
                for name, value in zip(names, values, strict=True)
            ],
        )


def _cell(name: str, value: Any, words: Mapping[str, str] | None) -> Cell:
    if value is None or value == "":
        return None
    if words is not None:
        return words[value]
    if name in MONEY:
        return Pounds(value)
    if isinstance(value, Decimal):
        return value.normalize() if value != value.to_integral() else int(value)
    return value
