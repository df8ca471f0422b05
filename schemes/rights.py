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
    KEEP_REGISTERS = "keep_registers"
    CHANGE_PLAN = "change_plan"
    GRANT_ROLES = "grant_roles"
    ADD_SCHEME = "add_scheme"
    SEE_HOSTED = "see_hosted"


RIGHT_WORDS: dict[Right, Promise] = {
    Right.SEE_PLAN: _("read about the scheme: aims, policies, steering group"),
    Right.SEE_FIGURES: _("see figures and reports, without personal records"),
    Right.SEE_PEOPLE: _("see people, matches and meetings"),
    Right.CHANGE_PEOPLE: _("add and change people, matches and meetings"),
    Right.TAKE_OUT: _("take lists of people out as spreadsheets"),
    Right.IMPORT: _("bring in spreadsheets"),
    Right.REPORT: _("make reports"),
    Right.KEEP_REGISTERS: _("keep what reports need: activities, outcomes, money, events"),
    Right.CHANGE_PLAN: _("set the scheme up and change it"),
    Right.GRANT_ROLES: _("give and end roles"),
    Right.ADD_SCHEME: _("open a further scheme of the organisation"),
    Right.SEE_HOSTED: _("see the people whom their own organisation hosts"),
}

ROLE_RIGHTS: dict[str, frozenset[Right]] = {
    # Those who run the scheme see everybody; what a host sees is for its own staff.
    Role.COORDINATOR: frozenset(Right) - {Right.ADD_SCHEME, Right.SEE_HOSTED},
    Role.MANAGER: frozenset(Right) - {Right.SEE_HOSTED},
    Role.LEAD: frozenset({Right.SEE_PLAN}),
    Role.TRAINER: frozenset({Right.SEE_PLAN}),
    Role.STEERING: frozenset({Right.SEE_PLAN, Right.SEE_FIGURES}),
    Role.PARTNER: frozenset({Right.SEE_PLAN, Right.SEE_HOSTED}),
}

# Everybody who works for the scheme proves themselves twice at sign-in.
STAFF_ROLES = frozenset({Role.COORDINATOR, Role.MANAGER, Role.LEAD, Role.TRAINER})


def roles_with(right: Right) -> list[str]:
    """The roles that hold a right."""
    return [role for role, rights in ROLE_RIGHTS.items() if right in rights]
