"""Writing about a meeting for the first time, and every refusal."""

from datetime import date, time

import pytest
import time_machine

from accounts.models import User
from accounts.tests.factories import a_user
from core.errors import NotAllowed, RuleBroken
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.services import (
    MeetingFacts,
    SheetWords,
    Signatures,
    cancel_meeting,
    plan_meeting,
    replan_meeting,
    write_sheet,
)
from meetings.tests.factories import a_meeting
from meetings.tests.writing import TODAY, corrected, ended, facts, planned, refusal, written
from schemes.models import Role
from schemes.tests.factories import a_coordinator, a_role, a_scheme
from volunteers.tests.factories import a_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State


def test_a_sheet_is_version_1_of_a_held_meeting(match: Match, priya: User) -> None:
    sheet = written(match, priya)

    assert (sheet.version, sheet.did, sheet.meeting.state, sheet.meeting.minutes) == (
        1,
        "Tea.",
        S.HELD,
        60,
    )


def test_a_missed_meeting_keeps_whose_reason_and_no_length(match: Match, priya: User) -> None:
    sheet = write_sheet(
        match=match,
        facts=MeetingFacts(
            on=TODAY, held=False, minutes=60, missed_by="supportee", missed_reason="A cold."
        ),
        words=SheetWords(),
        actor=priya,
    )

    meeting = sheet.meeting
    assert (meeting.state, meeting.minutes, meeting.missed_by, meeting.missed_reason) == (
        S.MISSED,
        None,
        "supportee",
        "A cold.",
    )


def test_the_sheet_is_about_the_meeting_planned_for_that_day(match: Match, priya: User) -> None:
    plan = planned(match, "2026-11-19", at=time(14), place="Library")

    written(match, priya)

    plan.refresh_from_db()
    assert (plan.state, plan.at, match.meetings.count()) == (S.HELD, time(14), 1)


def test_written_about_another_day_the_plan_counts_as_moved(match: Match, priya: User) -> None:
    plan = planned(match, "2026-11-17")

    sheet = written(match, priya, plan=plan)

    plan.refresh_from_db()
    assert (plan.state, sheet.meeting.replaces) == (S.SUPERSEDED, plan)


def test_a_plan_nobody_named_stays(match: Match, priya: User) -> None:
    plan = planned(match, "2026-11-17")

    written(match, priya)

    plan.refresh_from_db()
    assert plan.state == S.PLANNED


def test_the_next_date_becomes_a_planned_meeting(match: Match, priya: User) -> None:
    sheet = written(match, priya, words=SheetWords(next_on=date(2026, 11, 27), next_at=time(14)))

    plan = Meeting.objects.get(state=S.PLANNED)
    assert (plan.on, plan.at, plan.planned_by) == (date(2026, 11, 27), time(14), sheet.meeting)


def test_the_next_date_takes_the_place_of_an_earlier_plan(match: Match, priya: User) -> None:
    earlier = planned(match, "2026-11-26", place="Library")

    written(match, priya, words=SheetWords(next_on=date(2026, 11, 27)))

    plan = Meeting.objects.get(state=S.PLANNED)
    assert (plan.on, plan.place, plan.replaces) == (date(2026, 11, 27), "Library", earlier)


def test_a_next_date_that_is_planned_already_is_not_planned_twice(
    match: Match, priya: User
) -> None:
    plan = planned(match, "2026-11-27", at=time(14))

    written(match, priya, words=SheetWords(next_on=date(2026, 11, 27)))

    assert list(Meeting.objects.filter(state=S.PLANNED)) == [plan]


def test_a_sheet_written_late_leaves_what_is_planned_since_then(match: Match, priya: User) -> None:
    plan = planned(match, "2026-11-26")

    written(match, priya, date(2026, 11, 5), words=SheetWords(next_on=date(2026, 11, 12)))

    assert set(Meeting.objects.filter(state=S.PLANNED).values_list("on", flat=True)) == {
        date(2026, 11, 12),
        plan.on,
    }


def test_a_sheet_written_late_does_not_plan_a_meeting_that_was_written_about(
    match: Match, priya: User
) -> None:
    written(match, priya, date(2026, 11, 12))

    written(match, priya, date(2026, 11, 5), words=SheetWords(next_on=date(2026, 11, 12)))

    assert not Meeting.objects.filter(state=S.PLANNED).exists()


def test_the_supporter_signs_by_being_signed_in(match: Match, priya: User) -> None:
    sheet = written(match, priya, signatures=Signatures(supporter=True, supportee_name="Joan A"))

    assert (sheet.supporter_signed_name, sheet.supportee_signed_name) == ("Priya Khan", "Joan A")


def test_staff_write_for_them(match: Match, coordinator: User) -> None:
    assert written(match, coordinator).written_by == coordinator


def test_a_paused_match_still_takes_sheets(match: Match, priya: User) -> None:
    match.status = Match.Status.PAUSED
    match.save()

    assert written(match, priya).version == 1


