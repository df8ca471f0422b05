"""People."""

from typing import Any

from people.models import Person
from schemes.models import Organisation
from schemes.tests.factories import an_organisation


def a_person(
    named: str = "Joan Abbott", *, organisation: Organisation | None = None, **values: Any
) -> Person:
    """Somebody an organisation knows."""
    given_name, _, family_name = named.partition(" ")
    return Person.objects.create(
        organisation=organisation or an_organisation(),
        given_name=given_name,
        family_name=family_name,
        **values,
    )
