"""The seven stages of setting up, their texts, and who took part."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schemes.differences import Piece, differences
from schemes.forms.setting_up import SetupTextForm, TakingPartForm
from schemes.models import SetupText, TakingPart
from schemes.queries import (
    ItemState,
    Participation,
    StageState,
    Wording,
    last_written,
    participation_by_stage,
    setup_state,
    wordings,
)
from schemes.rights import Right
from schemes.services import (
    change_taking_part,
    record_taking_part,
    remove_taking_part,
    write_text,
)
from schemes.stages import STAGES, TEXT_ITEMS, Item, Needs, Stage, spoken, stage_numbered
from schemes.views.base import InScheme, NothingToFillIn, PlanFormPage, PlanPage
from schemes.wording import how_many_words, took_part_as_choices

PER_PAGE = 30
MOST_MISSING_SHOWN = 2


def address_of(page: InScheme, item: Item, stage: Stage) -> str:
    """Where an item of the set-up is written or added."""
    match item.needs:
        case Needs.TEXT:
            return page.address("setup_text", item.key)
        case Needs.POLICY:
            return page.address("policy_add") + f"?kind={item.kind}"
        case Needs.DOCUMENT:
            return page.address("document_add") + f"?kind={item.kind}"
        case Needs.MEMBERS:
            return page.address("steering_member_add")
        case Needs.SERVICE_USERS:
            return page.address("steering_member_add") + "?capacity=supportee"
        case Needs.MEETING:
            return page.address("steering_meeting_add")
        case Needs.TAKING_PART:
            return page.address("taking_part_add") + f"?stage={stage.number}"


def list_of(page: InScheme, item: Item) -> str:
    """Where what is there of an item is listed; "" for a text, which stands on its stage."""
    name = {
        Needs.POLICY: "policies",
        Needs.DOCUMENT: "documents",
        Needs.MEMBERS: "steering",
        Needs.SERVICE_USERS: "steering",
        Needs.MEETING: "steering",
        Needs.TAKING_PART: "taking_part",
    }.get(item.needs)
    return page.address(name) if name else ""


class SetupPage(PlanPage):
    """All seven stages: what is done, what is missing in words, one next step first."""

    template_name = "schemes/setup.html"

    @property
    def can_give_roles(self) -> bool:
        """Whether this user may see and give roles."""
        return Right.GRANT_ROLES in self.request.rights

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        stages = setup_state(self.scheme)
        return self.render(
            stages=[self._step(stage) for stage in stages],
            done=sum(stage.is_done for stage in stages),
            next=self._next(stages),
        )

    def _step(self, stage: StageState) -> dict[str, Any]:
        return {
            "label": f"{stage.stage.number}. {stage.title}",
            "url": self.address("setup_stage", stage.stage.number),
            "state": stage.state,
            "note": self._note(stage),
        }

    def _note(self, stage: StageState) -> str:
        if stage.is_done:
            return stage.purpose
        sentences = [each.missing for each in stage.missing]
        note = " ".join(sentences[:MOST_MISSING_SHOWN])
        more = len(sentences) - MOST_MISSING_SHOWN
        if more > 0:
            note += " " + ngettext(
                "%(n)d more thing is missing.", "%(n)d more things are missing.", more
            ) % {"n": more}
        return note

    def _next(self, stages: list[StageState]) -> dict[str, str] | None:
        for stage in stages:
            for each in stage.missing:
                return {
                    "sentence": each.missing,
                    "label": str(each.item.action),
                    "url": address_of(self, each.item, stage.stage),
                    "explanation": _("Stage %(number)d: %(title)s")
                    % {"number": stage.stage.number, "title": stage.title},
                }
        return None


@dataclass(frozen=True)
class ShownItem:
    """An item on the page of its stage."""

    state: ItemState
    change_url: str
    list_url: str
    history_url: str
    wording: Wording | None

    @property
    def needs_text(self) -> bool:
        return self.state.item.needs is Needs.TEXT


class StagePage(PlanPage):
    """One stage: what it is for, and each item to read and to edit."""

    template_name = "schemes/stage.html"

    def get(self, request: HttpRequest, scheme: str, number: int) -> HttpResponse:
        try:
            stage_numbered(number)
        except KeyError:
            raise Http404 from None
        stages = setup_state(self.scheme)
        stage = stages[number - 1]
        keys = [each.item.key for each in stage.items if each.item.needs is Needs.TEXT]
        written = last_written(self.scheme, keys)
        return self.render(
            stage=stage,
            items=[self._shown(each, stage.stage, written) for each in stage.items],
            previous=self._beside(stages, number - 1),
            following=self._beside(stages, number + 1),
        )

    def _shown(self, state: ItemState, stage: Stage, written: dict[str, Wording]) -> ShownItem:
        wording = written.get(state.item.key)
        return ShownItem(
            state=state,
            change_url=address_of(self, state.item, stage),
            list_url=list_of(self, state.item),
            history_url=self.address("setup_text_history", state.item.key) if wording else "",
            wording=wording,
        )

    def _beside(self, stages: list[StageState], number: int) -> tuple[str, str] | None:
        if not 1 <= number <= len(stages):
            return None
        return self.address("setup_stage", number), f"{number}. {stages[number - 1].title}"


class TextPage(InScheme):
    """A page about one text: its heading is in the address."""

    @cached_property
    def stage_and_item(self) -> tuple[Stage, Item]:
        """The heading in the address. Unknown ones are a 404."""
        try:
            return TEXT_ITEMS[self.kwargs["item"]]
        except KeyError:
            raise Http404 from None

    @property
    def item(self) -> Item:
        return self.stage_and_item[1]

    def text_now(self) -> str:
        """What is written there at this moment; "" when nothing is."""
        written = (
            SetupText.objects.visible_to(self.user)
            .filter(scheme=self.scheme, item=self.item.key)
            .first()
        )
        return written.text if written else ""

    def heading(self) -> str:
        return spoken(self.item.title, self.scheme.words)

    def back(self) -> tuple[str, str]:
        stage = self.stage_and_item[0]
        return (
            self.address("setup_stage", stage.number),
            f"{stage.number}. {spoken(stage.title, self.scheme.words)}",
        )


class WriteText(TextPage, PlanFormPage):
    """Write or change a text of the set-up."""

    form_class = SetupTextForm
    template_name = "schemes/text_form.html"
    done_message = gettext_lazy("Saved.")

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme, "item": self.item, "text": self.text_now()}

    def perform(self, form: SetupTextForm) -> str:
        write_text(
            scheme=self.scheme,
            item=self.item.key,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"] or None,
            actor=self.user,
        )
        return self.back()[0] + f"#{self.item.key}"

    def show_again(self, form: SetupTextForm) -> HttpResponse:
        now = self.text_now()
        changed_by_others = form.data.get("seen", "") != form["seen"].initial
        form.now_seen(now)
        return self.render(status=422, form=form, theirs=now if changed_by_others else None)


@dataclass(frozen=True)
class ShownWording:
    """A wording and what is different from the one before."""

    wording: Wording
    pieces: list[Piece]


class TextHistory(TextPage, PlanPage):
    """Every wording a heading has had, newest first, each compared with the one before."""

    template_name = "schemes/text_history.html"

    def get(self, request: HttpRequest, scheme: str, item: str) -> HttpResponse:
        page = Paginator(wordings(self.scheme, self.item.key), PER_PAGE)
        shown = page.get_page(request.GET.get("page"))
        all_of_them = page.object_list
        start = shown.start_index() - 1 if page.count else 0
        rows = []
        for position, wording in enumerate(shown.object_list, start):
            earlier = all_of_them[position + 1].text if position + 1 < page.count else ""
            rows.append(ShownWording(wording, differences(earlier, wording.text)))
        return self.render(rows=rows, wordings=shown)


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
