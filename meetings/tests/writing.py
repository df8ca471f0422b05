"""What is written on a Thursday in November, said shortly."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from core.errors import RuleBroken
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.services import MeetingFacts, SheetWords, correct_sheet, write_sheet
from meetings.tests.factories import a_meeting

S = Meeting.State
TODAY = date(2026, 11, 19)


def facts(on: date = TODAY, **values: Any) -> MeetingFacts:
    """An hour together, today."""
    values.setdefault("minutes", 60)
    return MeetingFacts(on=on, **values)


def written(
    match: Match, actor: User, on: date = TODAY, words: SheetWords | None = None, **values: Any
) -> RecordSheet:
    """A sheet about that day, written through the service."""
    return write_sheet(
        match=match, facts=facts(on), words=words or SheetWords(did="Tea."), actor=actor, **values
    )


def corrected(
    sheet: RecordSheet, actor: User, *, did: str = "Coffee.", **values: Any
) -> RecordSheet:
    """The next version of this sheet; only what was done differs."""
    values.setdefault("facts", MeetingFacts.of(sheet.meeting))
    values.setdefault("known_version", sheet.version)
    return correct_sheet(
        meeting=sheet.meeting, words=values.pop("words", SheetWords(did=did)), actor=actor, **values
    )


def planned(match: Match, on: str, **values: Any) -> Meeting:
    """A meeting still to come."""
    return a_meeting(match, on, state=S.PLANNED, **values)


def ended(match: Match) -> None:
    """End the match on 30 September."""
    match.status, match.ended_on = Match.Status.ENDED, date(2026, 9, 30)
    match.save()


def refusal(action: Callable[[], object]) -> tuple[str, str | None]:
    """The sentence and the field of a refusal."""
    with pytest.raises(RuleBroken) as broken:
        action()
    return str(broken.value.message), broken.value.field
