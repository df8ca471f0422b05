"""Lists of volunteers and supportees, and a page for each of them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.lists import Choice, Filter, ListPage
from core.views import Page
from desk.queries import running_matches, status_story
from hosting.queries import narrowing_of
from matching.models import Match
from matching.queries import with_waiting_since
from meetings.models import Meeting
from meetings.queries import entries_of, with_people, with_sheets
from meetings.rhythm import with_rhythm
from people.models import Person
from schemes.access import needs
from schemes.rights import Right
from supportees.models import Supportee
from volunteers.models import Volunteer

V, S = Volunteer.Status, Supportee.Status


class PeopleList(ListPage, abstract=True):
    """What the lists of volunteers and supportees share."""

    default_sort = "name"

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        people = Person.objects.named_like(words).values("pk")
        return records.filter(Q(person__in=people) | Q(reference__istartswith=words))

    @cached_property
    def narrowing(self) -> dict[str, list[tuple[int, str]]]:
        """The sites, hosts and cohorts of the scheme."""
        return narrowing_of(self.request.current_scheme)

    def by(self, kind: str, label: Any, everything: Any, field: str = "") -> Filter:
        """One choice a site, host or cohort of the scheme."""
        return Filter(
            kind,
            label,
            [
                Choice(str(key), name, Q(**{field or kind: key}))
                for key, name in self.narrowing[kind]
            ],
            everything,
        )

    def by_site(self) -> Filter:
        """One choice a site of the scheme."""
        return self.by("site", _("Site"), _("All sites"))

    def by_host_and_cohort(self, host: str = "host", cohort: str = "cohort") -> list[Filter]:
        """One choice a host and a cohort, where the scheme has any; the fields that hold them."""
        found = [
            self.by("host", _("Host"), _("All hosts"), field=host),
            self.by("cohort", _("Cohort"), _("All cohorts"), field=cohort),
        ]
        return [each for each in found if each.choices]


class VolunteerList(PeopleList):
    """Everybody who gives time."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/volunteer_list.html"
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "name": ("person__family_name", "person__given_name"),
        "status": ("status", "status_since"),
        "started": (F("started_on").asc(nulls_last=True),),
        "site": ("site__name",),
        "host": (F("host__name").asc(nulls_last=True),),
    }

    def records(self) -> QuerySet[Volunteer]:
        return Volunteer.objects.visible_to(self.request.user).filter(
            scheme=self.request.current_scheme
        )

    def enriched(self, records: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
        return records.select_related(
            "person", "site", "scheme", "host", "cohort"
        ).prefetch_related(running_matches("supportee__person"))

    def context(self) -> dict[str, Any]:
        return {"shows_hosts": bool(self.narrowing["host"])}

    def filters(self) -> list[Filter]:
        return [
            Filter(
                "status",
                _("Status"),
                [Choice(status.value, status.label, Q(status=status)) for status in V],
                _("Everybody"),
            ),
            self.by_site(),
            *self.by_host_and_cohort(),
        ]


class SupporteeList(PeopleList):
    """Everybody who is supported, was, or waits to be."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/supportee_list.html"
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "name": ("person__family_name", "person__given_name"),
        "status": ("status", "status_since"),
        "referred": (F("referred_on").asc(nulls_last=True),),
        "site": ("site__name",),
    }

    def records(self) -> QuerySet[Supportee]:
        return Supportee.objects.visible_to(self.request.user).filter(
            scheme=self.request.current_scheme
        )

    def enriched(self, records: QuerySet[Supportee]) -> QuerySet[Supportee]:
        return records.select_related("person", "site", "scheme").prefetch_related(
            running_matches("volunteer__person")
        )

    def filters(self) -> list[Filter]:
        return [
            Filter(
                "status",
                _("Status"),
                [Choice(status.value, status.label, Q(status=status)) for status in S],
                _("Everybody"),
            ),
            self.by_site(),
        ]


class WaitingList(SupporteeList):
    """People waiting to be matched, the longest first."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/waiting_list.html"
    default_sort = "waiting"
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        **SupporteeList.sorts,
        "waiting": ("waiting_since",),
    }

    def records(self) -> QuerySet[Supportee]:
        return with_waiting_since(super().records().filter(status=S.WAITING))

    def enriched(self, records: QuerySet[Supportee]) -> QuerySet[Supportee]:
        return records.select_related("person", "site", "scheme")

    def filters(self) -> list[Filter]:
        return [self.by_site()]

    def context(self) -> dict[str, Any]:
        free = (
            Volunteer.objects.filter(
                scheme=self.request.current_scheme,
                status__in=[V.AVAILABLE, V.MATCHED],
            )
            .annotate(running=Count("matches", filter=~Q(matches__status=Match.Status.ENDED)))
            .filter(running__lt=F("most_supportees"))
        )
        return {"volunteers_with_room": free.count()}


