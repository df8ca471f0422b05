"""For the staff of a host: the people of their own organisation, and nothing more of them than
name, contact, where they are now, since when, and who answers for them."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.lists import Choice, Filter, ListPage
from core.views import Page
from hosting.models import Organiser, Placement
from people.models import Person
from schemes.access import needs, own_organisation
from schemes.models import Organisation
from schemes.rights import Right
from volunteers.models import Volunteer

V = Volunteer.Status


class OfOwnOrganisation(Page, abstract=True):
    """The organisation for which the user holds their role today, and whom it hosts."""

    guard = needs(Right.SEE_HOSTED)

    @cached_property
    def organisation(self) -> Organisation | None:
        """The user's own; None where nobody said which."""
        return own_organisation(self.request.user, self.request.current_scheme)

    @cached_property
    def placements(self) -> list[Placement]:
        """Who is placed with them today."""
        return list(
            Placement.objects.current()
            .filter(
                organiser__in=Organiser.objects.visible_to(self.request.user).filter(
                    scheme=self.request.current_scheme
                ),
                host=self.organisation,
            )
            .select_related("organiser__person", "cohort")
            .order_by("organiser__person__family_name", "organiser__person__given_name", "pk")
        )

    def volunteers(self) -> QuerySet[Volunteer]:
        """Whom they host."""
        return Volunteer.objects.visible_to(self.request.user).filter(
            scheme=self.request.current_scheme, host=self.organisation, host__isnull=False
        )

    def answers(self) -> dict[int, str]:
        """{organiser: name} of those placed with them: somebody of another host stays unnamed."""
        return {each.organiser_id: each.organiser.person.name for each in self.placements}


class OurPeople(OfOwnOrganisation, ListPage):
    """Everybody of their own, with a way to reach them."""

    guard = needs(Right.SEE_HOSTED)
    template_name = "desk/our_people.html"
    default_sort = "name"
    sorts: ClassVar[dict[str, Sequence[Any]]] = {
        "name": ("person__family_name", "person__given_name"),
        "status": ("status", "status_since"),
    }

    def records(self) -> QuerySet[Any]:
        return self.volunteers().exclude(status=V.LEFT)

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        return records.filter(person__in=Person.objects.named_like(words).values("pk"))

    def enriched(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return records.select_related("person", "organiser__person")

    def filters(self) -> list[Filter]:
        return [
            Filter(
                "status",
                _("Status"),
                [
                    Choice(status.value, status.label, Q(status=status))
                    for status in V
                    if status != V.LEFT
                ],
                _("Everybody"),
            )
        ]

    def context(self) -> dict[str, Any]:
        return {
            "organisation": self.organisation,
            "placements": self.placements,
            "answers": self.answers(),
        }


class OurVolunteer(OfOwnOrganisation):
    """One volunteer of their own."""

    template_name = "desk/our_person.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        volunteer = get_object_or_404(
            self.volunteers().exclude(status=V.LEFT).select_related("person", "cohort"), pk=pk
        )
        return self.render(
            person=volunteer.person,
            part=self.request.current_scheme.words.supporter,
            cohort=volunteer.cohort,
            state=volunteer.get_status_display(),
            since=volunteer.started_on,
            answers=self.answers().get(volunteer.organiser_id or 0, ""),
        )


class OurOrganiser(OfOwnOrganisation):
    """One paid organiser who is placed with them."""

    template_name = "desk/our_person.html"

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        placement = get_object_or_404(
            Placement.objects.current()
            .filter(pk__in=[each.pk for each in self.placements])
            .select_related("organiser__person", "cohort"),
            organiser=pk,
        )
        return self.render(
            person=placement.organiser.person,
            part=_("paid organiser"),
            cohort=placement.cohort,
            since=placement.started_on,
            until=placement.ended_on,
            volunteers=self.volunteers()
            .exclude(status=V.LEFT)
            .filter(organiser=pk)
            .select_related("person")
            .order_by("person__family_name", "person__given_name", "pk"),
            today=timezone.localdate(),
        )
