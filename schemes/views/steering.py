"""The steering group: who is in it, its meetings, and what it decided."""

from typing import Any
from uuid import uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schemes.forms.steering import (
    ChangeDecisionForm,
    ChangeMemberForm,
    DecisionForm,
    MeetingForm,
    MemberForm,
)
from schemes.models import SteeringDecision, SteeringMeeting, SteeringMember
from schemes.queries import open_decisions, steering_meetings
from schemes.services import (
    add_member,
    change_decision,
    change_meeting,
    change_member,
    mark_done,
    mark_open,
    record_decision,
    record_meeting,
)
from schemes.views.base import InScheme, NothingToFillIn, PlanFormPage, PlanPage
from schemes.wording import capacity_words

MEETINGS_PER_PAGE = 20


class SteeringPage(PlanPage):
    """Members, what is still to do, and the meetings."""

    template_name = "schemes/steering.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        today = timezone.localdate()
        members = [
            {"member": each, "capacity": capacity_words(each.capacity, self.scheme.words)}
            for each in SteeringMember.objects.visible_to(self.user).filter(scheme=self.scheme)
        ]
        now = [
            row for row in members if not row["member"].ended_on or row["member"].ended_on >= today
        ]
        meetings = Paginator(steering_meetings(self.scheme), MEETINGS_PER_PAGE)
        return self.render(
            members=now,
            earlier=[row for row in members if row not in now],
            has_supportee=any(
                row["member"].capacity == SteeringMember.Capacity.SUPPORTEE for row in now
            ),
            decisions=with_buttons(open_decisions(self.scheme)),
            meetings=meetings.get_page(request.GET.get("page")),
        )


def with_buttons(decisions: Any) -> list[SteeringDecision]:
    """Decisions, each with an id so that its button counts once."""
    found = list(decisions)
    for each in found:
        each.submission_id = uuid4()
    return found


class SteeringForms(PlanFormPage, abstract=True):
    """A form about the group."""

    def back(self) -> tuple[str, str]:
        return self.address("steering"), _("Steering group")


class AddMember(SteeringForms):
    """Somebody joins the group; ?capacity= chooses the capacity already."""

    form_class = MemberForm
    submit_words = gettext_lazy("Add them")
    done_message = gettext_lazy("They are in the steering group now.")

    def heading(self) -> str:
        return _("Add a member of the steering group")

    def form_options(self) -> dict[str, Any]:
        capacity = self.request.GET.get("capacity", "")
        chosen = {"capacity": capacity} if capacity in SteeringMember.Capacity.values else {}
        return {"scheme": self.scheme, "initial": chosen}

    def perform(self, form: MemberForm) -> str:
        add_member(scheme=self.scheme, details=form.details(), actor=self.user)
        return self.address("steering")


class ChangeMember(SteeringForms):
    """Change a membership, or say when it ended."""

    form_class = ChangeMemberForm
    done_message = gettext_lazy("Saved.")

    @cached_property
    def member(self) -> SteeringMember:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            SteeringMember.objects.visible_to(self.user).filter(scheme=self.scheme),
            pk=self.kwargs["pk"],
        )

    def heading(self) -> str:
        return _("%(name)s in the steering group") % {"name": self.member.name}

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme, "initial": MemberForm.initial_from(self.member)}

    def perform(self, form: ChangeMemberForm) -> str:
        change_member(member=self.member, details=form.details(), actor=self.user)
        return self.address("steering")


class OfMeeting(InScheme):
    """A page about one meeting."""

    @cached_property
    def meeting(self) -> SteeringMeeting:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            SteeringMeeting.objects.visible_to(self.user).filter(scheme=self.scheme),
            pk=self.kwargs["pk"],
        )

    @property
    def day(self) -> str:
        return format_date(self.meeting.held_on, "j F Y")


class MeetingPage(OfMeeting, PlanPage):
    """One meeting: who came, what was talked about, what was decided."""

    template_name = "schemes/steering_meeting.html"

    def get(self, request: HttpRequest, scheme: str, pk: int) -> HttpResponse:
        came = self.meeting.came.order_by("name")
        return self.render(
            meeting=self.meeting,
            came=[
                {"name": each.name, "capacity": capacity_words(each.capacity, self.scheme.words)}
                for each in came
            ],
            decisions=with_buttons(self.meeting.decisions.all()),
        )


