"""Looking at a file and bringing it in: at once when it is small, by a worker when it is large.

A worker tells how far it is through the cache, because its transaction is open until the end. Its
claim lies there too and lapses when it falls silent; then a sweep calls another one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import BinaryIO, cast

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.spreadsheets import Table, UnreadableSpreadsheet, open_table
from schemes.imports.headings import known_headings
from schemes.imports.models import SpreadsheetUpload, UploadRow
from schemes.imports.outcomes import ImportResult
from schemes.imports.registry import Importer, importer
from schemes.imports.resource import Progress, tell_nobody
from schemes.imports.runs import dry_run, is_importing, run_import

State = SpreadsheetUpload.State
# About two seconds: more than that a person should not sit and wait for.
LARGE_ROWS = 4_000
SILENT_FOR_SECONDS = 60
NOT_PICKED_UP_FOR = timedelta(seconds=30)
MOST_ATTEMPTS = 3


class LooksDifferentNow(RuleBroken):
    """The records changed between looking and bringing in."""


class Stopped(Exception):
    """Somebody stopped the work, or another worker has done it: all of it is taken back."""


def kind_of(key: str) -> Importer:
    """The importer of this name. Raises RuleBroken when no room knows it."""
    found = importer(key)
    if found is None:
        raise RuleBroken(_("Choose what is in the file."), field="kind")
    return found


def locked(upload: SpreadsheetUpload) -> SpreadsheetUpload:
    """The upload as it stands now, for whoever changes it."""
    return (
        SpreadsheetUpload.objects.select_for_update(of=("self",))
        .select_related("scheme__organisation", "applied_by")
        .get(pk=upload.pk)
    )


@contextmanager
def opened(upload: SpreadsheetUpload) -> Iterator[Table]:
    """The file of an upload as a table."""
    with upload.file.open("rb") as stream:
        known = known_headings(kind_of(upload.kind).fields, upload.scheme.words)
        with open_table(
            cast(BinaryIO, stream), upload.original_name, known, sheet=upload.sheet_name
        ) as table:
            yield table


def is_large(upload: SpreadsheetUpload) -> bool:
    """Whether a worker should have it: counted, for the bytes of a file say little about its rows."""
    try:
        with opened(upload) as table:
            return sum(1 for _row in islice(table.rows(), LARGE_ROWS)) >= LARGE_ROWS
    except UnreadableSpreadsheet:
        # Whoever reads all of it says why.
        return False


def look_or_ask(upload: SpreadsheetUpload) -> None:
    """Look at a file now, or ask a worker to. Raises RuleBroken for one that cannot be read."""
    if is_large(upload):
        _ask(upload, State.LOOKING)
    else:
        _look(upload, tell_nobody)


def bring_in_or_ask(upload: SpreadsheetUpload) -> None:
    """Bring a file in now, or ask a worker to. Raises LooksDifferentNow; the caller holds the row."""
    if is_large(upload):
        _ask(upload, State.APPLYING)
    else:
        _bring_in(upload, tell_nobody)


def work_on(upload_id: int) -> None:
    """Do what was asked for a file. A second worker, or one that comes too late, does nothing."""
    claim = _claim_key(upload_id)
    if not cache.add(claim, 0, SILENT_FOR_SECONDS):
        return
    try:
        SpreadsheetUpload.objects.filter(pk=upload_id).update(attempts=F("attempts") + 1)
        busy = SpreadsheetUpload.objects.select_related("scheme__organisation", "applied_by")
        upload = busy.filter(pk=upload_id, state__in=[State.LOOKING, State.APPLYING]).first()
        if upload is not None:
            _work(upload)
    finally:
        cache.delete(claim)
        cache.delete(_progress_key(upload_id))


def _work(upload: SpreadsheetUpload) -> None:
    def tell(done: int, total: int) -> None:
        cache.set(_claim_key(upload.pk), 0, SILENT_FOR_SECONDS)
        cache.set(_progress_key(upload.pk), (done, total), SILENT_FOR_SECONDS)
        if cache.get(_stop_key(upload.pk)):
            raise Stopped

    try:
        if upload.state == State.LOOKING:
            _look(upload, tell)
        else:
            _bring_in(upload, tell)
    except Stopped:
        # Whoever stopped it has given it back already.
        return
    except RuleBroken as refused:
        with transaction.atomic():
            current = locked(upload)
            if current.state == upload.state:
                give_back(current, str(refused.message))
                if isinstance(refused, LooksDifferentNow):
                    _ask(current, State.LOOKING)


def pick_up() -> None:
    """Call a worker for the files that none has heard of, or whose worker fell silent."""
    waiting = SpreadsheetUpload.objects.filter(
        state__in=[State.LOOKING, State.APPLYING], asked_at__lt=timezone.now() - NOT_PICKED_UP_FOR
    )
    for upload in waiting:
        # While the rows are written nobody tells how far it is: the lock shows that a worker lives.
        if cache.get(_claim_key(upload.pk)) is not None or is_importing(upload.scheme):
            continue
        if upload.attempts < MOST_ATTEMPTS:
            call_worker(upload.pk)
            continue
        with transaction.atomic():
            current = locked(upload)
            if current.is_busy:
                give_back(
                    current, _("This file could not be worked through. Split it and try again.")
                )


def give_back(upload: SpreadsheetUpload, why: str) -> None:
    """Put a file that a worker had back to where it was before; the caller holds the row."""
    cache.set(_stop_key(upload.pk), True, SILENT_FOR_SECONDS)
    upload.state = State.UPLOADED if upload.state == State.LOOKING else State.PREVIEWED
    upload.failure = why[:500]
    upload.save()


def how_far(upload: SpreadsheetUpload) -> tuple[int, int] | None:
    """(rows done, rows in all) as the worker last said; None before it began."""
    return cache.get(_progress_key(upload.pk))


def call_worker(upload_id: int) -> None:
    """Call a worker once this transaction is through. If none hears, the sweep calls again."""
    from schemes.tasks import work_on_spreadsheet

    transaction.on_commit(lambda: work_on_spreadsheet.delay(upload_id), robust=True)


def _ask(upload: SpreadsheetUpload, state: str) -> None:
    cache.delete(_stop_key(upload.pk))
    upload.state, upload.asked_at, upload.attempts = state, timezone.now(), 0
    upload.save()
    call_worker(upload.pk)


def _look(upload: SpreadsheetUpload, tell: Progress) -> None:
    try:
        with opened(upload) as table:
            result = dry_run(
                table=table,
                importer=kind_of(upload.kind),
                scheme=upload.scheme,
                mapping=upload.mapping,
                tell=tell,
            )
    except UnreadableSpreadsheet as refused:
        raise RuleBroken(str(refused), field="file") from refused
    with transaction.atomic():
        current = _unchanged(upload)
        upload.state = current.state = State.PREVIEWED
        _keep_result(current, result)
        upload.counts, upload.digest = current.counts, current.digest


def _bring_in(upload: SpreadsheetUpload, tell: Progress) -> None:
    with transaction.atomic():
        try:
            with opened(upload) as table:
                result = run_import(
                    table=table,
                    importer=kind_of(upload.kind),
                    scheme=upload.scheme,
                    mapping=upload.mapping,
                    actor=upload.applied_by,
                    tell=tell,
                )
        except UnreadableSpreadsheet as refused:
            raise RuleBroken(str(refused), field="file") from refused
        if result.digest() != upload.seen:
            raise LooksDifferentNow(
                _(
                    "Something changed since you looked. Nothing was brought in yet. Please look once more."
                )
            )
        current = _unchanged(upload)
        upload.state = current.state = State.APPLIED
        current.applied_at = timezone.now()
        _keep_result(current, result)


def _unchanged(upload: SpreadsheetUpload) -> SpreadsheetUpload:
    """The row, locked, if nobody stopped or changed it meanwhile. Raises Stopped."""
    current = locked(upload)
    if (current.state, current.mapping) != (upload.state, upload.mapping):
        raise Stopped
    return current


def _keep_result(upload: SpreadsheetUpload, result: ImportResult) -> None:
    upload.counts, upload.digest, upload.failure = result.counts(), result.digest(), ""
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


def _claim_key(upload_id: int) -> str:
    return f"spreadsheet-claim-{upload_id}"


def _progress_key(upload_id: int) -> str:
    return f"spreadsheet-progress-{upload_id}"


def _stop_key(upload_id: int) -> str:
    return f"spreadsheet-stop-{upload_id}"
