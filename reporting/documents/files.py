"""The files a built report is given out as."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from reporting.content import as_json, document
from reporting.documents.paper import render_pdf
from reporting.documents.word import render_word
from reporting.documents.workbook import render_workbook
from reporting.models import Report

IN_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileForm:
    """One form of file. `pieces` gives its bytes for a report, its document and its reader.

    One that `may_be_large` is sent off while it is still being written.
    """

    content_type: str
    pieces: Callable[[Report, dict[str, Any], User | None], Iterator[bytes]]
    may_be_large: bool = False


def file_pieces(report: Report, form: str, reader: User | None) -> Iterator[bytes]:
    """The bytes of a built report in one of FORMS, piece by piece.

    `reader` is who takes it out, and sees no record in it that is not theirs to see;
    None stands for the system itself. Raises KeyError for another form.
    """
    return FORMS[form].pieces(report, document(report), reader)


def _pdf(report: Report, content: dict[str, Any], reader: User | None) -> Iterator[bytes]:
    yield render_pdf(content)


def _word(report: Report, content: dict[str, Any], reader: User | None) -> Iterator[bytes]:
    yield render_word(content, author=report.scheme.organisation.name)


def _json(report: Report, content: dict[str, Any], reader: User | None) -> Iterator[bytes]:
    yield (json.dumps(as_json(content), indent=2, ensure_ascii=False) + "\n").encode()


FORMS: dict[str, FileForm] = {
    "pdf": FileForm("application/pdf", _pdf),
    "docx": FileForm(f"{IN_OFFICE}.wordprocessingml.document", _word),
    "xlsx": FileForm(f"{IN_OFFICE}.spreadsheetml.sheet", render_workbook, may_be_large=True),
    "json": FileForm("application/json", _json),
}
