"""Planning a meeting, and calling one off."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField, HouseForm
from matching.models import Match
from meetings.forms.fields import chips, clock
from meetings.models import Meeting


class PlanForm(HouseForm):
    """When and where they mean to meet."""

    on = DateField(label=gettext_lazy("Which day?"))
    at = clock()
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=150, required=False)
    way = chips(Meeting.Way.choices, label=gettext_lazy("How do you meet?"))

    def __init__(
        self,
        *args: Any,
        match: Match,
        meeting: Meeting | None = None,
        place: str = "",
        by_staff: bool = False,
        **kwargs: Any,
    ) -> None:
        """`meeting`: the plan that is moved; `place`: where they usually meet."""
        first: dict[str, Any] = {"way": Meeting.Way.IN_PERSON, "place": place}
        if meeting:
            first = {
                "on": meeting.on,
                "at": meeting.at,
                "place": meeting.place,
                "way": meeting.way,
            }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["on"].widget.attrs["min"] = timezone.localdate().isoformat()
        if by_staff:
            self.fields["way"].label = _("How do they meet?")


class CancelForm(HouseForm):
    """Calling a planned meeting off."""

    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("A few words are enough."),
        max_length=300,
        required=False,
    )
