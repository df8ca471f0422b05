"""What is typed about a match."""

from typing import Any

from django import forms
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from matching.models import Match
from schemes.models import Scheme
from schemes.wording import rhythm_words
from supportees.models import Supportee
from supportees.transitions import MATCHABLE as MATCHABLE_SUPPORTEE
from volunteers.models import Volunteer
from volunteers.transitions import MATCHABLE as MATCHABLE_VOLUNTEER

USUAL_RHYTHMS = [7, 14, 21, 28, 30, 60]


class RhythmField(forms.TypedChoiceField):
    """How often they meet; a rhythm that is not usual is offered where it is the present one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("How often do they meet?"))
        super().__init__(coerce=int, choices=self._choices_with(), **kwargs)

    def _choices_with(self, present: int | None = None) -> list[tuple[int, str]]:
        days = sorted({*USUAL_RHYTHMS, *([present] if present else [])})
        return [(each, rhythm_words(each)) for each in days]

    def start_with(self, present: int) -> None:
        """Choose the present rhythm and make sure that it is offered."""
        self.choices = self._choices_with(present)
        self.initial = present


class PersonChoiceField(forms.ModelChoiceField):
    """A volunteer or supportee by name and what helps to choose."""

    def label_from_instance(self, obj: Any) -> str:
        parts = [obj.person.name]
        if obj.reference:
            parts.append(obj.reference)
        if obj.site:
            parts.append(obj.site.name)
        return " · ".join(parts)


class MatchDetails(HouseForm):
    """How often, what for and where."""

    rhythm_days = RhythmField()
    purpose = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In their words, if you can."),
    )
    usual_place = forms.CharField(
        label=_("Where do they usually meet?"), required=False, max_length=150
    )


class MakeMatchForm(MatchDetails):
    """Two people, and since when. Only those who can be matched are offered."""

    volunteer = PersonChoiceField(queryset=Volunteer.objects.none(), empty_label=_("Choose"))
    supportee = PersonChoiceField(queryset=Supportee.objects.none(), empty_label=_("Choose"))
    started_on = DateField(label=_("Matched on"), initial=timezone.localdate)

    field_order = ["supportee", "volunteer", "started_on"]

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = scheme.words
        people = ("person", "site")
        volunteer = self.fields["volunteer"]
        volunteer.label = str(words.supporter).capitalize()
        volunteer.queryset = (  # type: ignore[attr-defined]
            Volunteer.objects.filter(scheme=scheme, status__in=MATCHABLE_VOLUNTEER)
            .annotate(running=Count("matches", filter=~Q(matches__status=Match.Status.ENDED)))
            .filter(running__lt=F("most_supportees"))
            .select_related(*people)
            .order_by("person__family_name", "person__given_name")
        )
        supportee = self.fields["supportee"]
        supportee.label = str(words.supportee).capitalize()
        supportee.queryset = (  # type: ignore[attr-defined]
            Supportee.objects.filter(scheme=scheme, status__in=MATCHABLE_SUPPORTEE)
            .select_related(*people)
            .order_by("person__family_name", "person__given_name")
        )
        self.fields["rhythm_days"].start_with(scheme.rhythm_days)  # type: ignore[attr-defined]


class ChangeMatchForm(MatchDetails):
    """What may change while a match runs."""

    def __init__(self, *args: Any, match: Match, **kwargs: Any) -> None:
        super().__init__(
            *args, initial={"purpose": match.purpose, "usual_place": match.usual_place}, **kwargs
        )
        self.fields["rhythm_days"].start_with(match.rhythm_days)  # type: ignore[attr-defined]


class PauseMatchForm(HouseForm):
    """From when a match rests, and why."""

    started_on = DateField(label=_("From"), initial=timezone.localdate)
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ResumeMatchForm(HouseForm):
    """From when it goes on."""

    on = DateField(label=_("It goes on from"), initial=timezone.localdate)


class EndMatchForm(HouseForm):
    """How and why a match ends, and what comes next."""

    ended_on = DateField(label=_("Ended on"), initial=timezone.localdate)
    ending = forms.ChoiceField(
        label=_("How did it end?"), choices=Match.Ending.choices, widget=forms.RadioSelect
    )
    ended_by = forms.ChoiceField(
        label=_("Who ended it?"), choices=Match.EndedBy.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    next_step = forms.ChoiceField(
        label=_("What comes next for the person supported?"),
        widget=forms.RadioSelect,
        choices=[
            ("wait", _("They wait for somebody new, or go on with somebody else")),
            ("end", _("They need no more support from us")),
        ],
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"volunteer": scheme.words.supporter, "supportee": scheme.words.supportee}
        self.fields["ended_by"].choices = [  # type: ignore[attr-defined]
            (value, _("the %(who)s") % {"who": words[value]} if value in words else label)
            for value, label in Match.EndedBy.choices
        ]
