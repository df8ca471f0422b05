"""What needs the co-ordinator today: each kind of work, and when there is none."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting
from meetings.tests.factories import a_meeting
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme, an_organisation
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 19)


@pytest.fixture(autouse=True)
def thursday() -> Iterator[None]:
    """Thursday 19 November 2026, two in the afternoon."""
    with time_machine.travel("2026-11-19 14:00:00+00:00", tick=False):
        yield


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def staff(scheme: Scheme) -> Client:
    return signed_in(Client(), a_coordinator(of=scheme))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def a_pair(
    scheme: Scheme, names: str = "Priya Joan", *, met: int | None = 3, **values: Any
) -> Match:
    """Two people matched since the spring, who met this many days ago."""
    volunteer, supportee = names.split()
    match = a_match(
        a_volunteer(scheme, f"{volunteer} Khan", status="matched"),
        a_supportee(scheme, f"{supportee} Abbott", status="matched"),
        **values,
    )
    if met is not None:
        a_meeting(match, str(ago(met)))
    return match


def today(staff: Client) -> Any:
    answer = staff.get(reverse("today", args=["side-by-side"]))
    assert answer.status_code == 200
    return answer


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_new_scheme_begins_with_its_spreadsheets(staff):
    answer = today(staff)

    assert answer.context["is_empty"] is True
    assert "Good afternoon. Let us begin." in words(answer)
    assert f'href="{reverse("imports", args=["side-by-side"])}"' in words(answer)


def test_when_all_meet_as_agreed_nothing_needs_anybody(scheme, staff):
    a_pair(scheme)

    answer = today(staff)

    assert (answer.context["needs_me"], answer.context["is_empty"]) == (0, False)
    assert "Good afternoon. Nothing needs you now." in words(answer)
    assert "Everybody meets as agreed, every sheet has come, and nobody is waiting." in words(
        answer
    )


def test_the_longest_quiet_is_the_next_step_and_the_others_follow(scheme, staff):
    a_pair(scheme, "Tom Ann", met=30)
    a_pair(scheme, "Priya Joan", met=60)
    a_pair(scheme, "Zoe Wren", met=40)

    answer = today(staff)

    assert str(answer.context["first"]) == "Priya – Joan"
    assert [str(match) for match in answer.context["overdue"]] == ["Zoe – Wren", "Tom – Ann"]
    assert "3 things need you." in words(answer)
    assert "No sheet from Priya and Joan for 60 days." in words(answer)


def test_many_quiet_ones_are_a_link_to_the_list(scheme, staff):
    for number in range(7):
        a_pair(scheme, f"V{number} S{number}", met=30 + number)

    answer = today(staff)

    assert (len(answer.context["overdue"]), answer.context["overdue_count"]) == (4, 7)
    assert "See all 7 quiet" in words(answer)


def test_one_on_hold_or_ended_is_not_asked_after(scheme, staff):
    resting = a_pair(scheme, "Priya Joan", met=60)
    resting.pauses.create(started_on=ago(30))
    Match.objects.filter(pk=resting.pk).update(status="paused")
    a_pair(scheme, "Tom Ann", met=90, ended="2026-10-01")

    assert today(staff).context["overdue_count"] == 0


def test_missing_sheets_of_a_match_stand_together(scheme, staff):
    match = a_pair(scheme)
    for days in (20, 10, 3):
        a_meeting(match, str(ago(days)), state=Meeting.State.PLANNED)
    a_meeting(match, str(ago(2)), state=Meeting.State.PLANNED)

    answer = today(staff)

    assert [(each["count"], each["since"]) for each in answer.context["missing"]] == [(3, ago(20))]
    assert "3 planned meetings since 30 October have no sheet; they may well have met." in words(
        answer
    )
    assert "One thing needs you." in words(answer)


def test_people_waiting_the_longest_first(scheme, staff):
    for days in (10, 40, 20, 30, 50):
        a_supportee(scheme, f"Waiting {days}", referred_on=ago(days))

    answer = today(staff)

    assert [each.person.name for each in answer.context["waiting"]] == [
        "Waiting 50",
        "Waiting 40",
        "Waiting 30",
        "Waiting 20",
    ]
    assert "See everybody who is waiting" in words(answer)


def test_volunteers_free_for_four_weeks(scheme, staff):
    a_volunteer(scheme, "Just Free", status_since=ago(27))
    a_volunteer(scheme, "Long Free", status_since=ago(28))
    a_volunteer(scheme, "On Hold", status="paused", status_since=ago(90))

    assert [each.person.name for each in today(staff).context["free"]] == ["Long Free"]


def test_what_does_not_fit_together(scheme, staff):
    full = a_volunteer(scheme, "Tom Reed", status="matched", most_supportees=1)
    for name in ("Joan Abbott", "Ann Lee"):
        match = a_match(full, a_supportee(scheme, name, status="matched"))
        a_meeting(match, str(ago(3)))
    odd = a_match(
        a_volunteer(scheme, "Leon Bell", status="left"),
        a_supportee(scheme, "Doris Hall", status="matched"),
    )
    a_meeting(odd, str(ago(3)))

    found = today(staff).context["oddities"]

    assert [(each.name, each.words) for each in found] == [
        ("Leon Bell", "Marked as “left”, but their match is running."),
        ("Tom Reed", "Has 2 running matches; 1 at most was agreed."),
    ]


def test_a_status_in_doubt_waits_for_somebody_to_look(scheme, staff):
    volunteer = a_volunteer(scheme, status_in_doubt=True, imported_status="Matched")

    [odd] = today(staff).context["oddities"]

    assert (odd.name, odd.words) == (
        "Priya Khan",
        "The spreadsheet said “Matched”, but no match of theirs is running.",
    )
    assert odd.settle_url == reverse("settle_volunteer", args=[scheme.slug, volunteer.pk])


@pytest.mark.parametrize(
    ("held", "missed", "is_told"), [(8, 0, True), (7, 0, False), (9, 1, False)]
)
def test_those_going_well_are_worth_a_word_of_thanks(scheme, staff, held, missed, is_told):
    match = a_pair(scheme, met=None)
    for number in range(held):
        a_meeting(match, str(ago(3 + 7 * number)))
    for number in range(missed):
        a_meeting(match, str(ago(5 + number)), state=Meeting.State.MISSED)

    answer = today(staff)

    assert [each.kept_in_a_row for each in answer.context["going_well"]] == [held] * is_told
    assert (f"{held} meetings kept in a row." in words(answer)) is is_told


def test_the_next_in_the_diary(scheme, staff):
    match = a_pair(scheme)
    ended = a_pair(scheme, "Tom Ann", ended="2026-10-01")
    a_meeting(ended, "2026-11-20", state=Meeting.State.PLANNED)
    for day in (26, 19, 25, 24, 23, 22):
        a_meeting(match, f"2026-11-{day}", state=Meeting.State.PLANNED)

    found = today(staff).context["coming_up"]

    assert [meeting.on.day for meeting in found] == [19, 22, 23, 24, 25]


def test_the_month_so_far(scheme, staff):
    match = a_pair(scheme, met=None)
    a_meeting(match, "2026-10-31")
    a_meeting(match, "2026-11-01", minutes=90)
    a_meeting(match, "2026-11-19", minutes=30)
    a_meeting(match, "2026-11-10", state=Meeting.State.MISSED)
    a_meeting(match, "2026-11-19", state=Meeting.State.PLANNED)

    month = today(staff).context["month"]

    assert (month["held"], month["missed"], month["hours"]) == ("2", "1", "2")
    assert (month["planned"], month["on_rhythm"], month["running"]) == (1, 1, 1)


def test_nothing_of_another_scheme_is_told(staff):
    elsewhere = a_scheme("elsewhere", organisation=an_organisation("Others"))
    match = a_pair(elsewhere, "Wren Una", met=60)
    a_meeting(match, str(ago(10)), state=Meeting.State.PLANNED)
    a_supportee(elsewhere, "Ida Waiting")
    a_volunteer(elsewhere, "Ola Free", status_since=ago(90), status_in_doubt=True)

    answer = today(staff)

    assert answer.context["is_empty"] is True
    assert [name for name in ("Wren", "Una", "Ida", "Ola") if name in words(answer)] == []
