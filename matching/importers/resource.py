"""Rows about matches. History is taken as it was; what breaks today's rules is listed, not refused."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from tablib import Dataset

from core.spreadsheets.values import CannotRead, parse_choice
from matching.importers.fields import FIELDS
from matching.importers.pairs import find_pair, pair_words
from matching.models import Match, MatchPause
from matching.roster import Roster, Somebody
from schemes.imports.order import order_by_start
from schemes.imports.resource import Draft, ImportResource, RowRefused
from supportees.importers import follow_imported_matches as follow_supportees
from supportees.models import Supportee
from volunteers.importers import follow_imported_matches as follow_volunteers
from volunteers.models import Volunteer

S = Match.Status
STATUS_WORDS = {
    "active": S.ACTIVE, "running": S.ACTIVE, "current": S.ACTIVE, "matched": S.ACTIVE, "open": S.ACTIVE,
    "ongoing": S.ACTIVE, "live": S.ACTIVE,
    "on hold": S.PAUSED, "paused": S.PAUSED, "hold": S.PAUSED, "suspended": S.PAUSED,
    "ended": S.ENDED, "closed": S.ENDED, "finished": S.ENDED, "complete": S.ENDED, "completed": S.ENDED,
}  # fmt: skip
MATCHED_OR_READY = frozenset(
    {
        Volunteer.Status.AVAILABLE,
        Volunteer.Status.MATCHED,
        Supportee.Status.WAITING,
        Supportee.Status.MATCHED,
    }
)


class MatchResource(ImportResource):
    """Matches between people who are on the lists already.

    A match is known again by its two people and the day it began.
    """

    fields_known = FIELDS

    def prepare(self, dataset: Dataset) -> None:
        words = self.scheme.words
        self.volunteers = Roster(
            Volunteer.objects.filter(scheme=self.scheme), str(words.supporters)
        )
        self.supportees = Roster(
            Supportee.objects.filter(scheme=self.scheme), str(words.supportees)
        )
        order_by_start(dataset, self.today)
        self.matches: dict[tuple[int, int], list[Match]] = {}
        for match in Match.objects.filter(scheme=self.scheme):
            self.matches.setdefault((match.volunteer_id, match.supportee_id), []).append(match)
        self.in_file: dict[tuple[int, int], list[Draft]] = {}
        # {match: its pause that has no end yet}
        self.pauses = {
            pause.match_id: pause
            for pause in MatchPause.objects.filter(match__scheme=self.scheme, ended_on=None)
        }
        self.running = Counter(
            match.volunteer_id
            for matches in self.matches.values()
            for match in matches
            if match.status != S.ENDED
        )

    def name_of(self, values: dict[str, Any]) -> str:
        return pair_words(values)

    def check(self, values: dict[str, Any]) -> None:
        started_on, ended_on = values.get("started_on"), values.get("ended_on")
        if started_on and ended_on and ended_on < started_on:
            raise RowRefused(_("This is before the day they were matched."), "ended_on")
        if self._meant(values) == S.ENDED and not ended_on and "ended_on" not in self.unread:
            raise RowRefused(
                _("It has ended, but there is no day on which it ended. Add the day."),
                "ended_on" if "ended_on" in self.headings else "status",
            )

    @staticmethod
    def _meant(values: dict[str, Any]) -> str | None:
        try:
            return parse_choice(values.get("status") or "", STATUS_WORDS)
        except CannotRead:
            return None

    def identify(self, draft: Draft) -> None:
        values = draft.values
        volunteer, supportee = find_pair(values, self.volunteers, self.supportees)
        if volunteer.person_id == supportee.person_id:
            raise RowRefused(_("Nobody can be matched with themselves."))
        values["pair"] = pair = volunteer.pk, supportee.pk
        values["status_meant"] = self._state(values)
        for earlier in self.in_file.get(pair, []):
            if earlier.values["started_on"] == values["started_on"]:
                if not _says_nothing_more(values, earlier.values):
                    raise RowRefused(
                        _(
                            "Two rows for this match say different things. Keep the one that is right."
                        )
                    )
                self.repeat(earlier)
                return
        here = self.matches.get(pair, [])
        draft.record = next(
            (match for match in here if match.started_on == values["started_on"]), None
        )
        self._refuse_overlap(draft, here)
        self._keep_pause_here(draft)
        self.in_file.setdefault(pair, []).append(draft)
        self._list_what_is_odd(draft, volunteer, supportee)

    def _state(self, values: dict[str, Any]) -> str:
        ended_on = values.get("ended_on")
        if ended_on and ended_on > self.today:
            self.warn(
                _("This day is still to come. The match counts as running until then."), "ended_on"
            )
            values["ended_on"] = None
        elif ended_on:
            return S.ENDED
        return S.PAUSED if self._meant(values) == S.PAUSED else S.ACTIVE

    def _keep_pause_here(self, draft: Draft) -> None:
        """Somebody who put a match on hold on screen knew more than the list does."""
        pause = self.pauses.get(draft.record.pk) if draft.record else None
        if pause is None or draft.values["status_meant"] != S.ACTIVE:
            return
        if draft.values.get("status"):
            self.warn(
                _(
                    "This match is on hold here since %(date)s. That stays. Let it go on from its own page."
                )
                % {"date": pause.started_on.strftime("%d/%m/%Y")},
                "status",
            )
        draft.values["status_meant"] = S.PAUSED

    def _refuse_overlap(self, draft: Draft, here: list[Match]) -> None:
        first, last = draft.values["started_on"], draft.values.get("ended_on") or date.max
        in_file = self.in_file.get(draft.values["pair"], [])
        # What the file says of a match that is here counts: it may bring the end of it.
        told_anew = {id(other.record) for other in in_file}
        spans = [
            (match.started_on, match.ended_on or date.max)
            for match in here
            if match is not draft.record and id(match) not in told_anew
        ]
        spans += [(other.values["started_on"], _last_day(other) or date.max) for other in in_file]
        for start, end in spans:
            if start <= last and first <= end:
                raise RowRefused(
                    _(
                        "These two are matched already from %(date)s on. Two matches of the same two cannot overlap."
                    )
                    % {"date": start.strftime("%d/%m/%Y")},
                    "started_on",
                )

    def _list_what_is_odd(self, draft: Draft, volunteer: Somebody, supportee: Somebody) -> None:
        """What today's rules would not allow, said once, when the match comes in."""
        ends = draft.record is not None and draft.values["status_meant"] == S.ENDED
        if ends and draft.record.status != S.ENDED:
            self.running[volunteer.pk] -= 1
        if draft.record is not None or draft.values["status_meant"] == S.ENDED:
            return
        self.running[volunteer.pk] += 1
        most = volunteer.member.most_supportees
        if self.running[volunteer.pk] > most:
            self.warn(
                _("%(name)s now has %(running)s running matches and can take %(most)s.")
                % {"name": volunteer.name, "running": self.running[volunteer.pk], "most": most}
            )
        for somebody in (volunteer, supportee):
            status = somebody.member.imported_status or somebody.member.get_status_display()
            if somebody.member.status not in MATCHED_OR_READY:
                self.warn(
                    _("%(name)s is marked as “%(status)s”, but this match is running.")
                    % {"name": somebody.name, "status": status}
                )

    def compare(self, draft: Draft) -> None:
        match, values = draft.record, draft.values
        read = {
            "ended_on": values.get("ended_on"),
            "ending_reason": values.get("ending_reason"),
            "rhythm_days": values.get("rhythm_days"),
            "purpose": values.get("purpose"),
            "usual_place": values.get("usual_place"),
        }
        draft.changes = {
            name: value for name, value in read.items() if value and getattr(match, name) != value
        }
        # A file that does not know of the end yet does not open a match again.
        if (
            values["status_meant"] != match.status
            and match.status != S.ENDED
            and (values.get("status") or values.get("ended_on"))
        ):
            draft.changes["status"] = values["status_meant"]
            if values["status_meant"] == S.ENDED:
                draft.changes["ended_by"] = Match.EndedBy.UNKNOWN

    def write(self, drafts: list[Draft]) -> None:
        # Ends first: the same two may begin again in the same file.
        for draft in drafts:
            if draft.record is not None:
                for name, value in draft.changes.items():
                    setattr(draft.record, name, value)
                draft.record.save(update_fields=list(draft.changes))
                if draft.changes.get("status") == S.ENDED:
                    self._end_pause(draft.record)
        new = [draft for draft in drafts if draft.record is None]
        Match.objects.bulk_create([self._new_match(draft) for draft in new], batch_size=1000)
        self._settle({draft.values["pair"] for draft in drafts})

    def _end_pause(self, match: Match) -> None:
        pause = self.pauses.get(match.pk)
        if pause is not None and match.ended_on is not None:
            # One that was to begin after the end lasts no time.
            pause.ended_on = max(pause.started_on, match.ended_on)
            pause.save(update_fields=["ended_on"])

    def _new_match(self, draft: Draft) -> Match:
        values = draft.values
        volunteer, supportee = values["pair"]
        return Match(
            scheme=self.scheme,
            volunteer_id=volunteer,
            supportee_id=supportee,
            status=values["status_meant"],
            rhythm_days=values.get("rhythm_days") or self.scheme.rhythm_days,
            started_on=values["started_on"],
            ended_on=values.get("ended_on"),
            ended_by=Match.EndedBy.UNKNOWN if values.get("ended_on") else "",
            ending_reason=values.get("ending_reason") or "",
            purpose=values.get("purpose") or "",
            usual_place=values.get("usual_place") or "",
            is_imported=True,
            recorded_by=self.actor,
        )

    def _settle(self, pairs: set[tuple[int, int]]) -> None:
        """The people of these matches are matched or not, as the matches now say."""
        sides: list[tuple[set[int], str, Callable[..., None]]] = [
            ({one for one, _other in pairs}, "volunteer", follow_volunteers),
            ({other for _one, other in pairs}, "supportee", follow_supportees),
        ]
        for touched, side, follow in sides:
            running: dict[int, date] = {}
            ended: dict[int, date] = {}
            matches = Match.objects.filter(**{f"{side}__in": touched}).order_by("-started_on")
            for somebody, started_on, ended_on in matches.values_list(
                side, "started_on", "ended_on"
            ):
                if ended_on is None:
                    running[somebody] = started_on
                else:
                    ended[somebody] = max(ended_on, ended.get(somebody, ended_on))
            follow(
                running=running,
                ended={who: day for who, day in ended.items() if who not in running},
            )


def _last_day(draft: Draft) -> date | None:
    """The last day of the match a row is about: what the row says, else what is here."""
    here = draft.record.ended_on if draft.record is not None else None
    return draft.values.get("ended_on") or here


def _says_nothing_more(values: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Whether everything a row says stands in the earlier row too."""
    said = ("ended_on", "ending_reason", "rhythm_days", "status", "purpose", "usual_place")
    return all(values.get(name) in (None, "", earlier.get(name)) for name in said)
