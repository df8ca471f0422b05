"""manage.py import_data SCHEME KIND FILE: bring a spreadsheet in from the command line."""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from contextlib import ExitStack
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.spreadsheets import Table, UnreadableSpreadsheet, open_table, write_refused_rows
from schemes.imports.headings import known_headings
from schemes.imports.outcomes import ImportResult, sentence
from schemes.imports.registry import Importer, importer, importers
from schemes.imports.runs import HeadingsMissing, dry_run, recognised_mapping, run_import
from schemes.models import Scheme

USAGE = 2


class Command(BaseCommand):
    help = "Bring a spreadsheet (.xlsx or .csv) into a scheme. Its good rows come in together; the others are named."
    epilog = (
        "Example:\n  manage.py import_data leaving-care volunteers volunteers.csv --refused to-mend.csv\n\n"
        "Exit code 0 when the file could be read, also when rows were refused; 1 when it could not; 2 for wrong usage."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=self.epilog,
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("scheme", help="the short name of the scheme, as in its address")
        kinds = [each.key for each in importers()]
        parser.add_argument("kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
        parser.add_argument("file", help="the spreadsheet")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen and change nothing"
        )
        parser.add_argument(
            "--refused",
            metavar="FILE",
            help="write the refused rows to this CSV file, to mend and send again",
        )
        parser.add_argument(
            "--json", action="store_true", help="print the counts and problems as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        scheme = (
            Scheme.objects.select_related("organisation").filter(slug=options["scheme"]).first()
        )
        if scheme is None:
            raise CommandError(
                _("There is no scheme called “%(name)s”.") % {"name": options["scheme"]},
                returncode=USAGE,
            )
        kind = importer(options["kind"])
        assert kind is not None  # one of the choices
        try:
            # A path that cannot be written to is found out before anything is brought in.
            with ExitStack() as files:
                mend = (
                    files.enter_context(open(options["refused"], "wb"))
                    if options["refused"]
                    else None
                )
                headings = known_headings(kind.fields, scheme.words)
                table = files.enter_context(open_table(options["file"], known=headings))
                result = self._run(table, kind, scheme, options["dry_run"])
                if mend:
                    self._write_refused(table, result, mend)
        except OSError as problem:
            raise CommandError(f"{problem.filename}: {problem.strerror}.") from problem
        except (UnreadableSpreadsheet, HeadingsMissing) as refused:
            raise CommandError(str(refused)) from refused
        self._report(result, as_json=options["json"], was_dry_run=options["dry_run"])

    def _run(self, table: Table, kind: Importer, scheme: Scheme, only_look: bool) -> ImportResult:
        self.stderr.write(_("Reading %(file)s …") % {"file": table.name})
        mapping = recognised_mapping(table, kind, scheme)
        if left_out := [
            heading
            for column, heading in enumerate(table.headings)
            if heading and column not in mapping.values()
        ]:
            self.stderr.write(
                _("Columns left out: %(headings)s.") % {"headings": ", ".join(left_out)}
            )
        if table.other_sheets:
            self.stderr.write(
                _("Only the sheet “%(read)s” is read. These have rows too: %(sheets)s.")
                % {"read": table.sheet_name, "sheets": ", ".join(table.other_sheets)}
            )
        if only_look:
            return dry_run(
                table=table, importer=kind, scheme=scheme, mapping=mapping, tell=self._tell
            )
        return run_import(
            table=table, importer=kind, scheme=scheme, mapping=mapping, actor=None, tell=self._tell
        )

    def _tell(self, done: int, total: int) -> None:
        if done and done % 1000 == 0:
            self.stderr.write(
                _("%(done)s of %(total)s rows") % {"done": f"{done:,}", "total": f"{total:,}"}
            )

    @staticmethod
    def _write_refused(table: Table, result: ImportResult, stream: IO[bytes]) -> None:
        reasons = {note.number: sentence(note.problems) for note in result.refused()}
        rows = (row for row in table.rows() if row.number in reasons)
        write_refused_rows(
            stream, table.headings, ((row.number, row.values, reasons[row.number]) for row in rows)
        )

    def _report(self, result: ImportResult, *, as_json: bool, was_dry_run: bool) -> None:
        for note in result.notes:
            for column, said in note.warnings:
                self.stderr.write(
                    _("Row %(row)s, look here: %(said)s")
                    % {"row": note.number, "said": sentence([(column, said)])}
                )
        if as_json:
            problems = [
                {"row": note.number, "column": column, "message": said}
                for note in result.refused()
                for column, said in note.problems
            ]
            self.stdout.write(
                json.dumps(result.counts() | {"problems": problems}, ensure_ascii=False, indent=1)
            )
            return
        if was_dry_run:
            self.stdout.write(_("Nothing was changed. This is what would happen:"))
        for name, count in result.counts().items():
            self.stdout.write(f"{name}: {count}")
        for note in result.refused():
            self.stdout.write(
                _("Row %(row)s: %(said)s") % {"row": note.number, "said": sentence(note.problems)}
            )
