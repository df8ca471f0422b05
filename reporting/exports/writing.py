"""Rows straight from the database into a file: PostgreSQL writes them, no row becomes an object."""

import csv
import io
from collections.abc import Sequence
from typing import IO, Any

from django.db import connection
from django.db.models import QuerySet

from core.spreadsheets import safe_cell
from reporting.exports.columns import Column

# Tells Excel that the file is UTF-8.
MARK = b"\xef\xbb\xbf"
# The rule of `core.spreadsheets.safe_cell`, for a cell called {0}. What may start a formula stands
# before the letters, so that most cells are done after one comparison.
GUARDED = (
    "CASE WHEN {0} COLLATE \"C\" >= 'A' THEN {0} "
    "WHEN left(ltrim({0}, ''''), 1) IN ('=', '+', '-', '@', chr(9), chr(13), chr(10)) "
    "THEN '''' || {0} ELSE nullif({0}, '') END"
)


def write_rows(
    file: IO[bytes], headings: Sequence[str], columns: Sequence[Column], records: QuerySet[Any]
) -> int:
    """Write headings and rows as CSV, in the order of the records. Returns how many rows.

    Memory stays flat however many there are: PostgreSQL hands over a row at a time.
    """
    file.write(MARK + _line(headings))
    names = [f"c{number}" for number in range(len(columns))]
    cells = [
        name if len(column.names) == 1 else f"{name}[{place}]"
        for name, column in zip(names, columns, strict=True)
        for place in range(1, len(column.names) + 1)
    ]
    rows = records.values_list(*(column.holds for column in columns))
    sql, parameters = rows.query.sql_with_params()
    guarded = ", ".join(GUARDED.format(cell) for cell in cells)
    with connection.cursor() as cursor:
        chosen = cursor.mogrify(
            f"SELECT {guarded} FROM ({sql}) AS taken ({', '.join(names)})", parameters
        )
        text = chosen.decode() if isinstance(chosen, bytes) else chosen
        cursor.copy_expert(f"COPY ({text}) TO STDOUT (FORMAT csv, ENCODING 'UTF8')", file)
        return int(cursor.rowcount)


def _line(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow([safe_cell(cell) for cell in cells])
    # Lines end as PostgreSQL ends them.
    return line.getvalue().removesuffix("\r\n").encode() + b"\n"
