"""A small world with one of everything, and somebody in every role."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.middleware import DEMO_SESSION_KEY
from accounts.models import User
from accounts.services import INVITATION, INVITATION_LIFETIME
from accounts.tests.factories import a_user
from core.links import make_link
from hosting.tests.factories import a_cohort, a_host, an_organiser
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.tests.factories import a_meeting, an_activity, counted_people
from outcomes.tests.factories import an_outcome
from reporting.tests.factories import (
    a_budget_line,
    a_built_report,
    a_finding,
    a_saving,
    a_target,
    an_event,
    staff_time,
)
from schemes.imports.models import SpreadsheetUpload
from schemes.models import Role, RoleGrant, Scheme
from schemes.tests import factories as setting_up
from schemes.tests.factories import LONG_AGO, a_role, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer


class Browser(Client):
    """A client that reads each file it is sent to its end, so that it is closed."""

    def request(self, **request: Any) -> Any:
        answer: Any = super().request(**request)
        if answer.streaming:
            answer.streaming_content = [answer.getvalue()]
        return answer


@dataclass
class World:
    """Who there is, and the address of each page."""

    scheme: Scheme
    match: Match
    people: dict[str, User | None]
    parts: dict[str, dict[str, Any]]

    def client(self, role: str) -> Client:
        """A browser in which this role has signed in, both steps done."""
        client = Browser()
        user = self.people[role]
        if user is not None:
            client.force_login(user)
            session = client.session
            session[DEMO_SESSION_KEY] = True
            session.save()
        return client

    def address(self, name: str) -> str:
        """The address of a page in this world; of pages without parts just its name is needed."""
        return reverse(name, kwargs=self.parts.get(name))


def a_world() -> World:
    """One scheme with one of everything, another organisation's scheme, and all the roles."""
    scheme = a_scheme("side-by-side")
    people = _people(scheme)
    volunteer = a_volunteer(scheme, "Priya Khan", user=people["volunteer"], status="matched")
    supportee = a_supportee(scheme, "Joan Abbott", user=people["supportee"], status="matched")
    match = a_match(volunteer, supportee)
    held, planned, paused = _meetings(match)
    coordinator, invited = people["coordinator"], people["nobody here"]
    assert coordinator is not None
    assert invited is not None
    parts: dict[str, dict[str, Any]] = {
        "invitation": {
            "token": make_link(
                INVITATION, str(invited.pk), lifetime=INVITATION_LIFETIME, made_by=None
            )
        },
        "end_session": {"pk": 1},
        "no_password": {"rest": "reset/"},
    }

    def under_scheme(*names: str, **more: Any) -> None:
        parts.update({name: {"scheme": scheme.slug, **more} for name in names})

    under_scheme(
        "oddities", "today", "matches", "volunteers", "supportees", "people_waiting", "meetings"
    )
    under_scheme(
        "take_out_volunteers", "take_out_supportees", "take_out_matches", "take_out_meetings"
    )
    under_scheme("add_volunteer", "add_supportee", "make_match", "imports", "reports", "new_report")
    under_scheme(
        "match",
        "change_match",
        "end_match",
        "pause_match",
        "plan_meeting",
        "write_sheet",
        pk=match.pk,
    )
    under_scheme("resume_match", pk=paused.pk)
    under_scheme(
        "volunteer",
        "change_volunteer",
        "invite_volunteer",
        "settle_volunteer",
        "move_volunteer",
        pk=volunteer.pk,
    )
    under_scheme(
        "supportee",
        "change_supportee",
        "invite_supportee",
        "settle_supportee",
        "move_supportee",
        pk=supportee.pk,
    )
    under_scheme("meeting", "correct_sheet", pk=held.pk)
    under_scheme("cancel_meeting", "move_meeting", pk=planned.pk)
    for names, record in (
        (("my_match", "my_sheet", "plan_my_meeting"), match),
        (("my_meeting", "correct_my_sheet", "sign_my_sheet"), held),
        (("cancel_my_meeting", "move_my_meeting"), planned),
    ):
        parts.update({name: {"pk": record.pk} for name in names})
    report = a_built_report(scheme)
    under_scheme(
        "report",
        "report_progress",
        "cancel_report",
        "try_report_again",
        "report_download",
        pk=report.pk,
    )
    under_scheme("report_row", "report_answer", pk=report.pk, row=3)
    under_scheme("report_records", pk=report.pk, key="meetings_held")
    under_scheme("report_file", pk=report.pk, form="json")
    _set_up(scheme, under_scheme)
    _registers(scheme, under_scheme)
    _hosting(scheme, under_scheme)
    upload = _an_upload(scheme, coordinator)
    under_scheme(
        "import_preview",
        "import_headings",
        "import_apply",
        "import_refused",
        "import_discard",
        "import_progress",
        "import_stop",
        pk=upload.pk,
    )
    return World(scheme, match, people, parts)


