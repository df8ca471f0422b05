from django.urls import URLPattern, path
from django.views import View

from schemes.views import (
    partnerships,
    policies,
    roles,
    running,
    setting_up,
    steering,
    taking_part,
)


def _page(address: str, view: type[View], name: str) -> URLPattern:
    return path(f"s/<slug:scheme>/setup/{address}", view.as_view(), name=name)


urlpatterns = [
    _page("", setting_up.SetupPage, "setup"),
    _page("stages/<int:number>/", setting_up.StagePage, "setup_stage"),
    _page("texts/<slug:item>/", setting_up.WriteText, "setup_text"),
    _page("texts/<slug:item>/history/", setting_up.TextHistory, "setup_text_history"),
    _page("taking-part/", taking_part.TakingPartPage, "taking_part"),
    _page("taking-part/new/", taking_part.AddTakingPart, "taking_part_add"),
    _page("taking-part/<int:pk>/", taking_part.ChangeTakingPart, "taking_part_change"),
    _page("taking-part/<int:pk>/remove/", taking_part.RemoveTakingPart, "taking_part_remove"),
    _page("policies/", policies.PoliciesPage, "policies"),
    _page("policies/new/", policies.AddPolicy, "policy_add"),
    _page("policies/<int:pk>/", policies.PolicyPage, "policy"),
    _page("policies/<int:pk>/title/", policies.RenamePolicy, "policy_rename"),
    _page("policies/<int:pk>/new/", policies.AddPolicyVersion, "policy_version_add"),
    _page("policies/<int:pk>/<int:number>/", policies.PolicyPage, "policy_version"),
    _page("papers/", policies.DocumentsPage, "documents"),
    _page("papers/new/", policies.AddDocument, "document_add"),
    _page("papers/<int:pk>/", policies.DocumentPage, "document"),
    _page("papers/<int:pk>/change/", policies.ChangeDocument, "document_change"),
    _page("steering/", steering.SteeringPage, "steering"),
    _page("steering/members/new/", steering.AddMember, "steering_member_add"),
    _page("steering/members/<int:pk>/", steering.ChangeMember, "steering_member_change"),
    _page("steering/meetings/new/", steering.AddMeeting, "steering_meeting_add"),
    _page("steering/meetings/<int:pk>/", steering.MeetingPage, "steering_meeting"),
    _page("steering/meetings/<int:pk>/change/", steering.ChangeMeeting, "steering_meeting_change"),
    _page("steering/meetings/<int:pk>/decide/", steering.AddDecision, "decision_add"),
    _page("steering/decisions/<int:pk>/", steering.ChangeDecision, "decision_change"),
    _page("steering/decisions/<int:pk>/done/", steering.DecisionDone, "decision_done"),
    _page("steering/decisions/<int:pk>/open/", steering.DecisionOpen, "decision_open"),
    _page("scheme/", running.SchemePage, "scheme"),
    _page("scheme/change/", running.ChangeScheme, "scheme_change"),
    _page("scheme/words/", running.ChangeWords, "scheme_words"),
    _page("scheme/sites/new/", running.AddSite, "site_add"),
    _page("scheme/sites/<int:pk>/", running.RenameSite, "site_rename"),
    _page("scheme/further/", running.AddScheme, "scheme_add"),
    _page("organisations/", partnerships.OrganisationsPage, "organisations"),
    _page("organisations/new/", partnerships.AddPartnership, "partnership_add"),
    _page("organisations/<int:pk>/", partnerships.ChangePartnership, "partnership_change"),
    _page("organisations/<int:pk>/end/", partnerships.EndPartnership, "partnership_end"),
    _page("roles/", roles.RolesPage, "roles"),
    _page("roles/new/", roles.GiveRole, "role_give"),
    _page("roles/<int:pk>/end/", roles.EndRole, "role_end"),
    _page("roles/<int:pk>/invite/", roles.InviteAgain, "role_invite"),
]
