"""A built report on paper."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from reporting import wording
from reporting.documents.typesetting import typeset


def render_pdf(content: dict[str, Any]) -> bytes:
    """The tagged PDF (PDF/UA-1 and PDF/A-2a) of a report's frozen content.

    The same content always gives the same bytes.
    """
    return typeset("report.typ", on_paper(content), made_at=built_at(content))


def built_at(content: dict[str, Any]) -> datetime:
    """The moment from which the report does not change."""
    return datetime.fromisoformat(content["built_at"])


def on_paper(content: dict[str, Any]) -> dict[str, Any]:
    """A report with every word a page of it shows: the same for paper and for Word."""
    figures = {figure["key"]: _figure(figure, content["period"]) for figure in content["figures"]}
    return {
        "lang": (get_language() or "en").partition("-")[0],
        "title": content["title"],
        "scheme": content["scheme"],
        "heading": f"{content['title']}: {content['scheme']}",
        "summary": _summary(content),
        "words": _words(),
        "rows": [_row(row, figures) for row in content["rows"]],
        "figures": list(figures.values()),
        "targets": [_target(target) for target in content["targets"]],
        "warnings": content["warnings"],
    }


def _summary(content: dict[str, Any]) -> str:
    return gettext("%(period)s. Built on %(built)s from what was written down until then.") % {
        "period": content["period"]["words"],
        "built": localtime(built_at(content)).strftime("%-d %B %Y, %H:%M"),
    }


def _figure(figure: dict[str, Any], period: dict[str, str]) -> dict[str, Any]:
    dressed = wording.dress(figure)
    names = [gettext("Divided"), gettext("By")] if figure["denominator"] else [gettext("Counted")]
    details = [
        *zip(names, dressed["parts"], strict=True),
        (gettext("Documented"), dressed["shown_documented"]),
        (gettext("Estimated"), dressed["shown_estimated"]),
        (gettext("Period"), f"{period['words']}, {figure['basis_words']}"),
        (gettext("Rests on"), dressed["shown_n"]),
        *((gettext("Please note"), warning) for warning in figure["warnings"]),
    ]
    return {
        **{
            key: dressed[key]
            for key in ("label", "definition", "shown", "shown_documented", "shown_estimated")
        },
        "shown_n": wording.amount(figure["n"]),
        "details": [{"name": name, "value": value} for name, value in details],
    }


def _row(row: dict[str, Any], figures: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "heading": row["heading"],
        "prompts": row["prompts"],
        "figures": [figures[key] for key in row["figures"] if key in figures],
        "stated": row["stated"],
        "told": row["told"],
        "says_not_answered": not row["stated"] and not row["told"] and not row["figures"],
    }


def _target(target: dict[str, Any]) -> dict[str, str]:
    dressed = wording.dress_target(target)
    shown = ("target", "actual", "per_cent", "status", "counted_by")
    return {
        "label": ", ".join(filter(None, (dressed["shown_label"], dressed["shown_period"]))),
        **{f"shown_{name}": dressed[f"shown_{name}"] for name in shown},
    }


def _words() -> dict[str, str]:
    return {
        "page": gettext("Page {page} of {pages}"),
        "figure": gettext("Figure"),
        "figure_table": gettext("Figures for:"),
        "value": gettext("Value"),
        "documented": gettext("Documented"),
        "estimated": gettext("Estimated"),
        "records": gettext("Records"),
        "not_answered": gettext("Not answered."),
        "targets": gettext("Targets"),
        "no_targets": gettext("No targets were set down for this period: not reported."),
        "how_counted": gettext("How each figure was counted"),
        "to_know": gettext("What to know about these figures"),
        "objective": gettext("Objective"),
        "target": gettext("Target"),
        "actual": gettext("Reached"),
        "per_cent": gettext("Per cent"),
        "actual_or_expected": gettext("Actual or expected"),
        "counted_by": gettext("Counted by"),
        "about_targets": gettext(
            "Per cent are rounded to one decimal place. Groups are never added together."
        ),
    }