class PersonStory(Page, abstract=True):
    """What the pages of a volunteer and a supportee share."""

    def matches_of(self, record: Volunteer | Supportee) -> list[Any]:
        """Their matches with the rhythm of each, the running ones first."""
        return list(
            with_rhythm(
                Match.objects.visible_to(self.request.user).filter(
                    pk__in=record.matches.values("pk")
                ),
                timezone.localdate(),
            )
            .select_related("scheme", "volunteer__person", "supportee__person")
            .order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")
        )

    def meetings_of(self, matches: Sequence[Match], most: int = 10) -> list[Any]:
        """The latest meetings of these matches, for the timeline."""
        meetings = with_sheets(
            with_people(
                Meeting.objects.visible_to(self.request.user)
                # By their keys: the database then goes through these alone.
                .filter(match__in=[match.pk for match in matches])
                .exclude(state=Meeting.State.SUPERSEDED)
                .order_by("-on", "-at", "-pk")
            )
        )[:most]
        return entries_of(meetings, timezone.localdate())


class VolunteerStory(PersonStory):
    """A volunteer: who, now, next, then the story."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/volunteer.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        volunteer = get_object_or_404(
            Volunteer.objects.visible_to(self.request.user)
            .filter(scheme=self.request.current_scheme)
            .select_related(
                "person__user", "scheme", "site", "host", "cohort", "organiser__person"
            ),
            pk=pk,
        )
        matches = self.matches_of(volunteer)
        running = [match for match in matches if match.status != Match.Status.ENDED]
        return self.render(
            volunteer=volunteer,
            make_match_url=reverse("make_match", args=[volunteer.scheme.slug])
            + f"?volunteer={volunteer.pk}",
            person=volunteer.person,
            matches=matches,
            running=running,
            has_room=len(running) < volunteer.most_supportees
            and volunteer.status in (V.AVAILABLE, V.MATCHED),
            entries=self.meetings_of(matches),
            checks=volunteer.checks.all(),
            steps=status_story(volunteer),
        )


class SupporteeStory(PersonStory):
    """A supportee: who, now, next, then the story."""

    guard = needs(Right.SEE_PEOPLE)
    template_name = "desk/supportee.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        supportee = get_object_or_404(
            with_waiting_since(
                Supportee.objects.visible_to(self.request.user).filter(
                    scheme=self.request.current_scheme
                )
            ).select_related("person__user", "scheme", "site"),
            pk=pk,
        )
        matches = self.matches_of(supportee)
        return self.render(
            supportee=supportee,
            make_match_url=reverse("make_match", args=[supportee.scheme.slug])
            + f"?supportee={supportee.pk}",
            person=supportee.person,
            matches=matches,
            running=[match for match in matches if match.status != Match.Status.ENDED],
            days_waiting=(timezone.localdate() - supportee.waiting_since).days,
            entries=self.meetings_of(matches),
            steps=status_story(supportee),
        )
