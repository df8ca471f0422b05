"""How a row of a preview is shown."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schemes.imports.models import UploadRow
from schemes.imports.outcomes import Outcome

register = template.Library()

TONES = {
    Outcome.ADDED: "good",
    Outcome.CHANGED: "good",
    Outcome.UNCHANGED: "plain",
    Outcome.DUPLICATE: "plain",
    Outcome.SKIPPED: "plain",
    Outcome.REFUSED: "urgent",
}


@register.inclusion_tag("components/status_tag.html")
def outcome_tag(row: UploadRow) -> dict[str, Any]:
    """What becomes of the row, as a word with a shape."""
    state = TONES[Outcome(row.outcome)]
    return {
        "state": state,
        "words": row.get_outcome_display(),
        "icon": f"components/icons/{state}.html",
    }


@register.simple_tag
def row_reasons(row: UploadRow) -> SafeString:
    """Every sentence about the row, each on a line of its own."""
    said = [*row.problems, *row.warnings]
    if row.repeats:
        said.append(("", _("Row %(row)s says it already.") % {"row": row.repeats}))
    if row.changes:
        said.append(("", _("Changes %(columns)s.") % {"columns": _(", ").join(row.changes)}))
    return format_html_join(
        "", "<div>{}{}</div>", ((f"{column}: " if column else "", words) for column, words in said)
    )
