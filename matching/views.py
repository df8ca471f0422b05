"""Making, changing, pausing and ending matches. Their story is on a page of the desk."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import HouseForm
from core.views import FormPage
from matching.forms import (
    ChangeMatchForm,
    EndMatchForm,
    MakeMatchForm,
    PauseMatchForm,
    ResumeMatchForm,
)
from matching.models import Match
from matching.services import end_match, make_match, pause_match, resume_match, update_match
from schemes.access import needs
from schemes.rights import Right


class MakeMatch(FormPage):
    """Two people brought together by hand; ?supportee= or ?volunteer= chooses one already."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = MakeMatchForm
    submit_words = gettext_lazy("Match them")

    def heading(self) -> str:
        return _("Make a %(match)s") % {"match": self.request.current_scheme.words.match}

    def lead(self) -> str:
        words = self.request.current_scheme.words
        return _(
            "Only %(supporters)s who are available and have room are offered, "
            "and %(supportees)s who are looking for somebody."
        ) % {"supporters": words.supporters, "supportees": words.supportees}

    def back(self) -> tuple[str, str]:
        scheme = self.request.current_scheme
        return reverse("matches", args=[scheme.slug]), capfirst(scheme.words.matches)

    def form_options(self) -> dict[str, Any]:
        chosen = {
            name: self.request.GET[name]
            for name in ("volunteer", "supportee")
            if self.request.GET.get(name, "").isdecimal()
        }
        return {"scheme": self.request.current_scheme, "initial": chosen}

    def perform(self, form: MakeMatchForm) -> str:
        cleaned = form.cleaned_data
        return make_match(
            volunteer=cleaned["volunteer"],
            supportee=cleaned["supportee"],
            started_on=cleaned["started_on"],
            rhythm_days=cleaned["rhythm_days"],
            purpose=cleaned["purpose"],
            usual_place=cleaned["usual_place"],
            actor=self.request.user,
        ).get_absolute_url()


class MatchPage(FormPage, abstract=True):
    """A form about one match of the scheme."""

    @cached_property
    def match(self) -> Match:
        """The one in the address, if this user may see it."""
        return get_object_or_404(
            Match.objects.visible_to(self.request.user)
            .filter(scheme=self.request.current_scheme)
            .select_related("scheme", "volunteer__person", "supportee__person"),
            pk=self.kwargs["pk"],
        )

    @property
    def names(self) -> dict[str, str]:
        """Both people, for sentences."""
        return {
            "volunteer": self.match.volunteer.person.short_name,
            "supportee": self.match.supportee.person.short_name,
        }

    def back(self) -> tuple[str, str]:
        return self.match.get_absolute_url(), _("%(volunteer)s and %(supportee)s") % self.names


class ChangeMatch(MatchPage):
    """How often, what for, where."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = ChangeMatchForm

    def heading(self) -> str:
        return _("What %(volunteer)s and %(supportee)s agreed") % self.names

    def form_options(self) -> dict[str, Any]:
        return {"match": self.match}

    def perform(self, form: ChangeMatchForm) -> str:
        cleaned = form.cleaned_data
        return update_match(
            match=self.match,
            rhythm_days=cleaned["rhythm_days"],
            purpose=cleaned["purpose"],
            usual_place=cleaned["usual_place"],
            actor=self.request.user,
        ).get_absolute_url()


class PauseMatch(MatchPage):
    """Let it rest; nothing counts as overdue meanwhile."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = PauseMatchForm
    submit_words = gettext_lazy("Put on hold")

    def heading(self) -> str:
        return _("Put %(volunteer)s and %(supportee)s on hold") % self.names

    def lead(self) -> str:
        return _("Nothing counts as overdue while they are on hold.")

    def perform(self, form: PauseMatchForm) -> str:
        return pause_match(
            match=self.match,
            started_on=form.cleaned_data["started_on"],
            reason=form.cleaned_data["reason"],
            actor=self.request.user,
        ).get_absolute_url()


class ResumeMatch(MatchPage):
    """Let it go on; the rhythm counts anew."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = ResumeMatchForm
    submit_words = gettext_lazy("Go on")

    def heading(self) -> str:
        return _("%(volunteer)s and %(supportee)s go on") % self.names

    def lead(self) -> str:
        return _("Their next meeting is counted from this day.")

    def perform(self, form: HouseForm) -> str:
        return resume_match(
            match=self.match, on=form.cleaned_data["on"], actor=self.request.user
        ).get_absolute_url()


class EndMatch(MatchPage):
    """How it ended, who ended it, why, and what is next."""

    guard = needs(Right.CHANGE_PEOPLE)
    form_class = EndMatchForm
    submit_words = gettext_lazy("End it")

    def heading(self) -> str:
        return _("%(volunteer)s and %(supportee)s come to an end") % self.names

    def lead(self) -> str:
        return _("What was written about their meetings is kept.")

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.request.current_scheme}

    def perform(self, form: EndMatchForm) -> str:
        cleaned = form.cleaned_data
        return end_match(
            match=self.match,
            ended_on=cleaned["ended_on"],
            ending=cleaned["ending"],
            ended_by=cleaned["ended_by"],
            reason=cleaned["reason"],
            supportee_waits_again=cleaned["next_step"] == "wait",
            actor=self.request.user,
        ).get_absolute_url()
