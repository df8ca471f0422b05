"""What the phone and the desk share: writing, correcting and planning in one match."""

from datetime import timedelta
from typing import Any, ClassVar
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import FormPage
from matching.models import Match
from meetings.forms import CancelForm, PlanForm, SheetForm
from meetings.models import Meeting, RecordSheet
from meetings.queries import last_places, next_planned, plan_to_write_about
from meetings.services import (
    WRITTEN,
    cancel_meeting,
    correct_sheet,
    plan_meeting,
    replan_meeting,
    write_sheet,
)


class SheetPage(FormPage, abstract=True):
    """The record sheet of a match. Subclasses say whose page it is and where things are."""

    form_class = SheetForm
    by_staff: ClassVar[bool]

    @cached_property
    def match(self) -> Match:
        """The match it is about, as far as this user may see it."""
        raise NotImplementedError

    def address_of(self, name: str, pk: int) -> str:
        """The address of `meeting` or `correction` on this side of the house."""
        raise NotImplementedError

    def saved_address(self, sheet: RecordSheet, form: SheetForm) -> str:
        """The meeting, saying which submission was saved: the phone then lets go of its copy."""
        saved = urlencode({"saved": form.cleaned_data.get("submission_id") or "yes"})
        return f"{self.address_of('meeting', sheet.meeting_id)}?{saved}"


class WriteSheetPage(SheetPage, abstract=True):
    """A new sheet."""

    earlier: Meeting | None = None

    @cached_property
    def asked_for(self) -> Meeting | None:
        """The planned meeting that was named: written about another day, it was moved."""
        asked = self.request.POST.get("plan") or self.request.GET.get("plan", "")
        if not asked.isdecimal() or len(asked) > 18:
            return None
        plans = self.match.meetings.filter(state=Meeting.State.PLANNED)
        return plans.filter(pk=int(asked)).first()

    @cached_property
    def plan(self) -> Meeting | None:
        """The planned meeting it is about: the one asked for, or the likeliest."""
        return self.asked_for or plan_to_write_about(self.match, timezone.localdate())

    def form_options(self) -> dict[str, Any]:
        following = next_planned(self.match, timezone.localdate() + timedelta(days=1))
        last = self.match.meetings.filter(state=Meeting.State.HELD).order_by("-on", "-pk").first()
        return {
            "match": self.match,
            "by_staff": self.by_staff,
            "plan": self.plan,
            "asked_for": self.asked_for,
            "next_plan": following if following != self.plan else None,
            "places": last_places(self.match),
            "last": last,
        }

    def context(self) -> dict[str, Any]:
        return {
            "match": self.match,
            "plan": self.plan,
            "about": f"match/{self.match.pk}",
            "form_action": self.address_of("correction", self.earlier.pk) if self.earlier else "",
        }

    def perform(self, form: SheetForm) -> str:
        sheet = write_sheet(
            match=self.match,
            facts=form.facts(),
            words=form.words(),
            signatures=form.signatures(),
            another_that_day=form.cleaned_data["another_that_day"],
            plan=self.asked_for,
            actor=self.request.user,
        )
        return self.saved_address(sheet, form)

    def show_again(self, form: Any) -> HttpResponse:
        if self.earlier:
            newest = self.earlier.sheets.order_by("-version").first()
            form.data["known_version"] = newest.version if newest else 0
        return super().show_again(form)

    def _words_for_other_version(self, result_url: str) -> str:  # type: ignore[override]
        """The same form came again with other words: they become a correction of what was saved,
        so that both are kept and the meeting counts once."""
        if result_url:
            pk = resolve(urlsplit(result_url).path).kwargs["pk"]
            self.earlier = self.match.meetings.filter(pk=pk).first()
        if self.earlier is None:
            return super()._words_for_other_version(result_url)
        return format_html(
            '{} <a href="{}">{}</a>',
            _(
                "You already saved this sheet once, with other words. Both are safe: press Save "
                "to keep this version as a correction, or"
            ),
            result_url,
            _("see what was saved."),
        )


class CorrectSheetPage(SheetPage, abstract=True):
    """A new version of a sheet; also the first one for a meeting that came without."""

    @cached_property
    def meeting(self) -> Meeting:
        """The meeting it is about."""
        raise NotImplementedError

    @cached_property
    def match(self) -> Match:
        return self.meeting.match

    @cached_property
    def sheet(self) -> RecordSheet | None:
        """Its newest sheet."""
        return self.meeting.sheets.order_by("-version").first()

    def form_options(self) -> dict[str, Any]:
        if self.meeting.state not in WRITTEN:
            raise Http404
        return {
            "match": self.match,
            "by_staff": self.by_staff,
            "meeting": self.meeting,
            "sheet": self.sheet,
            "places": last_places(self.match),
        }

    def context(self) -> dict[str, Any]:
        version = self.sheet.version if self.sheet else 0
        return {
            "match": self.match,
            "meeting": self.meeting,
            "about": f"meeting/{self.meeting.pk}/{version}",
        }

    def perform(self, form: SheetForm) -> str:
        sheet = correct_sheet(
            meeting=self.meeting,
            facts=form.facts(),
            words=form.words(),
            signatures=form.signatures(),
            known_version=form.cleaned_data["known_version"] or 0,
            another_that_day=form.cleaned_data["another_that_day"],
            actor=self.request.user,
        )
        return self.saved_address(sheet, form)

    def show_again(self, form: Any) -> HttpResponse:
        if form.has_error("known_version"):
            form.data = form.data.copy()
            form.data["known_version"] = self.sheet.version if self.sheet else 0
        return super().show_again(form)


class PlanPage(FormPage, abstract=True):
    """Planning a meeting, or moving a planned one when the address names it."""

    form_class = PlanForm
    by_staff: ClassVar[bool] = False
    meeting: Meeting | None = None

    @cached_property
    def match(self) -> Match:
        """The match it is for."""
        raise NotImplementedError

    def form_options(self) -> dict[str, Any]:
        places = [] if self.meeting else last_places(self.match)
        return {
            "match": self.match,
            "meeting": self.meeting,
            "place": places[0] if places else "",
            "by_staff": self.by_staff,
        }

    def context(self) -> dict[str, Any]:
        return {"match": self.match, "meeting": self.meeting}

    def planned(self, form: PlanForm) -> Meeting:
        """The new plan, by the service."""
        values = {name: form.cleaned_data[name] for name in ("on", "at", "place", "way")}
        if self.meeting:
            return replan_meeting(meeting=self.meeting, actor=self.request.user, **values)
        return plan_meeting(match=self.match, actor=self.request.user, **values)


class CancelPage(FormPage, abstract=True):
    """Calling a planned meeting off."""

    form_class = CancelForm
    submit_words = gettext_lazy("Call it off")

    @cached_property
    def meeting(self) -> Meeting:
        """The planned meeting."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {"match": self.meeting.match, "meeting": self.meeting}

    def cancelled(self, form: CancelForm) -> Meeting:
        """The meeting called off, by the service."""
        return cancel_meeting(
            meeting=self.meeting, reason=form.cleaned_data["reason"], actor=self.request.user
        )


def saved_id(request: HttpRequest) -> str:
    """Which submission was just saved, from the address: letters, digits and dashes only."""
    saved = request.GET.get("saved", "")
    return saved if saved.replace("-", "").isalnum() and len(saved) <= 40 else ""
