from schemes.models.organisations import Organisation, Partnership, Site
from schemes.models.roles import Role, RoleGrant
from schemes.models.scheme import Scheme, SchemeKind

__all__ = ["Organisation", "Partnership", "Role", "RoleGrant", "Scheme", "SchemeKind", "Site"]
