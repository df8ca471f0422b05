"""The first page: it sends each person to their own place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.views import Page, anyone
from people.models import Person
from schemes.models import Role, RoleGrant, Scheme
from schemes.rights import ROLE_RIGHTS, Right
from supportees.models import Supportee
from volunteers.models import Volunteer

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Place:
    """Somewhere a person belongs, and as whom."""

    name: str | Promise
    part: str | Promise
    address: str


class HomePage(Page):
    """One place: straight there. Several: a choice. None: who to ask. Signed out: the way in."""

    guard = anyone
    template_name = "desk/home.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            self.template_name = "desk/start.html"
            return self.render()
        places = places_of(request.user)
        if len(places) == 1:
            return redirect(places[0].address)
        return self.render(places=places)


def places_of(user: "User") -> list[Place]:
    """Where this user belongs today, schemes first: three queries, however many places."""
    roles_in: dict[Scheme, list[Role]] = {}
    grants = RoleGrant.objects.current().filter(user=user).select_related("scheme")
    for grant in grants.order_by("scheme__name", "scheme", "role"):
        roles_in.setdefault(grant.scheme, []).append(Role(grant.role))
    places = [_place_in(scheme, roles) for scheme, roles in roles_in.items()]
    if is_volunteer_or_supportee(user):
        places.append(Place(_("My own page"), _("what is mine to do and to know"), reverse("me")))
    return places


def is_volunteer_or_supportee(user: "User") -> bool:
    """Whether somebody's own record in a scheme belongs to this user."""
    person = Person.objects.filter(user=user).values("pk")
    return (
        Volunteer.objects.filter(person__in=person).exists()
        or Supportee.objects.filter(person__in=person).exists()
    )


def _place_in(scheme: Scheme, roles: list[Role]) -> Place:
    rights = frozenset[Right]().union(*(ROLE_RIGHTS[role] for role in roles))
    page = "today" if Right.SEE_PEOPLE in rights else "setup"
    part = roles[0].label
    for role in roles[1:]:
        part = format_lazy("{}, {}", part, role.label)
    return Place(scheme.name, part, reverse(page, args=[scheme.slug]))
