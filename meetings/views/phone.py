"""The phone: what a volunteer writes and what a supported person reads. No script is needed."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.permissions import YES, Verdict
from core.views import FormPage, Page, signed_in
from matching.models import Match
from meetings.forms import CancelForm, PlanForm, SignForm
from meetings.models import Meeting
from meetings.permissions import is_volunteer_of, may_write
from meetings.queries import (
    entries_of,
    my_ended_matches,
    my_half,
    my_matches,
    my_missing_sheets,
    my_schemes,
    next_planned,
    planned_from,
    story_of,
    with_people,
    with_sheets,
)
from meetings.services import WRITTEN, sign_sheet
from meetings.versions import versions_of
from meetings.views.sheets import (
    CancelPage,
    CorrectSheetPage,
    PlanPage,
    WriteSheetPage,
    saved_id,
)

MEETINGS_ON_A_PAGE = 10
ADDRESSES = {"meeting": "my_meeting", "correction": "correct_my_sheet"}


def in_my_match(request: HttpRequest, *, pk: int) -> Verdict:
    """Guard: a match of one's own. Puts `match` and `scheme` on the request; others are a 404."""
    match = get_object_or_404(my_half(request.user), pk=pk)  # type: ignore[arg-type]
    request.match, request.current_scheme = match, match.scheme  # type: ignore[attr-defined]
    return YES


def writing_in_my_match(request: HttpRequest, *, pk: int) -> Verdict:
    """Guard: as its volunteer."""
    in_my_match(request, pk=pk)
    return may_write(request.user, request.match)  # type: ignore[arg-type, attr-defined]


def at_my_meeting(request: HttpRequest, *, pk: int) -> Verdict:
    """Guard: a meeting of a match of one's own. Puts `meeting` on the request, too."""
    meeting = get_object_or_404(
        with_sheets(
            with_people(Meeting.objects.visible_to(request.user))  # type: ignore[arg-type]
        ),
        pk=pk,
    )
    in_my_match(request, pk=meeting.match_id)
    meeting.match = request.match  # type: ignore[attr-defined]
    request.meeting = meeting  # type: ignore[attr-defined]
    return YES


def writing_at_my_meeting(request: HttpRequest, *, pk: int) -> Verdict:
    """Guard: as its volunteer."""
    at_my_meeting(request, pk=pk)
    return may_write(request.user, request.match)  # type: ignore[arg-type, attr-defined]


class MyPage(Page):
    """My matches, sheets still to write first; whom I ring."""

    guard = signed_in
    template_name = "phone/me.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        mine = my_matches(request.user, today)  # type: ignore[arg-type]
        schemes = list(my_schemes(request.user))  # type: ignore[arg-type]
        if len(schemes) == 1:
            request.current_scheme = schemes[0]  # type: ignore[attr-defined]
        return self.render(
            missing=my_missing_sheets(request.user, today),  # type: ignore[arg-type]
            supporting=[each for each in mine if each.as_volunteer],
            supported=[each for each in mine if not each.as_volunteer],
            ended=my_ended_matches(request.user),  # type: ignore[arg-type]
            schemes=schemes,
        )


class MyMatchPage(Page):
    """One match of mine: how often, when next, and our meetings."""

    guard = in_my_match
    template_name = "phone/match.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        match: Match = request.match  # type: ignore[attr-defined]
        today = timezone.localdate()
        is_volunteer = is_volunteer_of(request.user, match)  # type: ignore[arg-type]
        past = story_of(match).exclude(state=Meeting.State.PLANNED, on__gte=today)
        page = Paginator(past, MEETINGS_ON_A_PAGE).get_page(request.GET.get("page"))
        return self.render(
            match=match,
            is_volunteer=is_volunteer,
            other=match.supportee.person if is_volunteer else match.volunteer.person,
            coming=planned_from(match, today),
            entries=entries_of(page, today),
            rows=page,
        )


class MyMeetingPage(Page):
    """A meeting: the sheet as it was written, what was corrected, and what comes next."""

    guard = at_my_meeting
    template_name = "phone/meeting.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.render(**meeting_context(request), saved=saved_id(request))


