"""The steering group."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import DateField, HouseForm
from schemes.models import Scheme, SteeringDecision, SteeringMeeting, SteeringMember
from schemes.services import DecisionDetails, MeetingDetails, MemberDetails
from schemes.wording import capacity_choices, capacity_words


class MemberForm(HouseForm):
    """Somebody in the group, by name or by who signs in."""

    name = forms.CharField(label=_("Name"), required=False, max_length=150)
    user = forms.ModelChoiceField(
        label=_("Or somebody who has a role here"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody from the list"),
    )
    capacity = forms.ChoiceField(label=_("In which capacity?"), widget=forms.RadioSelect)
    started_on = DateField(label=_("Since when?"), initial=timezone.localdate)
    hide_optional = True

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = (  # type: ignore[attr-defined]
            User.objects.filter(role_grants__scheme=scheme).distinct().order_by("name")
        )
        self.fields["capacity"].choices = capacity_choices(scheme.words)  # type: ignore[attr-defined]

    @staticmethod
    def initial_from(member: SteeringMember) -> dict[str, Any]:
        """What the form starts with for a member who is there."""
        return {name: getattr(member, name) for name in MemberDetails.__dataclass_fields__}

    def details(self) -> MemberDetails:
        """What was typed."""
        names = MemberDetails.__dataclass_fields__
        return MemberDetails(
            **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        )


class ChangeMemberForm(MemberForm):
    """The same, and until when."""

    ended_on = DateField(
        label=_("Until when?"), required=False, help_text=_("Leave it empty while they are in it.")
    )


class MembersField(forms.ModelMultipleChoiceField):
    """Ticks for the members, each with their capacity."""

    widget = forms.CheckboxSelectMultiple
    scheme: Scheme

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {capacity_words(obj.capacity, self.scheme.words)}"


class MeetingForm(HouseForm):
    """When and where it was, and who came."""

    held_on = DateField(label=_("When was it?"), initial=timezone.localdate)
    place = forms.CharField(label=_("Where?"), max_length=150)
    came = MembersField(
        label=_("Who came?"), queryset=SteeringMember.objects.none(), required=False
    )
    also_came = forms.CharField(
        label=_("Who else came?"),
        required=False,
        max_length=300,
        help_text=_("Guests, with commas between them."),
    )
    notes = forms.CharField(
        label=_("What was talked about?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Decisions come next, each by itself."),
    )
    hide_optional = True

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        came: Any = self.fields["came"]
        came.scheme = scheme
        came.queryset = SteeringMember.objects.filter(scheme=scheme)
        if not came.queryset.exists():
            del self.fields["came"]

    @staticmethod
    def initial_from(meeting: SteeringMeeting) -> dict[str, Any]:
        """What the form starts with for a meeting that is there."""
        kept = {
            name: getattr(meeting, name)
            for name in MeetingDetails.__dataclass_fields__
            if name != "came"
        }
        return {**kept, "came": [each.member_id for each in meeting.attendances.all()]}

    def details(self) -> MeetingDetails:
        """What was typed."""
        cleaned = self.cleaned_data
        return MeetingDetails(
            held_on=cleaned["held_on"],
            place=cleaned["place"],
            came=tuple(cleaned.get("came", ())),
            also_came=cleaned["also_came"],
            notes=cleaned["notes"],
        )


class DecisionForm(HouseForm):
    """What was decided, who does it, by when."""

    what = forms.CharField(
        label=_("What was decided?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    who = forms.CharField(label=_("Who does it?"), required=False, max_length=150)
    due_on = DateField(label=_("By when?"), required=False)

    @staticmethod
    def initial_from(decision: SteeringDecision) -> dict[str, Any]:
        """What the form starts with for a decision that is there."""
        return {name: getattr(decision, name) for name in DecisionDetails.__dataclass_fields__}

    def details(self) -> DecisionDetails:
        """What was typed."""
        names = DecisionDetails.__dataclass_fields__
        return DecisionDetails(
            **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        )


class ChangeDecisionForm(DecisionForm):
    """The same, and when it was done."""

    done_on = DateField(label=_("Done on"), required=False)
