"""Volunteers."""

from datetime import date
from typing import Any

from accounts.models import User
from people.tests.factories import a_person
from schemes.models import Scheme
from volunteers.models import Volunteer


def a_volunteer(
    scheme: Scheme,
    named: str = "Priya Khan",
    *,
    user: User | None = None,
    status: str = Volunteer.Status.AVAILABLE,
    **values: Any,
) -> Volunteer:
    """Somebody who gives time in the scheme."""
    if status == Volunteer.Status.LEFT:
        values.setdefault("left_on", date(2026, 1, 1))
    return Volunteer.objects.create(
        scheme=scheme,
        person=a_person(named, organisation=scheme.organisation, user=user),
        status=status,
        **values,
    )
