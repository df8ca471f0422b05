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
from matching.models import Match
from matching.roster import Roster, Somebody
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
        self.matches: dict[tuple[int, int], list[Match]] = {}
        for match in Match.objects.filter(scheme=self.scheme):
            self.matches.setdefault((match.volunteer_id, match.supportee_id), []).append(match)
        self.in_file: dict[tuple[int, int], list[Draft]] = {}
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
                self.repeat(earlier)
                return
        here = self.matches.get(pair, [])
        draft.record = next(
            (match for match in here if match.started_on == values["started_on"]), None
        )
        self._refuse_overlap(draft, here)
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

    def _refuse_overlap(self, draft: Draft, here: list[Match]) -> None:
        first, last = draft.values["started_on"], draft.values.get("ended_on") or date.max
        spans = [
            (match.started_on, match.ended_on or date.max)
            for match in here
            if match is not draft.record
        ]
        spans += [
            (other.values["started_on"], other.values.get("ended_on") or date.max)
            for other in self.in_file.get(draft.values["pair"], [])
        ]
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

    def write(self, drafts: list[Draft]) -> None:
        new = [draft for draft in drafts if draft.record is None]
        Match.objects.bulk_create([self._new_match(draft) for draft in new], batch_size=1000)
        for draft in drafts:
            if draft.record is not None:
                for name, value in draft.changes.items():
                    setattr(draft.record, name, value)
                draft.record.save(update_fields=list(draft.changes))
        self._settle({draft.values["pair"] for draft in drafts})

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
