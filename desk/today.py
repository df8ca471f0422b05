"""The desk's first page: what needs the co-ordinator today, in sentences, from queries."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Window
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.figures import Period, figure
from core.views import Page
from desk.queries import (
    coming_up,
    free_for_long,
    going_well,
    oddities,
    overdue_matches,
    sheets_missing,
    waiting_longest,
)
from hosting.queries import hosts_that_need_somebody
from matching.models import Match
from meetings.models import Meeting
from meetings.rhythm import RhythmState, with_rhythm
from reporting.wording import amount
from schemes.access import needs
from schemes.rights import Right

SHOWN = 4


class TodayPage(Page):
    """One next step, then what wants a look, then the month in figures."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/today.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        scheme = self.request.current_scheme
        today = timezone.localdate()
        # How many there are comes with the few that are shown.
        overdue = list(
            overdue_matches(scheme, today).annotate(how_many=Window(Count("pk")))[: SHOWN + 1]
        )
        overdue_count = overdue[0].how_many if overdue else 0
        missing = _by_match(sheets_missing(scheme, today))
        waiting = list(waiting_longest(scheme)[: SHOWN + 1])
        free = list(free_for_long(scheme, today)[: SHOWN + 1])
        odd = oddities(scheme)
        hosts = list(hosts_that_need_somebody(scheme, today)[: SHOWN + 1])
        needs_me = overdue_count + len(missing) + len(odd)
        return self.render(
            today=today,
            first=overdue[0] if overdue else None,
            overdue=overdue[1:],
            overdue_count=overdue_count,
            missing=missing[:SHOWN],
            missing_count=len(missing),
            waiting=waiting[:SHOWN],
            has_more_waiting=len(waiting) > SHOWN,
            free=free[:SHOWN],
            has_more_free=len(free) > SHOWN,
            oddities=odd,
            hosts=hosts[:SHOWN],
            has_more_hosts=len(hosts) > SHOWN,
            going_well=going_well(scheme, today, but=[each["match"].pk for each in missing]),
            coming_up=coming_up(scheme, today),
            month=_month_so_far(scheme, today),
            needs_me=needs_me,
            part_of_day=_part_of_day(timezone.localtime().hour),
            is_empty=not any([overdue, missing, waiting, free, odd, hosts])
            and not Match.objects.filter(scheme=scheme).exists(),
        )


def _part_of_day(hour: int) -> str:
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def _by_match(meetings: Any) -> list[dict[str, Any]]:
    """The missing sheets of each match together, the longest missing first."""
    found: dict[int, dict[str, Any]] = {}
    for meeting in meetings:
        entry = found.setdefault(
            meeting.match_id, {"match": meeting.match, "count": 0, "since": meeting.on}
        )
        entry["count"] += 1
    return list(found.values())


def _month_so_far(scheme: Any, today: Any) -> dict[str, Any]:
    period = Period(today.replace(day=1), today)

    def value(key: str) -> Any:
        return figure(key).value(scheme, period, with_records=False)

    running = with_rhythm(Match.objects.filter(scheme=scheme, status=Match.Status.ACTIVE), today)
    return {
        "text": today.strftime("%Y-%m"),
        "held": amount(value("meetings_held").value),
        "missed": amount(value("meetings_missed").value),
        "hours": amount(value("hours_given").value),
        "planned": Meeting.objects.filter(
            match__scheme=scheme,
            match__status=Match.Status.ACTIVE,
            state=Meeting.State.PLANNED,
            on__gte=today,
        ).count(),
        "running": running.count(),
        "on_rhythm": running.filter(rhythm_state=RhythmState.ON_RHYTHM).count(),
    }


class OdditiesPage(Page):
    """Everything in the records that does not fit together, to be settled one by one."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/oddities.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = Paginator(oddities(self.request.current_scheme), 50)
        return self.render(rows=found.get_page(request.GET.get("page")))
