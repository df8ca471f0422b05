"""Writes the matches of the demo down, with their meetings and record sheets."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from accounts.models import User
from befriending.demo.days import Day, What, days_of, ended_on, imported_on, started_on
from befriending.demo.pairings import PAIRINGS, Pairing
from befriending.demo.people import People, moment
from befriending.demo.stories import AFTER_MISSING, CALLED_OFF
from befriending.demo.telling import Told, missed_words, tell
from matching.models import Match, MatchPause
from meetings.models import Meeting, RecordSheet
from schemes.models import Scheme

USUAL_LENGTHS = (45, 60, 60, 60, 60, 75, 90, 90, 120)
CALL_LENGTHS = (15, 20, 25, 30)
LATEST_HOUR = time(21, 30)
S = Meeting.State


@dataclass
class Rows:
    """What is written at the end, all at once, in the order it came about."""

    meetings: list[Meeting] = field(default_factory=list)
    sheets: list[RecordSheet] = field(default_factory=list)
    planned_by: list[tuple[Meeting, Meeting]] = field(default_factory=list)
    replaces: list[tuple[Meeting, Meeting]] = field(default_factory=list)


def write_matches(scheme: Scheme, people: People, today: date, chance: Random) -> None:
    """All matches with a year of meetings and their sheets."""
    matches = [_match(scheme, pairing, people, today) for pairing in PAIRINGS]
    Match.objects.bulk_create(matches)
    _pause_and_end(matches, today)
    rows = Rows()
    for match, pairing in zip(matches, PAIRINGS, strict=True):
        Diary(match, pairing, people, today, chance, rows).write()
    Meeting.objects.bulk_create(rows.meetings)
    for meeting, sheet_of in rows.planned_by:
        meeting.planned_by = sheet_of
    for meeting, plan in rows.replaces:
        meeting.replaces = plan
    linked = {id(meeting): meeting for meeting, _other in rows.planned_by + rows.replaces}
    Meeting.objects.bulk_update(linked.values(), ["planned_by", "replaces"])
    RecordSheet.objects.bulk_create(rows.sheets)


def _match(scheme: Scheme, pairing: Pairing, people: People, today: date) -> Match:
    since = imported_on(today) if pairing.is_imported else started_on(pairing, today)
    return Match(
        scheme=scheme,
        volunteer=people.volunteers[pairing.volunteer],
        supportee=people.supportees[pairing.supportee],
        rhythm_days=pairing.rhythm,
        purpose=pairing.purpose,
        usual_place=pairing.place,
        started_on=started_on(pairing, today),
        is_imported=pairing.is_imported,
        recorded_at=moment(since, time(11)),
        recorded_by=people.staff["coordinator"],
    )


def _pause_and_end(matches: list[Match], today: date) -> None:
    changed = []
    pauses = []
    for match, pairing in zip(matches, PAIRINGS, strict=True):
        if end := ended_on(pairing, today):
            match.status = Match.Status.ENDED
            match.ended_on = end
            match.ending = pairing.ending
            match.ended_by = pairing.ended_by
            match.ending_reason = pairing.ending_reason
            changed.append(match)
        elif pairing.paused_days_ago is not None:
            match.status = Match.Status.PAUSED
            since = today - timedelta(days=pairing.paused_days_ago)
            pauses.append(MatchPause(match=match, started_on=since, reason=pairing.pause_reason))
            changed.append(match)
    Match.objects.bulk_update(
        changed, ["status", "ended_on", "ending", "ended_by", "ending_reason"]
    )
    MatchPause.objects.bulk_create(pauses)


class Diary:
    """One match, meeting by meeting: each sheet plans the next."""

    def __init__(
        self,
        match: Match,
        pairing: Pairing,
        people: People,
        today: date,
        chance: Random,
        rows: Rows,
    ) -> None:
        self.match = match
        self.pairing = pairing
        self.coordinator = people.staff["coordinator"]
        self.today = today
        self.chance = chance
        self.rows = rows
        self.name = match.supportee.person.short_name
        self.days = days_of(pairing, today, chance)
        self.told = tell(pairing, self.days, chance)
        # Who planned what comes next and when; the meeting whose sheet did it, if one did.
        self.planner: User = self.coordinator
        self.planned_at = match.recorded_at
        self.planned_by: Meeting | None = None

    def write(self) -> None:
        """Every meeting in its order."""
        for day, following in zip(self.days, [*self.days[1:], None], strict=True):
            if day.is_imported:
                self._imported(day)
            elif day.what == What.PLANNED:
                self._plan(day.on)
            elif day.what == What.CALLED_OFF:
                self._called_off(day)
            else:
                self._written(day, following)

    def _plan(self, on: date) -> Meeting:
        """A meeting as it was planned, by the sheet before or by the co-ordinator."""
        meeting = Meeting(
            match=self.match,
            state=S.PLANNED,
            on=on,
            at=self.pairing.at,
            place=self.pairing.place,
            recorded_at=self.planned_at,
            recorded_by=self.planner,
        )
        self.rows.meetings.append(meeting)
        if self.planned_by:
            self.rows.planned_by.append((meeting, self.planned_by))
        return meeting

    def _called_off(self, day: Day) -> None:
        meeting = self._plan(day.on)
        meeting.state = S.CANCELLED
        reason = self.pairing.why_off or self.chance.choice(CALLED_OFF)
        meeting.missed_reason = reason.format(name=self.name)
        # They agreed on the next day when they called this one off.
        self.planned_by = None
        self.planned_at = moment(day.on - timedelta(days=1), time(18))

    def _imported(self, day: Day) -> None:
        """History from a spreadsheet: what was known, without a sheet."""
        is_held = day.what == What.HELD
        by, why = ("", "") if is_held else missed_words(self.chance, self.name)
        self.rows.meetings.append(
            Meeting(
                match=self.match,
                state=S.HELD if is_held else S.MISSED,
                on=day.on,
                place=self.pairing.place if is_held else "",
                minutes=self.chance.choice((*USUAL_LENGTHS, None)) if is_held else None,
                missed_by=by,
                missed_reason=why,
                is_imported=True,
                recorded_at=self.match.recorded_at,
                recorded_by=self.coordinator,
            )
        )

    def _written(self, day: Day, following: Day | None) -> None:
        meeting = self._plan(day.planned_for)
        if day.moved_from:
            meeting.state = S.SUPERSEDED
            later = self._plan(day.on)
            later.recorded_at = moment(day.moved_from - timedelta(days=1), time(19, 15))
            self.rows.replaces.append((later, meeting))
            meeting = later
        author, written_at = self._author(day)
        if day.what == What.HELD:
            sheet = self._held(day, meeting, self.told[day.on])
        else:
            sheet = self._missed(meeting)
        sheet.written_by, sheet.written_at = author, written_at
        if following is not None:
            sheet.next_on, sheet.next_at = following.planned_for, self.pairing.at
        if author != self.coordinator and day.what == What.HELD:
            self._sign(sheet, meeting, written_at)
        self.rows.sheets.append(sheet)
        self.planner, self.planned_at, self.planned_by = author, written_at, meeting

    def _author(self, day: Day) -> tuple[User, datetime]:
        """The volunteer the same evening or some days later; from paper the co-ordinator does."""
        own = self.match.volunteer.person.user
        latest = self.today - timedelta(days=1)
        if own is None:
            on = min(day.on + timedelta(days=self.chance.randint(1, 4)), latest)
            return self.coordinator, moment(on, time(16, self.chance.randint(0, 59)))
        late = self.chance.choices([0, 1, 3], weights=[8, 2, 1])[0]
        on = min(day.on + timedelta(days=late), latest)
        return own, moment(on, time(20, self.chance.randint(0, 59)))

    def _held(self, day: Day, meeting: Meeting, told: Told) -> RecordSheet:
        episode = told.episode
        meeting.state = S.HELD
        meeting.way = told.way
        if told.way == Meeting.Way.IN_PERSON:
            meeting.place = (episode.place or self.pairing.place).format(name=self.name)
            meeting.minutes = self.chance.choice(USUAL_LENGTHS)
        else:
            meeting.place = ""
            meeting.minutes = self.chance.choice(CALL_LENGTHS)
        if day.is_first:
            meeting.who_else = f"{self.coordinator.name}, for the first half hour"
        # As in life, one sheet in six has a sentence and no more.
        is_short = not (day.is_first or day.is_goodbye) and self.chance.random() < 1 / 6
        return RecordSheet(
            meeting=meeting,
            why_met="" if is_short else episode.why.format(name=self.name),
            did=episode.did.format(name=self.name),
            achieved="" if is_short else episode.achieved.format(name=self.name),
            next_time=episode.next_time.format(name=self.name),
            feeling=episode.feeling,
        )

    def _missed(self, meeting: Meeting) -> RecordSheet:
        meeting.state = S.MISSED
        meeting.missed_by, meeting.missed_reason = missed_words(self.chance, self.name)
        return RecordSheet(meeting=meeting, next_time=self.chance.choice(("", *AFTER_MISSING)))

    def _sign(self, sheet: RecordSheet, meeting: Meeting, at: datetime) -> None:
        sheet.supporter_signed_name = self.match.volunteer.person.name
        sheet.supporter_signed_at = at
        if meeting.way == Meeting.Way.IN_PERSON and self.chance.random() < 0.6:
            sheet.supportee_signed_name = self.match.supportee.person.name
            sheet.supportee_signed_at = at
