"""The seven stages of setting up, their texts, and who took part."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from schemes.differences import Piece, differences
from schemes.forms.setting_up import SetupTextForm
from schemes.models import SetupText
from schemes.queries import (
    ItemState,
    StageState,
    Wording,
    last_written,
    setup_state,
    wordings,
)
from schemes.rights import Right
from schemes.services import (
    write_text,
)
from schemes.stages import TEXT_ITEMS, Item, Needs, Stage, spoken, stage_numbered
from schemes.views.base import InScheme, PlanFormPage, PlanPage

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
