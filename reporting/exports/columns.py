"""How values are written in the cells of a spreadsheet, as expressions for the database.

Each gives text that the parser of the column reads back as the same value.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, Func, TextChoices, TextField, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Trim


@dataclass(frozen=True)
class Column:
    """A column of a list: the field of the importer that reads it back, and what stands in it.

    The heading is the field's own label in the scheme's words; `unit` is added in brackets.
    Of several fields with | between them `holds` gives all cells at once, as an array.
    """

    fields: str
    holds: Combinable
    unit: Any = ""

    @property
    def names(self) -> list[str]:
        """The fields, one by one."""
        return self.fields.split("|")


class Cells(Func):
    """Several cells at once, as an array of texts."""

    template = "ARRAY[%(expressions)s]::text[]"
    output_field = ArrayField(TextField())


class Day(Func):
    """A day as people in Britain write it."""

    function = "to_char"
    template = "%(function)s(%(expressions)s, 'DD/MM/YYYY')"
    output_field = TextField()


class Clock(Func):
    """A time of day, to the minute."""

    function = "to_char"
    template = "%(function)s(%(expressions)s, 'HH24:MI')"
    output_field = TextField()


class Several(Func):
    """The things of a list in one cell. A mark after a single one keeps its commas together."""

    template = (
        "array_to_string(%(expressions)s, '; ') || CASE WHEN cardinality(%(expressions)s) = 1"
        " AND (%(expressions)s)[1] ~ '[,/]' THEN ';' ELSE '' END"
    )
    output_field = TextField()


def full_name(person: str) -> Trim:
    """First and family name of the person at the end of this path."""
    return Trim(
        Concat(
            F(f"{person}__given_name"),
            Value(" "),
            F(f"{person}__family_name"),
            output_field=TextField(),
        )
    )


def in_words(field: str, choices: type[TextChoices]) -> Case:
    """A choice by its label."""
    return Case(
        *(When(**{field: choice.value}, then=Value(str(choice.label))) for choice in choices),
        output_field=TextField(),
    )


def day_and_clock(day: Combinable | str, clock: Combinable | str) -> Trim:
    """A day with the time of day beside it, where there is one."""
    return Trim(Concat(Day(day), Value(" "), Clock(clock), output_field=TextField()))
