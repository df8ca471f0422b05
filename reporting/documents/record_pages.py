"""The records behind the figures, as pages of a workbook that goes to a funder.

One row for each record, and never a name: people are there by their reference, and what
was written about them stays in the house. A place is named only where several matches met,
since one where a single match meets may be somebody's home.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import User
from core.spreadsheets.xlsx.writing import Cell, Column, Page
from matching.models import Match
from meetings.models import Meeting
from reporting.documents.register_pages import FIELDS, columns_of, rows_of
from reporting.models import Report
from reporting.queries import records_behind_any
from schemes.models import Partnership, TakingPart
from supportees.models import Supportee
from volunteers.models import Volunteer

ROWS_AT_A_TIME = 2_000
MATCHES_THAT_MAKE_A_PLACE_KNOWN = 3
Rows = Iterator[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class Kind:
    """How the records of one model are listed: the page's name, its columns, its rows.

    `rows` takes the records and the report and gives each record's key and cells.
    """

    name: Callable[[Report], str]
    columns: Callable[[Report], Sequence[Column]]
    rows: Callable[[QuerySet, Report], Rows]


class RecordPages:
    """The pages of records of one report, as far as this reader may see them today.

    `left_out` says in sentences what is missing; it is complete once all rows were read.
    """

    def __init__(self, report: Report, reader: User | None) -> None:
        self.report = report
        self.reader = reader
        self.left_out: list[str] = []

    def pages(self) -> list[Page]:
        """A page for each kind of record, with a column for each figure that counts it."""
        counted: dict[str, list[tuple[str, str]]] = {}
        for key, *models, frozen in self.report.figures.values_list(
            "key", "records_of", "head_counts_of", "frozen"
        ):
            for model in dict.fromkeys(filter(None, models)):
                counted.setdefault(model, []).append((key, frozen["label"]))
        return [self._page(model, figures) for model, figures in counted.items()]

    def _page(self, model: str, figures: Sequence[tuple[str, str]]) -> Page:
        kind = KINDS.get(model) or (_entries(model) if model in FIELDS else _by_number(model))
        columns = [*kind.columns(self.report), *(Column(label) for _key, label in figures)]
        return Page(kind.name(self.report), columns, self._rows(model, kind, figures))

    def _rows(
        self, model: str, kind: Kind, figures: Sequence[tuple[str, str]]
    ) -> Iterator[Sequence[Cell]]:
        ids = [self._record_ids(key, model) for key, _label in figures]
        records = records_behind_any(self.report, model, self.reader)
        listed = [0] * len(ids)
        for record_id, cells in kind.rows(records, self.report):
            marks = [1 if _holds(each, record_id) else None for each in ids]
            for place, mark in enumerate(marks):
                listed[place] += mark or 0
            yield [*cells, *marks]
        for (_key, label), each, shown in zip(figures, ids, listed, strict=True):
            if shown < len(each):
                self._say_left_out(label, len(each) - shown)

    def _record_ids(self, key: str, model: str) -> array:
        """The keys of a figure's records of a model, in order: eight bytes for each."""
        figure = self.report.figures.get(key=key)
        ids = figure.record_ids if figure.records_of == model else []
        head_counts = figure.head_count_ids if figure.head_counts_of == model else []
        return array("q", sorted([*ids, *head_counts]))

    def _say_left_out(self, label: str, n: int) -> None:
        self.left_out.append(
            _(
                "%(label)s: %(n)d of the records that were counted are not listed. "
                "They are gone, or not for whoever took this file out."
            )
            % {"label": label, "n": n}
        )


def _holds(ids: array, record_id: int) -> bool:
    place = bisect_left(ids, record_id)
    return place < len(ids) and ids[place] == record_id


def references(people: QuerySet) -> dict[int, str]:
    """What each volunteer or supported person is called where no name may stand.

    Their reference, or the number of their record where there is none or it gives a name away.
    """
    found = people.values_list(
        "pk", "reference", "person__given_name", "person__family_name", "person__known_as"
    )
    return {
        pk: reference
        if reference and not _gives_away(reference, names)
        else _("no. %(number)s") % {"number": pk}
        for pk, reference, *names in found
    }


def _gives_away(reference: str, names: Sequence[str]) -> bool:
    said = reference.casefold()
    return any(len(word) > 2 and word.casefold() in said for name in names for word in name.split())


def _of_scheme(report: Report) -> tuple[dict[int, str], dict[int, str]]:
    scheme = report.scheme_id
    return (
        references(Volunteer.objects.filter(scheme=scheme)),
        references(Supportee.objects.filter(scheme=scheme)),
    )


def _pair_columns(report: Report) -> list[Column]:
    return [Column(_word("supporter")(report), 16), Column(_word("supportee")(report), 16)]


def _meeting_columns(report: Report) -> list[Column]:
    return [
        Column(_("Date"), 13),
        Column(_("State"), 14),
        Column(_("How"), 12),
        Column(_("Minutes"), 10),
        Column(_("Place"), 26),
        Column(_word("match")(report), 10),
        *_pair_columns(report),
    ]


