"""Spreadsheets from outside, read inside firm limits, and cells on their way out, made safe."""

from core.spreadsheets.escape import safe_cell, without_guard, write_refused_rows
from core.spreadsheets.headings import find_heading_row, heading_key
from core.spreadsheets.reader import Table, open_table
from core.spreadsheets.table import (
    BLANK,
    DATA,
    HEADINGS_AGAIN,
    LIMITS,
    TOTAL,
    CellError,
    Formula,
    Limits,
    Row,
    UnreadableSpreadsheet,
)

__all__ = [
    "BLANK",
    "DATA",
    "HEADINGS_AGAIN",
    "LIMITS",
    "TOTAL",
    "CellError",
    "Formula",
    "Limits",
    "Row",
    "Table",
    "UnreadableSpreadsheet",
    "find_heading_row",
    "heading_key",
    "open_table",
    "safe_cell",
    "without_guard",
    "write_refused_rows",
]
