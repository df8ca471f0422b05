"""The list and the pages that staff see."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.queries import timeline_of
from meetings.tests.conftest import signed_in
from meetings.tests.factories import a_meeting
from meetings.tests.pages import a_sheet, a_written_meeting, queries_for, sheet_page, text_of
from schemes.models import Role, Scheme
from schemes.tests.factories import a_coordinator, a_role, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State


@pytest.fixture
def sam(coordinator: User) -> Client:
    return signed_in(coordinator)


@pytest.fixture
def meetings(scheme: Scheme) -> str:
    return reverse("meetings", args=[scheme.slug])


def shown(response: Any) -> list[Meeting]:
    return list(response.context["rows"])


def test_what_a_volunteer_writes_is_seen_at_once(
    match: Match, priya: User, sam: Client, meetings: str
) -> None:
    signed_in(priya).post(sheet_page(match), a_sheet(next_on="none", next_at=""))

    [meeting] = shown(sam.get(meetings))

    page = text_of(sam.get(reverse("meeting", args=[match.scheme.slug, meeting.pk])))
    assert "Read a letter together." in page


def test_the_list_is_searched_by_either_name(
    match: Match, scheme: Scheme, sam: Client, meetings: str
) -> None:
    found = a_meeting(match)
    a_meeting(a_match(a_volunteer(scheme, "Tom Reed"), a_supportee(scheme, "Ann Lee")))

    assert shown(sam.get(meetings, {"q": "abb"})) == [found]
    assert shown(sam.get(meetings, {"q": "priya khan"})) == [found]


@pytest.mark.parametrize(
    ("state", "on", "filtered"),
    [
        (S.HELD, "2026-11-01", "held"),
        (S.MISSED, "2026-11-01", "missed"),
        (S.PLANNED, "2026-11-30", "planned"),
        (S.PLANNED, "2026-11-16", "missing"),
        (S.CANCELLED, "2026-11-01", "cancelled"),
    ],
)
def test_the_list_is_narrowed_by_state(
    match: Match, sam: Client, meetings: str, state: str, on: str, filtered: str
) -> None:
    meeting = a_meeting(match, on, state=state)
    states = ["held", "missed", "planned", "missing", "cancelled"]

    found = [name for name in states if shown(sam.get(meetings, {"state": name})) == [meeting]]

    assert found == [filtered]


def test_the_list_is_narrowed_by_month(match: Match, sam: Client, meetings: str) -> None:
    a_meeting(match, "2026-09-30")
    october = [a_meeting(match, "2026-10-31"), a_meeting(match, "2026-10-01")]
    a_meeting(match, "2026-11-01")

    assert shown(sam.get(meetings, {"month": "2026-10"})) == october


def test_the_longest_meetings_come_first_and_unknown_ones_last(
    match: Match, sam: Client, meetings: str
) -> None:
    unknown = a_meeting(match, "2026-11-03", minutes=None)
    short = a_meeting(match, "2026-11-02", minutes=30)
    long = a_meeting(match, "2026-11-01", minutes=120)

    assert shown(sam.get(meetings, {"sort": "-minutes"})) == [long, short, unknown]


def test_a_plan_that_was_moved_is_not_listed(match: Match, sam: Client, meetings: str) -> None:
    a_meeting(match, state=S.SUPERSEDED)

    assert shown(sam.get(meetings)) == []


def test_the_list_takes_as_many_queries_for_30_as_for_one(
    match: Match, sam: Client, meetings: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_written_meeting(match, date(2026, 11, 1))
    few = queries_for(sam, meetings)
    for number in range(29):
        a_written_meeting(match, date(2026, 10, 1) - timedelta(days=number))

    with django_assert_num_queries(few):
        assert len(shown(sam.get(meetings))) == 30


def test_the_story_of_a_match_takes_two_queries(
    match: Match, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        a_written_meeting(match, date(2026, 10, 1) - timedelta(days=number))

    with django_assert_num_queries(2):
        entries = timeline_of(match, date(2026, 11, 19))
        assert {sheet.did for entry in entries for sheet in entry.sheets} == {"Tea."}


def test_a_story_tells_which_sheet_is_missing(match: Match) -> None:
    for on in ("2026-11-16", "2026-11-17", "2026-11-18"):
        a_meeting(match, on, state=S.PLANNED)

    entries = timeline_of(match, date(2026, 11, 19))

    assert [(entry.meeting.on.day, entry.is_missing) for entry in entries] == [
        (18, False),
        (17, False),
        (16, True),
    ]


def test_staff_write_a_sheet_for_the_two(match: Match, sam: Client, coordinator: User) -> None:
    page = reverse("write_sheet", args=[match.scheme.slug, match.pk])
    sent = a_sheet(minutes="none", feeling="good", supporter_signs="on")

    answer = sam.post(page, sent)

    sheet = RecordSheet.objects.get()
    assert (answer.status_code, sheet.written_by, sheet.meeting.minutes) == (302, coordinator, None)
    assert (sheet.feeling, sheet.supporter_signed_name) == ("", "")


def test_a_correction_by_staff_leaves_how_it_was_for_the_volunteer(
    match: Match, priya: User, sam: Client
) -> None:
    signed_in(priya).post(sheet_page(match), a_sheet(feeling="hard"))
    meeting = Meeting.objects.get(state=S.HELD)

    sam.post(
        reverse("correct_sheet", args=[match.scheme.slug, meeting.pk]),
        a_sheet(known_version="1", did="Tea."),
    )

    assert list(RecordSheet.objects.values_list("did", "feeling")) == [
        ("Tea.", "hard"),
        ("Read a letter together.", "hard"),
    ]


def test_staff_plan_move_and_call_off(match: Match, sam: Client) -> None:
    slug, plan = match.scheme.slug, {"on": "2026-11-27", "way": "in_person", "place": "", "at": ""}

    sam.post(reverse("plan_meeting", args=[slug, match.pk]), plan)
    first = Meeting.objects.get(state=S.PLANNED)
    sam.post(reverse("move_meeting", args=[slug, first.pk]), {**plan, "on": "2026-11-28"})
    second = Meeting.objects.get(state=S.PLANNED)
    sam.post(reverse("cancel_meeting", args=[slug, second.pk]), {"reason": "Snow."})

    assert list(Meeting.objects.order_by("on").values_list("on", "state")) == [
        (date(2026, 11, 27), S.SUPERSEDED),
        (date(2026, 11, 28), S.CANCELLED),
    ]


def pages_of(match: Match, meeting: Meeting) -> list[str]:
    slug = match.scheme.slug
    return [
        reverse("meetings", args=[slug]),
        reverse("meeting", args=[slug, meeting.pk]),
        reverse("correct_sheet", args=[slug, meeting.pk]),
        reverse("move_meeting", args=[slug, meeting.pk]),
        reverse("cancel_meeting", args=[slug, meeting.pk]),
        reverse("write_sheet", args=[slug, match.pk]),
        reverse("plan_meeting", args=[slug, match.pk]),
    ]


@pytest.mark.parametrize("role", [Role.STEERING, Role.TRAINER, Role.PARTNER, Role.LEAD])
def test_other_roles_are_told_that_it_is_not_for_them(match: Match, role: Role) -> None:
    client = signed_in(a_role(role, of=match.scheme))

    codes = {client.get(page).status_code for page in pages_of(match, a_meeting(match))}

    assert codes == {403}


def test_a_coordinator_of_another_scheme_finds_nothing(match: Match) -> None:
    elsewhere = a_scheme("elsewhere")
    client = signed_in(a_coordinator(of=elsewhere, name="Ann Far"))
    meeting = a_meeting(match)
    theirs = pages_of(match, meeting)
    through_mine = [page.replace(match.scheme.slug, elsewhere.slug) for page in theirs[1:]]

    assert {client.get(page).status_code for page in theirs + through_mine} == {404}
