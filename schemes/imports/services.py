"""What people do with a file: send it, say what its columns are, bring it in, stop, throw it away."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import IO, BinaryIO, cast

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.spreadsheets import UnreadableSpreadsheet, open_table, write_refused_rows
from schemes.access import require
from schemes.imports import work
from schemes.imports.headings import known_headings
from schemes.imports.models import SpreadsheetUpload, sha256_of
from schemes.imports.outcomes import Outcome, sentence
from schemes.imports.runs import HeadingsMissing, check_mapping, recognised_mapping
from schemes.models import Scheme
from schemes.rights import Right

State = SpreadsheetUpload.State
# A file holds personal data: once it has done its work it does not stay.
KEPT_FOR = timedelta(days=30)


def receive_upload(
    *, scheme: Scheme, kind: str, file: "File[bytes]", original_name: str, actor: User
) -> SpreadsheetUpload:
    """Keep a file outside the web root and look at it; a large one is looked at by a worker.

    Where headings are missing the file waits until somebody says what its columns are. Needs IMPORT.
    Raises RuleBroken with one sentence for a file that is no spreadsheet.
    """
    require(actor, Right.IMPORT, scheme)
    known = work.kind_of(kind)
    try:
        with open_table(
            cast(BinaryIO, file), original_name, known_headings(known.fields, scheme.words)
        ) as table:
            upload = SpreadsheetUpload(
                scheme=scheme,
                kind=kind,
                original_name=original_name[:255],
                sheet_name=table.sheet_name,
                other_sheets=table.other_sheets,
                headings=table.headings,
                mapping=recognised_mapping(table, known, scheme),
                uploaded_by=actor,
            )
    except UnreadableSpreadsheet as refused:
        raise RuleBroken(str(refused), field="file") from refused
    upload.sha256 = sha256_of(file)
    file.seek(0)
    upload.file.save(original_name, file, save=False)
    try:
        upload.save()
        try:
            check_mapping(upload.mapping, known, scheme)
        except HeadingsMissing:
            # The next page asks what the columns are.
            return upload
        work.look_or_ask(upload)
    except BaseException:
        # The row is taken back; what lies in the folder has to be taken back by hand.
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
        upload = work.locked(upload)
        if upload.state == State.APPLIED:
            raise RuleBroken(
                _("This file is brought in already. Send it again to change its columns.")
            )
        if upload.is_busy:
            raise RuleBroken(_("This file is being worked on. Wait until it is done, or stop it."))
        check_mapping(mapping, work.kind_of(upload.kind), upload.scheme)
        upload.mapping, upload.failure = dict(mapping), ""
        upload.save()
        work.look_or_ask(upload)
        return upload


def apply_upload(*, upload: SpreadsheetUpload, seen: str, actor: User) -> SpreadsheetUpload:
    """Bring the good rows in, all or none; a large file is brought in by a worker. Needs IMPORT.

    `seen` is the digest of the preview the person looked at. The file is read again inside the
    transaction: when it would now do something else, nothing happens but a new preview, and
    LooksDifferentNow is raised. Asked again for a file that is in already, answers as the first time.
    """
    require(actor, Right.IMPORT, upload.scheme)
    try:
        with transaction.atomic():
            upload = work.locked(upload)
            if upload.state == State.PREVIEWED:
                upload.seen, upload.applied_by, upload.failure = seen, actor, ""
                upload.save()
                work.bring_in_or_ask(upload)
            return upload
    except work.LooksDifferentNow:
        with transaction.atomic():
            fresh = work.locked(upload)
            if fresh.state == State.PREVIEWED:
                work.look_or_ask(fresh)
        raise


def stop_upload(*, upload: SpreadsheetUpload, actor: User) -> SpreadsheetUpload:
    """Stop what a worker does with a file; nothing of it was brought in. Needs IMPORT.

    Does nothing when the worker was quicker.
    """
    require(actor, Right.IMPORT, upload.scheme)
    with transaction.atomic():
        upload = work.locked(upload)
        if upload.is_busy:
            work.give_back(upload, _("You stopped it. Nothing was brought in."))
        return upload


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
    with work.opened(upload) as table:
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
    with work.opened(upload) as table:
        samples: list[list[str]] = [[] for _heading in table.headings]
        for number, row in enumerate(table.rows()):
            for column, value in enumerate(row.values[: len(samples)]):
                shown = str(value if value is not None else "").strip()
                if shown and len(samples[column]) < 3 and shown not in samples[column]:
                    samples[column].append(shown[:40])
            if number > 50:
                break
        return list(zip(table.headings, samples, strict=True))


def _throw_away(upload: SpreadsheetUpload) -> None:
    with transaction.atomic():
        stored = upload.file
        upload.delete()
        # The file goes last: a row without its file could not be opened any more.
        transaction.on_commit(lambda: stored.delete(save=False))
