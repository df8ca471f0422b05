"""What is written about a meeting: its facts, the words of its sheet, who signs."""

from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any

from meetings.models import Meeting, RecordSheet

S = Meeting.State


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """What is known of a meeting itself. `minutes` is its length; None is not known."""

    on: date
    held: bool = True
    at: time | None = None
    place: str = ""
    way: str = Meeting.Way.IN_PERSON
    minutes: int | None = None
    who_else: str = ""
    missed_by: str = ""
    missed_reason: str = ""

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingFacts":
        """The facts as they stand."""
        known = {
            each.name: getattr(meeting, each.name) for each in fields(cls) if each.name != "held"
        }
        return cls(held=meeting.state == S.HELD, **known)

    def values(self) -> dict[str, Any]:
        """The columns of a meeting: only those that fit whether it was held."""
        both = {
            "state": S.HELD if self.held else S.MISSED,
            "on": self.on,
            "at": self.at,
            "place": self.place,
            "way": self.way,
        }
        if self.held:
            return {
                **both,
                "minutes": self.minutes,
                "who_else": self.who_else,
                "missed_by": "",
                "missed_reason": "",
            }
        return {
            **both,
            "minutes": None,
            "who_else": "",
            "missed_by": self.missed_by,
            "missed_reason": self.missed_reason,
        }


@dataclass(frozen=True, kw_only=True)
class SheetWords:
    """What the two wrote, and when they mean to meet next."""

    why_met: str = ""
    did: str = ""
    achieved: str = ""
    next_time: str = ""
    next_on: date | None = None
    next_at: time | None = None
    feeling: str = ""

    @classmethod
    def of(cls, sheet: RecordSheet) -> "SheetWords":
        """The words of one version."""
        return cls(**{each.name: getattr(sheet, each.name) for each in fields(cls)})


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Who signs while saving. The supporter signs by being signed in, the other types a name."""

    supporter: bool = False
    supportee_name: str = ""


NOBODY = Signatures()