def _meetings(records: QuerySet, report: Report) -> Rows:
    states = {state.value: str(state.label) for state in Meeting.State}
    ways = {way.value: str(way.label) for way in Meeting.Way}
    volunteers, supportees = _of_scheme(report)
    pairs = {
        match: (volunteers[volunteer], supportees[supportee])
        for match, volunteer, supportee in Match.objects.filter(
            scheme=report.scheme_id
        ).values_list("pk", "volunteer", "supportee")
    }
    known = set(
        records.order_by()
        .exclude(place="")
        .values_list("place")
        .annotate(matches=Count("match", distinct=True))
        .filter(matches__gte=MATCHES_THAT_MAKE_A_PLACE_KNOWN)
        .values_list("place", flat=True)
    )
    kept_back = _("(kept back)")
    for pk, on, state, way, minutes, place, match in (
        records.order_by("on", "pk")
        .values_list("pk", "on", "state", "way", "minutes", "place", "match")
        .iterator(chunk_size=ROWS_AT_A_TIME)
    ):
        shown = place if place in known or not place else kept_back
        yield pk, (on, states[state], ways[way], minutes, shown, match, *pairs[match])


def _match_columns(report: Report) -> list[Column]:
    return [
        Column(_word("match")(report), 10),
        *_pair_columns(report),
        Column(_("From"), 13),
        Column(_("Until"), 13),
        Column(_("Now"), 14),
        Column(_("Kind of ending"), 26),
    ]


def _matches(records: QuerySet, report: Report) -> Rows:
    statuses = {status.value: str(status.label) for status in Match.Status}
    endings = {ending.value: str(ending.label) for ending in Match.Ending}
    volunteers, supportees = _of_scheme(report)
    for pk, volunteer, supportee, first, last, status, ending in (
        records.order_by("started_on", "pk")
        .values_list("pk", "volunteer", "supportee", "started_on", "ended_on", "status", "ending")
        .iterator(chunk_size=ROWS_AT_A_TIME)
    ):
        yield (
            pk,
            (
                pk,
                volunteers[volunteer],
                supportees[supportee],
                first,
                last,
                statuses[status],
                endings.get(ending),
            ),
        )


def _people_columns(report: Report) -> list[Column]:
    return [Column(_("Reference"), 16), Column(_("Now"), 16)]


def _people(records: QuerySet, report: Report) -> Rows:
    statuses = {
        value: str(label) for value, label in records.model._meta.get_field("status").choices
    }
    called = references(records.order_by())
    for pk, status in (
        records.order_by("pk").values_list("pk", "status").iterator(chunk_size=ROWS_AT_A_TIME)
    ):
        yield pk, (called[pk], statuses[status])


def _planning_columns(report: Report) -> list[Column]:
    return [
        Column(_("Date"), 13),
        Column(_("As what"), 34),
        Column(_("At least"), 10),
        Column(_("At most"), 10),
        Column(_("How we know"), 24),
    ]


def _planning(records: QuerySet, report: Report) -> Rows:
    each: TakingPart
    for each in records.order_by("took_part_on", "pk").iterator(chunk_size=ROWS_AT_A_TIME):
        people = len(each.names)
        yield (
            each.pk,
            (
                each.took_part_on,
                each.get_took_part_as_display(),
                people or each.low,
                people or each.high,
                _("named") if people else each.get_basis_display(),
            ),
        )


def _partner_columns(report: Report) -> list[Column]:
    return [
        Column(_("Organisation"), 32),
        Column(_("Part"), 24),
        Column(_("From"), 13),
        Column(_("Until"), 13),
        Column(_("Written agreement made on"), 16),
    ]


def _partners(records: QuerySet, report: Report) -> Rows:
    each: Partnership
    for each in records.select_related("organisation").order_by("organisation__name", "pk"):
        yield (
            each.pk,
            (
                each.organisation.name,
                each.get_part_display(),
                each.started_on,
                each.ended_on,
                each.agreement_on,
            ),
        )


def _entries(model: str) -> Kind:
    """Entries of a register, with what of them may leave the house."""
    return Kind(
        lambda report: _called(model),
        lambda report: columns_of(model),
        lambda records, report: rows_of(model, records),
    )


def _called(model: str) -> str:
    return capfirst(str(apps.get_model(model)._meta.verbose_name_plural))


def _by_number(model: str) -> Kind:
    """Records nobody has described here: one row each, with its number and nothing else."""
    name = _called(model)

    def rows(records: QuerySet, report: Report) -> Rows:
        for pk in records.order_by("pk").values_list("pk", flat=True).iterator():
            yield pk, (pk,)

    return Kind(lambda report: name, lambda report: [Column(_("Record"), 12)], rows)


def _word(key: str) -> Callable[[Report], str]:
    return lambda report: str(capfirst(getattr(report.scheme.words, key)))


KINDS: dict[str, Kind] = {
    "meetings.meeting": Kind(_word("meetings"), _meeting_columns, _meetings),
    "matching.match": Kind(_word("matches"), _match_columns, _matches),
    "volunteers.volunteer": Kind(_word("supporters"), _people_columns, _people),
    "supportees.supportee": Kind(_word("supportees"), _people_columns, _people),
    "schemes.takingpart": Kind(lambda report: _("Planning"), _planning_columns, _planning),
    "schemes.partnership": Kind(lambda report: _("Partnership"), _partner_columns, _partners),
}


def what_is_left_out(pages: RecordPages) -> list[str]:
    """Sentences about what the pages of records do not show, and why."""
    return [
        _(
            "No names of people and nothing written about them is in this file. "
            "People are listed by their reference, or by a number where there is none."
        ),
        _(
            "A place is named where at least %(n)d matches met. Others are kept back, "
            "since they may be somebody's home."
        )
        % {"n": MATCHES_THAT_MAKE_A_PLACE_KNOWN},
        *pages.left_out,
    ]
