"""Rows about meetings: which match, which meeting, what they change."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from tablib import Dataset

from core.spreadsheets import heading_key
from core.spreadsheets.values import CannotRead, parse_uk_date
from matching.importers.pairs import pair_words
from matching.models import Match
from meetings.importers.fields import FIELDS, WAY_OF_PLACE
from meetings.importers.which_match import MatchFinder
from meetings.models import Meeting, RecordSheet
from meetings.services import MeetingFacts
from schemes.imports.resource import Draft, ImportResource, RowRefused

S = Meeting.State
WRITTEN = (S.HELD, S.MISSED)
NOT_SAID = ""
LOOKED_UP_TOGETHER = 5_000
EVENING, SMALL_HOURS_END = time(20), time(4)
FURTHEST_PLAN = timedelta(days=366)
FACTS = ("place", "way", "minutes", "who_else", "missed_reason")
SHEET_WORDS = ("why_met", "did", "achieved", "next_time")
W = Meeting.Way


class MeetingResource(ImportResource):
    """Meetings of matches that are on the list already.

    A meeting is known again by its match and day, and by its time where both have one. What was written
    about it before stays: a change is a new version of its sheet. A next meeting that is still to come
    becomes a planned one.
    """

    fields_known = FIELDS

    def prepare(self, dataset: Dataset) -> None:
        self.finder = MatchFinder(self.scheme)
        self.here: dict[tuple[int, date], list[Meeting]] = {}
        self.newest: dict[int, RecordSheet] = {}
        self.in_file: dict[tuple[int, date], list[Draft]] = {}
        self.spoken_for: set[int] = set()
        if days := self._days(dataset):
            self._look_up(min(days), max(days))

    def _days(self, dataset: Dataset) -> list[date]:
        """The days the file speaks of, as far as they can be read: only these are looked up."""
        found = []
        for name in ("on", "next_on"):
            if name in dataset.headers:
                for cell in dataset[name]:
                    try:
                        day = parse_uk_date(cell, today=self.today)
                    except CannotRead:
                        continue
                    if day:
                        found.append(day)
        return found

    def _look_up(self, first: date, last: date) -> None:
        meetings = list(
            Meeting.objects.filter(match__in=self.finder.ids(), on__range=(first, last)).order_by(
                "pk"
            )
        )
        for meeting in meetings:
            self.here.setdefault((meeting.match_id, meeting.on), []).append(meeting)
        # By ids, not by a join: right after a large import the database misjudges such a join badly.
        for start in range(0, len(meetings), LOOKED_UP_TOGETHER):
            some = [meeting.pk for meeting in meetings[start : start + LOOKED_UP_TOGETHER]]
            for sheet in RecordSheet.objects.filter(meeting__in=some).order_by("version"):
                self.newest[sheet.meeting_id] = sheet

    def name_of(self, values: dict[str, Any]) -> str:
        day = values.get("on", (None, None))[0]
        return f"{pair_words(values)}, {day:%d/%m/%Y}" if day else pair_words(values)

    # Within the row

    def check(self, values: dict[str, Any]) -> None:
        if not self.unread.isdisjoint({"on", "happened", "minutes"}):
            return
        on, at = values["on"]
        if on is None:
            raise RowRefused(_("There is nothing here. It is needed."), "on")
        values["on"], values["at"] = on, values.get("at") or at
        values["next_on"], values["next_at"] = values.get("next_on") or (None, None)
        values["state"] = self._state(values)
        values["way"] = values.get("way") or WAY_OF_PLACE.get(
            heading_key(values.get("place") or "")
        )
        values["says_state"] = values.get("happened") is not None or self._says_something(values)
        self._fit_length(values)
        self._fit_reason(values)
        if values["next_on"] and values["next_on"] <= on:
            self.warn(_("The next meeting is not after this one, so it was left out."), "next_on")
            values["next_on"] = values["next_at"] = None

    def _state(self, values: dict[str, Any]) -> str:
        happened, on = values.get("happened"), values["on"]
        if on > self.today:
            if happened is None:
                return S.PLANNED
            if happened.yes:
                raise RowRefused(_("This day is still to come, so it cannot have happened."), "on")
            return S.CANCELLED
        if happened is not None:
            return S.HELD if happened.yes else S.MISSED
        if "happened" in self.headings and not self._says_something(values):
            if values.get("missed_reason"):
                raise _unsaid()
            return NOT_SAID
        # A row in a log of meetings is a meeting, unless it says otherwise.
        return S.HELD

    @staticmethod
    def _says_something(values: dict[str, Any]) -> bool:
        return bool(values.get("minutes") or values.get("did") or values.get("achieved"))

    def _fit_length(self, values: dict[str, Any]) -> None:
        minutes = values.get("minutes")
        if minutes is None and values["at"] and values.get("until") and values["state"] == S.HELD:
            values["minutes"] = _minutes_between(values["at"], values["until"])
            if values["minutes"] is None and values["until"] != values["at"]:
                self.warn(
                    _(
                        "It ended before it started. Its length was left out. Write times like 13:00."
                    ),
                    "until",
                )
        elif minutes is None:
            values["minutes"] = None
        elif values["state"] != S.HELD:
            if minutes:
                self.warn(_("It did not happen, so its length was left out."), "minutes")
            values["minutes"] = None
        elif minutes == 0:
            self.warn(_("It happened but took no time. Its length was left out."), "minutes")
            values["minutes"] = None

    def _fit_reason(self, values: dict[str, Any]) -> None:
        remark = values["happened"].remark if values.get("happened") else ""
        reason = values.get("missed_reason") or ""
        if values["state"] in (S.MISSED, S.CANCELLED):
            both = [each for each in (remark, reason) if each]
            values["missed_reason"] = "; ".join(dict.fromkeys(both))[:300]
            return
        values["missed_reason"] = ""
        for left_out, field in ((remark, "happened"), (reason, "missed_reason")):
            if left_out:
                self.warn(
                    _("It happened, so “%(words)s” was left out.") % {"words": left_out}, field
                )

    # Which meeting it is

    def identify(self, draft: Draft) -> None:
        values = draft.values
        match = values["match"] = self.finder.find(values, self.warn)
        key = match.pk, values["on"]
        if values["state"] == NOT_SAID:
            self._keep_planned(values, self.here.get(key, []))
        said_before = [
            earlier
            for earlier in self.in_file.get(key, [])
            if _same_time(earlier.values["at"], values["at"])
        ]
        for earlier in said_before:
            if _says_nothing_more(values, earlier.values):
                self.repeat(earlier)
                return
        if said_before:
            raise RowRefused(
                _("Two rows for this day say different things. Add the time of each."), "on"
            )
        draft.record = self._meeting_here(values, self.here.get(key, []))
        if draft.record is not None:
            self._keep_state_here(draft)
            self._refuse_signed(draft)
            self.spoken_for.add(draft.record.pk)
        if values["state"] == S.PLANNED and match.status == Match.Status.ENDED:
            raise RowRefused(_("This match has ended, so there is no meeting to come."), "on")
        self.in_file.setdefault(key, []).append(draft)

    def _keep_planned(self, values: dict[str, Any], meetings: list[Meeting]) -> None:
        """A plan whose day went by without a word stays one. Raises RowRefused for all others."""
        meeting = self._meeting_here(values, meetings)
        if meeting is None or meeting.state != S.PLANNED:
            raise _unsaid()
        values["state"] = S.PLANNED

    def _meeting_here(self, values: dict[str, Any], meetings: list[Meeting]) -> Meeting | None:
        # Each row is a meeting of its own: one that an earlier row is about is not this one too.
        fitting = [
            each
            for each in meetings
            if each.pk not in self.spoken_for and _same_time(each.at, values["at"])
        ]
        written = [each for each in fitting if each.state in WRITTEN]
        if len(written) > 1:
            exact = [each for each in written if each.at == values["at"]]
            if len(exact) != 1:
                raise RowRefused(_("There are two meetings on this day. Add the time."), "on")
            return exact[0]
        planned = [each for each in fitting if each.state in (S.PLANNED, S.CANCELLED)]
        return next(iter(written or planned), None)

    def _keep_state_here(self, draft: Draft) -> None:
        """What is here stays planned, missed or called off unless the row itself says otherwise."""
        meeting, values = draft.record, draft.values
        called_off = (meeting.state, values["state"]) == (S.CANCELLED, S.MISSED)
        if meeting.state == values["state"] or (values["says_state"] and not called_off):
            return
        # Somebody may have written about a plan or called it off since the file was made.
        if values["state"] == S.HELD:
            self.warn(
                _(
                    "Here it is marked as “%(state)s”. That stays, because this row does not say that they met."
                )
                % {"state": meeting.get_state_display()}
            )
        values["state"] = meeting.state
        if meeting.state != S.HELD:
            values["minutes"] = None

    def _refuse_signed(self, draft: Draft) -> None:
        sheet = self.newest.get(draft.record.pk)
        if sheet and (sheet.supporter_signed_at or sheet.supportee_signed_at):
            self.compare(draft)
            if draft.changes:
                raise RowRefused(
                    _(
                        "The sheet of this meeting is signed. Correct it on its own page, so that both can sign again."
                    )
                )

    # What it changes

    def compare(self, draft: Draft) -> None:
        meeting, values = draft.record, draft.values
        sheet = self.newest.get(meeting.pk) or RecordSheet()
        changes = {
            name: values[name]
            for name in ("at", *FACTS)
            if values.get(name) not in (None, "") and getattr(meeting, name) != values[name]
        }
        if values["state"] != meeting.state:
            changes["state"] = values["state"]
        changes |= {
            name: values[name]
            for name in (*SHEET_WORDS, "next_on", "next_at")
            if values.get(name) not in (None, "") and getattr(sheet, name) != values[name]
        }
        draft.changes = changes

    def change_words(self, draft: Draft) -> list[str]:
        names = dict.fromkeys("happened" if name == "state" else name for name in draft.changes)
        return [self.column_of(name) for name in names if name in self.known]

    # Writing

    def write(self, drafts: list[Draft]) -> None:
        new = [draft for draft in drafts if draft.record is None]
        for draft in new:
            draft.record = self._new_meeting(draft.values)
        Meeting.objects.bulk_create([draft.record for draft in new], batch_size=1000)
        RecordSheet.objects.bulk_create(
            [
                RecordSheet(meeting=draft.record, **self._sheet_words(draft.values))
                for draft in new
                if any(self._sheet_words(draft.values).values())
            ],
            batch_size=1000,
        )
        written = {id(draft) for draft in new}
        for draft in drafts:
            if id(draft) not in written:
                self._write_changes(draft)
        self._plan_next(drafts)

    def _new_meeting(self, values: dict[str, Any]) -> Meeting:
        return Meeting(
            match=values["match"],
            state=values["state"],
            on=values["on"],
            at=values["at"],
            place=values.get("place") or "",
            way=values["way"] or W.IN_PERSON,
            minutes=values["minutes"],
            who_else=values.get("who_else") or "",
            missed_reason=values["missed_reason"],
            is_imported=True,
            recorded_by=self.actor,
        )

    @staticmethod
    def _sheet_words(values: dict[str, Any]) -> dict[str, Any]:
        words: dict[str, Any] = {name: values.get(name) or "" for name in SHEET_WORDS}
        return words | {"next_on": values["next_on"], "next_at": values["next_at"]}

    def _write_changes(self, draft: Draft) -> None:
        meeting, changes = draft.record, draft.changes
        was_written = meeting.state in WRITTEN
        before = MeetingFacts.of(meeting) if was_written else None
        newest = self.newest.get(meeting.pk)
        if changes.get("state") in WRITTEN:
            meeting.settle(changes["state"])
        for name in ("state", "at", *FACTS):
            if name in changes:
                setattr(meeting, name, changes[name])
        if meeting.state != S.HELD:
            meeting.minutes = None
        if meeting.state not in (S.MISSED, S.CANCELLED):
            meeting.missed_by = meeting.missed_reason = ""
        meeting.save()
        words = (
            {name: getattr(newest, name) for name in (*SHEET_WORDS, "next_on", "next_at")}
            if newest
            else {}
        )
        words |= {name: value for name, value in self._sheet_words(draft.values).items() if value}
        if newest or any(words.values()):
            RecordSheet.objects.create(
                meeting=meeting,
                version=newest.version + 1 if newest else 1,
                written_by=self.actor,
                meeting_before=asdict(before) if newest and before else None,
                **words,
            )

    def _plan_next(self, drafts: Iterable[Draft]) -> None:
        """Plan the meetings that are still to come, each day of a match once."""
        plans: dict[tuple[int, date], Meeting] = {}
        for draft in drafts:
            values, match = draft.values, draft.values["match"]
            on = values["next_on"]
            if not on or not self.today < on <= self.today + FURTHEST_PLAN:
                continue
            key = match.pk, on
            if match.status == Match.Status.ENDED or key in self.here or key in self.in_file:
                continue
            plans.setdefault(
                key,
                Meeting(
                    match=match,
                    state=S.PLANNED,
                    on=on,
                    at=values["next_at"],
                    place=values.get("place") or "",
                    way=values["way"] or W.IN_PERSON,
                    planned_by=draft.record,
                    is_imported=True,
                    recorded_by=self.actor,
                ),
            )
        Meeting.objects.bulk_create(plans.values(), batch_size=1000)


def _unsaid() -> RowRefused:
    return RowRefused(_("It does not say whether they met. Write yes or no."), "happened")


def _minutes_between(start: time, end: time) -> int | None:
    """From one time of day to a later one; None when the end is before the start.

    Past midnight only from evening to night: "1:00" after "11:00" is one in the afternoon, badly written.
    """
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    if minutes < 0 and start >= EVENING and end < SMALL_HOURS_END:
        minutes += 24 * 60
    return minutes if minutes > 0 else None


def _says_nothing_more(values: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Whether everything a row says stands in the earlier row too."""
    if values["says_state"] and values["state"] != earlier["state"]:
        return False
    return all(
        values.get(name) in (None, "", earlier.get(name))
        for name in ("at", *FACTS, *SHEET_WORDS, "next_on", "next_at")
    )


def _same_time(one: time | None, other: time | None) -> bool:
    return one is None or other is None or one == other
