"""What happens to a scheme: setting it up, its policies, its steering group, partners and roles."""

from schemes.services.partnerships import add_partnership, change_partnership, end_partnership
from schemes.services.policies import (
    DocumentDetails,
    add_document,
    change_document,
    rename_policy,
    start_policy,
    write_policy_version,
)
from schemes.services.roles import end_role, give_role, invite_again
from schemes.services.running import (
    SchemeDetails,
    add_site,
    change_scheme,
    change_words,
    create_scheme,
    rename_site,
)
from schemes.services.setting_up import (
    TakingPartDetails,
    change_taking_part,
    record_taking_part,
    remove_taking_part,
    text_mark,
    write_text,
)
from schemes.services.steering import (
    DecisionDetails,
    MeetingDetails,
    MemberDetails,
    add_member,
    change_decision,
    change_meeting,
    change_member,
    mark_done,
    mark_open,
    record_decision,
    record_meeting,
)

__all__ = [
    "DecisionDetails",
    "DocumentDetails",
    "MeetingDetails",
    "MemberDetails",
    "SchemeDetails",
    "TakingPartDetails",
    "add_document",
    "add_member",
    "add_partnership",
    "add_site",
    "change_decision",
    "change_document",
    "change_meeting",
    "change_member",
    "change_partnership",
    "change_scheme",
    "change_taking_part",
    "change_words",
    "create_scheme",
    "end_partnership",
    "end_role",
    "give_role",
    "invite_again",
    "mark_done",
    "mark_open",
    "record_decision",
    "record_meeting",
    "record_taking_part",
    "remove_taking_part",
    "rename_policy",
    "rename_site",
    "start_policy",
    "text_mark",
    "write_policy_version",
    "write_text",
]
