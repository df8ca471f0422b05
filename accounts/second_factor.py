"""Who has to prove themselves twice, and whether this session has done so.

Rooms above say who has to; accounts knows no roles.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, QueryDict
from django.urls import reverse

if TYPE_CHECKING:
    from accounts.models import User

Rule = Callable[["User"], bool]
_rules: list[Rule] = []

# Recovery codes open the door when a factor is lost. By themselves they are none.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def register_rule(rule: Rule) -> None:
    """Add a rule that answers whether a user needs a second factor."""
    _rules.append(rule)


def needs_second_factor(user: "User") -> bool:
    """Whether any rule asks it of this user."""
    return any(rule(user) for rule in _rules)


def has_second_factor(user: "User") -> bool:
    """Whether the user has a passkey or an authenticator app."""
    return bool(is_mfa_enabled(user, FACTORS))


def has_proved_second_factor(request: HttpRequest) -> bool:
    """Whether this session used a second factor, or set one up.

    That the user has one is not enough: a session that began before it was set up,
    on somebody else's device, would otherwise be let in by the owner's own care.
    """
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def where_to_prove(request: HttpRequest) -> str:
    """The page that asks for the second factor this user has, and then leads on."""
    method = get_adapter().get_reauthentication_methods(request.user)[0]
    onward = QueryDict(mutable=True)
    onward["next"] = request.get_full_path() if request.method == "GET" else reverse("home")
    return f"{method['url']}?{onward.urlencode()}"


def remember_set_up(
    request: HttpRequest, user: "User", authenticator: Authenticator, **signal_parts: Any
) -> None:
    """Note that this session has just used the factor it set up; answers allauth's signal.

    So the recovery codes that follow are shown without asking for yet another number.
    """
    if authenticator.type in FACTORS:
        record_authentication(
            request,
            user,
            "mfa",
            id=authenticator.pk,
            type=authenticator.type,
            reauthenticated=True,
        )
