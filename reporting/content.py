"""What is in a report: frozen when it is built, with the manager's words added when it is read."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.amounts import plain_number
from core.figures import Figure, FigureValue, NamedAmount, Period, Ratio
from reporting import wording
from reporting.layouts import Row, layout
from reporting.models import NarrativeAnswer, Report
from reporting.passages import passages, stops_in_mid_sentence
from reporting.statements import COMPOSERS
from reporting.targets import freeze_target, measured_targets

# So many figures are named in front of what is to be known about them.
MOST_NAMED = 3
FIGURE_KEYS = (
    "key",
    "label",
    "definition",
    "value",
    "low",
    "high",
    "numerator",
    "denominator",
    "documented",
    "estimated",
    "basis",
    "period",
    "n",
    "warnings",
)


def freeze_figure(figure: Figure, value: FigureValue, period: Period) -> dict[str, Any]:
    """A figure with its value as plain data that no later change can touch."""
    return {
        "key": figure.key,
        "label": str(figure.label),
        "definition": str(figure.definition),
        "value": plain_number(value.value),
        "low": plain_number(value.low),
        "high": plain_number(value.high),
        "numerator": _freeze_part(value.numerator),
        "denominator": _freeze_part(value.denominator),
        "documented": plain_number(value.documented),
        "estimated": plain_number(value.estimated),
        "basis": str(figure.basis),
        "period": {"from": period.first.isoformat(), "to": period.last.isoformat()},
        "n": value.n,
        "warnings": list(value.warnings),
        "unit": figure.unit,
        "basis_words": str(figure.basis_words),
        "made_of": [figure.take.of, figure.take.per] if isinstance(figure.take, Ratio) else [],
    }


def _freeze_part(named: NamedAmount | None) -> dict[str, Any] | None:
    if named is None:
        return None
    frozen = {"name": named.name, "value": plain_number(named.value)}
    if named.low is not None:
        frozen |= {"low": plain_number(named.low), "high": plain_number(named.high)}
    if named.documented is not None:
        frozen["documented"] = plain_number(named.documented)
    return frozen


def compose(report: Report) -> dict[str, Any]:
    """What the records say, row by row, with the answers kept from earlier reports."""
    texts = starting_answers(report)
    return {
        "title": layout(report.layout).title,
        "scheme": report.scheme.name,
        "period": {
            "from": report.period_from.isoformat(),
            "to": report.period_to.isoformat(),
            "words": str(report.period),
        },
        "rows": [_compose_row(row, report, texts) for row in layout(report.layout).rows],
        "targets": [
            freeze_target(target, report.period)
            for target in measured_targets(report.scheme, report.period)
        ],
        "notes": _notes(report),
    }


def _notes(report: Report) -> list[str]:
    """What to know about the report as a whole."""
    known_until = timezone.localtime(report.cut_off_at).date()
    if report.period_to <= known_until:
        return []
    return [
        _("The period is not over yet. What happens after %(day)s is not in this report.")
        % {"day": date_format(known_until, "j F Y")}
    ]


def _compose_row(row: Row, report: Report, texts: dict[int, str]) -> dict[str, Any]:
    said = COMPOSERS[row.statements](report.scheme, report.period) if row.statements else None
    return {
        "number": row.number,
        "question": row.question,
        "prompts": list(row.prompts),
        "figures": list(row.figures),
        "statements": list(said.lines) if said else [],
        "data_warnings": list(said.warnings) if said else [],
        "text_is_optional": row.text_is_optional,
        "text": texts.get(row.number, ""),
    }


def starting_answers(report: Report) -> dict[int, str]:
    """The text each row starts from: given for this report alone, or kept from the last one."""
    kept = (
        NarrativeAnswer.objects.filter(scheme=report.scheme_id, layout=report.layout)
        .order_by("row_number", "-written_at", "-pk")
        .distinct("row_number")
        .values_list("row_number", "text")
    )
    own = {int(number): text for number, text in report.own_answers.items()}
    return {**dict(kept), **own}


def document(report: Report) -> dict[str, Any]:
    """A built report as it is read: its frozen content with the newest words of its answers.

    Each row has its `heading` as printed, and what the records state and the manager told
    as passages (see reporting.passages).
    """
    assert report.built_at is not None
    written_since = dict(
        report.answers.order_by("written_at", "pk").values_list("row_number", "text")
    )
    figures = [figure.frozen for figure in report.figures.defer("record_ids", "head_count_ids")]
    prints_numbers = layout(report.layout).prints_numbers
    by_key = {figure["key"]: figure for figure in figures}
    rows = [
        _finish_row(
            {
                **row,
                "text": written_since.get(row["number"], row["text"]),
                "heading": f"{row['number']}. {row['question']}"
                if prints_numbers
                else row["question"],
            },
            by_key,
        )
        for row in report.content["rows"]
    ]
    return {
        **report.content,
        "built_at": report.built_at.isoformat(),
        "figures": figures,
        "rows": rows,
        "warnings": list(
            dict.fromkeys(
                warning
                for source in (
                    report.content["notes"],
                    _warnings_of(figures),
                    *(row["data_warnings"] for row in rows),
                    *(target["warnings"] for target in report.content["targets"]),
                )
                for warning in source
            )
        ),
    }


def _warnings_of(figures: list[dict[str, Any]]) -> list[str]:
    """What to know about the figures, each sentence once, with the figures it is about in front."""
    about: dict[str, list[str]] = {}
    for figure in figures:
        for warning in figure["warnings"]:
            about.setdefault(warning, []).append(figure["label"])
    return [
        _("%(figures)s: %(warning)s") % {"figures": _named(labels), "warning": warning}
        for warning, labels in about.items()
    ]


def _named(labels: list[str]) -> str:
    named = ", ".join(labels[:MOST_NAMED])
    if len(labels) <= MOST_NAMED:
        return named
    return _("%(figures)s and %(n)d more") % {"figures": named, "n": len(labels) - MOST_NAMED}


def _finish_row(row: dict[str, Any], figures: dict[str, dict[str, Any]]) -> dict[str, Any]:
    text_warnings = warnings_about(row["text"], is_optional=row["text_is_optional"])
    numbers = [f"{figures[key]['label']}: {wording.shown(figures[key])}." for key in row["figures"]]
    return {
        **row,
        "answer": "\n".join(part for part in (*numbers, *row["statements"], row["text"]) if part),
        "stated": passages("\n\n".join(row["statements"])),
        "told": passages(row["text"]),
        "text_warnings": text_warnings,
        "warnings": [*row["data_warnings"], *text_warnings],
    }


def warnings_about(text: str, *, is_optional: bool = False) -> list[str]:
    """What to mend in a narrative answer: that it is empty, or stops in mid-sentence."""
    if not text.strip():
        return [] if is_optional else [_("This answer is empty.")]
    if stops_in_mid_sentence(text):
        return [_("This answer stops in the middle of a sentence.")]
    return []


def as_json(finished: dict[str, Any]) -> dict[str, Any]:
    """The report as other software reads it. These keys are promised and stay."""
    return {
        "figures": [{key: figure[key] for key in FIGURE_KEYS} for figure in finished["figures"]],
        "rows": [
            {key: row[key] for key in ("number", "question", "answer", "warnings")}
            for row in finished["rows"]
        ],
        "targets": finished["targets"],
    }
