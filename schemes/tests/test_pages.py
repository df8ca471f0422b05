"""The pages about a scheme: who opens them, what a form saves, what comes back."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import a_user, signed_in
from core.models import OutboxMessage
from schemes.models import (
    Partnership,
    Policy,
    Role,
    RoleGrant,
    Scheme,
    SetupText,
    SteeringMeeting,
    SteeringMember,
    SupportingDocument,
    TakingPart,
)
from schemes.services import text_mark, write_text
from schemes.tests.factories import (
    a_coordinator,
    a_decision,
    a_document,
    a_manager,
    a_member,
    a_partnership,
    a_policy,
    a_role,
    a_scheme,
    a_site,
    a_steering_meeting,
    a_text,
    people_took_part,
)

Answer = Any


@pytest.fixture
def staff(client: Client, scheme: Scheme, coordinator: User) -> Client:
    """The co-ordinator's browser."""
    return signed_in(client, coordinator)


def address(scheme: Scheme, name: str, *parts: Any) -> str:
    return reverse(name, args=[scheme.slug, *parts])


def send(client: Client, where: str, **typed: Any) -> Answer:
    """Send a form once."""
    return client.post(where, {"submission_id": str(uuid4()), **typed})


def words_of(answer: Answer) -> str:
    """What is on the page, spaces put together."""
    return " ".join(answer.content.decode().split())


# Who opens what

READ = [
    "setup", "taking_part", "policies", "documents", "steering", "scheme", "organisations",
]
CHANGE = [
    "taking_part_add", "policy_add", "document_add", "steering_member_add",
    "steering_meeting_add", "scheme_change", "scheme_words", "site_add", "partnership_add",
]
GRANT = ["roles", "role_give"]
OPEN = ["scheme_add"]
ROLES_AND_PAGES = {
    Role.MANAGER: {*READ, *CHANGE, *GRANT, *OPEN},
    Role.COORDINATOR: {*READ, *CHANGE, *GRANT},
    Role.LEAD: set(READ),
    Role.TRAINER: set(READ),
    Role.STEERING: set(READ),
    Role.PARTNER: set(READ),
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_opens_its_pages_and_is_told_why_not_the_others(
    client: Client, scheme: Scheme, role: Role
) -> None:
    signed_in(client, a_role(role, of=scheme))

    opened = {
        name: client.get(address(scheme, name)).status_code
        for name in READ + CHANGE + GRANT + OPEN
    }

    assert opened == {
        name: 200 if name in ROLES_AND_PAGES[role] else 403
        for name in READ + CHANGE + GRANT + OPEN
    }


def test_somebody_from_another_scheme_learns_nothing(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_manager(of=a_scheme("elsewhere")))

    answers = {client.get(address(scheme, name)).status_code for name in READ + CHANGE + GRANT}

    assert answers == {404}


def test_nobody_signed_in_is_sent_to_sign_in(client: Client, scheme: Scheme) -> None:
    answer = client.get(address(scheme, "setup"))

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/code/")


def test_somebody_without_a_role_learns_nothing(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_user("Ana Stone"))

    assert client.get(address(scheme, "setup")).status_code == 404


def records_of(scheme: Scheme) -> dict[str, tuple[Any, ...]]:
    """A page about a record of this scheme for each kind of record."""
    policy, meeting = a_policy(scheme), a_steering_meeting(scheme)
    decision, grant = a_decision(meeting), RoleGrant.objects.filter(scheme=scheme).first()
    assert grant is not None
    return {
        "policy": (policy.pk,),
        "policy_version": (policy.pk, 1),
        "policy_version_add": (policy.pk,),
        "policy_rename": (policy.pk,),
        "document": (a_document(scheme).pk,),
        "document_change": (a_document(scheme).pk,),
        "steering_member_change": (a_member(scheme).pk,),
        "steering_meeting": (meeting.pk,),
        "steering_meeting_change": (meeting.pk,),
        "decision_add": (meeting.pk,),
        "decision_change": (decision.pk,),
        "decision_done": (decision.pk,),
        "decision_open": (decision.pk,),
        "taking_part_change": (people_took_part(scheme).pk,),
        "taking_part_remove": (people_took_part(scheme).pk,),
        "site_rename": (a_site(scheme).pk,),
        "partnership_change": (a_partnership(scheme).pk,),
        "partnership_end": (a_partnership(scheme, "The Wheel").pk,),
        "role_end": (grant.pk,),
        "role_invite": (grant.pk,),
    }


def test_every_record_opens_in_its_own_scheme(staff: Client, scheme: Scheme) -> None:
    answers = {
        name: staff.get(address(scheme, name, *parts)).status_code
        for name, parts in records_of(scheme).items()
    }

    assert set(answers.values()) == {200}, answers


def test_records_of_another_scheme_are_not_found_under_ones_own(
    staff: Client, scheme: Scheme
) -> None:
    other = a_scheme("elsewhere")
    a_manager(of=other, name="Ana Stone")

    answers = {
        name: staff.get(address(scheme, name, *parts)).status_code
        for name, parts in records_of(other).items()
    }

    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("setup_stage", (0,)),
        ("setup_stage", (8,)),
        ("setup_text", ("aims-of-nobody",)),
        ("setup_text_history", ("taking-part-1",)),
        ("policy", (10**9,)),
    ],
)
def test_what_is_not_there_is_not_found(
    staff: Client, scheme: Scheme, name: str, parts: tuple[Any, ...]
) -> None:
    assert staff.get(address(scheme, name, *parts)).status_code == 404


