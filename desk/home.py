"""The first page: it sends each person to their own place."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.views import Page, anyone
from hosting.queries import parts_as_host
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
    hosted_in: set[Scheme] = set()
    grants = (
        RoleGrant.objects.current()
        .filter(user=user)
        .annotate(
            of_a_host=Exists(
                parts_as_host(OuterRef("scheme")).filter(organisation=OuterRef("organisation"))
            )
        )
        .select_related("scheme")
    )
    for grant in grants.order_by("scheme__name", "scheme", "role"):
        roles_in.setdefault(grant.scheme, []).append(Role(grant.role))
        if grant.of_a_host:
            hosted_in.add(grant.scheme)
    places = [
        _place_in(scheme, roles, is_host=scheme in hosted_in) for scheme, roles in roles_in.items()
    ]
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


def _place_in(scheme: Scheme, roles: list[Role], *, is_host: bool) -> Place:
    rights = frozenset[Right]().union(*(ROLE_RIGHTS[role] for role in roles))
    page = "setup"
    if Right.SEE_PEOPLE in rights:
        page = "today"
    elif Right.SEE_HOSTED in rights and is_host:
        page = "our_people"
    part = roles[0].label
    for role in roles[1:]:
        part = format_lazy("{}, {}", part, role.label)
    return Place(scheme.name, part, reverse(page, args=[scheme.slug]))
