"""Reads about hosts, cohorts and paid organisers: one definition of each notion."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hosting.models import Cohort, Organiser, Placement
from hosting.wording import reaches_over, span_words, spans_words
from schemes.models import Organisation, Partnership, Scheme, SchemeKind

OVERDUE_AFTER_DAYS = 28


class HostNeeds(models.TextChoices):
    """What a host wants of us now, the most urgent first."""

    OVERDUE = "overdue", gettext_lazy("follow-up overdue")
    FOLLOW_UP = "follow_up", gettext_lazy("follow-up due")
    AGREEMENT = "agreement", gettext_lazy("no written agreement")
    INDUCTION = "induction", gettext_lazy("no induction yet")
    NOTHING = "nothing", gettext_lazy("all in order")
    NOT_YET = "not_yet", gettext_lazy("begins later")
    OVER = "over", gettext_lazy("host no longer")


class _ThreeMonthsAfter(Func):
    """The same day three months later; PostgreSQL takes the last day of a shorter month."""

    template = "(%(expressions)s + interval '3 months')::date"
    output_field = DateField()


def parts_as_host(scheme: Scheme | OuterRef) -> QuerySet[Partnership]:
    """Every stretch of days in which an organisation is or was a host of the scheme."""
    return Partnership.objects.filter(scheme=scheme, part=Partnership.Part.HOST)


def host_parts_of(scheme: Scheme, host: Organisation) -> list[Partnership]:
    """The stretches of days of one host, in order."""
    return list(parts_as_host(scheme).filter(organisation=host).order_by("started_on"))


def hosts_now(scheme: Scheme, on: date | None = None) -> QuerySet[Organisation]:
    """Organisations that host people of the scheme today, or will."""
    on = on or timezone.localdate()
    parts = parts_as_host(scheme).filter(Q(ended_on=None) | Q(ended_on__gte=on))
    return Organisation.objects.filter(pk__in=parts.values("organisation"))


def with_what_is_due(parts: QuerySet[Partnership], on: date) -> QuerySet[Any]:
    """Parts as host with `follow_up_due_on` and `needs` (a HostNeeds) on a day.

    A follow-up is due three months after the induction, else after the start. It is overdue
    four weeks later. Nothing is due of a host that is one no longer, or not yet.
    """
    is_open = Q(followed_up_on=None)
    long_ago = on - timedelta(days=OVERDUE_AFTER_DAYS)
    return parts.annotate(
        follow_up_due_on=_ThreeMonthsAfter(Coalesce("inducted_on", "started_on"))
    ).annotate(
        needs=Case(
            When(ended_on__lt=on, then=Value(HostNeeds.OVER)),
            When(started_on__gt=on, then=Value(HostNeeds.NOT_YET)),
            When(is_open & Q(follow_up_due_on__lt=long_ago), then=Value(HostNeeds.OVERDUE)),
            When(is_open & Q(follow_up_due_on__lte=on), then=Value(HostNeeds.FOLLOW_UP)),
            When(agreement_on=None, agreement_undated=False, then=Value(HostNeeds.AGREEMENT)),
            When(inducted_on=None, followed_up_on=None, then=Value(HostNeeds.INDUCTION)),
            default=Value(HostNeeds.NOTHING),
            output_field=TextField(),
        )
    )


def part_of_each_host_that_counts(scheme: Scheme, on: date) -> QuerySet[Any]:
    """Every host once, by the stretch of days that counts, with what is due and its `urgency`.

    The same stretch as `schemes.queries.the_part_that_counts`: a renewal still to come hides
    nothing that is due now.
    """
    others = parts_as_host(scheme).filter(organisation=OuterRef("organisation"))
    begun_later = others.filter(started_on__lte=on, started_on__gt=OuterRef("started_on"))
    earlier = others.filter(started_on__lt=OuterRef("started_on"))
    counting = parts_as_host(scheme).filter(
        Q(started_on__lte=on) & ~Exists(begun_later) | Q(started_on__gt=on) & ~Exists(earlier)
    )
    return with_what_is_due(counting, on).annotate(
        urgency=Case(
            *[When(needs=each, then=Value(place)) for place, each in enumerate(HostNeeds)],
            output_field=IntegerField(),
        )
    )


def with_organisers_now(parts: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Parts as host with `organisers_now`: how many are placed there on a day."""
    return parts.annotate(
        organisers_now=_count(
            Placement.objects.current(on).filter(
                organiser__scheme=OuterRef("scheme"), host=OuterRef("organisation")
            ),
            by="host",
        )
    )


def hosts_that_need_somebody(scheme: Scheme, on: date) -> QuerySet[Any]:
    """Hosts with a follow-up due or without a written agreement, the most urgent first."""
    return (
        part_of_each_host_that_counts(scheme, on)
        .filter(needs__in=[HostNeeds.OVERDUE, HostNeeds.FOLLOW_UP, HostNeeds.AGREEMENT])
        .select_related("organisation")
        .order_by("urgency", "follow_up_due_on", "organisation__name", "pk")
    )