class AddMeeting(SteeringForms):
    """Write down a meeting; the last place is there already."""

    form_class = MeetingForm
    submit_words = gettext_lazy("Save the meeting")
    done_message = gettext_lazy("The meeting is saved. Next: write down what was decided.")

    def heading(self) -> str:
        return _("Write down a meeting")

    def form_options(self) -> dict[str, Any]:
        last = SteeringMeeting.objects.filter(scheme=self.scheme).first()
        return {"scheme": self.scheme, "initial": {"place": last.place if last else ""}}

    def perform(self, form: MeetingForm) -> str:
        meeting = record_meeting(scheme=self.scheme, details=form.details(), actor=self.user)
        return self.address("steering_meeting", meeting.pk)


class ChangeMeeting(OfMeeting, PlanFormPage):
    """Mend what was written about a meeting."""

    form_class = MeetingForm
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("The meeting of %(day)s") % {"day": self.day}

    def back(self) -> tuple[str, str]:
        return self.address("steering_meeting", self.meeting.pk), self.heading()

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme, "initial": MeetingForm.initial_from(self.meeting)}

    def perform(self, form: MeetingForm) -> str:
        change_meeting(meeting=self.meeting, details=form.details(), actor=self.user)
        return self.back()[0]


class AddDecision(OfMeeting, PlanFormPage):
    """Write down what a meeting decided."""

    form_class = DecisionForm
    submit_words = gettext_lazy("Save the decision")
    done_message = gettext_lazy("The decision is saved.")

    def heading(self) -> str:
        return _("Write down a decision")

    def back(self) -> tuple[str, str]:
        return (
            self.address("steering_meeting", self.meeting.pk),
            _("The meeting of %(day)s") % {"day": self.day},
        )

    def perform(self, form: DecisionForm) -> str:
        record_decision(meeting=self.meeting, details=form.details(), actor=self.user)
        return self.back()[0]


class OfDecision(InScheme):
    """A page about one decision."""

    @cached_property
    def decision(self) -> SteeringDecision:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            SteeringDecision.objects.visible_to(self.user)
            .filter(meeting__scheme=self.scheme)
            .select_related("meeting"),
            pk=self.kwargs["pk"],
        )

    def back(self) -> tuple[str, str]:
        return (
            self.address("steering_meeting", self.decision.meeting_id),
            _("The meeting of %(day)s")
            % {"day": format_date(self.decision.meeting.held_on, "j F Y")},
        )


class ChangeDecision(OfDecision, PlanFormPage):
    """Mend a decision, or say on which day it was done."""

    form_class = ChangeDecisionForm
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("Change a decision")

    def form_options(self) -> dict[str, Any]:
        return {"initial": DecisionForm.initial_from(self.decision)}

    def perform(self, form: ChangeDecisionForm) -> str:
        change_decision(decision=self.decision, details=form.details(), actor=self.user)
        return self.back()[0]


class DecisionDone(OfDecision, PlanFormPage):
    """One tap: it is done."""

    form_class = NothingToFillIn
    submit_words = gettext_lazy("Yes, it is done")
    done_message = gettext_lazy("Done. It is off the list.")

    def heading(self) -> str:
        return _("Is it done?")

    def lead(self) -> str:
        return self.decision.what

    def perform(self, form: NothingToFillIn) -> str:
        mark_done(decision=self.decision, actor=self.user)
        return self.back()[0]


class DecisionOpen(OfDecision, PlanFormPage):
    """It is still to do after all."""

    form_class = NothingToFillIn
    submit_words = gettext_lazy("Yes, still to do")
    done_message = gettext_lazy("It is back on the list.")

    def heading(self) -> str:
        return _("Is it still to do?")

    def lead(self) -> str:
        return self.decision.what

    def perform(self, form: NothingToFillIn) -> str:
        mark_open(decision=self.decision, actor=self.user)
        return self.back()[0]
