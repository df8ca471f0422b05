"""Hosts, cohorts, paid organisers and where they are placed."""

from datetime import date
from typing import Any

from accounts.models import User
from hosting.models import Cohort, Organiser, Placement
from people.tests.factories import a_person
from schemes.models import Organisation, Partnership, Role, RoleGrant, Scheme
from schemes.tests.factories import LONG_AGO, a_partnership, a_role


def a_host(scheme: Scheme, name: str = "Forest Centre", **values: Any) -> Organisation:
    """An organisation that hosts people of the scheme."""
    return a_partnership(scheme, name, Partnership.Part.HOST, **values).organisation


def a_cohort(
    scheme: Scheme, name: str = "Cohort 1", *, started: date | str = LONG_AGO, **values: Any
) -> Cohort:
    """A cohort that has begun."""
    return Cohort.objects.create(scheme=scheme, name=name, started_on=started, **values)


def an_organiser(
    scheme: Scheme,
    named: str = "Wren Hughes",
    *,
    at: Organisation | None = None,
    cohort: Cohort | None = None,
    since: date | str = "2025-09-01",
    until: date | str | None = None,
    person: dict[str, Any] | None = None,
    **values: Any,
) -> Organiser:
    """A paid organiser, placed at a host if one is given."""
    organiser = Organiser.objects.create(
        scheme=scheme,
        person=a_person(named, organisation=scheme.organisation, **(person or {})),
        **values,
    )
    if at is not None:
        a_placement(organiser, at, cohort=cohort, since=since, until=until)
    return organiser


def a_placement(
    organiser: Organiser,
    host: Organisation,
    *,
    cohort: Cohort | None = None,
    since: date | str = "2025-09-01",
    until: date | str | None = None,
) -> Placement:
    """An organiser placed at a host."""
    return Placement.objects.create(
        organiser=organiser, host=host, cohort=cohort, started_on=since, ended_on=until
    )


def staff_of(host: Organisation | None, *, in_scheme: Scheme, name: str = "Hope Lane") -> User:
    """Somebody who works at a host and may see whom it hosts."""
    user = a_role(Role.PARTNER, of=in_scheme, name=name)
    RoleGrant.objects.filter(scheme=in_scheme, user=user).update(organisation=host)
    return user