def test_five_thousand_letters_with_emoji_are_kept(match: Match, priya: User) -> None:
    story = "We laughed 😀 " * 385

    assert (
        RecordSheet.objects.get(pk=written(match, priya, words=SheetWords(did=story)).pk).did
        == story
    )


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-07-09 22:30:00+00:00", date(2026, 7, 9)),
        ("2026-07-09 23:30:00+00:00", date(2026, 7, 10)),
        ("2026-12-31 23:30:00+00:00", date(2026, 12, 31)),
        ("2027-01-01 00:10:00+00:00", date(2027, 1, 1)),
        ("2026-03-29 00:30:00+00:00", date(2026, 3, 29)),
        ("2026-10-25 23:30:00+00:00", date(2026, 10, 25)),
    ],
)
def test_today_is_the_day_in_the_united_kingdom(
    match: Match, priya: User, moment: str, day: date
) -> None:
    with time_machine.travel(moment, tick=False):
        assert written(match, priya, day).meeting.on == day
        with pytest.raises(RuleBroken, match="in the future"):
            written(match, priya, date.fromordinal(day.toordinal() + 1))


# What is refused


def test_a_day_before_the_match_began_is_refused(match: Match, priya: User) -> None:
    assert refusal(lambda: written(match, priya, date(2026, 2, 28))) == (
        "This is before the match began, on 1 March 2026.",
        "on",
    )


@pytest.mark.parametrize("minutes", [0, 1441])
def test_a_length_outside_a_day_is_refused(match: Match, priya: User, minutes: int) -> None:
    assert refusal(
        lambda: write_sheet(
            match=match, facts=facts(minutes=minutes), words=SheetWords(), actor=priya
        )
    ) == ("Say how long it was in minutes, from 1 to 1440.", "minutes")


@pytest.mark.parametrize("minutes", [1, 1440, None])
def test_a_length_within_a_day_or_not_known_is_taken(
    match: Match, priya: User, minutes: int | None
) -> None:
    sheet = write_sheet(match=match, facts=facts(minutes=minutes), words=SheetWords(), actor=priya)

    assert sheet.meeting.minutes == minutes


def test_the_next_meeting_comes_after_this_one(match: Match, priya: User) -> None:
    assert refusal(lambda: written(match, priya, words=SheetWords(next_on=TODAY))) == (
        "The next meeting comes after this one. Choose a later day.",
        "next_on",
    )


def test_a_next_meeting_in_a_wrong_year_is_refused(match: Match, priya: User) -> None:
    assert refusal(lambda: written(match, priya, words=SheetWords(next_on=date(2062, 11, 27)))) == (
        "This is more than a year away. Please check the year.",
        "next_on",
    )


def test_a_second_meeting_on_one_day_has_to_be_meant(match: Match, priya: User) -> None:
    written(match, priya)

    assert refusal(lambda: written(match, priya))[1] == "another_that_day"
    assert written(match, priya, another_that_day=True).version == 1


def test_a_refused_sheet_leaves_nothing_behind(match: Match, priya: User) -> None:
    plan = planned(match, "2026-11-19")

    with pytest.raises(NotAllowed):
        written(match, a_coordinator(of=match.scheme), signatures=Signatures(supporter=True))

    plan.refresh_from_db()
    assert (plan.state, RecordSheet.objects.count()) == (S.PLANNED, 0)


def test_a_volunteer_writes_nothing_in_an_ended_match(match: Match, priya: User) -> None:
    ended(match)

    with pytest.raises(NotAllowed, match="has ended"):
        written(match, priya, date(2026, 9, 1))


def test_staff_write_in_an_ended_match_up_to_its_end(match: Match, coordinator: User) -> None:
    ended(match)

    assert written(match, coordinator, date(2026, 9, 30)).version == 1
    assert refusal(lambda: written(match, coordinator, date(2026, 10, 1))) == (
        "This is after the match ended, on 30 September 2026.",
        "on",
    )


def test_an_ended_match_has_no_next_meeting(match: Match, coordinator: User) -> None:
    ended(match)

    assert (
        refusal(
            lambda: written(
                match, coordinator, date(2026, 9, 29), words=SheetWords(next_on=date(2026, 10, 1))
            )
        )[1]
        == "next_on"
    )


@pytest.mark.parametrize("who", ["supportee", "another volunteer", "steering", "other scheme"])
def test_nobody_else_writes(match: Match, joan: User, who: str) -> None:
    scheme = match.scheme
    tom = a_user("Tom Reed")
    a_volunteer(scheme, "Tom Reed", user=tom)
    actor = {
        "supportee": joan,
        "another volunteer": tom,
        "steering": a_role(Role.STEERING, of=scheme),
        "other scheme": a_coordinator(of=a_scheme("elsewhere"), name="Ann Far"),
    }[who]

    for action in (
        lambda: written(match, actor),
        lambda: plan_meeting(match=match, on=TODAY, actor=actor),
        lambda: replan_meeting(meeting=planned(match, "2026-11-25"), on=TODAY, actor=actor),
        lambda: cancel_meeting(meeting=planned(match, "2026-11-25"), actor=actor),
        lambda: corrected(match_sheet(match), actor),
    ):
        with pytest.raises(NotAllowed):
            action()


def match_sheet(match: Match) -> RecordSheet:
    meeting = match.meetings.filter(state=S.HELD).first() or a_meeting(match, "2026-11-10")
    return meeting.sheets.first() or RecordSheet.objects.create(meeting=meeting, did="Tea.")