# The seven stages


def test_an_empty_scheme_is_led_to_its_first_step(staff: Client, scheme: Scheme) -> None:
    page = words_of(staff.get(address(scheme, "setup")))

    assert "Setting up: 0 of 7 stages are done" in page
    assert "It is not written yet what befrienders do." in page
    assert f'class="button warm" href="{address(scheme, "setup_text", "role-description")}"' in page


def test_who_may_not_write_gets_no_buttons(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_role(Role.STEERING, of=scheme))

    page = words_of(client.get(address(scheme, "setup")))

    assert "It is not written yet what befrienders do." in page
    assert "button warm" not in page


@pytest.mark.parametrize("number", range(1, 8))
def test_every_stage_opens_empty_and_full(staff: Client, scheme: Scheme, number: int) -> None:
    empty = staff.get(address(scheme, "setup_stage", number))
    a_text(scheme, "aims-supporters")
    a_policy(scheme)
    a_document(scheme)
    a_steering_meeting(scheme, came=(a_member(scheme),))
    people_took_part(scheme, stage=number)
    full = staff.get(address(scheme, "setup_stage", number))

    assert (empty.status_code, full.status_code) == (200, 200)
    assert "Still missing" in words_of(empty)
    assert "Done" in words_of(full)


def test_a_text_is_written_and_shown_with_who_wrote_it(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff,
        address(scheme, "setup_text", "aims-supporters"),
        text="They gain skills.\n\nThey make friends.",
        seen=text_mark(""),
    )

    assert answer["Location"] == address(scheme, "setup_stage", 2) + "#aims-supporters"
    page = words_of(staff.get(answer["Location"]))
    assert "<p>They gain skills.</p> <p>They make friends.</p>" in page
    assert "Sam Rivers, <time" in page


def test_two_who_write_at_once_see_both_wordings(staff: Client, scheme: Scheme) -> None:
    a_text(scheme, "aims-supporters", "Newer words.")
    where = address(scheme, "setup_text", "aims-supporters")

    again = send(staff, where, text="My words.", seen=text_mark("Older words."))

    page = words_of(again)
    assert again.status_code == 422
    assert "What is saved now" in page
    assert "<p>Newer words.</p>" in page
    assert "My words.</textarea>" in page

    send(staff, where, text="My words.", seen=again.context["form"]["seen"].value())
    assert SetupText.objects.get().text == "My words."


