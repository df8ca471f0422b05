"""What each role may do: one catalogue of rights with words for people, and roles as data."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from schemes.models.roles import Role


class Right(StrEnum):
    SEE_PLAN = "see_plan"
    SEE_FIGURES = "see_figures"
    SEE_PEOPLE = "see_people"
    CHANGE_PEOPLE = "change_people"
    TAKE_OUT = "take_out"
    IMPORT = "import"
    REPORT = "report"
    CHANGE_PLAN = "change_plan"
    GRANT_ROLES = "grant_roles"
    ADD_SCHEME = "add_scheme"


RIGHT_WORDS: dict[Right, Promise] = {
    Right.SEE_PLAN: _("read about the scheme: aims, policies, steering group"),
    Right.SEE_FIGURES: _("see figures and reports, without personal records"),
    Right.SEE_PEOPLE: _("see people, matches and meetings"),
    Right.CHANGE_PEOPLE: _("add and change people, matches and meetings"),
    Right.TAKE_OUT: _("take lists of people out as spreadsheets"),
    Right.IMPORT: _("bring in spreadsheets"),
    Right.REPORT: _("make reports"),
    Right.CHANGE_PLAN: _("set the scheme up and change it"),
    Right.GRANT_ROLES: _("give and end roles"),
    Right.ADD_SCHEME: _("open a further scheme of the organisation"),
}

ROLE_RIGHTS: dict[str, frozenset[Right]] = {
    Role.COORDINATOR: frozenset(Right) - {Right.ADD_SCHEME},
    Role.MANAGER: frozenset(Right),
    Role.LEAD: frozenset({Right.SEE_PLAN}),
    Role.TRAINER: frozenset({Right.SEE_PLAN}),
    Role.STEERING: frozenset({Right.SEE_PLAN, Right.SEE_FIGURES}),
    Role.PARTNER: frozenset({Right.SEE_PLAN}),
}

# Everybody who works for the scheme proves themselves twice at sign-in.
STAFF_ROLES = frozenset({Role.COORDINATOR, Role.MANAGER, Role.LEAD, Role.TRAINER})


def roles_with(right: Right) -> list[str]:
    """The roles that hold a right."""
    return [role for role, rights in ROLE_RIGHTS.items() if right in rights]
