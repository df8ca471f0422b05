"""What happens to a file that was sent: kept, looked at, brought in, thrown away."""

from collections.abc import Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import IO, Any, BinaryIO, cast

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.spreadsheets import Table, UnreadableSpreadsheet, open_table, write_refused_rows
from schemes.access import require
from schemes.imports.headings import known_headings
from schemes.imports.models import SpreadsheetUpload, UploadRow, sha256_of
from schemes.imports.outcomes import ImportResult, Outcome, sentence
from schemes.imports.registry import Importer, importer
from schemes.imports.runs import HeadingsMissing, dry_run, recognised_mapping, run_import
from schemes.models import Scheme
from schemes.rights import Right

State = SpreadsheetUpload.State
# A file holds personal data: once it has done its work it does not stay.
KEPT_FOR = timedelta(days=30)


class LooksDifferentNow(RuleBroken):
    """The records changed between looking and bringing in; the file was looked at again."""


def receive_upload(
    *, scheme: Scheme, kind: str, file: "File[bytes]", original_name: str, actor: User
) -> SpreadsheetUpload:
    """Keep a file outside the web root and look at it; its rows are read when its headings are clear.

    Needs IMPORT. Raises RuleBroken with one sentence for a file that is no spreadsheet.
    """
    require(actor, Right.IMPORT, scheme)
    known = _kind(kind)
    try:
        with open_table(
            cast(BinaryIO, file), original_name, known_headings(known.fields, scheme.words)
        ) as table:
            upload = SpreadsheetUpload(
                scheme=scheme,
                kind=kind,
                original_name=original_name[:255],
                sheet_name=table.sheet_name,
                headings=table.headings,
                mapping=recognised_mapping(table, known, scheme),
                uploaded_by=actor,
            )
    except UnreadableSpreadsheet as refused:
        raise RuleBroken(str(refused), field="file") from refused
    upload.sha256 = sha256_of(file)
    file.seek(0)
    upload.file.save(original_name, file, save=False)
    upload.save()
    try:
        # Where headings are missing the next page asks what the columns are.
        with suppress(HeadingsMissing):
            _look(upload, known)
    except RuleBroken:
        upload.file.delete(save=False)
        raise
    return upload


def choose_headings(
    *, upload: SpreadsheetUpload, mapping: Mapping[str, int], actor: User
) -> SpreadsheetUpload:
    """Take a person's word for what the columns are, and look at the file again. Needs IMPORT.

    Raises HeadingsMissing when something needed has no column, RuleBroken when it is brought in already.
    """
    require(actor, Right.IMPORT, upload.scheme)
    with transaction.atomic():
        upload = _locked(upload)
        if upload.state == State.APPLIED:
            raise RuleBroken(
                _("This file is brought in already. Send it again to change its columns.")
            )
        upload.mapping = dict(mapping)
        _look(upload, _kind(upload.kind))
        return upload


def apply_upload(*, upload: SpreadsheetUpload, seen: str, actor: User) -> SpreadsheetUpload:
    """Bring the good rows in, all or none. Needs IMPORT.

    `seen` is the digest of the preview the person looked at. The file is read again inside the
    transaction: when it would now do something else, nothing happens but a new preview, and
    LooksDifferentNow is raised. Asked again for a file that is in already, answers as the first time.
    """
    require(actor, Right.IMPORT, upload.scheme)
    try:
        with transaction.atomic():
            upload = _locked(upload)
            if upload.state == State.APPLIED:
                return upload
            with _opened(upload, _kind(upload.kind)) as table:
                result = run_import(
                    table=table,
                    importer=_kind(upload.kind),
                    scheme=upload.scheme,
                    mapping=upload.mapping,
                    actor=actor,
                )
            if result.digest() != seen:
                raise LooksDifferentNow(
                    _(
                        "Something changed since you looked. Nothing was brought in yet. Please look once more."
                    )
                )
            upload.state, upload.applied_by, upload.applied_at = (
                State.APPLIED,
                actor,
                timezone.now(),
            )
            _keep_result(upload, result)
            return upload
    except LooksDifferentNow:
        with transaction.atomic():
            fresh = _locked(upload)
            if fresh.state != State.APPLIED:
                _look(fresh, _kind(fresh.kind))
        raise


