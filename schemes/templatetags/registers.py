"""Cells of a register's list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template

from schemes.registers.register import Column, Register

register = template.Library()


@dataclass(frozen=True)
class Cell:
    """What stands in one column of one row."""

    column: Column
    value: Any

    @property
    def is_day(self) -> bool:
        """Whether it is shown as a day."""
        return isinstance(self.value, date)


@register.simple_tag
def cells_of(kind: Register, entry: Any) -> list[Cell]:
    """The cells of a row, in the order of the columns."""
    return [Cell(column, column.value(entry)) for column in kind.columns]
