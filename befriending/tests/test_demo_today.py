"""The demo as it is looked at today: the parts to play, the trouble, the setting up."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db.models import Count

from accounts.models import User
from befriending.tests.demo_rows import names_of
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
from meetings.models import Meeting
from meetings.queries import missing_sheets, my_matches, my_missing_sheets
from meetings.rhythm import RhythmState, with_rhythm
from meetings.services import MeetingFacts, SheetWords, write_sheet
from reporting.models import Report
from reporting.queries import what_to_mend
from schemes.models import Partnership, Policy, Scheme, SteeringMember, TakingPart
from schemes.queries import setup_state
from supportees.models import Supportee
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
S = Meeting.State


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


# Reports


@pytest.mark.parametrize("layout", ["lsis-impact", "lsis-guide"])
def test_a_report_of_twelve_months_is_built(layout: str, today: date) -> None:
    report = Report.objects.get(layout=layout)
    assert report.is_built
    assert (report.period_to - report.period_from).days in (364, 365)
    assert (report.period_to + timedelta(days=1)).day == 1
    held = report.figures.get(key="meetings_held")
    assert held.frozen["value"] == len(held.record_ids) > 200


def test_one_answer_of_the_report_is_unfinished_and_some_are_missing(today: date) -> None:
    to_mend = dict(what_to_mend(Report.objects.get(layout="lsis-impact")))
    assert to_mend.keys() == {7, 9, 16}
    assert dict(what_to_mend(Report.objects.get(layout="lsis-guide"))).keys() == {9}
