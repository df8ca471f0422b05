"""Lists of records: search, filters, order and pages, all in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import BooleanField, Count, Func, Q, QuerySet, Sum
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from core.views import Page

Words = str | Promise


@dataclass(frozen=True)
class Choice:
    """One way to narrow a list: its value in the address, its words and what it keeps."""

    value: str
    words: Words
    keeps: Q


# More choices than this are a list to choose from, not a row of links, and are not counted.
MOST_LINKS = 12


@dataclass(frozen=True)
class Filter:
    """A row of links of which one is chosen; nothing chosen keeps everything."""

    parameter: str
    label: Words
    choices: Sequence[Choice]
    everything: Words

    @property
    def is_long(self) -> bool:
        """Whether there are too many choices for a row of links."""
        return len(self.choices) > MOST_LINKS

    def chosen(self, request: HttpRequest) -> Choice | None:
        """The choice named in the address, if it is one of ours."""
        value = request.GET.get(self.parameter, "")
        return next((choice for choice in self.choices if choice.value == value), None)


@dataclass(frozen=True)
class Narrowing:
    """A list as the address narrows it: what was searched for, what was chosen, what is left."""

    words: str
    searched: QuerySet[Any]
    filters: Sequence[Filter]
    chosen: Sequence[Choice]

    @property
    def shown(self) -> QuerySet[Any]:
        """The records that are left, in no order yet."""
        return self.searched.filter(*(choice.keeps for choice in self.chosen))


class ListPage(Page, abstract=True):
    """A list. Subclasses give `records()`, `sorts` and, where they help, filters and search.

    Takes two queries however many rows there are: one for all the counts, one for the rows of
    the page.
    """

    sorts: ClassVar[dict[str, Sequence[Any]]]
    default_sort: ClassVar[str]
    per_page: ClassVar[int] = 30
    # What all filters look at. With it records that are alike are counted together first, and
    # the filters are asked about groups: of use where records are many or what is asked is dear.
    counted_by: ClassVar[Sequence[str]] = ()

    def records(self) -> QuerySet[Any]:
        """What this person may see, before search and filters."""
        raise NotImplementedError

    def filters(self) -> Sequence[Filter]:
        """The ways to narrow the list."""
        return []

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        """The records that a search for these words finds."""
        return records

    def enriched(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """What only the rows shown need: related rows and derived columns."""
        return records

    def context(self) -> dict[str, Any]:
        """Extra names for the template."""
        return {}

    def narrowed(self) -> Narrowing:
        """The list as search and filters in the address narrow it."""
        # PostgreSQL keeps no NUL in a text, so nothing is called like that.
        words = self.request.GET.get("q", "").replace("\0", "\N{REPLACEMENT CHARACTER}")
        words = words.strip()[:100]
        records = self.records()
        filters = self.filters()
        return Narrowing(
            words,
            self.found(records, words) if words else records,
            filters,
            [choice for each in filters if (choice := each.chosen(self.request))],
        )

    def chosen_order(self) -> Sequence[Any]:
        """The ordering that the address asks for."""
        return self.order(self.request.GET.get("sort", self.default_sort))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        narrowed = self.narrowed()
        counts = self._counted(narrowed.searched, narrowed.filters, narrowed.chosen)
        order = self.chosen_order()
        paginator = Paginator(narrowed.shown.order_by(*order), self.per_page)
        # Counted already, without putting anything in order.
        paginator.count = counts["shown"]
        page: Any = paginator.get_page(request.GET.get("page"))
        # Put in order by keys alone; whole rows are only fetched of those that are shown.
        keys = page.object_list.values("pk")
        shown = self.records().filter(IsOneOf("pk", ArraySubquery(keys)))
        page.object_list = self.enriched(shown).order_by(*order)
        context = {
            "page": self,
            "rows": page,
            "filter_rows": self._filter_rows(counts, narrowed.filters),
            "search_words": narrowed.words,
            "is_narrowed": bool(narrowed.words or narrowed.chosen),
            **self.context(),
        }
        return render(request, self.template_name, context)

    def order(self, sort: str) -> Sequence[Any]:
        """The ordering for a sort key; "-key" turns it round, an unknown one is the usual one."""
        key = sort.removeprefix("-")
        if key not in self.sorts:
            sort, key = self.default_sort, self.default_sort.removeprefix("-")
        columns = self.sorts[key]
        if not sort.startswith("-"):
            return [*columns, "pk"]
        return [_turned(columns[0]), *columns[1:], "pk"]

    def _counted(
        self, records: QuerySet[Any], filters: Sequence[Filter], chosen: Sequence[Choice]
    ) -> dict[str, int]:
        wanted = {"everything": Q(), "shown": Q(*(choice.keeps for choice in chosen))} | {
            f"{each.parameter}_{number}": choice.keeps
            for each in filters
            if not each.is_long
            for number, choice in enumerate(each.choices)
        }
        if not self.counted_by:
            return records.aggregate(
                **{name: Count("pk", filter=keeps) for name, keeps in wanted.items()}
            )
        groups = records.order_by().values(*self.counted_by).annotate(alike=Count("pk"))
        return groups.aggregate(
            **{name: Sum("alike", filter=keeps, default=0) for name, keeps in wanted.items()}
        )

    @staticmethod
    def _filter_rows(
        counts: dict[str, int], filters: Sequence[Filter]
    ) -> list[tuple[Filter, list[tuple[str, Words, int | None]]]]:
        return [
            (
                each,
                [("", each.everything, counts["everything"])]
                + [
                    (choice.value, choice.words, counts.get(f"{each.parameter}_{number}"))
                    for number, choice in enumerate(each.choices)
                ],
            )
            for each in filters
        ]


class IsOneOf(Func):
    """Whether a value is in an array. Unlike a join with the keys, it is always looked up by index."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    arity = 2
    output_field = BooleanField()


def _turned(column: Any) -> Any:
    if isinstance(column, str):
        return column.removeprefix("-") if column.startswith("-") else f"-{column}"
    if isinstance(column, OrderBy):
        column = column.expression
    return column.desc(nulls_last=True)
