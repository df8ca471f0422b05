"""Hosts, cohorts and paid organisers: lists, and a page for each host and organiser."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.lists import Choice, Filter, ListPage
from core.views import Page
from desk.people import PeopleList
from hosting.models import Organiser, Placement
from hosting.queries import (
    HostNeeds,
    cohorts_of,
    part_of_each_host_that_counts,
    parts_as_host,
    places_until,
    remarks_on,
    with_host_parts,
    with_latest_place,
    with_organisers_now,
    with_what_is_due,
)
from schemes.access import needs
from schemes.queries import the_part_that_counts
from schemes.rights import Right
from volunteers.models import Volunteer


def volunteers_now(**of: Any) -> Coalesce:
    """How many volunteers who have not left belong to a row."""
    counted = (
        Volunteer.objects.filter(**of)
        .exclude(status=Volunteer.Status.LEFT)
        .order_by()
        .values(next(iter(of)))
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class HostList(ListPage):
    """Every host once; those of which something is due come first."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/host_list.html"
    default_sort = "urgency"
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "urgency": ("urgency", "follow_up_due_on", "organisation__name"),
        "name": ("organisation__name",),
        "organisers": ("organisers_now", "organisation__name"),
        "volunteers": ("volunteers_now", "organisation__name"),
        "inducted": (F("inducted_on").asc(nulls_first=True),),
    }

    def records(self) -> QuerySet[Any]:
        return part_of_each_host_that_counts(
            self.request.current_scheme, timezone.localdate()
        ).visible_to(  # type: ignore[attr-defined]
            self.request.user
        )

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        return records.filter(organisation__name__icontains=words)

    def enriched(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return (
            with_organisers_now(records, timezone.localdate())
            .annotate(
                volunteers_now=volunteers_now(
                    host=OuterRef("organisation"), scheme=OuterRef("scheme")
                )
            )
            .select_related("organisation")
        )

    def filters(self) -> list[Filter]:
        return [
            Filter(
                "needs",
                _("What is due"),
                [Choice(each.value, each.label, Q(needs=each)) for each in HostNeeds],
                _("All hosts"),
            )
        ]


@dataclass(frozen=True)
class Answering:
    """A paid organiser at a host, and the volunteers they answer for."""

    placement: Placement
    volunteers: list[Volunteer]


class HostStory(Page):
    """A host: who answers for whom there, what is due next, and what was."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/host.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        scheme, today = self.request.current_scheme, timezone.localdate()
        parts = list(
            with_what_is_due(parts_as_host(scheme).filter(organisation=pk), today)
            .visible_to(self.request.user)  # type: ignore[attr-defined]
            .select_related("organisation")
            .order_by("-started_on")
        )
        if not parts:
            raise Http404
        part = the_part_that_counts(parts, today)
        placements = list(
            Placement.objects.visible_to(self.request.user)
            .filter(organiser__scheme=scheme, host=pk)
            .select_related("organiser__person", "organiser__scheme", "cohort")
        )
        volunteers = list(
            Volunteer.objects.visible_to(self.request.user)
            .filter(scheme=scheme, host=pk)
            .exclude(status=Volunteer.Status.LEFT)
            .select_related("person", "scheme", "cohort", "organiser__person")
            .order_by("person__family_name", "person__given_name", "pk")
        )
        now = [each for each in placements if _holds(each, today)]
        here = {each.organiser_id for each in now}
        return self.render(
            today=today,
            host=part.organisation,
            part=part,
            before=[each for each in parts if each.started_on < part.started_on],
            again=[each for each in parts if each.started_on > part.started_on],
            answering=[
                Answering(
                    each, [one for one in volunteers if one.organiser_id == each.organiser_id]
                )
                for each in now
            ],
            unanswered=[one for one in volunteers if one.organiser_id not in here],
            volunteers=volunteers,
            coming=[each for each in placements if each.started_on > today],
            past=[each for each in placements if each.ended_on and each.ended_on < today],
        )


def _holds(placement: Placement, day: Any) -> bool:
    return placement.started_on <= day and (placement.ended_on is None or placement.ended_on >= day)


class CohortList(Page):
    """All cohorts, the newest first: a scheme has a few in a year."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/cohorts.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        today = timezone.localdate()
        cohorts = (
            cohorts_of(self.request.current_scheme, today)
            .visible_to(self.request.user)  # type: ignore[attr-defined]
            .annotate(volunteers_now=volunteers_now(cohort=OuterRef("pk")))
            .order_by("-started_on", "name")
        )
        return self.render(cohorts=cohorts, today=today)


class OrganiserList(PeopleList):
    """All paid organisers, with where they are placed."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/organiser_list.html"
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "name": ("person__family_name", "person__given_name"),
        "started": (F("started_on").asc(nulls_last=True),),
        "volunteers": ("volunteers_now", "person__family_name"),
    }

    def records(self) -> QuerySet[Any]:
        return with_latest_place(
            Organiser.objects.visible_to(self.request.user).filter(
                scheme=self.request.current_scheme
            ),
            timezone.localdate(),
        )

    def enriched(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return (
            records.annotate(volunteers_now=volunteers_now(organiser=OuterRef("pk")))
            .select_related("person", "scheme")
            .prefetch_related(places_until(timezone.localdate()))
        )

    def filters(self) -> list[Filter]:
        today = timezone.localdate()
        is_here = Q(left_on=None) | Q(left_on__gte=today)
        return [
            Filter(
                "show",
                _("Show"),
                [
                    Choice("placed", _("placed now"), is_here & Q(is_placed=True)),
                    Choice("free", _("placed nowhere now"), is_here & Q(is_placed=False)),
                    Choice("past", _("left"), Q(left_on__lt=today)),
                ],
                _("Everybody"),
            ),
            *self.by_host_and_cohort("latest_host", "latest_cohort"),
        ]

    def context(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}


class OrganiserStory(Page):
    """A paid organiser: where they are, whose volunteers they answer for, where they were."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/organiser.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        scheme, today = self.request.current_scheme, timezone.localdate()
        organiser = get_object_or_404(
            Organiser.objects.visible_to(self.request.user)
            .filter(scheme=scheme)
            .select_related("person", "scheme"),
            pk=pk,
        )
        placements = list(
            with_host_parts(
                Placement.objects.visible_to(self.request.user).filter(organiser=organiser), scheme
            )
        )
        volunteers = list(
            Volunteer.objects.visible_to(self.request.user)
            .filter(organiser=organiser)
            .exclude(status=Volunteer.Status.LEFT)
            .select_related("person", "scheme", "host", "cohort")
            .order_by("person__family_name", "person__given_name", "pk")
        )
        return self.render(
            today=today,
            organiser=organiser,
            person=organiser.person,
            now=next((each for each in placements if _holds(each, today)), None),
            placements=[(each, remarks_on(each)) for each in placements],
            volunteers=volunteers,
        )
