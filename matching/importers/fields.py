"""The columns about a match, with the headings that offices give them."""

from django.utils.translation import gettext_lazy

from core.spreadsheets.values import parse_rhythm
from matching.importers.pairs import PAIR_FIELDS
from people.imports import STATUS_SYNONYMS, a_status
from schemes.imports.fields import (
    ImportField,
    Reading,
    a_date,
    a_past_date,
    text,
    words_as_written,
)


def a_rhythm(cell: object, reading: Reading) -> int | None:
    """Days from one meeting to the next."""
    return parse_rhythm(cell)


FIELDS = (
    *PAIR_FIELDS,
    ImportField(
        "started_on",
        gettext_lazy("Matched on"),
        a_past_date,
        (
            "Match start date | Match date | Date matched | Date of match | Matched | Start | Start date | "
            "Started | Started on | From | Date started | Began | Match start"
        ),
        required=True,
    ),
    ImportField(
        "ended_on",
        gettext_lazy("Ended on"),
        a_date,
        (
            "Match end date | Finish | End | End date | Ended | Until | To | Date ended | Closed | Closed on | "
            "Finished | Match end | Finish date"
        ),
    ),
    ImportField(
        "ending_reason",
        gettext_lazy("Why it ended"),
        words_as_written(2_000),
        (
            "Reason match ended | Why ended | Reason | Reason ended | Reason for ending | End reason | Ending reason | Why"
        ),
    ),
    ImportField(
        "rhythm_days",
        gettext_lazy("How often they meet"),
        a_rhythm,
        (
            "How often | Frequency | Rhythm | Often | Meets | Meeting frequency | "
            "Contact frequency | How often they meet"
        ),
        soft=True,
    ),
    ImportField("status", gettext_lazy("Status"), a_status, STATUS_SYNONYMS),
    ImportField(
        "purpose",
        gettext_lazy("What it is for"),
        words_as_written(2_000),
        "Purpose | Aim | Aims | Goal | Goals | What for",
    ),
    ImportField(
        "usual_place",
        gettext_lazy("Usual place"),
        text(150),
        "Place | Where | Location | Meeting place | Venue | Where they meet",
    ),
)
