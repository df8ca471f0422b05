"""The list of matches, and a page for each telling its story."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.lists import Choice, Filter, ListPage
from core.views import Page
from desk.queries import most_urgent_first
from matching.models import Match
from meetings.queries import timeline_of
from meetings.rhythm import RhythmState, with_rhythm
from people.models import Person
from schemes.access import needs
from schemes.rights import Right


class MatchList(ListPage):
    """All matches; those in which it is time to ask come first."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/match_list.html"
    default_sort = "urgency"
    counted_by = ("status", "rhythm_state")
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "urgency": (most_urgent_first(), "quiet_since"),
        "supporter": ("volunteer__person__family_name", "volunteer__person__given_name"),
        "supportee": ("supportee__person__family_name", "supportee__person__given_name"),
        "since": ("started_on",),
        "met": (F("last_met_on").asc(nulls_first=True),),
    }

    def records(self) -> QuerySet[Any]:
        return with_rhythm(
            Match.objects.visible_to(self.request.user).filter(scheme=self.request.current_scheme),
            timezone.localdate(),
        )

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        people = Person.objects.named_like(words).values("pk")
        return records.filter(Q(volunteer__person__in=people) | Q(supportee__person__in=people))

    def enriched(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return records.select_related("scheme", "volunteer__person", "supportee__person")

    def filters(self) -> list[Filter]:
        return [
            Filter(
                "status",
                _("Status"),
                [Choice(status.value, status.label, Q(status=status)) for status in Match.Status],
                _("All"),
            ),
            Filter(
                "rhythm",
                _("Meetings"),
                [
                    Choice("on_rhythm", _("as agreed"), Q(rhythm_state=RhythmState.ON_RHYTHM)),
                    Choice(
                        "ask",
                        _("time to ask"),
                        Q(rhythm_state__in=[RhythmState.OVERDUE, RhythmState.SILENT]),
                    ),
                    Choice("silent", _("quiet for long"), Q(rhythm_state=RhythmState.SILENT)),
                ],
                _("All"),
            ),
        ]


class MatchStory(Page):
    """A match: who, now, next, then the story."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/match.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        match = get_object_or_404(
            with_rhythm(
                Match.objects.visible_to(self.request.user).filter(
                    scheme=self.request.current_scheme
                ),
                today,
            ).select_related("scheme", "volunteer__person", "supportee__person", "recorded_by"),
            pk=pk,
        )
        entries = timeline_of(match, today)
        return self.render(
            match=match,
            volunteer=match.volunteer,
            supportee=match.supportee,
            entries=entries,
            missing=[entry.meeting for entry in entries if entry.is_missing],
            pauses=match.pauses.all(),
            is_overdue=match.rhythm_state in (RhythmState.OVERDUE, RhythmState.SILENT),
        )
