"""Who may do what in which scheme."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.permissions import YES, Refused, Verdict
from core.views import Guard
from schemes.models import Organisation, Partnership, RoleGrant, Scheme
from schemes.rights import RIGHT_WORDS, ROLE_RIGHTS, STAFF_ROLES, Right, roles_with

if TYPE_CHECKING:
    from accounts.models import User

Tie = Callable[["User", Scheme], bool]
_ties: list[Tie] = []


def register_tie(tie: Tie) -> None:
    """Rooms above say who else belongs to a scheme: its volunteers, the people it supports.

    Such a person learns that a page is not for them (403); a stranger learns nothing (404).
    """
    _ties.append(tie)


def rights_in(user: "User", scheme: Scheme, *, on: date | None = None) -> frozenset[Right]:
    """All that the roles a user holds in the scheme on a day allow."""
    grants = RoleGrant.objects.current(on).filter(user=user, scheme=scheme)
    return frozenset().union(*(ROLE_RIGHTS[role] for role in grants.values_list("role", flat=True)))


def schemes_with(user: "User", right: Right) -> QuerySet[Scheme]:
    """The schemes in which the user holds a right today: a subquery for `visible_to`."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    return Scheme.objects.filter(
        pk__in=RoleGrant.objects.current().filter(user=user, role__in=roles).values("scheme")
    )


def hosting_grants(user: "User") -> QuerySet[RoleGrant]:
    """The user's grants of today that open the people hosted by their own organisation.

    A record is open when one of them is in its scheme and of its host. A grant without an
    organisation opens nobody, nor does one for an organisation that is no host there today.
    """
    today = timezone.localdate()
    hosts_today = Partnership.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=today),
        scheme=OuterRef("scheme"),
        organisation=OuterRef("organisation"),
        part=Partnership.Part.HOST,
        started_on__lte=today,
    )
    return _grants_for_an_organisation(user).filter(Exists(hosts_today))


def own_organisation(user: "User", scheme: Scheme) -> Organisation | None:
    """The organisation for which the user holds such a role in the scheme today, host or not."""
    grants = _grants_for_an_organisation(user).filter(scheme=scheme)
    return Organisation.objects.filter(pk__in=grants.values("organisation")).first()


def _grants_for_an_organisation(user: "User") -> QuerySet[RoleGrant]:
    return RoleGrant.objects.current().filter(
        user=user, role__in=roles_with(Right.SEE_HOSTED), organisation__isnull=False
    )


def may(user: "User", right: Right, scheme: Scheme) -> Verdict:
    """Whether the user holds the right in the scheme, asked again by services."""
    if right in rights_in(user, scheme):
        return YES
    return Refused(
        _("This needs somebody who may %(what)s in %(scheme)s. Your sign-in does not include it.")
        % {"what": RIGHT_WORDS[right], "scheme": scheme.name}
    )


def needs(right: Right) -> Guard:
    """Guard for pages under a scheme's address; puts `scheme` and `rights` on the request."""

    def guard(request: HttpRequest, *, scheme: str, **kwargs: Any) -> Verdict:
        found = Scheme.objects.filter(slug=scheme).select_related("organisation").first()
        if found is None:
            raise Http404
        request.current_scheme = found  # type: ignore[attr-defined]
        request.rights = rights_in(request.user, found)  # type: ignore[attr-defined, arg-type]
        if right in request.rights:  # type: ignore[attr-defined]
            return YES
        if not request.rights and not any(tie(request.user, found) for tie in _ties):  # type: ignore[attr-defined, arg-type]
            raise Http404
        return may(request.user, right, found)  # type: ignore[arg-type]

    return guard


def is_staff(user: "User") -> bool:
    """Whether the user holds a role that opens personal records, in any scheme, today."""
    return RoleGrant.objects.current().filter(user=user, role__in=STAFF_ROLES).exists()


def require(actor: "User | None", right: Right, scheme: Scheme) -> None:
    """For services: raise NotAllowed unless the actor holds the right. None is the system itself."""
    if actor is None:
        return
    verdict = may(actor, right, scheme)
    if not verdict:
        raise NotAllowed(verdict.reason)
