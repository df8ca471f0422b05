"""Who of the people the scheme is for took part in which stage."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schemes.forms.setting_up import TakingPartForm
from schemes.models import TakingPart
from schemes.queries import (
    Participation,
    participation_by_stage,
)
from schemes.services import (
    change_taking_part,
    record_taking_part,
    remove_taking_part,
)
from schemes.stages import STAGES, Stage, spoken, stage_numbered
from schemes.views.base import InScheme, NothingToFillIn, PlanFormPage, PlanPage
from schemes.wording import how_many_words, took_part_as_choices

PER_PAGE = 30


@dataclass(frozen=True)
class ShownParticipation:
    """A line of the summary: a stage and how many took part, in words."""

    title: str
    words: list[str]


class TakingPartPage(PlanPage):
    """Who took part, by stage and one by one."""

    template_name = "schemes/taking_part.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        entries = TakingPart.objects.visible_to(self.user).filter(scheme=self.scheme)
        shown = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
        as_what = dict(took_part_as_choices(self.scheme.words))
        return self.render(
            summary=[
                self._summed_up(each)
                for each in participation_by_stage(self.scheme)
                if not each.is_empty
            ],
            entries=shown,
            rows=[
                {
                    "entry": entry,
                    "how_many": how_many_words(entry, self.scheme.words),
                    "as_what": as_what[entry.took_part_as],
                    "stage": self._stage_title(stage_numbered(entry.stage)),
                }
                for entry in shown.object_list
            ],
        )

    def _stage_title(self, stage: Stage) -> str:
        return f"{stage.number}. {spoken(stage.title, self.scheme.words)}"

    def _summed_up(self, each: Participation) -> ShownParticipation:
        words = []
        if each.named:
            words.append(_("%(n)d named") % {"n": each.named})
        if each.documented_high:
            words.append(
                _("%(range)s counted from a list")
                % {"range": _range(each.documented_low, each.documented_high)}
            )
        if each.estimated_high:
            words.append(
                _("%(range)s estimated")
                % {"range": _range(each.estimated_low, each.estimated_high)}
            )
        return ShownParticipation(self._stage_title(each.stage), words)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else _("%(low)d to %(high)d") % {"low": low, "high": high}


class TakingPartForms(PlanFormPage, abstract=True):
    """A form about who took part."""

    form_class = TakingPartForm
    template_name = "schemes/taking_part_form.html"

    def back(self) -> tuple[str, str]:
        return self.address("taking_part"), _("Who took part")


class AddTakingPart(TakingPartForms):
    """Write down who took part; ?stage= chooses the stage already."""

    done_message = gettext_lazy("Saved. It will be in your report.")

    def heading(self) -> str:
        return _("Who took part?")

    def form_options(self) -> dict[str, Any]:
        asked_for = self.request.GET.get("stage", "")
        numbers = {str(stage.number) for stage in STAGES}
        chosen = {"stage": asked_for} if asked_for in numbers else {}
        return {"scheme": self.scheme, "initial": chosen}

    def perform(self, form: TakingPartForm) -> str:
        record_taking_part(scheme=self.scheme, details=form.details(), actor=self.user)
        return self.address("taking_part")


def entry_of(page: InScheme) -> TakingPart:
    """The entry in the address, if this user may see it."""
    return get_object_or_404(
        TakingPart.objects.visible_to(page.user).filter(scheme=page.scheme),
        pk=page.kwargs["pk"],
    )


class ChangeTakingPart(TakingPartForms):
    """Mend an entry."""

    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return _("Change who took part")

    @cached_property
    def entry(self) -> TakingPart:
        return entry_of(self)

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme, "initial": TakingPartForm.initial_from(self.entry)}

    def perform(self, form: TakingPartForm) -> str:
        change_taking_part(entry=self.entry, details=form.details(), actor=self.user)
        return self.address("taking_part")


class RemoveTakingPart(PlanFormPage):
    """Take out an entry made by mistake."""

    form_class = NothingToFillIn
    submit_words = gettext_lazy("Take it out")
    done_message = gettext_lazy("The entry is taken out.")

    def heading(self) -> str:
        return _("Take this entry out?")

    def lead(self) -> str:
        return _("Do this when it was written down by mistake. It is kept in the history.")

    def back(self) -> tuple[str, str]:
        return self.address("taking_part"), _("Who took part")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        entry_of(self)
        return super().get(request, *args, **kwargs)

    def perform(self, form: NothingToFillIn) -> str:
        remove_taking_part(entry=entry_of(self), actor=self.user)
        return self.address("taking_part")
