"""People who are supported."""

from typing import Any

from accounts.models import User
from people.tests.factories import a_person
from schemes.models import Scheme
from supportees.models import Supportee


def a_supportee(
    scheme: Scheme,
    named: str = "Joan Abbott",
    *,
    user: User | None = None,
    status: str = Supportee.Status.WAITING,
    **values: Any,
) -> Supportee:
    """Somebody who is supported in the scheme."""
    return Supportee.objects.create(
        scheme=scheme,
        person=a_person(named, organisation=scheme.organisation, user=user),
        status=status,
        **values,
    )
