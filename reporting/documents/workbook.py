"""A built report as an Excel workbook with the data behind it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from core.spreadsheets.xlsx.writing import About, Cell, Column, Page, Pounds, write_workbook
from reporting import wording
from reporting.documents.paper import built_at, on_paper
from reporting.documents.record_pages import RecordPages, what_is_left_out
from reporting.models import Report

LONGEST_PART = 16_000


def render_workbook(
    report: Report, content: dict[str, Any], reader: User | None
) -> Iterator[bytes]:
    """The workbook of a report's frozen content, piece by piece.

    The records behind the figures are read while it is written, as many of them as the
    reader may see today; None stands for the system itself.
    """
    records = RecordPages(report, reader)
    pages = [
        Page(_("Report"), _report_columns(), _report_rows(content)),
        Page(_("Figures"), _figure_columns(), map(_figure_row, content["figures"]), pages_wide=3),
        Page(_("Targets"), _target_columns(), _target_rows(content), pages_wide=2),
        *records.pages(),
        Page(
            _("About this file"),
            [Column(_("What"), 24), Column(_("Says"), 90)],
            _about_rows(report, content, records),
        ),
    ]
    about = About(
        title=f"{content['title']}: {content['scheme']}",
        author=report.scheme.organisation.name,
        made_at=built_at(content),
    )
    return write_workbook(pages, about)


def _report_columns() -> list[Column]:
    return [
        Column(_("Row"), 6),
        Column(_("Question"), 50),
        Column(_("Answer"), 90),
    ]


def _report_rows(content: dict[str, Any]) -> Iterator[Sequence[Cell]]:
    for row in content["rows"]:
        first, *more = _in_parts(row["answer"] or _("Not answered."))
        yield row["number"], row["question"], first
        for part in more:
            yield row["number"], _("(the answer goes on)"), part


def _in_parts(text: str) -> list[str]:
    """A text in parts that a cell can hold, cut at line ends or spaces where there are any."""
    parts = []
    while len(text) > LONGEST_PART:
        cut = max(text.rfind("\n", 1, LONGEST_PART), text.rfind(" ", 1, LONGEST_PART))
        cut = cut if cut > 0 else LONGEST_PART
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text]


def _figure_columns() -> list[Column]:
    return [
        Column(_("Figure"), 30),
        Column(_("Reads"), 16),
        Column(_("Value")),
        Column(_("Low")),
        Column(_("High")),
        Column(_("Documented")),
        Column(_("Estimated")),
        Column(_("Unit"), 13),
        Column(_("Counted or divided"), 34),
        Column(_("Its amount")),
        Column(_("Divided by"), 26),
        Column(_("Divided by: amount")),
        Column(_("Divided by: reads"), 24),
        Column(_("From"), 13),
        Column(_("To"), 13),
        Column(_("Counted by what"), 24),
        Column(_("Records"), 10),
        Column(_("Definition"), 60),
        Column(_("Please note"), 60),
        Column(_("Key"), 22),
    ]


def _figure_row(figure: dict[str, Any]) -> Sequence[Cell]:
    above, below = figure["numerator"] or {}, figure["denominator"] or {}
    unit = figure["unit"]
    return (
        figure["label"],
        wording.shown(figure),
        *(_typed(figure[key], unit) for key in ("value", "low", "high", "documented", "estimated")),
        unit,
        above.get("name"),
        _typed(above.get("value"), unit),
        below.get("name"),
        _typed(below.get("value")),
        wording.part_amount(below) if below else None,
        date.fromisoformat(figure["period"]["from"]),
        date.fromisoformat(figure["period"]["to"]),
        figure["basis_words"],
        figure["n"],
        figure["definition"],
        "\n".join(figure["warnings"]),
        figure["key"],
    )


def _typed(amount: float | None, unit: str = "") -> Cell:
    """The amount as a cell of its kind: money, a whole number, or one with two places."""
    return Pounds(str(amount)) if amount is not None and unit == "pounds" else amount


def _target_columns() -> list[Column]:
    return [
        Column(_("Objective"), 44),
        Column(_("Group"), 20),
        Column(_("From"), 13),
        Column(_("To"), 13),
        Column(_("Unit"), 13),
        Column(_("Target"), 18),
        *_ends(_("Target")),
        Column(_("Reached"), 24),
        *_ends(_("Reached")),
        Column(_("Documented")),
        Column(_("Estimated")),
        Column(_("Per cent"), 18),
        *_ends(_("Per cent")),
        Column(_("Actual or expected"), 18),
        Column(_("Counted by"), 24),
        Column(_("Please note"), 60),
    ]


def _ends(name: str) -> list[Column]:
    return [
        Column(_("%(amount)s: at least") % {"amount": name}),
        Column(_("%(amount)s: at most") % {"amount": name}),
    ]


def _target_rows(content: dict[str, Any]) -> Iterator[Sequence[Cell]]:
    if not content["targets"]:
        nothing = on_paper(content)["words"]["no_targets"]
        yield nothing, *[None] * (len(_target_columns()) - 1)
    for target in map(wording.dress_target, content["targets"]):
        yield (
            target["label"],
            target["group"],
            date.fromisoformat(target["period"]["from"]),
            date.fromisoformat(target["period"]["to"]),
            target["unit"],
            target["shown_target"],
            target["target_low"],
            target["target_high"],
            target["shown_actual"],
            target["actual_low"],
            target["actual_high"],
            target["documented"],
            target["estimated"],
            target["shown_per_cent"],
            target["per_cent_low"],
            target["per_cent_high"],
            target["shown_status"],
            target["shown_counted_by"],
            "\n".join(target["warnings"]),
        )


def _about_rows(
    report: Report, content: dict[str, Any], records: RecordPages
) -> Iterator[Sequence[Cell]]:
    """Written last, when it is known which records could not be listed."""
    yield _("Report"), f"{content['title']}: {content['scheme']}"
    yield _("From"), report.scheme.organisation.name
    yield _("Period"), on_paper(content)["summary"]
    yield (
        _("How to read it"),
        _(
            "In the pages of records, a 1 below a figure says that it counts this record. "
            "The ones below a figure add up to its number of records."
        ),
    )
    yield (
        _("How to read it"),
        _(
            "These are the records that were counted. What they say may have changed since; "
            "the numbers have not."
        ),
    )
    if content["targets"]:
        yield _("How to read it"), on_paper(content)["words"]["about_targets"]
    for sentence in what_is_left_out(records):
        yield _("What is left out"), sentence
    for warning in content["warnings"]:
        yield _("What to know"), warning
