"""The Meeting Record Sheet."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField, HouseForm
from matching.models import Match
from meetings.forms import offers
from meetings.forms.fields import LongText, chips, clock
from meetings.forms.offers import NOTHING, OTHER, PLACE_MARK, Choices
from meetings.models import Meeting, RecordSheet
from meetings.services import MOST_MINUTES, MeetingFacts, SheetWords, Signatures
from meetings.versions import LABELS


class SheetForm(HouseForm):
    """The record sheet, with sensible answers already chosen.

    Where an answer is one of the chips, its value is the answer itself (a day, a place, a
    number): a sheet opened at 23:59 and sent after midnight says what its writer saw.
    """

    hide_optional = True

    plan = forms.IntegerField(widget=forms.HiddenInput, required=False)
    known_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held = chips(
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No, it did not happen"))],
        label=LABELS["held"],
    )
    on = chips(label=LABELS["on"])
    on_other = DateField(label=gettext_lazy("Which day?"), required=False)
    another_that_day = forms.BooleanField(
        label=gettext_lazy("Yes, we met twice that day. This is another meeting."), required=False
    )
    place = chips(label=LABELS["place"], required=False)
    place_other = forms.CharField(label=gettext_lazy("Where?"), max_length=150, required=False)
    way = chips(Meeting.Way.choices, label=LABELS["way"])
    minutes = chips(label=LABELS["minutes"], required=False)
    minutes_other = forms.IntegerField(
        label=gettext_lazy("How many minutes?"),
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MOST_MINUTES}),
    )
    who_else = forms.CharField(
        label=LABELS["who_else"],
        help_text=gettext_lazy("Leave empty if it was just the two of you."),
        max_length=200,
        required=False,
    )
    missed_by = chips(label=gettext_lazy("Whose reason was it?"), required=False)
    missed_reason = forms.CharField(
        label=gettext_lazy("Why did it not happen?"),
        help_text=gettext_lazy("A few words are enough."),
        max_length=300,
        required=False,
    )
    why_met = LongText(
        label=LABELS["why_met"],
        help_text=gettext_lazy("A sentence is enough. Each box has room for 10,000 letters."),
    )
    did = LongText(
        label=LABELS["did"],
        help_text=gettext_lazy("Names of other people are better left out."),
    )
    achieved = LongText(label=LABELS["achieved"])
    next_time = LongText(label=LABELS["next_time"])
    next_on = chips(label=LABELS["next_on"])
    next_on_other = DateField(label=gettext_lazy("Which day?"), required=False)
    next_at = clock()
    feeling = chips(
        RecordSheet.Feeling.choices,
        label=LABELS["feeling"],
        help_text=gettext_lazy("Only the people who run the scheme see this."),
        required=False,
    )
    supporter_signs = forms.BooleanField(required=False)
    supportee_signed_name = forms.CharField(
        label=gettext_lazy("Signed (Supportee)"), max_length=120, required=False
    )

    def __init__(
        self,
        *args: Any,
        match: Match,
        by_staff: bool,
        places: Iterable[str] = (),
        plan: Meeting | None = None,
        asked_for: Meeting | None = None,
        next_plan: Meeting | None = None,
        last: Meeting | None = None,
        meeting: Meeting | None = None,
        sheet: RecordSheet | None = None,
        **kwargs: Any,
    ) -> None:
        """`plan`: the planned meeting it is likely about, `asked_for`: when it was named;
        `last`: where the usual length comes from; `meeting` and `sheet`: what is corrected."""
        self.match, self.by_staff, self.is_correction = match, by_staff, meeting is not None
        self.today = timezone.localdate()
        self.meeting, self.sheet = meeting, sheet
        first = (
            offers.answers_as_they_stand(meeting, sheet)
            if meeting
            else offers.expected_answers(
                match, self.today, plan=plan, next_plan=next_plan, places=places, last=last
            )
        )
        first["plan"] = asked_for.pk if asked_for else None
        super().__init__(*args, initial=first, **kwargs)
        self._offer("on", offers.days(self.today, plan))
        self._offer("next_on", offers.next_days(match, self.today, next_plan))
        self._offer(
            "minutes",
            offers.lengths(match, may_be_unknown=by_staff or self._length_was_unknown),
        )
        self._offer("place", offers.marked_places(places))
        self._say_names()

    # What is offered

    def _offer(self, name: str, choices: Choices) -> None:
        """Offer these, and whatever is chosen already or was sent: it was offered once."""
        values = {value for value, _label in choices}
        for chosen in (self.initial.get(name), self.data.get(self.add_prefix(name))):
            label = (
                offers.label_of(name, chosen, self.today)
                if chosen and chosen not in values
                else None
            )
            if label:
                choices.insert(-1, (str(chosen), label))
                values.add(str(chosen))
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def _length_was_unknown(self) -> bool:
        return bool(
            self.meeting and self.meeting.state == Meeting.State.HELD and not self.meeting.minutes
        )

    def _say_names(self) -> None:
        volunteer, supportee = self.match.volunteer.person, self.match.supportee.person
        by = Meeting.MissedBy
        could_not = _("%(name)s could not")
        self.fields["missed_by"].choices = [  # type: ignore[attr-defined]
            (
                by.VOLUNTEER,
                could_not % {"name": volunteer.short_name} if self.by_staff else _("I could not"),
            ),
            (by.SUPPORTEE, could_not % {"name": supportee.short_name}),
            (by.OTHER, _("Something else")),
        ]
        if self.by_staff:
            self.fields["held"].label = _("Did they meet?")
            self.fields["way"].label = _("How they met")
            self.fields["who_else"].help_text = _("Leave empty if it was just the two of them.")
            self.fields["another_that_day"].label = _(
                "Yes, they met twice that day. This is another meeting."
            )
            del self.fields["feeling"]
            del self.fields["supporter_signs"]
            del self.fields["supportee_signed_name"]
            return
        self.fields["supporter_signs"].label = _("I sign this as %(name)s") % {
            "name": volunteer.name
        }
        self.fields["supportee_signed_name"].help_text = _(
            "%(name)s types their name here, if you are together now."
        ) % {"name": supportee.short_name}

    # What was answered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        nothing_agreed = cleaned.get("next_on") == NOTHING
        self._clean_day("on", _("Say which day it was."))
        self._clean_day("next_on", _("Say which day you meet next."))
        held = cleaned.get("held") == "yes"
        if not held or cleaned.get("minutes") != OTHER:
            self.errors.pop("minutes_other", None)
        if held:
            self._clean_place()
            self._clean_minutes()
        elif cleaned.get("held") == "no" and not cleaned.get("missed_by"):
            self._refuse("missed_by", _("Say whose reason it was, as far as you know."))
        given = cleaned.get("next_at")
        if nothing_agreed and given and given != self.initial.get("next_at"):
            self._refuse("next_on", _("Say which day you meet next, too."))
        return cleaned

    def _refuse(self, name: str, words: str) -> None:
        if name not in self.errors:
            self.add_error(name, ValidationError(words))

    def _clean_day(self, name: str, asked: str) -> None:
        chosen = self.cleaned_data.get(name)
        if chosen == OTHER:
            day = self.cleaned_data.get(f"{name}_other")
            if day is None and f"{name}_other" not in self.errors:
                self._refuse(f"{name}_other", asked)
        else:
            day = offers.iso_day(chosen)
            # A day typed and not asked for is not a mistake.
            self.errors.pop(f"{name}_other", None)
        self.cleaned_data[name] = day

    def _clean_place(self) -> None:
        chosen = self.cleaned_data.get("place") or OTHER
        typed = self.cleaned_data.get("place_other", "")
        place = typed if chosen == OTHER else chosen.removeprefix(PLACE_MARK)
        if not place and self.cleaned_data.get("way") == Meeting.Way.IN_PERSON:
            self._refuse("place_other", _("Say where you met, in a word or two."))
        self.cleaned_data["place"] = place

    def _clean_minutes(self) -> None:
        chosen = self.cleaned_data.get("minutes")
        minutes: int | None = None
        if chosen == OTHER:
            minutes = self.cleaned_data.get("minutes_other")
            if minutes is None:
                self._refuse("minutes_other", _("Say how many minutes, like 75."))
            elif not 1 <= minutes <= MOST_MINUTES:
                self._refuse(
                    "minutes_other",
                    _("Say how long it was in minutes, from 1 to %(most)d.")
                    % {"most": MOST_MINUTES},
                )
        elif not chosen:
            self._refuse("minutes", _("Say how long it was."))
        elif chosen != NOTHING:
            minutes = int(chosen)
        self.cleaned_data["minutes"] = minutes

    def facts(self) -> MeetingFacts:
        """The meeting, for the service."""
        cleaned = self.cleaned_data
        if cleaned["held"] != "yes":
            return MeetingFacts(
                on=cleaned["on"],
                held=False,
                at=self._time_of_meeting(),
                place=self._place_of_plan(),
                way=cleaned["way"],
                missed_by=cleaned["missed_by"],
                missed_reason=cleaned["missed_reason"],
            )
        return MeetingFacts(
            on=cleaned["on"],
            at=self._time_of_meeting(),
            place=cleaned["place"],
            way=cleaned["way"],
            minutes=cleaned["minutes"],
            who_else=cleaned["who_else"],
        )

    def _time_of_meeting(self) -> time | None:
        # The sheet does not ask for it: a correction leaves it as it was.
        return self.meeting.at if self.meeting else None

    def _place_of_plan(self) -> str:
        chosen = self.cleaned_data.get("place") or ""
        return chosen.removeprefix(PLACE_MARK) if chosen != OTHER else ""

    def words(self) -> SheetWords:
        """The words, for the service. Of a meeting that did not happen only the next date."""
        cleaned = self.cleaned_data
        following = {
            "next_on": cleaned["next_on"],
            "next_at": cleaned["next_at"] if cleaned["next_on"] else None,
        }
        if cleaned["held"] != "yes":
            return SheetWords(**following)
        kept_feeling = self.sheet.feeling if self.sheet else ""
        return SheetWords(
            why_met=cleaned["why_met"],
            did=cleaned["did"],
            achieved=cleaned["achieved"],
            next_time=cleaned["next_time"],
            feeling=kept_feeling if self.by_staff else cleaned["feeling"],
            **following,
        )

    def signatures(self) -> Signatures:
        """Who signs with it. Nobody signs for a meeting that did not happen."""
        if self.by_staff or self.cleaned_data["held"] != "yes":
            return Signatures()
        return Signatures(
            supporter=self.cleaned_data["supporter_signs"],
            supportee_name=self.cleaned_data["supportee_signed_name"],
        )
