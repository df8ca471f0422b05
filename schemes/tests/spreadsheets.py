"""Small spreadsheets brought in, for the tests of every room."""

import io
from datetime import date

import time_machine

from accounts.models import User
from core.spreadsheets import open_table
from schemes.imports.headings import known_headings
from schemes.imports.outcomes import ImportResult, RowNote
from schemes.imports.registry import importer
from schemes.imports.runs import recognised_mapping, run_import
from schemes.models import Scheme

TODAY = date(2026, 11, 21)


def bring_in(scheme: Scheme, kind: str, *rows: str, actor: User | None = None) -> ImportResult:
    """What comes of a CSV file with these rows, the headings first, on a day in November 2026."""
    stream = io.BytesIO("\n".join(rows).encode())
    known = importer(kind)
    assert known is not None
    with (
        time_machine.travel(f"{TODAY} 12:00+00:00", tick=False),
        open_table(stream, "list.csv", known_headings(known.fields, scheme.words)) as table,
    ):
        mapping = recognised_mapping(table, known, scheme)
        return run_import(table=table, importer=known, scheme=scheme, mapping=mapping, actor=actor)


def outcomes(result: ImportResult) -> list[str]:
    """What came of each row, in order."""
    return [note.outcome.value for note in result.notes]


def only_note(result: ImportResult) -> RowNote:
    """The note of the one row there was."""
    (note,) = result.notes
    return note


def said(result: ImportResult) -> list[str]:
    """Every problem and warning, in order, without its column."""
    return [
        sentence for note in result.notes for _column, sentence in [*note.problems, *note.warnings]
    ]
