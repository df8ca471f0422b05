from schemes.imports.models import SpreadsheetUpload, UploadRow
from schemes.models.organisations import Organisation, Partnership, Site
from schemes.models.plan import LAST_STAGE, SetupText, TakingPart
from schemes.models.policies import Policy, PolicyVersion, SupportingDocument
from schemes.models.roles import Role, RoleGrant
from schemes.models.scheme import Scheme, SchemeKind
from schemes.models.steering import (
    SteeringAttendance,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
)

__all__ = [
    "LAST_STAGE",
    "Organisation",
    "Partnership",
    "Policy",
    "PolicyVersion",
    "Role",
    "RoleGrant",
    "Scheme",
    "SchemeKind",
    "SetupText",
    "Site",
    "SpreadsheetUpload",
    "SteeringAttendance",
    "SteeringDecision",
    "SteeringMeeting",
    "SteeringMember",
    "SupportingDocument",
    "TakingPart",
    "UploadRow",
]
