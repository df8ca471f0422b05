"""What the pages about a scheme share."""

from typing import Any, cast

from django.urls import reverse

from accounts.models import User
from core.forms import HouseForm
from core.views import FormPage, Page
from schemes.access import needs
from schemes.models import Scheme
from schemes.rights import Right


class InScheme:
    """The scheme in the address, and addresses inside it."""

    request: Any
    kwargs: dict[str, Any]

    @property
    def user(self) -> User:
        """Who asks. The guard let nobody in who is not signed in."""
        return cast(User, self.request.user)

    @property
    def scheme(self) -> Scheme:
        return self.request.current_scheme

    @property
    def can_change(self) -> bool:
        """Whether this user may change what the page shows."""
        return Right.CHANGE_PLAN in self.request.rights

    def address(self, name: str, *parts: Any) -> str:
        """The address of a page of this scheme."""
        return reverse(name, args=[self.scheme.slug, *parts])


class PlanPage(InScheme, Page, abstract=True):
    """Something to read about the scheme, also for its steering group, lead, trainer, partners."""

    guard = needs(Right.SEE_PLAN)


class PlanFormPage(InScheme, FormPage, abstract=True):
    """Something to change about the scheme."""

    guard = needs(Right.CHANGE_PLAN)


class NothingToFillIn(HouseForm):
    """For a button: it counts once and asks for nothing."""
