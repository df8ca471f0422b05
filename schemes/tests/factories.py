"""Schemes and the people who run them."""

from datetime import date
from typing import Any

from accounts.models import User
from accounts.tests.factories import a_user
from schemes.models import Organisation, Role, RoleGrant, Scheme, SchemeKind

LONG_AGO = date(2020, 1, 1)


def an_organisation(name: str = "Forest Friends") -> Organisation:
    """A charity."""
    return Organisation.objects.create(name=name)


def a_scheme(
    slug: str = "side-by-side", *, organisation: Organisation | None = None, **values: Any
) -> Scheme:
    """A befriending scheme that meets every fortnight."""
    values.setdefault("name", slug.replace("-", " ").capitalize())
    values.setdefault("kind", SchemeKind.BEFRIENDING)
    return Scheme.objects.create(
        slug=slug, organisation=organisation or an_organisation(), **values
    )


def a_role(role: Role, *, of: Scheme, name: str = "", since: date = LONG_AGO) -> User:
    """A user with a role in a scheme."""
    user = a_user(name or f"{Role(role).name.capitalize()} {of.slug.capitalize()}")
    RoleGrant.objects.create(scheme=of, user=user, role=role, started_on=since)
    return user


def a_coordinator(*, of: Scheme, name: str = "Sam Rivers") -> User:
    """The co-ordinator of a scheme."""
    return a_role(Role.COORDINATOR, of=of, name=name)


def a_manager(*, of: Scheme, name: str = "Mo Bright") -> User:
    """The manager of a scheme."""
    return a_role(Role.MANAGER, of=of, name=name)