def test_a_text_too_long_comes_back_whole(staff: Client, scheme: Scheme) -> None:
    text = "y" * 5001

    answer = send(staff, address(scheme, "setup_text", "aims-supporters"), text=text, seen="")

    assert answer.status_code == 422
    assert text in words_of(answer)
    assert not SetupText.objects.exists()


def test_earlier_wordings_are_shown_with_what_changed(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    for text in ("Ring the lead the same day.", "Ring the lead at once."):
        write_text(scheme=scheme, item="aims-supporters", text=text, actor=coordinator)

    page = words_of(staff.get(address(scheme, "setup_text_history", "aims-supporters")))

    assert '<del><span class="visually-hidden">Taken out: </span>the same day.</del>' in page
    assert '<ins><span class="visually-hidden">New: </span>at once.</ins>' in page


# Who took part


TOOK_PART = {
    "stage": "1",
    "took_part_on": "2026-03-04",
    "took_part_as": "supportees",
    "did": "Wrote the role description",
}


def test_people_are_named_one_a_line(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff, address(scheme, "taking_part_add"), **TOOK_PART, named="yes",
        names=" Priya  Khan\n\nTom Okafor\nPriya Khan",
    )

    assert answer["Location"] == address(scheme, "taking_part")
    assert TakingPart.objects.get().names == ["Priya Khan", "Tom Okafor"]


def test_what_the_answer_put_out_of_sight_is_not_kept(staff: Client, scheme: Scheme) -> None:
    send(
        staff, address(scheme, "taking_part_add"), **TOOK_PART, named="no", names="Priya Khan",
        low="30", high="", basis="estimated", source="the youth worker",
    )

    entry = TakingPart.objects.get()
    assert (entry.names, entry.low, entry.high) == ([], 30, 30)


def test_a_number_without_a_source_is_asked_for_at_its_field(
    staff: Client, scheme: Scheme
) -> None:
    answer = send(
        staff, address(scheme, "taking_part_add"), **TOOK_PART, named="no", low="30",
        basis="estimated",
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "source": ["Say how you know the number, for example “signing-in sheet”."]
    }


def test_the_stage_in_the_address_is_chosen_already(staff: Client, scheme: Scheme) -> None:
    page = words_of(staff.get(address(scheme, "taking_part_add") + "?stage=3"))

    assert '<option value="3" selected>' in page


def test_names_are_for_those_who_run_the_scheme(client: Client, scheme: Scheme) -> None:
    people_took_part(scheme, names=["Priya Khan"])
    seen = []
    for role in (Role.COORDINATOR, Role.STEERING, Role.PARTNER):
        signed_in(client, a_role(role, of=scheme))
        page = words_of(client.get(address(scheme, "taking_part")))
        seen.append(("1 befriendee" in page, "Priya Khan" in page))

    assert seen == [(True, True), (True, False), (True, False)]


def test_an_entry_is_changed(staff: Client, scheme: Scheme) -> None:
    entry = people_took_part(scheme)

    send(
        staff, address(scheme, "taking_part_change", entry.pk),
        **{**TOOK_PART, "stage": "5"}, named="yes", names="Joan Ellis",
    )

    entry.refresh_from_db()
    assert (entry.stage, entry.names) == (5, ["Joan Ellis"])


def test_an_entry_is_taken_out(staff: Client, scheme: Scheme) -> None:
    entry = people_took_part(scheme)

    send(staff, address(scheme, "taking_part_remove", entry.pk))

    assert not TakingPart.objects.exists()


# Policies and papers


POLICY = {"text": "Tell the lead.", "kept_at": "", "in_force_from": "2026-03-01"}


def test_a_policy_without_a_title_takes_its_kind(staff: Client, scheme: Scheme) -> None:
    answer = send(staff, address(scheme, "policy_add"), kind="confidentiality", title="", **POLICY)

    policy = Policy.objects.get()
    assert policy.title == "Confidentiality"
    assert answer["Location"] == address(scheme, "policy", policy.pk)
    assert "Tell the lead." in words_of(staff.get(answer["Location"]))


def test_another_policy_is_asked_for_its_title(staff: Client, scheme: Scheme) -> None:
    answer = send(staff, address(scheme, "policy_add"), kind="other", title="", **POLICY)

    assert answer.context["form"].errors == {"title": ["Give this policy a title."]}


def test_kinds_that_are_there_are_not_offered(staff: Client, scheme: Scheme) -> None:
    a_policy(scheme, Policy.Kind.CONFIDENTIALITY)

    form = staff.get(address(scheme, "policy_add")).context["form"]

    assert [value for value, _label in form.fields["kind"].choices] == [
        "child-protection", "anti-discrimination", "health-and-safety", "other"
    ]


def test_a_new_version_is_saved_and_shows_what_changed(staff: Client, scheme: Scheme) -> None:
    policy = a_policy(scheme, versions=(("Ring the lead the same day.", date(2026, 3, 1)),))

    answer = send(
        staff, address(scheme, "policy_version_add", policy.pk), text="Ring the lead at once.",
        kept_at="", why="Days are too long", in_force_from="2026-04-01", based_on="1",
    )

    assert answer["Location"] == address(scheme, "policy_version", policy.pk, 2)
    page = words_of(staff.get(answer["Location"]))
    assert "Days are too long" in page
    assert "What is different from version 1" in page
    assert "</span>the same day.</del>" in page


def test_a_version_that_somebody_overtook_is_saved_at_the_second_try(
    staff: Client, scheme: Scheme
) -> None:
    policy = a_policy(scheme, versions=(("One.", date(2026, 3, 1)), ("Two.", date(2026, 3, 1))))
    where = address(scheme, "policy_version_add", policy.pk)
    typed = {"text": "Mine.", "kept_at": "", "why": "", "in_force_from": "2026-04-01"}

    again = send(staff, where, **typed, based_on="1")

    assert again.status_code == 422
    assert "Somebody else saved version 2 while you were writing" in words_of(again)
    send(staff, where, **typed, based_on=again.context["form"]["based_on"].value())
    assert policy.versions.get(number=3).text == "Mine."


def test_a_policy_not_yet_in_force_shows_the_version_to_come(
    staff: Client, scheme: Scheme
) -> None:
    policy = a_policy(scheme, versions=(("Soon.", timezone.localdate() + timedelta(9)),))

    page = words_of(staff.get(address(scheme, "policy", policy.pk)))

    assert "Soon." in page
    assert "To come" in page


def test_a_paper_starts_with_what_stage_one_says(staff: Client, scheme: Scheme) -> None:
    a_text(scheme, "role-description", "They listen.")
    a_text(scheme, "person-skills", "Patience.")

    texts = [
        staff.get(address(scheme, "document_add") + f"?kind={kind}").context["form"]["text"].value()
        for kind in ("role-description", "person-specification", "agreement")
    ]

    assert texts == ["They listen.", "Who can do it: skills\nPatience.", ""]


def test_a_paper_is_added_and_changed(staff: Client, scheme: Scheme) -> None:
    typed = {
        "kind": "agreement", "title": "", "text": "", "kept_at": "Shared folder",
        "started_on": "2026-03-01",
    }
    answer = send(staff, address(scheme, "document_add"), **typed)
    document = SupportingDocument.objects.get()
    assert answer["Location"] == address(scheme, "document", document.pk)

    send(
        staff, address(scheme, "document_change", document.pk),
        **{**typed, "title": "Our agreement", "ended_on": "2026-04-01"},
    )

    document.refresh_from_db()
    assert (document.title, document.ended_on) == ("Our agreement", date(2026, 4, 1))


def test_a_paper_without_words_or_place_is_asked_for_them(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff, address(scheme, "document_add"), kind="agreement", started_on="2026-03-01"
    )

    assert answer.context["form"].errors == {
        "text": ["Write what it says, or say where it is kept."]
    }


# The steering group


def test_a_group_meets_and_decides(staff: Client, scheme: Scheme) -> None:
    send(
        staff, address(scheme, "steering_member_add"), name="Priya Khan", capacity="supportee",
        started_on="2026-01-01",
    )
    member = SteeringMember.objects.get()
    answer = send(
        staff, address(scheme, "steering_meeting_add"), held_on="2026-03-04", place="The library",
        came=[member.pk], also_came="", notes="",
    )
    meeting = SteeringMeeting.objects.get()
    assert answer["Location"] == address(scheme, "steering_meeting", meeting.pk)
    send(
        staff, address(scheme, "decision_add", meeting.pk), what="Ask for a room", who="Joan",
        due_on="2026-04-01",
    )

    group = words_of(staff.get(address(scheme, "steering")))
    page = words_of(staff.get(answer["Location"]))
    assert "The steering group has 1 member" in group
    assert "Ask for a room" in group
    assert "1 member came" in group
    assert "Priya Khan" in page


def test_a_decision_is_done_with_one_tap_and_opened_again(staff: Client, scheme: Scheme) -> None:
    decision = a_decision(a_steering_meeting(scheme))

    send(staff, address(scheme, "decision_done", decision.pk))
    decision.refresh_from_db()
    done_on = decision.done_on
    send(staff, address(scheme, "decision_open", decision.pk))
    decision.refresh_from_db()

    assert (done_on, decision.done_on) == (timezone.localdate(), None)


def test_a_decision_is_changed(staff: Client, scheme: Scheme) -> None:
    decision = a_decision(a_steering_meeting(scheme, on="2026-03-04"))

    send(
        staff, address(scheme, "decision_change", decision.pk), what="Ask for two rooms", who="",
        due_on="", done_on="2026-03-05",
    )

    decision.refresh_from_db()
    assert (decision.what, decision.done_on) == ("Ask for two rooms", date(2026, 3, 5))


def test_the_last_place_is_there_already(staff: Client, scheme: Scheme) -> None:
    a_steering_meeting(scheme)

    form = staff.get(address(scheme, "steering_meeting_add")).context["form"]

    assert form["place"].value() == "The library"


def test_members_of_other_schemes_are_not_offered(staff: Client, scheme: Scheme) -> None:
    stranger = a_member(a_scheme("elsewhere"), "Ana Stone")
    a_member(scheme)

    answer = send(
        staff, address(scheme, "steering_meeting_add"), held_on="2026-03-04", place="x",
        came=[stranger.pk],
    )

    assert list(answer.context["form"].errors) == ["came"]


def test_a_membership_and_a_meeting_are_changed(staff: Client, scheme: Scheme) -> None:
    member, meeting = a_member(scheme), a_steering_meeting(scheme)

    send(
        staff, address(scheme, "steering_member_change", member.pk), name="Priya Khan",
        capacity="volunteer", started_on="2026-01-01", ended_on="2026-05-01",
    )
    send(
        staff, address(scheme, "steering_meeting_change", meeting.pk), held_on="2026-03-05",
        place="The café", came=[member.pk],
    )

    member.refresh_from_db()
    meeting.refresh_from_db()
    assert (member.capacity, member.ended_on) == ("volunteer", date(2026, 5, 1))
    assert (meeting.place, list(meeting.came.all())) == ("The café", [member])


# The scheme, its words and sites


def test_the_particulars_are_changed(staff: Client, scheme: Scheme) -> None:
    send(
        staff, address(scheme, "scheme_change"), name="Alongside", kind="mentoring",
        started_on="", rhythm_days="7", usual_minutes="90", contact_name="Sam Rivers",
        contact_phone="07700 900123", contact_email="",
    )

    scheme.refresh_from_db()
    assert (scheme.name, scheme.rhythm_days, scheme.contact_phone) == (
        "Alongside", 7, "07700 900123"
    )


def test_a_number_that_nobody_can_ring_is_refused(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff, address(scheme, "scheme_change"), name="x", kind="mentoring", rhythm_days="7",
        usual_minutes="90", contact_phone="ask me",
    )

    assert list(answer.context["form"].errors) == ["contact_phone"]


def test_words_are_heard_before_they_are_saved(staff: Client, scheme: Scheme) -> None:
    answer = send(staff, address(scheme, "scheme_words"), **{"word-supporters": "allies"}, preview="yes")

    scheme.refresh_from_db()
    assert "one of your allies" in words_of(answer)
    assert "Not saved yet" in words_of(answer)
    assert scheme.own_words == {}


def test_saved_words_are_spoken_on_every_page(staff: Client, scheme: Scheme) -> None:
    send(staff, address(scheme, "scheme_words"), **{"word-supporters": "allies"})

    assert "What allies do" in words_of(staff.get(address(scheme, "setup_stage", 1)))


def test_usual_words_are_hints(staff: Client, scheme: Scheme) -> None:
    assert "Usually: befriender" in words_of(staff.get(address(scheme, "scheme_words")))


def test_sites_are_added_and_renamed(staff: Client, scheme: Scheme) -> None:
    send(staff, address(scheme, "site_add"), name="Gloster")
    site = scheme.sites.get()
    send(staff, address(scheme, "site_rename", site.pk), name="Gloucester")

    assert "Gloucester" in words_of(staff.get(address(scheme, "scheme")))


def test_a_manager_opens_a_further_scheme_and_lands_in_its_set_up(
    client: Client, scheme: Scheme
) -> None:
    signed_in(client, a_manager(of=scheme))

    answer = send(
        client, address(scheme, "scheme_add"), name="Alongside: Stroud", kind="mentoring", slug=""
    )

    assert answer["Location"] == "/s/alongside-stroud/setup/"
    assert client.get(answer["Location"]).status_code == 200


def test_a_name_without_letters_for_an_address_is_asked_for_one(
    client: Client, scheme: Scheme
) -> None:
    signed_in(client, a_manager(of=scheme))

    answer = send(client, address(scheme, "scheme_add"), name="友達", kind="mentoring", slug="")

    assert answer.context["form"].errors == {
        "slug": ["No address can be made from this name. Please write one."]
    }


# Organisations


def test_an_organisation_comes_and_goes(staff: Client, scheme: Scheme) -> None:
    send(
        staff, address(scheme, "partnership_add"), organisation_name="Harbour House",
        part="referrer", does="Refers people", started_on="2026-01-01", agreement_on="",
    )
    partnership = Partnership.objects.get()
    send(
        staff, address(scheme, "partnership_change", partnership.pk), does="Lends a room",
        started_on="2026-01-01", agreement_on="2026-01-01",
    )
    send(staff, address(scheme, "partnership_end", partnership.pk), ended_on="2026-05-01")

    page = words_of(staff.get(address(scheme, "organisations")))
    assert "Harbour House" in page
    assert "Lends a room" in page
    assert "1 January 2026 to 1 May 2026" in page
    assert "No longer takes part" in page


# Roles


GIVEN = {
    "name": "Joan Ellis", "email": "joan@example.org", "role": "steering", "organisation": "",
}


def test_a_role_is_given_and_the_page_says_so(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff, address(scheme, "role_give"), **GIVEN, started_on=str(timezone.localdate())
    )

    page = words_of(staff.get(answer["Location"]))
    assert "Joan Ellis is steering group member. An e-mail is on its way to joan@example.org" in page


def test_a_role_given_five_times_is_given_once(staff: Client, scheme: Scheme) -> None:
    typed = {
        **GIVEN, "started_on": str(timezone.localdate()), "submission_id": str(uuid4())
    }

    answers = [staff.post(address(scheme, "role_give"), typed) for _ in range(5)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, address(scheme, "roles"))
    }
    assert RoleGrant.objects.filter(role=Role.STEERING).count() == 1
    assert OutboxMessage.objects.filter(whom="joan@example.org").count() == 1


