"""The pages of every register: its list, add, change, take out; and the page of all registers."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import HouseForm, HouseModelForm
from core.lists import Choice, Filter, ListPage
from core.views import FormPage, Page
from schemes.access import needs
from schemes.models import Scheme
from schemes.registers.entries import Entry
from schemes.registers.forms import EntryForm
from schemes.registers.register import Register, registers
from schemes.registers.services import ChangedMeanwhile, add_entry, change_entry, remove_entry
from schemes.rights import Right
from schemes.stages import spoken
from schemes.views.base import InScheme, NothingToFillIn


class RegistersPage(InScheme, Page):
    """All registers with how much is in each."""

    guard = needs(Right.KEEP_REGISTERS)
    template_name = "schemes/registers/all.html"

    def get(self, request: HttpRequest, scheme: str) -> HttpResponse:
        counts = _counts(self.scheme)
        words = self.scheme.words
        return self.render(
            rows=[
                {
                    "title": spoken(each.title, words),
                    "about": spoken(each.about, words),
                    "url": self.address(each.key),
                    "count": counts[each.key],
                }
                for each in registers()
            ]
        )


def _counts(scheme: Scheme) -> dict[str, int]:
    """How many entries each register holds. One query."""

    def entries_in(register: Register) -> Coalesce:
        counted = (
            register.model.objects.filter(scheme=OuterRef("pk"))
            .order_by()
            .values("scheme")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    counted = {f"in_{each.key}": entries_in(each) for each in registers()}
    found: dict[str, Any] = dict(
        Scheme.objects.filter(pk=scheme.pk).values("pk").annotate(**counted).get()
    )
    return {each.key: found[f"in_{each.key}"] for each in registers()}


def _choices_of(register: Register, name: str) -> list[tuple[str, str]]:
    field = cast("models.Field[Any, Any]", register.model._meta.get_field(name))
    return cast("list[tuple[str, str]]", field.choices)


class OfRegister(InScheme):
    """A page of one register; the address says which."""

    register: Register = None  # type: ignore[assignment]

    @property
    def visible(self) -> QuerySet[Any]:
        """The entries this user may see."""
        return (
            self.register.model.objects.visible_to(self.user)
            .filter(scheme=self.scheme)
            .select_related("scheme", *self.register.also)
        )

    @cached_property
    def entry(self) -> Entry:
        """The one in the address."""
        return get_object_or_404(self.visible, pk=self.kwargs["pk"])

    def say(self, text: Any) -> str:
        """A text of the register in the scheme's words."""
        return spoken(text, self.scheme.words)


class EntryList(OfRegister, ListPage):
    """What is in a register."""

    guard = needs(Right.KEEP_REGISTERS)
    template_name = "schemes/registers/list.html"
    # Each address gives those of its register.
    sorts: ClassVar[dict[str, Sequence[Any]]] = {}
    default_sort: ClassVar[str] = ""

    def records(self) -> QuerySet[Any]:
        return self.visible

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        named = Q()
        for name in self.register.search:
            named |= Q(**{f"{name}__icontains": words})
        return records.filter(named)

    def filters(self) -> list[Filter]:
        return [
            Filter(
                name,
                label,
                [
                    Choice(value, capfirst(words), Q(**{name: value}))
                    for value, words in _choices_of(self.register, name)
                ],
                gettext_lazy("All"),
            )
            for name, label in self.register.filters.items()
        ]

    def context(self) -> dict[str, Any]:
        register = self.register
        return {
            "register": register,
            "title": self.say(register.title),
            "about": self.say(register.about),
            "columns": register.columns,
            "add_url": self.address(register.address("add")),
            "import_url": f"{self.address('imports')}?kind={register.key}"
            if register.has_spreadsheet
            else "",
        }


class EntryForms(OfRegister, FormPage, abstract=True):
    """A form about an entry."""

    guard = needs(Right.KEEP_REGISTERS)
    # Each address gives that of its register.
    form_class: type[HouseForm | HouseModelForm] = EntryForm

    def back(self) -> tuple[str, str]:
        return self.address(self.register.key), self.say(self.register.title)

    def done(self) -> str:
        """Where to go when it is done: the list."""
        return reverse(self.register.key, args=[self.scheme.slug])


class AddEntry(EntryForms):
    """Write an entry down."""

    def heading(self) -> str:
        return self.say(self.register.heading_add)

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.scheme}

    def perform(self, form: EntryForm) -> str:
        add_entry(register=self.register, scheme=self.scheme, values=form.values(), actor=self.user)
        return self.done()


class ChangeEntry(EntryForms):
    """Mend an entry."""

    template_name = "schemes/registers/change.html"
    done_message = gettext_lazy("Saved.")

    def heading(self) -> str:
        return self.say(self.register.heading_change)

    def form_options(self) -> dict[str, Any]:
        seen = self.register.mark(self.entry)
        return {
            "scheme": self.scheme,
            "initial": {**self.register.form_class.initial_from(self.entry), "seen": seen},
        }

    def perform(self, form: EntryForm) -> str:
        try:
            change_entry(
                register=self.register,
                entry=self.entry,
                values=form.values(),
                seen=form.cleaned_data["seen"],
                actor=self.user,
            )
        except ChangedMeanwhile:
            form.now_seen(self.register.mark(self.visible.get(pk=self.entry.pk)))
            raise
        return self.done()

    def context(self) -> dict[str, Any]:
        return {"remove_url": self.address(self.register.address("remove"), self.entry.pk)}


class RemoveEntry(EntryForms):
    """Take out an entry made by mistake."""

    form_class = NothingToFillIn
    submit_words = gettext_lazy("Take it out")
    done_message = gettext_lazy("The entry is taken out.")

    def heading(self) -> str:
        return _("Take this entry out?")

    def lead(self) -> str:
        return _(
            "%(entry)s. Do this when it was written down by mistake. The history keeps it."
        ) % {"entry": self.entry}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert self.entry
        return super().get(request, *args, **kwargs)

    def perform(self, form: NothingToFillIn) -> str:
        remove_entry(register=self.register, entry=self.entry, actor=self.user)
        return self.done()