def meeting_context(request: HttpRequest) -> dict[str, Any]:
    """What the page of a meeting shows to one of the two who met."""
    meeting: Meeting = request.meeting  # type: ignore[attr-defined]
    match = meeting.match
    is_volunteer = is_volunteer_of(request.user, match)  # type: ignore[arg-type]
    versions = versions_of(meeting, list(meeting.sheets.all()), without_feeling=not is_volunteer)
    return {
        "meeting": meeting,
        "match": match,
        "is_volunteer": is_volunteer,
        "is_written": meeting.state in WRITTEN,
        "other": match.supportee.person if is_volunteer else match.volunteer.person,
        "sheet": versions[0].sheet if versions else None,
        "versions": versions,
        "next": next_planned(match, timezone.localdate()),
        "sign_form": SignForm(),
        "other_sign_form": SignForm(signing=match.supportee.person.short_name, auto_id="other_%s"),
        "may_write": is_volunteer and may_write(request.user, match),  # type: ignore[arg-type]
    }


class WriteMySheet(WriteSheetPage):
    """The Meeting Record Sheet."""

    guard = writing_in_my_match
    template_name = "phone/sheet.html"
    by_staff: ClassVar[bool] = False

    @cached_property
    def match(self) -> Match:
        return self.request.match

    def address_of(self, name: str, pk: int) -> str:
        return reverse(ADDRESSES[name], args=[pk])


class CorrectMySheet(CorrectSheetPage):
    """The sheet again, as it stands, to be corrected."""

    guard = writing_at_my_meeting
    template_name = "phone/sheet.html"
    by_staff: ClassVar[bool] = False

    @cached_property
    def meeting(self) -> Meeting:
        return self.request.meeting

    def address_of(self, name: str, pk: int) -> str:
        return reverse(ADDRESSES[name], args=[pk])


class SignMySheet(FormPage):
    """Signing a sheet that is there; the page of the meeting holds the buttons."""

    guard = at_my_meeting
    template_name = "phone/meeting.html"
    form_class = SignForm
    done_message = gettext_lazy("Signed. Thank you.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("my_meeting", pk=kwargs["pk"])

    def context(self) -> dict[str, Any]:
        return meeting_context(self.request)

    def perform(self, form: SignForm) -> str:
        meeting: Meeting = self.request.meeting
        sheet = get_object_or_404(meeting.sheets.order_by("-version")[:1])
        sign_sheet(
            sheet=sheet,
            actor=self.request.user,
            supportee_name=form.cleaned_data["supportee_name"],
        )
        return reverse("my_meeting", args=[meeting.pk])


class PlanMyMeeting(PlanPage):
    """When we meet next."""

    guard = writing_in_my_match
    template_name = "phone/plan.html"
    submit_words = gettext_lazy("Plan it")
    done_message = gettext_lazy("Planned.")

    @cached_property
    def match(self) -> Match:
        return self.request.match

    def heading(self) -> str:
        return _("When do you and %(name)s meet?") % {
            "name": self.match.supportee.person.short_name
        }

    def perform(self, form: PlanForm) -> str:
        self.planned(form)
        return reverse("my_match", args=[self.match.pk])


class MoveMyMeeting(PlanPage):
    """A planned meeting on another day."""

    guard = writing_at_my_meeting
    template_name = "phone/plan.html"
    submit_words = gettext_lazy("Move it")
    done_message = gettext_lazy("Moved.")

    def heading(self) -> str:
        return _("Move the meeting")

    @cached_property
    def meeting(self) -> Meeting:  # type: ignore[override]
        return self.request.meeting

    @cached_property
    def match(self) -> Match:
        return self.meeting.match

    def perform(self, form: PlanForm) -> str:
        self.planned(form)
        return reverse("my_match", args=[self.match.pk])


class CancelMyMeeting(CancelPage):
    """A planned meeting called off."""

    guard = writing_at_my_meeting
    template_name = "phone/plan.html"
    done_message = gettext_lazy("Called off.")

    def heading(self) -> str:
        return _("Call the meeting off")

    @cached_property
    def meeting(self) -> Meeting:
        return self.request.meeting

    def perform(self, form: CancelForm) -> str:
        return reverse("my_match", args=[self.cancelled(form).match_id])
