"""What is refused, each with the sentence that its writer reads."""

from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.services.facts import MeetingFacts, SheetWords
from meetings.transitions import MOVES

S = Meeting.State
WRITTEN = [S.HELD, S.MISSED]
MOST_MINUTES = 1440
FURTHEST_PLAN = timedelta(days=366)


def check_move(meeting: Meeting, to: str) -> None:
    """Whether a meeting can become this from what it is now."""
    if to not in MOVES[meeting.state]:
        raise RuleBroken(
            _("This meeting is “%(state)s” now. Somebody may have changed it while you looked.")
            % {"state": meeting.get_state_display()}
        )


def check_written(meeting: Meeting) -> None:
    """Whether there is anything to correct."""
    if meeting.state not in WRITTEN:
        raise RuleBroken(
            _("This meeting is “%(state)s”. There is nothing to correct yet.")
            % {"state": meeting.get_state_display()}
        )


def check_facts(match: Match, facts: MeetingFacts, *, imported: bool = False) -> None:
    """A day within the match and not to come, and a length within a day."""
    if facts.on > timezone.localdate():
        raise RuleBroken(_("This day is in the future. Write the sheet after you met."), field="on")
    # Imported history is taken as it was, also where it breaks today's rules.
    if not imported and facts.on < match.started_on:
        raise RuleBroken(
            _("This is before the %(match)s began, on %(day)s.")
            % {"match": match.scheme.words.match, "day": _day(match.started_on)},
            field="on",
        )
    if not imported and match.ended_on and facts.on > match.ended_on:
        raise RuleBroken(
            _("This is after the %(match)s ended, on %(day)s.")
            % {"match": match.scheme.words.match, "day": _day(match.ended_on)},
            field="on",
        )
    if facts.held and facts.minutes is not None and not 1 <= facts.minutes <= MOST_MINUTES:
        raise RuleBroken(
            _("Say how long it was in minutes, from 1 to %(most)d.") % {"most": MOST_MINUTES},
            field="minutes",
        )


def check_next(match: Match, facts: MeetingFacts, words: SheetWords) -> None:
    """The next meeting: later than this one, within a year, within the match."""
    if words.next_on is None:
        return
    if words.next_on <= facts.on:
        raise RuleBroken(
            _("The next meeting comes after this one. Choose a later day."), field="next_on"
        )
    _check_not_too_far(words.next_on, field="next_on")
    if match.ended_on and words.next_on > match.ended_on:
        raise RuleBroken(
            _("The %(match)s ended on %(day)s, so there is no next meeting.")
            % {"match": match.scheme.words.match, "day": _day(match.ended_on)},
            field="next_on",
        )


def check_plan(match: Match, on: date, at: time | None, *, but: Meeting | None = None) -> None:
    """A plan from today on, within a year and the match, and not there already."""
    if match.status == Match.Status.ENDED:
        raise RuleBroken(
            _("The %(match)s has ended. Nothing more can be planned.")
            % {"match": match.scheme.words.match}
        )
    if on < timezone.localdate():
        raise RuleBroken(_("This day has gone by. Choose today or a later day."), field="on")
    if on < match.started_on:
        raise RuleBroken(
            _("This is before the %(match)s began, on %(day)s.")
            % {"match": match.scheme.words.match, "day": _day(match.started_on)},
            field="on",
        )
    _check_not_too_far(on, field="on")
    others = match.meetings.filter(state=S.PLANNED, on=on, at=at)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken(_("A meeting is planned for then already."), field="on")


def check_only_one(match: Match, facts: MeetingFacts, *, but: Meeting | None = None) -> None:
    """No other meeting of that day was written about."""
    others = match.meetings.filter(state__in=WRITTEN, on=facts.on)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise RuleBroken(
            _(
                "There is a sheet for %(day)s already. If you met twice that day, say so here. "
                "If not, correct the sheet that is there."
            )
            % {"day": _day(facts.on)},
            field="another_that_day",
        )


def check_seen(newest: RecordSheet | None, known_version: int) -> None:
    """The writer has seen the newest version; 0 stands for none."""
    if (newest.version if newest else 0) != known_version:
        raise RuleBroken(
            _(
                "This sheet was corrected while you were writing. Your words are still here: "
                "read the new version in another window, then save again."
            ),
            field="known_version",
        )


def _check_not_too_far(day: date, *, field: str) -> None:
    if day > timezone.localdate() + FURTHEST_PLAN:
        raise RuleBroken(_("This is more than a year away. Please check the year."), field=field)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
