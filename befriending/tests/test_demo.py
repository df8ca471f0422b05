"""The demo data: how much there is, that it fits together, and that it can be had again."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models import Count, F, Q

from accounts.models import User
from befriending.demo import load_small
from befriending.demo.days import is_holiday
from befriending.demo.stories import THEMES
from befriending.tests.demo_rows import demo_models
from desk.demo import PARTS
from desk.home import places_of
from desk.queries import (
    coming_up,
    going_well,
    oddities,
    overdue_matches,
    sheets_missing,
    waiting_longest,
)
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.queries import missing_sheets, my_matches, my_missing_sheets
from meetings.rhythm import RhythmState, with_rhythm
from meetings.services import MeetingFacts, SheetWords, write_sheet
from people.models import Person
from reporting.models import Report
from reporting.queries import what_to_mend
from schemes.models import Organisation, Partnership, Policy, Scheme, SteeringMember, TakingPart
from schemes.queries import setup_state
from supportees.models import Supportee
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

DAYS = [
    pytest.param((date(2026, 11, 19), 1), id="a Thursday"),
    pytest.param((date(2026, 3, 29), 1), id="the clocks go forward"),
    pytest.param((date(2026, 10, 25), 1), id="the clocks go back, a Sunday"),
    pytest.param((date(2026, 12, 28), 1), id="after Christmas"),
    pytest.param((date(2027, 1, 1), 1), id="New Year"),
    pytest.param((date(2028, 2, 29), 1), id="leap day"),
    pytest.param((date(2026, 7, 15), 42), id="another seed, in summer"),
]
S = Meeting.State


@pytest.fixture(scope="module", params=DAYS)
def today(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[date]:
    """A day on which the demo was loaded, once for all tests, and is looked at in the afternoon."""
    day, seed = request.param
    with (
        django_db_blocker.unblock(),
        time_machine.travel(f"{day}T13:00:00+00:00"),
        transaction.atomic(),
    ):
        load_small(today=day, seed=seed)
        yield day
        transaction.set_rollback(True)


def names_of(match: Any) -> tuple[str, str]:
    return match.volunteer.person.name, match.supportee.person.name


# How much


def test_there_are_24_volunteers_and_30_supported_people(today: date) -> None:
    assert (Volunteer.objects.count(), Supportee.objects.count()) == (24, 30)


def test_a_person_is_there_once(today: date) -> None:
    assert Person.objects.count() == 54
    assert Person.objects.values("given_name", "family_name").distinct().count() == 54


def test_a_year_of_meetings_was_held(today: date) -> None:
    held = Meeting.objects.filter(state=S.HELD)
    assert 300 <= held.count() <= 400
    assert held.filter(on__lt=today - timedelta(days=300)).exists()
    assert not held.filter(on__gte=today).exists()


def test_about_one_meeting_in_eight_did_not_happen(today: date) -> None:
    past = Meeting.objects.filter(on__lt=today, state__in=[S.HELD, S.MISSED, S.CANCELLED])
    assert 0.08 < past.exclude(state=S.HELD).count() / past.count() < 0.17


def test_no_two_meetings_in_a_row_do_not_happen(today: date) -> None:
    for match in Match.objects.all():
        states = match.meetings.filter(state__in=[S.HELD, S.MISSED, S.CANCELLED]).order_by("on")
        happened = [state == S.HELD for state in states.values_list("state", flat=True)]
        assert all(one or other for one, other in pairwise(happened)), match


def test_the_sheets_say_many_different_things(today: date) -> None:
    said = RecordSheet.objects.exclude(did="").values_list("did", flat=True)
    assert len(set(said)) > 120
    assert not RecordSheet.objects.filter(Q(did__contains="{") | Q(why_met__contains="{")).exists()
    assert not Meeting.objects.filter(place__contains="{").exists()


def test_who_learns_to_go_out_again_takes_it_step_by_step(today: date) -> None:
    places = RecordSheet.objects.filter(
        meeting__match__supportee__person__family_name="Nolan",
        meeting__state=S.HELD,
        meeting__way=Meeting.Way.IN_PERSON,
    ).order_by("meeting__on")
    steps = {step.did: number for number, step in enumerate(THEMES["out"])}
    outings = [
        steps[sheet.did.replace("Pat", "{name}")]
        for sheet in places.select_related("meeting")
        if sheet.meeting.place != "Pat's home"
    ]
    assert outings == sorted(outings)
    assert len(outings) >= 4


def test_two_people_hardly_ever_write_the_same_twice(today: date) -> None:
    twice = (
        RecordSheet.objects.exclude(did="")
        .values("meeting__match", "did")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
    )
    assert [row["times"] for row in twice if row["times"] > 2] == []
    assert len(twice) <= 3


# It fits together


def test_every_row_is_one_that_a_form_would_take(today: date) -> None:
    for model in demo_models():
        for record in model._default_manager.all():
            record.full_clean(
                exclude=["password", "build_key"], validate_unique=False, validate_constraints=False
            )


def test_every_constraint_holds(today: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_everybody_with_a_running_match_is_matched_but_for_one_on_hold(today: date) -> None:
    running = Match.objects.running()
    volunteers = Volunteer.objects.filter(matches__in=running).distinct()
    assert [v.person.name for v in volunteers.exclude(status=Volunteer.Status.MATCHED)] == [
        "Hugh Tremlett"
    ]
    assert (
        not Supportee.objects.filter(matches__in=running)
        .exclude(status=Supportee.Status.MATCHED)
        .exists()
    )


def test_nobody_is_matched_without_a_running_match(today: date) -> None:
    running = Match.objects.running()
    assert (
        not Volunteer.objects.filter(status=Volunteer.Status.MATCHED)
        .exclude(matches__in=running)
        .exists()
    )
    assert (
        not Supportee.objects.filter(status=Supportee.Status.MATCHED)
        .exclude(matches__in=running)
        .exists()
    )


def test_every_meeting_written_about_has_one_sheet_unless_it_came_from_a_spreadsheet(
    today: date,
) -> None:
    written = Meeting.objects.filter(state__in=[S.HELD, S.MISSED]).annotate(
        versions=Count("sheets")
    )
    assert not written.filter(is_imported=False).exclude(versions=1).exists()
    assert not written.filter(is_imported=True).exclude(versions=0).exists()
    assert written.filter(is_imported=True).exists()
    assert not RecordSheet.objects.exclude(version=1).exists()
    assert not RecordSheet.objects.exclude(meeting__state__in=[S.HELD, S.MISSED]).exists()


def test_every_next_date_on_a_sheet_is_a_meeting_planned_by_it(today: date) -> None:
    planning = RecordSheet.objects.exclude(next_on=None)
    assert planning.count() > 300
    for sheet in planning.select_related("meeting").prefetch_related("meeting__plans"):
        assert sheet.next_on in {plan.on for plan in sheet.meeting.plans.all()}


def test_a_moved_meeting_stands_in_for_its_plan(today: date) -> None:
    moved = Meeting.objects.filter(state=S.SUPERSEDED)
    assert moved.exists()
    for plan in moved.select_related("replaced_by"):
        assert (plan.replaced_by.match_id, plan.replaced_by.state) == (plan.match_id, S.HELD)
        assert plan.on < plan.replaced_by.on <= plan.on + timedelta(days=3)


def test_meetings_lie_within_their_match(today: date) -> None:
    assert not Meeting.objects.filter(on__lt=F("match__started_on")).exists()
    assert not Meeting.objects.filter(on__gt=F("match__ended_on")).exists()


def test_only_volunteers_sign_as_supporters_and_only_their_own_sheets(today: date) -> None:
    signed = RecordSheet.objects.exclude(supporter_signed_name="")
    assert signed.exists()
    assert not signed.exclude(written_by=F("meeting__match__volunteer__person__user")).exists()


def test_nothing_was_written_before_it_happened_or_after_today(today: date) -> None:
    assert not RecordSheet.objects.filter(written_at__date__lt=F("meeting__on")).exists()
    assert not RecordSheet.objects.filter(written_at__date__gte=today).exists()
    assert not Meeting.objects.filter(recorded_at__date__gte=today).exists()


def test_on_a_holiday_people_ring_each_other(today: date) -> None:
    held = [
        each
        for each in Meeting.objects.filter(state=S.HELD, is_imported=False)
        if is_holiday(each.on)
    ]
    assert {each.way for each in held} <= {Meeting.Way.PHONE}


def test_addresses_and_numbers_reach_nobody(today: date) -> None:
    emails = [
        *Person.objects.values_list("email", flat=True),
        *User.objects.values_list("email", flat=True),
    ]
    emails += Organisation.objects.values_list("email", flat=True)
    assert {email.rpartition("@")[2] for email in emails if email} == {"demo.example"}
    phones = [
        *Person.objects.values_list("phone", flat=True),
        *Organisation.objects.values_list("phone", flat=True),
    ]
    assert all(phone.startswith("07700 900") and len(phone) == 12 for phone in phones)
    assert len({*Person.objects.values_list("phone", flat=True)}) == 54
    assert not Person.objects.filter(phone=Scheme.objects.get().contact_phone).exists()


# The parts to play


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_every_part_can_sign_in_and_has_one_place_to_go(part: Any, today: date) -> None:
    assert len(places_of(User.objects.get(email=part.email))) == 1


def test_the_demo_volunteer_has_two_matches_and_meets_today(today: date) -> None:
    user = User.objects.get(email="volunteer@demo.example")
    kieran, jade = my_matches(user, today)
    assert names_of(kieran.match) == ("Nadia Farouk", "Kieran Doyle")
    assert kieran.next is not None
    assert (kieran.next.on, kieran.next.at) == (today, time(14))
    assert names_of(jade.match) == ("Nadia Farouk", "Jade Somerville")
    assert [meeting.match for meeting in my_missing_sheets(user, today)] == [jade.match]


def test_the_demo_supportee_is_matched_with_the_demo_volunteer(today: date) -> None:
    (mine,) = my_matches(User.objects.get(email="supportee@demo.example"), today)
    assert names_of(mine.match) == ("Nadia Farouk", "Kieran Doyle")


def test_the_demo_volunteer_can_go_on_writing(today: date) -> None:
    user = User.objects.get(email="volunteer@demo.example")
    (plan,) = my_missing_sheets(user, today)
    write_sheet(
        match=plan.match,
        plan=plan,
        facts=MeetingFacts(on=plan.on, minutes=60),
        words=SheetWords(did="We cooked.", next_on=today + timedelta(days=10)),
        actor=user,
    )
    assert my_missing_sheets(user, today) == []


# The trouble


def test_one_match_is_silent_for_five_weeks_and_one_is_overdue(today: date) -> None:
    quiet = overdue_matches(Scheme.objects.get(), today)
    assert [(*names_of(match), match.rhythm_state, match.days_quiet) for match in quiet] == [
        ("Jerome Whitlock", "Connor Beattie", RhythmState.SILENT, 35),
        ("Fiona Drummond", "Patricia Nolan", RhythmState.OVERDUE, 25),
    ]


def test_three_planned_meetings_have_no_sheet(today: date) -> None:
    missing = missing_sheets(Meeting.objects.all(), today)
    assert [(*names_of(meeting.match), (today - meeting.on).days) for meeting in missing] == [
        ("Kwabena Asante", "Destiny Okafor", 6),
        ("Nadia Farouk", "Jade Somerville", 4),
        ("Rosalind Peake", "Doreen Maddox", 3),
    ]
    assert list(sheets_missing(Scheme.objects.get(), today)) == list(missing)


def test_one_volunteer_is_on_hold_and_one_has_too_many_people(today: date) -> None:
    assert [(odd.name, odd.words) for odd in oddities(Scheme.objects.get())] == [
        ("Hugh Tremlett", "Marked as “on hold”, but their match is running."),
        ("Anil Thakkar", "Has 3 running matches; 2 at most was agreed."),
    ]
    assert Volunteer.objects.get(person__family_name="Thakkar").is_imported


def test_hana_has_waited_longest_for_70_days(today: date) -> None:
    waiting = list(waiting_longest(Scheme.objects.get()))
    assert len(waiting) == 4
    assert waiting[0].person.name == "Hana Tesfaye"
    assert waiting[0].referred_on == today - timedelta(days=70)


def test_a_match_ended_early_and_says_why(today: date) -> None:
    (match,) = Match.objects.filter(ending=Match.Ending.PREMATURE)
    assert names_of(match) == ("Callum Rigby", "Ryan Tolley")
    assert match.ending_reason.startswith("Ryan moved to his sister's in another town")
    assert match.supportee.status == Supportee.Status.ENDED
    assert match.volunteer.status == Volunteer.Status.AVAILABLE


def test_a_match_is_on_hold_and_says_why(today: date) -> None:
    (match,) = Match.objects.filter(status=Match.Status.PAUSED)
    (pause,) = match.pauses.all()
    assert pause.reason.startswith("Colin is in hospital for a new hip.")
    assert (
        with_rhythm(Match.objects.filter(pk=match.pk), today).get().rhythm_state
        == RhythmState.PAUSED
    )


def test_one_pair_has_kept_every_meeting(today: date) -> None:
    match = Match.objects.get(supportee__person__given_name="Joan")
    assert {meeting.state for meeting in match.meetings.filter(on__lt=today)} == {S.HELD}
    assert match.meetings.filter(state=S.HELD).count() >= 20
    assert going_well(Scheme.objects.get(), today) != []


def test_all_others_are_on_their_rhythm(today: date) -> None:
    running = with_rhythm(Match.objects.filter(status=Match.Status.ACTIVE), today)
    assert running.filter(rhythm_state=RhythmState.ON_RHYTHM).count() == running.count() - 2


def test_meetings_are_planned_for_the_coming_two_weeks(today: date) -> None:
    coming = coming_up(Scheme.objects.get(), today, most=50)
    assert len(coming) >= 14
    assert all(meeting.on <= today + timedelta(days=14) for meeting in coming)


# Setting up


def test_the_set_up_is_partly_done(today: date) -> None:
    stages = setup_state(Scheme.objects.get(), today)
    assert [stage.state for stage in stages] == [
        "done",
        "done",
        "started",
        "done",
        "started",
        "started",
        "started",
    ]


def test_two_policies_have_two_versions(today: date) -> None:
    versions = Policy.objects.annotate(n=Count("versions")).values_list("kind", "n")
    assert dict(versions) == {"child-protection": 2, "confidentiality": 2, "anti-discrimination": 1}


def test_supported_people_sit_in_the_steering_group(today: date) -> None:
    members = SteeringMember.objects.current(today).filter(capacity="supportee")
    assert {member.name for member in members} == {"Joan Wetherby", "Ebony Clarke"}


def test_who_took_part_is_named_or_counted(today: date) -> None:
    entries = TakingPart.objects.all()
    assert {entry.is_named for entry in entries} == {True, False}
    assert {entry.basis for entry in entries} == {"", "documented", "estimated"}


def test_one_partner_has_folded(today: date) -> None:
    (folded,) = Partnership.objects.exclude(ended_on=None)
    assert folded.organisation.name == "Coldbrook drop-in"
    assert folded.ended_on == today - timedelta(weeks=17)


def test_a_report_of_twelve_months_is_built(today: date) -> None:
    report = Report.objects.get()
    assert report.is_built
    assert (report.period_to - report.period_from).days in (364, 365)
    assert (report.period_to + timedelta(days=1)).day == 1
    held = report.figures.get(key="meetings_held")
    assert held.frozen["value"] == len(held.record_ids) > 200


def test_one_answer_of_the_report_is_unfinished_and_some_are_missing(today: date) -> None:
    to_mend = dict(what_to_mend(Report.objects.get()))
    assert {7, 16} <= to_mend.keys()
    assert 3 not in to_mend
