"""A built report on paper."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from reporting import wording
from reporting.documents.typesetting import typeset


def render_pdf(content: dict[str, Any]) -> bytes:
    """The tagged PDF (PDF/UA-1 and PDF/A-2a) of a report's frozen content.

    The same content always gives the same bytes.
    """
    built_at = parse_datetime(content["built_at"])
    return typeset("report.typ", _on_paper(content, built_at), made_at=built_at)


def _on_paper(content: dict[str, Any], built_at: datetime) -> dict[str, Any]:
    figures = {figure["key"]: _figure(figure, content["period"]) for figure in content["figures"]}
    return {
        "lang": (get_language() or "en").partition("-")[0],
        "title": content["title"],
        "scheme": content["scheme"],
        "heading": f"{content['title']}: {content['scheme']}",
        "summary": _summary(content, built_at),
        "words": _words(),
        "rows": [_row(row, figures) for row in content["rows"]],
        "figures": list(figures.values()),
        "targets": [_target(target) for target in content["targets"]],
        "warnings": content["warnings"],
    }


def _summary(content, built_at):
    return gettext("%(period)s. Built on %(built)s from what was written down until then.") % {
        "period": content["period"]["words"],
        "built": localtime(built_at).strftime("%-d %B %Y, %H:%M"),
    }


def _figure(figure, period):
    unit = figure["unit"]
    details = []
    if figure["denominator"]:
        details += [
            (gettext("Divided"), wording.part(figure["numerator"], unit)),
            (gettext("By"), wording.part(figure["denominator"])),
        ]
    else:
        details += [(gettext("Counted"), figure["numerator"]["name"])]
    details += [
        (gettext("Documented"), wording.amount(figure["documented"], unit)),
        (gettext("Estimated"), wording.shown_estimated(figure)),
        (gettext("Period"), f"{period['words']}, {figure['basis_words']}"),
        (gettext("Rests on"), wording.resting_on(figure)),
    ]
    details += [(gettext("Please note"), warning) for warning in figure["warnings"]]
    return {
        "label": figure["label"],
        "definition": figure["definition"],
        "shown": wording.shown(figure),
        "shown_documented": wording.amount(figure["documented"], unit),
        "shown_estimated": wording.shown_estimated(figure),
        "shown_n": wording.amount(figure["n"]),
        "details": [{"name": name, "value": value} for name, value in details],
    }


def _row(row, figures):
    return {
        "number": row["number"],
        "question": row["question"],
        "prompts": row["prompts"],
        "figures": [figures[key] for key in row["figures"] if key in figures],
        "statements": row["statements"],
        "text": row["text"],
        "says_not_answered": not row["statements"] and not row["figures"],
    }


def _target(target):
    return {
        "label": target["label"],
        "shown_target": wording.amount(target["target"]),
        "shown_actual": wording.amount(target["actual"]),
        "shown_per_cent": wording.amount(target["per_cent"]),
        "shown_status": target["actual_or_expected"] or wording.not_reported(),
        "shown_counted_by": target["counted_by"] or wording.not_reported(),
    }


def _words():
    return {
        "page": gettext("Page {page} of {pages}"),
        "figure": gettext("Figure"),
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
        "actual": gettext("Actual"),
        "per_cent": gettext("Per cent"),
        "actual_or_expected": gettext("Actual or expected"),
        "counted_by": gettext("Counted by"),
    }
