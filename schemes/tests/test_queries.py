"""What pages and reports ask about a scheme."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.figures import Period
from schemes.models import (
    Partnership,
    Policy,
    Scheme,
    SteeringMember,
    SupportingDocument,
    TakingPart,
)
from schemes.queries import (
    Aims,
    aims,
    current_members,
    known_organisation_names,
    last_written,
    open_decisions,
    organisations_of,
    participation_by_stage,
    partners,
    setup_state,
    steering_meetings,
    steering_meetings_held,
    wordings,
)
from schemes.services import write_text
from schemes.stages import STAGES, TEXT_ITEMS
from schemes.tests.factories import (
    a_decision,
    a_document,
    a_member,
    a_partnership,
    a_policy,
    a_scheme,
    a_steering_meeting,
    a_text,
    people_took_part,
)

SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


def missing(scheme: Scheme) -> set[str]:
    """The keys of what the set-up still lacks."""
    return {each.item.key for stage in setup_state(scheme) for each in stage.missing}


def everything() -> set[str]:
    return {item.key for stage in STAGES for item in stage.items}


def test_there_are_seven_stages_numbered_in_order() -> None:
    assert [stage.number for stage in STAGES] == [1, 2, 3, 4, 5, 6, 7]


def test_every_item_has_a_key_of_its_own() -> None:
    keys = [item.key for stage in STAGES for item in stage.items]

    assert len(keys) == len(set(keys))


def test_the_training_has_the_six_core_elements_to_the_letter() -> None:
    assert [str(item.title) for item in STAGES[4].items[:6]] == [
        "Understanding the Peer Supporter's Role and Responsibilities",
        "Developing Communication Skills",
        "Developing a Supportive Relationship",
        "Setting goals with your Supportee",
        "Ending the Relationship",
        "Important Policies Child Protection, Confidentiality, Anti-Discrimination",
    ]


def test_an_empty_scheme_misses_everything(scheme: Scheme) -> None:
    assert missing(scheme) == everything()


def test_a_text_is_no_longer_missing(scheme: Scheme) -> None:
    a_text(scheme, "aims-supporters")

    assert missing(scheme) == everything() - {"aims-supporters"}


def test_a_text_that_was_emptied_is_missing(scheme: Scheme) -> None:
    a_text(scheme, "aims-supporters", "")

    assert missing(scheme) == everything()


def test_a_policy_counts_from_the_day_it_is_in_force(scheme: Scheme) -> None:
    tomorrow = timezone.localdate() + timedelta(1)
    a_policy(scheme, Policy.Kind.CONFIDENTIALITY)
    a_policy(scheme, Policy.Kind.HEALTH_AND_SAFETY, versions=(("Lift well.", tomorrow),))

    assert missing(scheme) == everything() - {"policy-confidentiality"}


def test_a_paper_counts_while_it_is_in_use(scheme: Scheme) -> None:
    a_document(scheme, SupportingDocument.Kind.AGREEMENT)
    a_document(scheme, SupportingDocument.Kind.RECORD_SHEET, ended_on=date(2025, 1, 1))

    assert missing(scheme) == everything() - {"document-agreement"}


def test_a_steering_group_without_supportees_misses_them(scheme: Scheme) -> None:
    a_member(scheme, capacity=SteeringMember.Capacity.STAFF)

    assert missing(scheme) == everything() - {"steering-members"}


def test_a_supportee_who_left_the_group_is_missing(scheme: Scheme) -> None:
    a_member(scheme, ended_on=timezone.localdate() - timedelta(1))

    assert missing(scheme) == everything()


def test_a_supportee_in_the_group_is_there(scheme: Scheme) -> None:
    a_member(scheme)

    assert missing(scheme) == everything() - {"steering-members", "steering-service-users"}


def test_a_meeting_held_is_there(scheme: Scheme) -> None:
    a_steering_meeting(scheme)

    assert missing(scheme) == everything() - {"steering-meeting"}


def test_who_took_part_counts_for_its_own_stage(scheme: Scheme) -> None:
    people_took_part(scheme, stage=3)

    assert missing(scheme) == everything() - {"taking-part-3"}


def test_what_another_scheme_has_does_not_count(scheme: Scheme) -> None:
    other = a_scheme("elsewhere")
    a_text(other)
    a_policy(other)
    a_document(other)
    a_steering_meeting(other, came=(a_member(other),))
    people_took_part(other)

    assert missing(scheme) == everything()


def test_a_stage_is_missing_then_begun_then_done(scheme: Scheme) -> None:
    def state() -> str:
        return setup_state(scheme)[1].state

    states = [state()]
    a_text(scheme, "aims-supporters")
    states.append(state())
    a_text(scheme, "aims-supportees")
    people_took_part(scheme, stage=2)
    states.append(state())

    assert states == ["missing", "started", "done"]


def test_titles_and_sentences_hold_the_schemes_words(scheme: Scheme) -> None:
    scheme.own_words = {"supporters": "allies"}
    aims_stage = setup_state(scheme)[1]

    assert (aims_stage.items[1].title, aims_stage.items[1].missing) == (
        "Aims for allies",
        "The aims for allies are not written yet.",
    )


def test_the_set_up_takes_as_many_questions_for_much_as_for_little(
    scheme: Scheme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        setup_state(scheme)
    for item in TEXT_ITEMS:
        a_text(scheme, item)
    for n in range(30):
        people_took_part(scheme, stage=1 + n % 7)
        a_member(scheme, f"Member {n}")
        a_steering_meeting(scheme)
        a_document(scheme)

    with django_assert_num_queries(6):
        setup_state(scheme)


def test_every_wording_is_kept_with_who_wrote_it(scheme: Scheme, coordinator: User) -> None:
    for text in ("First.", "Second."):
        write_text(scheme=scheme, item="aims-supporters", text=text, actor=coordinator)

    found = [(each.text, each.by) for each in wordings(scheme, "aims-supporters")]
    assert found == [("Second.", "Sam Rivers"), ("First.", "Sam Rivers")]


def test_the_last_wording_of_each_heading(
    scheme: Scheme, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    write_text(scheme=scheme, item="aims-supporters", text="First.", actor=coordinator)
    write_text(scheme=scheme, item="aims-supporters", text="Second.", actor=coordinator)
    write_text(scheme=scheme, item="aims-supportees", text="Friends.", actor=coordinator)
    write_text(scheme=a_scheme("elsewhere"), item="evaluation", text="Not ours.", actor=None)

    with django_assert_num_queries(2):
        found = last_written(scheme, ["aims-supporters", "aims-supportees", "evaluation"])

    assert {key: (each.text, each.by) for key, each in found.items()} == {
        "aims-supporters": ("Second.", "Sam Rivers"),
        "aims-supportees": ("Friends.", "Sam Rivers"),
    }


def test_the_aims_of_both_sides(scheme: Scheme) -> None:
    a_text(scheme, "aims-supporters", "They gain skills.")

    assert aims(scheme) == Aims(for_supportees="", for_supporters="They gain skills.")


def test_partners_are_those_with_a_day_in_the_period(scheme: Scheme) -> None:
    a_partnership(scheme, "Always", does="Refers people")
    a_partnership(scheme, "Left on its first day", ended_on=date(2026, 3, 1))
    a_partnership(scheme, "Left before", ended_on=date(2026, 2, 28))
    a_partnership(scheme, "Came on its last day", started_on=date(2026, 5, 31))
    a_partnership(scheme, "Comes later", started_on=date(2026, 6, 1))

    found = {each.organisation: each.has_ended for each in partners(scheme, SPRING)}
    assert found == {"Always": False, "Left on its first day": True, "Came on its last day": False}


def test_who_took_part_is_counted_stage_by_stage(scheme: Scheme) -> None:
    people_took_part(scheme, stage=1, names=["Priya Khan", "Tom Okafor"])
    people_took_part(scheme, stage=1, names=["priya  khan", "Joan Ellis"])
    people_took_part(scheme, stage=1, low=30, high=40)
    people_took_part(scheme, stage=1, low=10, high=10, basis=TakingPart.Basis.DOCUMENTED)
    people_took_part(scheme, stage=2, names=["Priya Khan"])

    first, second, *others = participation_by_stage(scheme)

    assert (
        first.named,
        first.documented_low,
        first.documented_high,
        first.estimated_low,
        first.estimated_high,
    ) == (3, 10, 10, 30, 40)
    assert (second.named, second.documented_high, second.estimated_high) == (1, 0, 0)
    assert all(each.is_empty for each in others)


def test_who_took_part_in_a_period(scheme: Scheme) -> None:
    for day in ("2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01"):
        people_took_part(scheme, on=day, names=[f"Seen {day}"])

    assert participation_by_stage(scheme, SPRING)[0].names == {"seen 2026-03-01", "seen 2026-05-31"}


def test_steering_meetings_held_in_a_period(scheme: Scheme) -> None:
    for day in ("2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01"):
        a_steering_meeting(scheme, on=day)

    days = sorted(str(each.held_on) for each in steering_meetings_held(scheme, SPRING))
    assert days == ["2026-03-01", "2026-05-31"]


def test_open_decisions_come_by_their_day(scheme: Scheme) -> None:
    meeting = a_steering_meeting(scheme)
    a_decision(meeting, "Some day")
    a_decision(meeting, "Done", done_on=date(2026, 4, 1))
    a_decision(meeting, "In May", due_on=date(2026, 5, 1))
    a_decision(meeting, "In April", due_on=date(2026, 4, 1))

    assert [each.what for each in open_decisions(scheme)] == ["In April", "In May", "Some day"]


def test_meetings_know_how_many_came_and_what_was_decided(scheme: Scheme) -> None:
    meeting = a_steering_meeting(scheme, came=(a_member(scheme), a_member(scheme, "Tom Okafor")))
    for what in ("One", "Two", "Three"):
        a_decision(meeting, what)

    found = steering_meetings(scheme).values_list("came_count", "decision_count")
    assert list(found) == [(2, 3)]


def test_current_members_include_the_last_day(scheme: Scheme) -> None:
    a_member(scheme, started_on=date(2026, 3, 1), ended_on=date(2026, 4, 1))

    days = (date(2026, 2, 28), date(2026, 3, 1), date(2026, 4, 1), date(2026, 4, 2))
    assert [current_members(scheme, day).count() for day in days] == [0, 1, 1, 0]


def test_organisations_come_once_the_runner_first_and_those_that_left_last(
    scheme: Scheme,
) -> None:
    a_partnership(scheme, "A group that left", ended_on=date(2026, 1, 1))
    harbour = a_partnership(scheme, "Harbour House").organisation
    a_partnership(scheme, organisation=harbour, part=Partnership.Part.HOST)
    a_partnership(scheme, organisation=scheme.organisation, part=Partnership.Part.LEAD)

    found = [(each.organisation.name, len(each.partnerships)) for each in organisations_of(scheme)]
    assert found == [("Forest Friends", 1), ("Harbour House", 2), ("A group that left", 1)]


def test_names_to_choose_from_are_those_the_lead_works_with(scheme: Scheme) -> None:
    a_partnership(scheme, "Harbour House")
    a_partnership(a_scheme("second", organisation=scheme.organisation), "The Wheel")
    a_partnership(a_scheme("elsewhere"), "Not ours")

    assert known_organisation_names(scheme) == ["Forest Friends", "Harbour House", "The Wheel"]


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_take_as_many_questions_for_thirty_as_for_one(
    scheme: Scheme, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(rows):
        a_partnership(scheme, f"Organisation {n}")
        people_took_part(scheme)

    with django_assert_num_queries(1):
        organisations_of(scheme)
    with django_assert_num_queries(1):
        partners(scheme, SPRING)
    with django_assert_num_queries(1):
        participation_by_stage(scheme)
