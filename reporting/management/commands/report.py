"""A report from the command line: the same building as on screen, straight into a file."""

import json
import os
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from core.errors import RuleBroken
from reporting.building import build
from reporting.content import document
from reporting.documents.files import file_pieces
from reporting.layouts import layouts
from reporting.models import Report
from reporting.services import keep_answers, request_report
from reporting.wording import dress, dress_target
from schemes.models import Scheme

FORMATS = ("json", "html", "pdf", "docx", "xlsx")
LAYOUTS_TO_COME = ("funder",)
USAGE = 2


class Command(BaseCommand):
    help = "Builds a report of a scheme and writes it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = (
            "Example:\n  manage.py report side-by-side lsis-impact --from 2025-04-01 "
            "--to 2026-03-31 --format pdf --output report.pdf\n\n"
            "The answers file holds the text of rows by number: "
            '{"3": "The aim of the project was …"}'
        )
        parser.add_argument(
            "scheme", metavar="SCHEME", help="the scheme's address, such as side-by-side"
        )
        parser.add_argument("layout", metavar="LAYOUT", help=" or ".join(layouts()))
        parser.add_argument(
            "--from", dest="first", metavar="D", required=True, help="first day, such as 2025-04-01"
        )
        parser.add_argument(
            "--to", dest="last", metavar="D", required=True, help="last day, still included"
        )
        parser.add_argument(
            "--answers", metavar="FILE", help="JSON with the text of rows, for this report alone"
        )
        parser.add_argument(
            "--keep-answers",
            action="store_true",
            help="keep these answers for the next reports too",
        )
        parser.add_argument("--format", required=True, metavar="FORMAT", help=", ".join(FORMATS))
        parser.add_argument("--output", metavar="FILE", required=True, help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        check_choice("format", options["format"], FORMATS)
        check_choice("layout", options["layout"], tuple(layouts()), LAYOUTS_TO_COME)
        first, last = read_day("--from", options["first"]), read_day("--to", options["last"])
        output = Path(options["output"])
        check_folder(output)
        answers = read_answers(options["answers"], options["layout"])
        scheme = Scheme.objects.filter(slug=options["scheme"]).first()
        if scheme is None:
            raise CommandError(f"There is no scheme called {options['scheme']}.")
        try:
            report = request_report(
                scheme,
                options["layout"],
                first,
                last,
                actor=None,
                own_answers=answers,
                build_now=True,
            )
        except RuleBroken as refusal:
            raise CommandError(str(refusal.message)) from None
        try:
            build(report.pk, on_step=self.say_progress)
        except Exception as problem:
            raise CommandError(f"The report could not be built: {problem}") from problem
        report.refresh_from_db()
        if report.state != Report.State.BUILT:
            raise CommandError(f"The report is {report.get_state_display()}.")
        if options["keep_answers"]:
            keep_answers(report, answers)
        write_whole(output, rendered(report, options["format"]))
        self.stderr.write(f"Written to {output}.")

    def say_progress(self, done: int, total: int) -> None:
        """Progress goes to stderr, so that nothing else ever stands on stdout."""
        self.stderr.write(f"Step {done} of {total}")


def check_choice(
    what: str, value: str, there: tuple[str, ...], to_come: tuple[str, ...] = ()
) -> None:
    """Stop with exit code 2 at a format or layout that is not there."""
    if value in to_come:
        raise CommandError(
            f"The {what} {value} is not available yet. Choose from: {', '.join(there)}.",
            returncode=USAGE,
        )
    if value not in there:
        raise CommandError(
            f"There is no {what} called {value}. Choose from: {', '.join(there)}.",
            returncode=USAGE,
        )


def read_day(option: str, text: str) -> date:
    """The day, or exit code 2 with a sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(
            f"{option} needs a day such as 2026-03-31, not {text}.", returncode=USAGE
        ) from None


def check_folder(output: Path) -> None:
    """Find out before the work, not after it, that the file cannot be written."""
    folder = output.resolve().parent
    if output.is_dir():
        raise CommandError(f"{output} is a folder. Name a file.")
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    if not os.access(folder, os.W_OK):
        raise CommandError(f"The folder {folder} cannot be written to.")


def read_answers(name: str | None, layout_key: str) -> dict[str, str]:
    """The answers of a file, checked row by row."""
    if not name:
        return {}
    try:
        answers = json.loads(Path(name).read_text("utf-8-sig"))
    except OSError as problem:
        raise CommandError(f"{name} cannot be read: {problem.strerror}.") from None
    except ValueError:
        raise CommandError(f"{name} is not JSON.") from None
    rows = {str(row.number) for row in layouts()[layout_key].rows}
    if not isinstance(answers, dict):
        raise CommandError(f'{name} has to look like {{"3": "text"}}.')
    for number, text in answers.items():
        if number not in rows:
            raise CommandError(f"{name}: {layout_key} has no row {number}.")
        if not isinstance(text, str):
            raise CommandError(f"{name}: the answer of row {number} is not text.")
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise CommandError(
                f"{name}: the answer of row {number} holds letters no text can hold."
            )
    return answers


def rendered(report: Report, form: str) -> Iterator[bytes]:
    """The report as the bytes of a file, piece by piece."""
    if form != "html":
        return file_pieces(report, form, reader=None)
    return iter([as_html(report)])


def as_html(report: Report) -> bytes:
    """The report as one page that needs nothing else."""
    finished = document(report)
    figures = {figure["key"]: dress(figure) for figure in finished["figures"]}
    rows = [
        {**row, "figures": [figures[key] for key in row["figures"]]} for row in finished["rows"]
    ]
    return render_to_string(
        "reporting/document.html",
        {
            "report": report,
            "document": {
                **finished,
                "figures": figures.values(),
                "rows": rows,
                "targets": [dress_target(target) for target in finished["targets"]],
            },
            # A file of its own has no site to fetch its style from, so it carries it.
            "look": stylesheet(),
        },
    ).encode()


def stylesheet() -> str:
    """The site's own style sheet, as text."""
    found = finders.find("css/befriending.css")
    return Path(found).read_text("utf-8") if found else ""


def write_whole(output: Path, content: Iterable[bytes]) -> None:
    """Write beside the target and move it there, so that a reader never meets half a file."""
    descriptor, name = tempfile.mkstemp(dir=output.resolve().parent, prefix=".report-")
    try:
        with os.fdopen(descriptor, "wb") as beside:
            for piece in content:
                beside.write(piece)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, output)
    except OSError as problem:
        raise CommandError(f"{output} cannot be written: {problem.strerror}.") from None
    finally:
        Path(name).unlink(missing_ok=True)
