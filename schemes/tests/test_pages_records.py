"""Policies, papers and the steering group: what a form saves, what comes back."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from schemes.models import (
    Policy,
    Scheme,
    SteeringMeeting,
    SteeringMember,
    SupportingDocument,
)
from schemes.tests.factories import (
    a_decision,
    a_member,
    a_policy,
    a_scheme,
    a_steering_meeting,
    a_text,
)
from schemes.tests.visiting import address, send, words_of

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
        "child-protection",
        "anti-discrimination",
        "health-and-safety",
        "other",
    ]


def test_a_new_version_is_saved_and_shows_what_changed(staff: Client, scheme: Scheme) -> None:
    policy = a_policy(scheme, versions=(("Ring the lead the same day.", date(2026, 3, 1)),))

    answer = send(
        staff,
        address(scheme, "policy_version_add", policy.pk),
        text="Ring the lead at once.",
        kept_at="",
        why="Days are too long",
        in_force_from="2026-04-01",
        based_on="1",
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


def test_a_policy_not_yet_in_force_shows_the_version_to_come(staff: Client, scheme: Scheme) -> None:
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
        "kind": "agreement",
        "title": "",
        "text": "",
        "kept_at": "Shared folder",
        "started_on": "2026-03-01",
    }
    answer = send(staff, address(scheme, "document_add"), **typed)
    document = SupportingDocument.objects.get()
    assert answer["Location"] == address(scheme, "document", document.pk)

    send(
        staff,
        address(scheme, "document_change", document.pk),
        **{**typed, "title": "Our agreement", "ended_on": "2026-04-01"},
    )

    document.refresh_from_db()
    assert (document.title, document.ended_on) == ("Our agreement", date(2026, 4, 1))


def test_a_paper_without_words_or_place_is_asked_for_them(staff: Client, scheme: Scheme) -> None:
    answer = send(staff, address(scheme, "document_add"), kind="agreement", started_on="2026-03-01")

    assert answer.context["form"].errors == {
        "text": ["Write what it says, or say where it is kept."]
    }


def test_a_group_meets_and_decides(staff: Client, scheme: Scheme) -> None:
    send(
        staff,
        address(scheme, "steering_member_add"),
        name="Priya Khan",
        capacity="supportee",
        started_on="2026-01-01",
    )
    member = SteeringMember.objects.get()
    answer = send(
        staff,
        address(scheme, "steering_meeting_add"),
        held_on="2026-03-04",
        place="The library",
        came=[member.pk],
        also_came="",
        notes="",
    )
    meeting = SteeringMeeting.objects.get()
    assert answer["Location"] == address(scheme, "steering_meeting", meeting.pk)
    send(
        staff,
        address(scheme, "decision_add", meeting.pk),
        what="Ask for a room",
        who="Joan",
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
        staff,
        address(scheme, "decision_change", decision.pk),
        what="Ask for two rooms",
        who="",
        due_on="",
        done_on="2026-03-05",
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
        staff,
        address(scheme, "steering_meeting_add"),
        held_on="2026-03-04",
        place="x",
        came=[stranger.pk],
    )

    assert list(answer.context["form"].errors) == ["came"]


def test_a_membership_and_a_meeting_are_changed(staff: Client, scheme: Scheme) -> None:
    member, meeting = a_member(scheme), a_steering_meeting(scheme)

    send(
        staff,
        address(scheme, "steering_member_change", member.pk),
        name="Priya Khan",
        capacity="volunteer",
        started_on="2026-01-01",
        ended_on="2026-05-01",
    )
    send(
        staff,
        address(scheme, "steering_meeting_change", meeting.pk),
        held_on="2026-03-05",
        place="The café",
        came=[member.pk],
    )

    member.refresh_from_db()
    meeting.refresh_from_db()
    assert (member.capacity, member.ended_on) == ("volunteer", date(2026, 5, 1))
    assert (meeting.place, list(meeting.came.all())) == ("The café", [member])