def test_an_invitation_is_sent_again_once_for_a_double_tap(
    staff: Client, scheme: Scheme
) -> None:
    user = a_role(Role.STEERING, of=scheme)
    where = address(scheme, "role_invite", RoleGrant.objects.get(user=user).pk)
    typed = {"submission_id": str(uuid4())}

    staff.post(where, typed)
    staff.post(where, typed)

    assert OutboxMessage.objects.filter(whom=user.email).count() == 1


def test_a_role_is_ended_and_stands_among_the_earlier_ones(
    staff: Client, scheme: Scheme
) -> None:
    user = a_role(Role.STEERING, of=scheme, name="Joan Ellis")
    grant = RoleGrant.objects.get(user=user)

    send(
        staff, address(scheme, "role_end", grant.pk), ended_on=str(timezone.localdate())
    )

    now = words_of(staff.get(address(scheme, "roles")))
    earlier = words_of(staff.get(address(scheme, "roles") + "?which=over"))
    assert ["Joan Ellis" in page for page in (now, earlier)] == [False, True]


def test_the_last_who_runs_the_scheme_is_told_why_they_stay(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    grant = RoleGrant.objects.get(user=coordinator)

    answer = send(
        staff, address(scheme, "role_end", grant.pk), ended_on=str(timezone.localdate())
    )

    assert answer.status_code == 422
    assert "Sam Rivers is the last who can run this scheme" in words_of(answer)


def test_whoever_ends_their_own_role_is_led_home(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    a_manager(of=scheme)
    grant = RoleGrant.objects.get(user=coordinator)

    answer = send(
        staff, address(scheme, "role_end", grant.pk), ended_on=str(timezone.localdate())
    )

    assert answer["Location"] == reverse("home")


def test_a_role_ended_in_another_tab_stops_a_form_with_403(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    a_manager(of=scheme)
    RoleGrant.objects.filter(user=coordinator).update(ended_on=timezone.localdate())

    answer = send(staff, address(scheme, "site_add"), name="Stroud")

    assert answer.status_code in (403, 404)
    assert not scheme.sites.exists()


# How many questions a page asks


def add_rows(scheme: Scheme, numbers: range) -> None:
    """One more of everything that pages list, for each number."""
    for n in numbers:
        people_took_part(scheme, names=[f"Somebody {n}"])
        a_policy(scheme, Policy.Kind.OTHER, title=f"Policy {n}")
        a_document(scheme)
        a_decision(a_steering_meeting(scheme, came=(a_member(scheme, f"Member {n}"),)))
        a_partnership(scheme, f"Organisation {n}")
        a_site(scheme, f"Site {n}")
        RoleGrant.objects.create(
            scheme=scheme,
            user=a_user(f"Person {n}"),
            role=Role.STEERING,
            started_on=date(2026, 1, 1),
        )


def questions_of(client: Client, where: str) -> int:
    """How many statements a page sends, once what is kept between pages is kept."""
    client.get(where)
    with CaptureQueriesContext(connection) as queries:
        client.get(where)
    return len(queries)


@pytest.mark.parametrize("name", [*READ, "roles"])
def test_pages_ask_as_much_for_thirty_rows_as_for_one(
    staff: Client, scheme: Scheme, name: str
) -> None:
    add_rows(scheme, range(1))
    few = questions_of(staff, address(scheme, name))
    add_rows(scheme, range(1, 30))

    assert questions_of(staff, address(scheme, name)) == few


def test_a_steering_meeting_asks_as_much_for_thirty_decisions_as_for_one(
    staff: Client, scheme: Scheme
) -> None:
    meeting = a_steering_meeting(scheme, came=(a_member(scheme),))
    where = address(scheme, "steering_meeting", meeting.pk)
    a_decision(meeting)
    few = questions_of(staff, where)
    for n in range(29):
        a_decision(meeting, f"Decision {n}")

    assert questions_of(staff, where) == few


def test_a_stranger_cannot_use_the_coordinators_form(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_coordinator(of=a_scheme("elsewhere"), name="Ana Stone"))

    answer = send(client, address(scheme, "site_add"), name="Stroud")

    assert answer.status_code == 404
    assert not scheme.sites.exists()
