"""The record sheet sent for real, each time with a fresh submission id; the table is cleared after."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from befriending.bench.capture import Captured
from befriending.bench.errors import CannotMeasure
from befriending.bench.pages import WARM_UP, in_turn
from befriending.bench.rows import Limit, Row, timed_row
from befriending.bench.visits import Visitor
from core.history import change
from core.models import Submission
from matching.models import Match
from meetings.models import Meeting, RecordSheet

LIMIT = Limit(10)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
WORDS = {
    "why_met": "To see how the week went, and to read the letters that came.",
    "did": "We walked to the market, had a cup of tea and read a letter from the council together.",
    "achieved": "The surgery was rung, and the day of the visit is known.",
    "next_time": "Look up the times of the bus.",
}


def a_sheet(on: date, next_on: date) -> dict[str, str]:
    """What a browser sends for an ordinary sheet about a day."""
    return {
        "submission_id": str(uuid4()),
        "held": "yes",
        "on": on.isoformat(),
        "place": "other",
        "place_other": "Library café",
        "way": "in_person",
        "minutes": "60",
        "next_on": next_on.isoformat(),
        "next_at": "14:00",
        "feeling": "good",
        "supporter_signs": "on",
        **WORDS,
    }


class Sheets:
    """Sheets of one match, each about a day of its own that nobody wrote about yet."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.address = reverse("my_sheet", args=[match.pk])
        today = timezone.localdate()
        self.next_on = today + timedelta(days=7)
        taken = set(match.meetings.values_list("on", flat=True))
        possible = (today - timedelta(days=back) for back in range((today - match.started_on).days))
        self._days = (day for day in possible if day not in taken)

    def following(self) -> dict[str, str]:
        """The next sheet. Raises CannotMeasure when the match has no free day left."""
        for day in self._days:
            return a_sheet(day, self.next_on)
        raise CannotMeasure("The demo volunteer's match has no days left to write about.")


@contextmanager
def cleared_after(match: Match) -> Iterator[None]:
    """The meetings of the match are afterwards what they were before; the audit trail keeps all."""
    before = dict(match.meetings.values_list("pk", "state"))
    began = timezone.now()
    try:
        yield
    finally:
        with transaction.atomic(), change("bench: take measured sheets away again", actor=None):
            written = match.meetings.exclude(pk__in=before)
            RecordSheet.objects.filter(meeting__in=written).delete()
            written.delete()
            for meeting in Meeting.objects.filter(pk__in=before):
                if meeting.state != before[meeting.pk]:
                    Meeting.objects.filter(pk=meeting.pk).update(
                        state=before[meeting.pk], settled_at=None
                    )
            Submission.objects.filter(
                taken_at__gte=began, purpose__in=[reverse("my_sheet", args=[match.pk]), "bench"]
            ).delete()


def measure(
    sheets: Sheets,
    captured: Captured,
    *,
    site: Visitor,
    floor: Visitor,
    floor_address: str,
    rounds: int,
) -> Row:
    """The row of the sheet that is sent."""
    page = site.get(sheets.address, headers={"Accept-Encoding": "identity"})
    token = TOKEN.search(page.body)
    cookie = re.search(r"csrftoken=([^;]+)", page.headers.get("Set-Cookie", ""))
    if token is None or cookie is None:
        raise CannotMeasure("The sheet carries no token that lets it be sent.")
    site.keep("csrftoken", cookie[1])
    sent = [
        {**sheets.following(), "csrfmiddlewaretoken": token[1].decode()}
        for _each in range(rounds + WARM_UP)
    ]
    taken, below, last = in_turn(
        lambda: site.post(sheets.address, sent.pop()),
        lambda: floor.post(floor_address, {}, expected=200),
        rounds,
    )
    return timed_row(
        "the sheet, sent",
        taken,
        floor=below,
        statements=captured.count,
        bytes_gz=len(last.body),
        limit=LIMIT,
    )