def _hosting(scheme: Scheme, under_scheme: Any) -> None:
    host = a_host(scheme)
    RoleGrant.objects.filter(scheme=scheme, role=Role.PARTNER).update(organisation=host)
    cohort = a_cohort(scheme)
    organiser = an_organiser(scheme, at=host, cohort=cohort)
    # An organiser answers for this volunteer, and the host's own staff may see both.
    hosted = a_volunteer(
        scheme, "Ola Hosted", host=host, cohort=cohort, organiser=organiser, started_on=LONG_AGO
    )
    under_scheme("hosts", "cohorts", "add_cohort", "organisers", "add_organiser", "our_people")
    under_scheme("host", pk=host.pk)
    under_scheme("change_cohort", pk=cohort.pk)
    under_scheme(
        "end_placement",
        "change_placement",
        "take_back_placement",
        pk=organiser.placements.get().pk,
    )
    under_scheme("our_volunteer", pk=hosted.pk)
    under_scheme(
        "organiser",
        "change_organiser",
        "place_organiser",
        "organiser_leaves",
        "hand_over",
        "our_organiser",
        pk=organiser.pk,
    )


def _people(scheme: Scheme) -> dict[str, User | None]:
    people: dict[str, User | None] = {"anonymous": None}
    for role in Role:
        people[role.value] = a_role(role, of=scheme)
    people["volunteer"] = a_user("Priya Khan")
    people["supportee"] = a_user("Joan Abbott")
    elsewhere = a_scheme("elsewhere", organisation=setting_up.an_organisation("Others"))
    people["coordinator elsewhere"] = a_role(Role.COORDINATOR, of=elsewhere)
    other_match = a_match(
        a_volunteer(scheme, "Tom Reed", user=a_user("Tom Reed")), a_supportee(scheme, "Ann Lee")
    )
    people["another volunteer"] = other_match.volunteer.person.user
    people["nobody here"] = a_user("Nell Stranger")
    former = a_user("Fran Former")
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleGrant.objects.create(
        scheme=scheme, user=former, role=Role.COORDINATOR, started_on=LONG_AGO, ended_on=yesterday
    )
    people["coordinator until yesterday"] = former
    return people


def _meetings(match: Match) -> tuple[Meeting, Meeting, Match]:
    held = a_meeting(match, "2026-03-08")
    RecordSheet.objects.create(meeting=held, did="Read a letter together.")
    soon = timezone.localdate() + timedelta(days=3)
    planned = a_meeting(match, str(soon), state=Meeting.State.PLANNED)
    paused = a_match(
        a_volunteer(match.scheme, "Leon Bell"),
        a_supportee(match.scheme, "Doris Hall"),
        status=Match.Status.PAUSED,
    )
    paused.pauses.create(started_on="2026-04-01", reason="Away")
    return held, planned, paused


def _set_up(scheme: Scheme, under_scheme: Any) -> None:
    under_scheme("setup", "organisations", "partnership_add", "documents", "document_add")
    under_scheme("policies", "policy_add", "roles", "role_give", "scheme", "scheme_change")
    under_scheme("scheme_add", "scheme_words", "site_add", "steering", "steering_meeting_add")
    under_scheme("steering_member_add", "taking_part", "taking_part_add")
    under_scheme("setup_stage", number=1)
    under_scheme("setup_text", "setup_text_history", item="aims-supporters")
    partnership = setting_up.a_partnership(scheme)
    under_scheme("partnership_change", "partnership_end", pk=partnership.pk)
    under_scheme("document", "document_change", pk=setting_up.a_document(scheme).pk)
    policy = setting_up.a_policy(scheme)
    under_scheme("policy", "policy_version_add", "policy_rename", pk=policy.pk)
    under_scheme("policy_version", pk=policy.pk, number=1)
    member = setting_up.a_member(scheme)
    under_scheme("steering_member_change", pk=member.pk)
    meeting = setting_up.a_steering_meeting(scheme, came=(member,))
    under_scheme("steering_meeting", "steering_meeting_change", "decision_add", pk=meeting.pk)
    decision = setting_up.a_decision(meeting)
    under_scheme("decision_change", "decision_done", "decision_open", pk=decision.pk)
    took_part = setting_up.people_took_part(scheme)
    under_scheme("taking_part_change", "taking_part_remove", pk=took_part.pk)
    under_scheme("site_rename", pk=setting_up.a_site(scheme).pk)
    grant = RoleGrant.objects.get(scheme=scheme, role=Role.TRAINER)
    under_scheme("role_end", "role_invite", pk=grant.pk)


def _registers(scheme: Scheme, under_scheme: Any) -> None:
    entries = {
        "events": an_event(scheme),
        "counted_people": counted_people(scheme),
        "activities": an_activity(scheme),
        "outcomes": an_outcome(a_supportee(scheme, "Vera Moss")),
        "targets": a_target(scheme),
        "budget": a_budget_line(scheme),
        "staff_time": staff_time(scheme),
        "savings": a_saving(scheme),
        "findings": a_finding(scheme, "risk"),
    }
    under_scheme("registers")
    for key, entry in entries.items():
        under_scheme(key, f"{key}_add")
        under_scheme(f"{key}_change", f"{key}_remove", pk=entry.pk)


def _an_upload(scheme: Scheme, coordinator: User) -> SpreadsheetUpload:
    client = Client()
    client.force_login(coordinator)
    session = client.session
    session[DEMO_SESSION_KEY] = True
    session.save()
    rows = b"Ref,First name,Surname\nV9,Wren,Jones\nV10,,\n"
    client.post(
        reverse("imports", args=[scheme.slug]),
        {"kind": "volunteers", "file": SimpleUploadedFile("list.csv", rows)},
    )
    return SpreadsheetUpload.objects.get(scheme=scheme)