def discard_upload(*, upload: SpreadsheetUpload, actor: User) -> None:
    """Throw a file away; what was brought in from it stays. Needs IMPORT."""
    require(actor, Right.IMPORT, upload.scheme)
    _throw_away(upload)


def discard_old_uploads(*, now: datetime) -> int:
    """Throw away the files that were sent more than 30 days ago. Says how many."""
    old = SpreadsheetUpload.objects.filter(uploaded_at__lt=now - KEPT_FOR)
    for upload in old:
        _throw_away(upload)
    return len(old)


def write_refused(upload: SpreadsheetUpload, stream: IO[bytes]) -> None:
    """Write the refused rows of a file, as they came, with what to mend in each."""
    reasons = {
        row.number: sentence(row.problems) for row in upload.rows.filter(outcome=Outcome.REFUSED)
    }
    with _opened(upload, _kind(upload.kind)) as table:
        write_refused_rows(
            stream,
            table.headings,
            (
                (row.number, row.values, reasons[row.number])
                for row in table.rows()
                if row.number in reasons
            ),
        )


def columns_of(upload: SpreadsheetUpload) -> list[tuple[str, list[str]]]:
    """The columns of the file: heading, and the first few things that stand below it."""
    with _opened(upload, _kind(upload.kind)) as table:
        samples: list[list[str]] = [[] for _heading in table.headings]
        for number, row in enumerate(table.rows()):
            for column, value in enumerate(row.values[: len(samples)]):
                shown = str(value if value is not None else "").strip()
                if shown and len(samples[column]) < 3 and shown not in samples[column]:
                    samples[column].append(shown[:40])
            if number > 50:
                break
        return list(zip(table.headings, samples, strict=True))


def _kind(key: str) -> Importer:
    found = importer(key)
    if found is None:
        raise RuleBroken(_("Choose what is in the file."), field="kind")
    return found


def _locked(upload: SpreadsheetUpload) -> SpreadsheetUpload:
    return (
        SpreadsheetUpload.objects.select_for_update(of=("self",))
        .select_related("scheme__organisation")
        .get(pk=upload.pk)
    )


@contextmanager
def _opened(upload: SpreadsheetUpload, kind: Importer) -> Any:
    with upload.file.open("rb") as stream:
        known = known_headings(kind.fields, upload.scheme.words)
        with open_table(
            cast(BinaryIO, stream), upload.original_name, known, sheet=upload.sheet_name
        ) as table:
            yield table


def _look(upload: SpreadsheetUpload, kind: Importer) -> None:
    table: Table
    with _opened(upload, kind) as table:
        try:
            result = dry_run(
                table=table, importer=kind, scheme=upload.scheme, mapping=upload.mapping
            )
        except UnreadableSpreadsheet as refused:
            raise RuleBroken(str(refused), field="file") from refused
    upload.state = State.PREVIEWED
    _keep_result(upload, result)


def _keep_result(upload: SpreadsheetUpload, result: ImportResult) -> None:
    upload.counts, upload.digest = result.counts(), result.digest()
    upload.save()
    upload.rows.all().delete()
    UploadRow.objects.bulk_create(
        [
            UploadRow(
                upload=upload,
                number=note.number,
                outcome=note.outcome,
                who=note.who[:300],
                problems=note.problems,
                warnings=note.warnings,
                changes=note.changes,
                repeats=note.repeats,
            )
            for note in result.notes
        ],
        batch_size=2000,
    )


def _throw_away(upload: SpreadsheetUpload) -> None:
    with transaction.atomic():
        stored = upload.file
        upload.delete()
        # The file goes last: a row without its file could not be opened any more.
        transaction.on_commit(lambda: stored.delete(save=False))
