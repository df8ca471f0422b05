"""The versions of a sheet, and what each changed, in words."""

from dataclasses import dataclass, fields
from datetime import date, time
from itertools import zip_longest
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.models import Meeting, RecordSheet
from meetings.services import MeetingFacts, SheetWords

LABELS: dict[str, Any] = {
    "held": gettext_lazy("Did you meet?"),
    "on": gettext_lazy("Date:"),
    "at": gettext_lazy("Time"),
    "place": gettext_lazy("Meeting at: (location)"),
    "way": gettext_lazy("How you met"),
    "minutes": gettext_lazy("How long"),
    "who_else": gettext_lazy("Who else came"),
    "missed_by": gettext_lazy("Whose reason"),
    "missed_reason": gettext_lazy("Why it did not happen"),
    "why_met": gettext_lazy("Why we met today:"),
    "did": gettext_lazy("What we did:"),
    "achieved": gettext_lazy("What we achieved:"),
    "next_time": gettext_lazy("What we need to do next time:"),
    "next_on": gettext_lazy("Date and time of next meeting:"),
    "next_at": gettext_lazy("Time of the next meeting"),
    "feeling": gettext_lazy("How was it for you?"),
}


@dataclass(frozen=True)
class Change:
    """One line: what stood there before, and what stands there now."""

    name: str
    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One version of a sheet, with the meeting as it said it was."""

    sheet: RecordSheet
    facts: MeetingFacts
    changes: list[Change]


def versions_of(
    meeting: Meeting, sheets: list[RecordSheet], *, without_feeling: bool = False
) -> list[Version]:
    """All versions, the newest first, each with what it changed. `sheets`: newest first.

    The supporter's own "How was it for you?" is left out where the other one reads.
    """
    facts = MeetingFacts.of(meeting)
    found = []
    for sheet, earlier in zip_longest(sheets, sheets[1:]):
        before = facts if sheet.meeting_before is None else facts_from_json(sheet.meeting_before)
        changes = [] if earlier is None else changes_between(before, earlier, facts, sheet)
        if without_feeling:
            changes = [each for each in changes if each.name != "feeling"]
        found.append(Version(sheet, facts, changes))
        facts = before
    return found


def changes_between(
    before: MeetingFacts, earlier: RecordSheet, after: MeetingFacts, later: RecordSheet
) -> list[Change]:
    """What differs, in the order of the sheet."""
    pairs: list[tuple[Any, Any]] = [
        (before, after),
        (SheetWords.of(earlier), SheetWords.of(later)),
    ]
    return [
        Change(each.name, LABELS[each.name], in_words(each.name, old), in_words(each.name, new))
        for first, second in pairs
        for each in fields(first)
        if (old := getattr(first, each.name)) != (new := getattr(second, each.name))
    ]


def facts_from_json(kept: dict[str, Any]) -> MeetingFacts:
    """The facts that were kept beside a correction."""
    values = dict(kept)
    values["on"] = date.fromisoformat(values["on"])
    values["at"] = time.fromisoformat(values["at"]) if values["at"] else None
    return MeetingFacts(**values)


def in_words(name: str, value: Any) -> str:
    """A value as people write it; nothing is a dash."""
    if name == "held":
        return _("Yes") if value else _("No, it did not happen")
    if value in (None, ""):
        return "–"
    if isinstance(value, date):
        return date_format(value, "D j M Y")
    if isinstance(value, time):
        return time_words(value)
    if name == "minutes":
        return minutes_words(value)
    if name == "way":
        return str(Meeting.Way(value).label)
    if name == "missed_by":
        return str(Meeting.MissedBy(value).label)
    if name == "feeling":
        return str(RecordSheet.Feeling(value).label)
    return str(value)


def time_words(at: time) -> str:
    """ "2 pm", "2:30 pm"."""
    return time_format(at, "g:i a" if at.minute else "g a").replace(".", "")


def minutes_words(minutes: int) -> str:
    """ "45 min", "1 hour", "1½ hours", "1 h 20 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": minutes}
    if rest == 0:
        return _("1 hour") if hours == 1 else _("%(hours)d hours") % {"hours": hours}
    if rest == 30:
        return _("%(hours)d½ hours") % {"hours": hours}
    return _("%(hours)d h %(rest)d min") % {"hours": hours, "rest": rest}