def has_hosting(scheme: Any) -> Any:
    """An expression: whether a scheme (a key, or an OuterRef) has a host, cohort or organiser."""
    return (
        Exists(Partnership.objects.filter(scheme=scheme, part=Partnership.Part.HOST))
        | Exists(Cohort.objects.filter(scheme=scheme))
        | Exists(Organiser.objects.filter(scheme=scheme))
    )


def is_about_hosting(scheme: Scheme) -> bool:
    """Whether a scheme of this kind works through hosts from its first day."""
    return scheme.kind == SchemeKind.COMMUNITY_ORGANISING


def cohorts_of(scheme: Scheme, on: date) -> QuerySet[Any]:
    """Cohorts in order of time, with `organisers_now`: those placed in it on a day."""
    return Cohort.objects.filter(scheme=scheme).annotate(
        organisers_ever=_count(
            Placement.objects.filter(cohort=OuterRef("pk")), by="cohort", of="organiser"
        ),
        organisers_now=_count(
            Placement.objects.current(on).filter(cohort=OuterRef("pk")), by="cohort"
        ),
    )


def with_latest_place(organisers: QuerySet[Organiser], on: date) -> QuerySet[Any]:
    """Organisers with the key of the `latest_host` and `latest_cohort` they were placed at by a
    day, and `is_placed`: whether they still are."""
    begun = Placement.objects.filter(organiser=OuterRef("pk"), started_on__lte=on).order_by(
        "-started_on"
    )
    return organisers.annotate(
        latest_host=Subquery(begun.values("host")[:1]),
        latest_cohort=Subquery(begun.values("cohort")[:1]),
        is_placed=Exists(Placement.objects.current(on).filter(organiser=OuterRef("pk"))),
    )


def places_until(on: date) -> Prefetch:
    """The placements of listed organisers that have begun, the latest first, as `places`."""
    begun = Placement.objects.filter(started_on__lte=on).order_by("-started_on")
    return Prefetch("placements", begun.select_related("host", "cohort"), to_attr="places")


def narrowing_of(scheme: Scheme) -> dict[str, list[tuple[int, str]]]:
    """What lists of people can be narrowed by: sites, hosts, cohorts. One query."""
    rows = (
        scheme.sites.order_by()
        .annotate(kind=Value("site", TextField()))
        .values_list("kind", "pk", "name")
        .union(
            Organisation.objects.order_by()
            .filter(pk__in=parts_as_host(scheme).values("organisation"))
            .annotate(kind=Value("host", TextField()))
            .values_list("kind", "pk", "name"),
            Cohort.objects.order_by()
            .filter(scheme=scheme)
            .annotate(kind=Value("cohort", TextField()))
            .values_list("kind", "pk", "name"),
            all=True,
        )
    )
    found: dict[str, list[tuple[int, str]]] = {"site": [], "host": [], "cohort": []}
    for kind, key, name in rows:
        found[kind].append((key, name))
    return {kind: sorted(each, key=_by_name) for kind, each in found.items()}


def _by_name(each: tuple[int, str]) -> tuple[str, int]:
    return each[1].casefold(), each[0]


def remarks_on(placement: Placement) -> list[str]:
    """What is odd about the days of a placement, in sentences: told, never refused.

    Reads the placement's cohort and the parts of its host in the scheme (`host_parts`, when they
    were fetched for a list; else one query).
    """
    found = []
    cohort = placement.cohort
    if cohort is not None and reaches_over(placement, cohort):
        found.append(
            _("Some of these days are outside %(cohort)s, which runs %(days)s.")
            % {"cohort": cohort.name, "days": span_words(cohort)}
        )
    parts = getattr(placement.host, "host_parts", None)
    if parts is None:
        parts = host_parts_of(placement.organiser.scheme, placement.host)
    if all(reaches_over(placement, part) for part in parts):
        found.append(
            _("Some of these days are outside those in which %(host)s is a host: %(days)s.")
            % {"host": placement.host.name, "days": spans_words(parts)}
            if parts
            else _("%(host)s is not written down as a host of this scheme.")
            % {"host": placement.host.name}
        )
    return found


def with_host_parts(placements: QuerySet[Placement], scheme: Scheme) -> QuerySet[Placement]:
    """Placements with host, cohort and the days of each host: what `remarks_on` reads."""
    return placements.select_related("host", "cohort").prefetch_related(
        Prefetch(
            "host__partnerships", parts_as_host(scheme).order_by("started_on"), to_attr="host_parts"
        )
    )


def _count(records: QuerySet[Any], *, by: str, of: str = "pk") -> Coalesce:
    counted = records.order_by().values(by).annotate(n=Count(of, distinct=of != "pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
