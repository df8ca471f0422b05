"""What is sent to the pages and read from them."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from matching.models import Match
from meetings.models import RecordSheet
from meetings.tests.factories import a_meeting


def a_sheet(**changed: Any) -> dict[str, Any]:
    """What a browser sends for a short sheet about today."""
    return {
        "submission_id": str(uuid4()),
        "held": "yes",
        "on": "2026-11-19",
        "place": "other",
        "place_other": "Library café",
        "way": "in_person",
        "minutes": "60",
        "did": "Read a letter together.",
        "next_on": "2026-11-26",
        "next_at": "14:00",
        **changed,
    }


def sheet_page(match: Match) -> str:
    """Where the volunteer of this match writes."""
    return reverse("my_sheet", args=[match.pk])


def text_of(response: Any) -> str:
    """The whole page."""
    return response.content.decode()


def a_written_meeting(match: Match, on: date) -> None:
    """A meeting that was held, with its sheet."""
    RecordSheet.objects.create(meeting=a_meeting(match, on.isoformat()), did="Tea.")


def queries_for(client: Client, page: str) -> int:
    """How often the database is asked, once everything is warm."""
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)
