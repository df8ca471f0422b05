"""A file read through a kind's resource: once to look, once for good."""

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from tablib import Dataset

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from core.spreadsheets import BLANK, DATA, HEADINGS_AGAIN, TOTAL, Table
from core.spreadsheets.headings import names_a_total
from schemes.imports.headings import missing_fields, recognise
from schemes.imports.outcomes import ImportResult, Outcome, RowNote
from schemes.imports.registry import Importer
from schemes.imports.resource import ROW_NUMBER, Progress, tell_nobody
from schemes.models import Scheme


class HeadingsMissing(RuleBroken):
    """The file does not say enough: columns are missing or not recognised."""


def recognised_mapping(table: Table, importer: Importer, scheme: Scheme) -> dict[str, int]:
    """{field: column} for the headings that are known by themselves."""
    return recognise(table.headings, importer.fields, scheme.words)


def check_mapping(mapping: Mapping[str, int], importer: Importer, scheme: Scheme) -> None:
    """Raises HeadingsMissing naming, in the scheme's words, what the file has to hold and does not."""
    missing = missing_fields(importer.fields, mapping)
    if missing:
        named = [
            _(" or ").join(f"“{each.label_for(scheme.words)}”" for each in group)
            for group in missing
        ]
        raise HeadingsMissing(
            _("We did not find a column for %(columns)s. Say which column it is, or add it.")
            % {"columns": _(", ").join(named)}
        )


def dry_run(
    *,
    table: Table,
    importer: Importer,
    scheme: Scheme,
    mapping: Mapping[str, int],
    tell: Progress = tell_nobody,
) -> ImportResult:
    """What would come of the file now. Everything is really written, then taken back: the preview cannot lie."""
    with transaction.atomic():
        lock_imports(scheme)
        return _run(table, importer, scheme, mapping, actor=None, keep=False, tell=tell)


def run_import(
    *,
    table: Table,
    importer: Importer,
    scheme: Scheme,
    mapping: Mapping[str, int],
    actor: User | None,
    tell: Progress = tell_nobody,
) -> ImportResult:
    """Bring the good rows in, all or none. The caller has checked the right and holds the transaction."""
    with change(f"bring in a spreadsheet: {importer.key}", actor=actor, why=table.name):
        lock_imports(scheme)
        return _run(table, importer, scheme, mapping, actor=actor, keep=True, tell=tell)


def lock_imports(scheme: Scheme) -> None:
    """One import into a scheme at a time, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('imports'), %s)", [scheme.pk])
        # Each audit row looks through the checks that wait for the commit: with thousands of rows the
        # waiting ones would cost more than all the rest.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def is_importing(scheme: Scheme) -> bool:
    """Whether an import into the scheme is under way in another transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND classid = hashtext('imports')::bigint & 4294967295 AND objid = %s::bigint"
            " AND objsubid = 2 AND pid <> pg_backend_pid())",
            [scheme.pk],
        )
        return bool(cursor.fetchone()[0])


def _run(
    table: Table,
    importer: Importer,
    scheme: Scheme,
    mapping: Mapping[str, int],
    *,
    actor: User | None,
    keep: bool,
    tell: Progress,
) -> ImportResult:
    check_mapping(mapping, importer, scheme)
    dataset, left_out = _dataset(table, mapping, importer.things_named_by)
    resource = importer.resource(
        scheme=scheme,
        headings={
            name: table.headings[column]
            for name, column in mapping.items()
            if column < len(table.headings)
        },
        today=_today(),
        actor=actor,
        tell=tell,
    )
    result = resource.import_data(dataset, dry_run=not keep, use_transactions=True)
    for failure in [
        *result.base_errors,
        *(error for _row, errors in result.row_errors() for error in errors),
    ]:
        # Whatever is not a refusal in words is a mistake of ours and may not pass in silence.
        raise failure.error
    notes = [row.note for row in result.rows] + left_out
    return ImportResult(sorted(notes, key=lambda note: note.number))


def _dataset(
    table: Table, mapping: Mapping[str, int], named_by: str
) -> tuple[Dataset, list[RowNote]]:
    dataset = Dataset(headers=[ROW_NUMBER, *mapping])
    left_out: list[RowNote] = []
    for row in table.rows():
        cells = {
            name: row.values[column] if column < len(row.values) else None
            for name, column in mapping.items()
        }
        kind = TOTAL if row.kind == DATA and names_a_total(cells.get(named_by)) else row.kind
        if kind == DATA:
            dataset.append([row.number, *cells.values()])
        else:
            left_out.append(RowNote(row.number, Outcome.SKIPPED, who=_left_out_words(kind)))
    return dataset, left_out


def _left_out_words(kind: str) -> str:
    if kind == BLANK:
        return _("A blank row")
    return _("The headings again") if kind == HEADINGS_AGAIN else _("A row of totals")


def _today() -> date:
    return timezone.localdate()
