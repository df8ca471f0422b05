"""What happens to meetings: planned, moved, called off, written about, corrected, signed.

Every function locks the match first, so that two people who write about it at the same
time do it one after the other. Who may: the volunteer of the match while it runs, and
staff with CHANGE_PEOPLE. Raises NotAllowed or RuleBroken with a sentence.
"""

from meetings.services.checks import MOST_MINUTES, WRITTEN
from meetings.services.facts import MeetingFacts, SheetWords, Signatures
from meetings.services.plans import cancel_meeting, plan_meeting, replan_meeting
from meetings.services.sheets import correct_sheet, write_sheet
from meetings.services.signing import sign_sheet

__all__ = [
    "MOST_MINUTES",
    "WRITTEN",
    "MeetingFacts",
    "SheetWords",
    "Signatures",
    "cancel_meeting",
    "correct_sheet",
    "plan_meeting",
    "replan_meeting",
    "sign_sheet",
    "write_sheet",
]
