"""The columns about a meeting, with the headings that offices give them."""

import re
from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spreadsheets import heading_key
from core.spreadsheets.values import (
    HOURS,
    MINUTES,
    CannotRead,
    Happened,
    parse_choice,
    parse_happened,
    parse_minutes,
    parse_time,
    parse_uk_date_and_time,
)
from matching.importers.pairs import PAIR_FIELDS
from meetings.models import Meeting
from schemes.imports.fields import ImportField, Reading, text, words_as_written

W = Meeting.Way
WAY_WORDS = {
    "in person": W.IN_PERSON, "face to face": W.IN_PERSON, "f2f": W.IN_PERSON, "visit": W.IN_PERSON,
    "home visit": W.IN_PERSON, "out": W.IN_PERSON,
    "phone": W.PHONE, "telephone": W.PHONE, "tel": W.PHONE, "call": W.PHONE, "phone call": W.PHONE,
    "by phone": W.PHONE, "on the phone": W.PHONE, "telephone call": W.PHONE,
    "video": W.VIDEO, "video call": W.VIDEO, "zoom": W.VIDEO, "teams": W.VIDEO, "ms teams": W.VIDEO,
    "microsoft teams": W.VIDEO, "facetime": W.VIDEO, "skype": W.VIDEO, "online": W.VIDEO, "google meet": W.VIDEO,
    "message": W.MESSAGE, "messages": W.MESSAGE, "text": W.MESSAGE, "texts": W.MESSAGE, "email": W.MESSAGE,
    "whatsapp": W.MESSAGE, "letter": W.MESSAGE,
}  # fmt: skip

UNITS_IN_HEADINGS = (
    (MINUTES, {"min", "mins", "minute", "minutes"}),
    (HOURS, {"hour", "hours", "hr", "hrs"}),
)


def a_length(cell: object, reading: Reading) -> int | None:
    """Minutes; the heading may say what bare numbers mean."""
    # The whole heading, brackets and all: "Duration (hrs)". One that names both says nothing.
    words = set(re.findall(r"[^\W\d_]+", reading.heading.casefold()))
    units = [unit for unit, called in UNITS_IN_HEADINGS if words & called]
    return parse_minutes(cell, units[0] if len(units) == 1 else "")


def a_day_with_time(cell: object, reading: Reading) -> tuple[date | None, time | None]:
    """A day, and the time of day where one is written beside it."""
    return parse_uk_date_and_time(cell, today=reading.today)


def whether_it_happened(cell: object, reading: Reading) -> Happened | None:
    """Yes or no, with the reason beside it."""
    return parse_happened(cell)


def a_time(cell: object, reading: Reading) -> time | None:
    """A time of day."""
    return parse_time(cell)


def a_way(cell: object, reading: Reading) -> str | None:
    """How they met. A word we do not know counts as in person, with a warning."""
    try:
        return parse_choice(cell, WAY_WORDS)
    except CannotRead as unknown:
        reading.warn(_("%(reason)s It counts as in person.") % {"reason": str(unknown)})
        return None


FIELDS = (
    ImportField(
        "on",
        gettext_lazy("Date"),
        a_day_with_time,
        (
            "Date of meeting | Date and time | Date/time | Date and time of meeting | Meeting date | %(meeting)s date | Date of %(meeting)s | Day | "
            "When | Date met | Date of visit | Visit date | Date of contact | Contact date | "
            "Date of call | Session date | Dyddiad"
        ),
        required=True,
    ),
    *PAIR_FIELDS,
    ImportField(
        "at",
        gettext_lazy("Time"),
        a_time,
        "Time in | Time of arrival | Start time | Time started | From | Time of meeting | Start",
        soft=True,
    ),
    ImportField(
        "until",
        gettext_lazy("Time it ended"),
        a_time,
        "Time out | Time left | End time | Finish time | Finish | Finished | Finished at | Time finished | To | Until | End | Ended at",
        soft=True,
    ),
    ImportField(
        "place",
        gettext_lazy("Meeting at"),
        text(150),
        (
            "Meeting at (location) | Location | Place | Where | Venue | Where we met | "
            "Meeting place | Met at | Lleoliad"
        ),
    ),
    ImportField(
        "way",
        gettext_lazy("How they met"),
        a_way,
        "Contact by | Method of contact | How | Type of contact | Contact type | Type | Method | Way | Mode",
        soft=True,
    ),
    ImportField(
        "why_met",
        gettext_lazy("Why we met today"),
        words_as_written(10_000),
        "Why we met | Why | Reason for meeting | Purpose | Purpose of meeting | Aim of meeting",
    ),
    ImportField(
        "did",
        gettext_lazy("What we did"),
        words_as_written(10_000),
        (
            "What was discussed | What we talked about | Meeting notes | Notes of meeting | What did you do | Activity | Activities | Notes | Comments | Summary | "
            "What happened | Details"
        ),
    ),
    ImportField(
        "achieved",
        gettext_lazy("What we achieved"),
        words_as_written(10_000),
        "Achieved | Achievements | Outcome | Outcomes | Result | Results | Progress",
    ),
    ImportField(
        "next_time",
        gettext_lazy("What we need to do next time"),
        words_as_written(10_000),
        "Next time | Next steps | To do | Actions | Action | What next | Plan",
    ),
    ImportField(
        "next_on",
        gettext_lazy("Date and time of next meeting"),
        a_day_with_time,
        (
            "Next meeting | Next %(meeting)s | Date of next meeting | Next date | "
            "Next visit | Next contact | Next meeting on"
        ),
    ),
    ImportField(
        "minutes",
        gettext_lazy("How long"),
        a_length,
        (
            "Length of meeting | Meeting length | Length | Duration | Time spent | Hours | Hours (decimal) | Minutes | Mins | "
            "Hrs | Duration (mins) | Duration in minutes | Duration minutes | "
            "Duration mins | Duration hours | Duration hrs | Length mins | "
            "Length in minutes | No of hours | Hours spent | How long was it | Total time | "
            "How long did it last"
        ),
    ),
    ImportField(
        "happened",
        gettext_lazy("Did it happen?"),
        whether_it_happened,
        (
            "Meeting took place | Meeting held | Happened | Did you meet | Met | Attended | Held | Took place | "
            "Did it take place | Attendance | Outcome of meeting | Did meeting happen | "
            "Went ahead | Completed | Y/N | DNA"
        ),
    ),
    ImportField(
        "missed_reason",
        gettext_lazy("Why it did not happen"),
        words_as_written(300),
        (
            "Reason for non-attendance | Reason not held | Reason cancelled | Why not | Reason | Reason missed | Reason not met | Reason for cancellation | "
            "If not why | If no why not"
        ),
    ),
    ImportField(
        "who_else",
        gettext_lazy("Who else came"),
        text(200),
        "Also there | Others | Others present | Also present",
    ),
)

WAY_OF_PLACE = {heading_key(word): way for word, way in WAY_WORDS.items() if way != W.IN_PERSON}
