"""The way round for staff: what stands at the side of every page of a scheme."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from hosting.queries import has_hosting, is_about_hosting
from matching.models import Match
from schemes.models import Scheme
from schemes.rights import Right
from schemes.words import Word
from supportees.models import Supportee
from volunteers.models import Volunteer

Item = tuple[str, str, int | None, bool]


@dataclass(frozen=True)
class Counts:
    """How many there are now, for the numbers beside the links."""

    matches: int
    volunteers: int
    waiting: int
    has_hosting: bool


def counts_of(scheme: Scheme) -> Counts:
    """Running matches, volunteers who have not left, people waiting, whether there are hosts. One query."""
    S, V = Supportee.Status, Volunteer.Status
    counted = (
        Scheme.objects.filter(pk=scheme.pk)
        .values("pk")
        .annotate(
            running=_count_of(Match.objects.running()),
            volunteers_now=_count_of(Volunteer.objects.exclude(status=V.LEFT)),
            waiting=_count_of(Supportee.objects.filter(status=S.WAITING)),
            has_hosting=has_hosting(OuterRef("pk")),
        )
        .get()
    )
    return Counts(
        counted["running"],
        counted["volunteers_now"],
        counted["waiting"],
        counted["has_hosting"],
    )


def _count_of(records: QuerySet[Any]) -> Coalesce:
    counted = (
        records.filter(scheme=OuterRef("pk"))
        .order_by()
        .values("scheme")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def navigation_for(request: HttpRequest) -> list[Item]:
    """(label, address, count, is this the page) for what the user may open in this scheme."""
    scheme: Scheme = request.current_scheme  # type: ignore[attr-defined]
    rights: frozenset[Right] = request.rights  # type: ignore[attr-defined]
    words = scheme.words
    items: list[tuple[str, str, int | None]] = []

    def add(label: Word, name: str, count: int | None = None) -> None:
        items.append((str(label), reverse(name, args=[scheme.slug]), count))

    if Right.SEE_PEOPLE in rights:
        counts = counts_of(scheme)
        add(_("Today"), "today")
        add(capfirst(words.matches), "matches", counts.matches)
        add(capfirst(words.supporters), "volunteers", counts.volunteers)
        add(_("People waiting"), "people_waiting", counts.waiting)
        add(capfirst(words.supportees), "supportees")
        add(capfirst(words.meetings), "meetings")
        if counts.has_hosting or is_about_hosting(scheme):
            add(_("Hosts"), "hosts")
    if Right.SEE_HOSTED in rights:
        add(_("Our people"), "our_people")
    if Right.SEE_FIGURES in rights:
        add(_("Reports"), "reports")
    if Right.KEEP_REGISTERS in rights:
        add(_("For reports"), "registers")
    if Right.IMPORT in rights:
        add(_("Spreadsheets in"), "imports")
    if Right.SEE_PLAN in rights:
        add(_("The scheme"), "setup")
    here = request.path
    longest = max(
        (address for _label, address, _count in items if here.startswith(address)),
        key=len,
        default="",
    )
    return [(label, address, count, address == longest) for label, address, count in items]
