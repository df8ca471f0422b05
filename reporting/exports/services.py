"""Taking a list out."""

from collections.abc import Sequence
from typing import IO, Any

from django.db.models import QuerySet

from accounts.models import User
from core.history import change
from reporting.exports.columns import Column
from reporting.exports.kinds import KINDS
from reporting.exports.models import ListTakenOut
from reporting.exports.writing import write_rows
from schemes.access import require
from schemes.imports.registry import importer
from schemes.models import Scheme
from schemes.rights import Right


def take_out(
    *,
    kind: str,
    records: QuerySet[Any],
    scheme: Scheme,
    actor: User,
    file: IO[bytes],
    narrowed_by: str = "",
) -> int:
    """Write these records to the file as CSV, and write down who took them. Returns how many rows.

    `records` are what the actor may see, narrowed and in order. Raises NotAllowed for whoever
    may not take lists out; then nothing is written.
    """
    columns = KINDS[kind].columns()
    headings = headings_of(kind, columns, scheme)
    with change("take a list out as a spreadsheet", actor=actor):
        require(actor, Right.TAKE_OUT, scheme)
        rows = write_rows(file, headings, columns, records)
        ListTakenOut.objects.create(
            scheme=scheme, kind=kind, narrowed_by=narrowed_by[:500], rows=rows, taken_by=actor
        )
    return rows


def headings_of(kind: str, columns: Sequence[Column], scheme: Scheme) -> list[str]:
    """The headings above these columns: those our importer knows them by, in the scheme's words."""
    taker = importer(kind)
    assert taker is not None
    labels = {field.name: field.label_for(scheme.words) for field in taker.fields}
    return [
        labels[name] + (f" ({column.unit})" if column.unit else "")
        for column in columns
        for name in column.names
    ]
