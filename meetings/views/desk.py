"""The same meetings as staff see them: a list, a page for each, and writing for the two."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lists import Choice, Filter, ListPage
from core.views import Page
from matching.models import Match
from meetings.forms import CancelForm, PlanForm
from meetings.models import Meeting
from meetings.queries import (
    missing_sheets,
    named_like,
    next_planned,
    sheet_is_missing,
    with_people,
    with_sheet_marks,
    with_sheets,
)
from meetings.services import WRITTEN
from meetings.versions import versions_of
from meetings.views.sheets import (
    CancelPage,
    CorrectSheetPage,
    PlanPage,
    WriteSheetPage,
    saved_id,
)
from schemes.access import needs
from schemes.rights import Right

MONTHS_OFFERED = 13


class MeetingList(ListPage):
    """All meetings of a scheme, the latest first."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "meetings/list.html"
    default_sort = "-on"
    counted_by = ("state", "on", "match__status")
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "on": ("on", "at"),
        "minutes": (F("minutes"), "-on"),
        "supporter": ("match__volunteer__person__family_name", "-on"),
        "supportee": ("match__supportee__person__family_name", "-on"),
    }

    def records(self) -> QuerySet[Any]:
        return (
            Meeting.objects.visible_to(self.request.user)
            .filter(match__scheme=self.request.current_scheme)
            .exclude(state=Meeting.State.SUPERSEDED)
        )

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        return named_like(records, words)

    def enriched(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return with_sheet_marks(with_people(records))

    def filters(self) -> list[Filter]:
        today = timezone.localdate()
        state = Meeting.State
        return [
            Filter(
                "state",
                _("State"),
                [
                    Choice("held", _("Held"), Q(state=state.HELD)),
                    Choice("missed", _("Did not happen"), Q(state=state.MISSED)),
                    Choice("planned", _("Planned"), Q(state=state.PLANNED, on__gte=today)),
                    Choice("missing", _("Sheet missing"), sheet_is_missing(today)),
                    Choice("cancelled", _("Called off"), Q(state=state.CANCELLED)),
                ],
                _("All"),
            ),
            Filter("month", _("Month"), [month_choice(each) for each in months(today)], _("All")),
        ]

    def context(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}


def months(today: date) -> list[date]:
    """The first days of next month and of the months before it, the latest first."""
    first = today.replace(day=1)
    found = [(first + timedelta(days=31)).replace(day=1), first]
    while len(found) < MONTHS_OFFERED:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def month_choice(first: date) -> Choice:
    """One month to narrow the list to."""
    following = (first + timedelta(days=31)).replace(day=1)
    return Choice(
        first.strftime("%Y-%m"), date_format(first, "F Y"), Q(on__gte=first, on__lt=following)
    )


def meeting_of(request: HttpRequest, pk: int) -> Meeting:
    """A meeting of this scheme that the user may see, with people and sheets; else a 404."""
    return get_object_or_404(
        with_sheets(
            with_people(
                Meeting.objects.visible_to(request.user).filter(  # type: ignore[arg-type]
                    match__scheme=request.current_scheme  # type: ignore[attr-defined]
                )
            )
        ).select_related(
            "recorded_by",
            "match__scheme",
            "match__volunteer__person",
            "match__supportee__person",
            "replaces",
        ),
        pk=pk,
    )


def match_of(request: HttpRequest, pk: int) -> Match:
    """A match of this scheme that the user may see; else a 404."""
    return get_object_or_404(
        Match.objects.visible_to(request.user)  # type: ignore[arg-type]
        .filter(scheme=request.current_scheme)  # type: ignore[attr-defined]
        .select_related("scheme", "volunteer__person", "supportee__person"),
        pk=pk,
    )


class MeetingPage(Page):
    """A meeting: the sheet, its versions, and what can be done."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "meetings/meeting.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        meeting = meeting_of(request, pk)
        versions = versions_of(meeting, list(meeting.sheets.all()))
        return self.render(
            meeting=meeting,
            match=meeting.match,
            versions=versions,
            sheet=versions[0].sheet if versions else None,
            is_written=meeting.state in WRITTEN,
            is_missing=missing_sheets(
                Meeting.objects.filter(pk=meeting.pk), timezone.localdate()
            ).exists(),
            next=next_planned(meeting.match, timezone.localdate()),
            saved=saved_id(request),
        )


class StaffAddresses:
    """Where things are on the desk."""

    by_staff: ClassVar[bool] = True
    request: Any

    def address_of(self, name: str, pk: int) -> str:
        """The address of a meeting, or of correcting its sheet."""
        names = {"meeting": "meeting", "correction": "correct_sheet"}
        return reverse(names[name], args=[self.request.current_scheme.slug, pk])


class WriteSheet(StaffAddresses, WriteSheetPage):
    """A sheet written for the two, by somebody who was told."""

    guard = needs(Right.CHANGE_PEOPLE)
    template_name = "meetings/sheet.html"

    @cached_property
    def match(self) -> Match:
        return match_of(self.request, self.kwargs["pk"])


class CorrectSheet(StaffAddresses, CorrectSheetPage):
    """A correction by staff."""

    guard = needs(Right.CHANGE_PEOPLE)
    template_name = "meetings/sheet.html"

    @cached_property
    def meeting(self) -> Meeting:
        return meeting_of(self.request, self.kwargs["pk"])


class PlanMeeting(PlanPage):
    """A meeting planned for the two."""

    guard = needs(Right.CHANGE_PEOPLE)
    by_staff: ClassVar[bool] = True
    submit_words = gettext_lazy("Plan it")
    done_message = gettext_lazy("Planned.")

    @cached_property
    def match(self) -> Match:
        return match_of(self.request, self.kwargs["pk"])

    def heading(self) -> str:
        return _("When do %(volunteer)s and %(supportee)s meet?") % names_of(self.match)

    def back(self) -> tuple[str, str]:
        return back_to(self.match)

    def perform(self, form: PlanForm) -> str:
        self.planned(form)
        return self.match.get_absolute_url()


class MoveMeeting(PlanPage):
    """A planned meeting on another day."""

    guard = needs(Right.CHANGE_PEOPLE)
    by_staff: ClassVar[bool] = True
    submit_words = gettext_lazy("Move it")
    done_message = gettext_lazy("Moved.")

    def heading(self) -> str:
        return _("Move the meeting")

    @cached_property
    def meeting(self) -> Meeting:  # type: ignore[override]
        return meeting_of(self.request, self.kwargs["pk"])

    @cached_property
    def match(self) -> Match:
        return self.meeting.match

    def back(self) -> tuple[str, str]:
        return back_to(self.match)

    def perform(self, form: PlanForm) -> str:
        self.planned(form)
        return self.match.get_absolute_url()


class CancelMeeting(CancelPage):
    """A planned meeting called off."""

    guard = needs(Right.CHANGE_PEOPLE)
    done_message = gettext_lazy("Called off.")

    def heading(self) -> str:
        return _("Call the meeting off")

    @cached_property
    def meeting(self) -> Meeting:
        return meeting_of(self.request, self.kwargs["pk"])

    def back(self) -> tuple[str, str]:
        return back_to(self.meeting.match)

    def perform(self, form: CancelForm) -> str:
        return self.cancelled(form).match.get_absolute_url()


def names_of(match: Match) -> dict[str, str]:
    """Both people, for sentences."""
    return {
        "volunteer": match.volunteer.person.short_name,
        "supportee": match.supportee.person.short_name,
    }


def back_to(match: Match) -> tuple[str, str]:
    """The way back to a match."""
    return match.get_absolute_url(), _("%(volunteer)s and %(supportee)s") % names_of(match)
