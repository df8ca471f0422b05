"""The demo data: how much there is, and that it fits together."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.db.models import Count, F, Q

from accounts.models import User
from befriending.demo.days import is_holiday
from befriending.demo.stories import THEMES
from befriending.tests.demo_rows import demo_models
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from people.models import Person
from schemes.models import Organisation, Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
S = Meeting.State


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
