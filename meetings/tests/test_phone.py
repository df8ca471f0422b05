"""The phone pages: who sees what, and how much the database is asked."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.tests.factories import a_user
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.tests.conftest import signed_in
from meetings.tests.factories import a_meeting
from meetings.tests.pages import a_sheet, a_written_meeting, queries_for, sheet_page, text_of
from schemes.models import Role, Scheme
from schemes.tests.factories import a_role
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State


def pages_of(match: Match, meeting: Meeting) -> list[str]:
    return [
        reverse("my_match", args=[match.pk]),
        reverse("my_sheet", args=[match.pk]),
        reverse("plan_my_meeting", args=[match.pk]),
        reverse("my_meeting", args=[meeting.pk]),
        reverse("correct_my_sheet", args=[meeting.pk]),
        reverse("move_my_meeting", args=[meeting.pk]),
        reverse("cancel_my_meeting", args=[meeting.pk]),
        reverse("sign_my_sheet", args=[meeting.pk]),
    ]


@pytest.mark.parametrize(
    "who", ["another volunteer", "another supportee", "coordinator", "steering"]
)
def test_somebody_elses_match_is_not_found(
    match: Match, scheme: Scheme, coordinator: User, who: str
) -> None:
    def another(make: Any) -> User:
        user = a_user("Tom Reed")
        make(scheme, "Tom Reed", user=user)
        return user

    user = {
        "another volunteer": lambda: another(a_volunteer),
        "another supportee": lambda: another(a_supportee),
        "coordinator": lambda: coordinator,
        "steering": lambda: a_role(Role.STEERING, of=scheme),
    }[who]()
    client, meeting = signed_in(user), a_meeting(match, "2026-11-12")

    codes = {client.get(page).status_code for page in pages_of(match, meeting)}
    codes |= {client.post(page, a_sheet()).status_code for page in pages_of(match, meeting)}

    assert codes == {404}


def test_an_ended_match_is_gone_for_its_volunteer(match: Match, priya: User) -> None:
    meeting = a_meeting(match, "2026-11-12")
    match.status, match.ended_on = Match.Status.ENDED, date(2026, 11, 18)
    match.save()
    client = signed_in(priya)

    assert {client.get(page).status_code for page in pages_of(match, meeting)} == {404}
    assert "Joan" not in text_of(client.get(reverse("me")))


def test_a_supportee_reads_and_does_not_write(match: Match, joan: User) -> None:
    meeting = a_meeting(match, "2026-11-12")
    client = signed_in(joan)

    found = {page: client.get(page).status_code for page in pages_of(match, meeting)}

    assert list(found.values()) == [200, 403, 403, 200, 403, 403, 403, 302]
    assert "Your befriender writes the sheet." in text_of(client.get(sheet_page(match)))


def test_a_supportee_keeps_sight_of_an_ended_match(match: Match, joan: User) -> None:
    meeting = a_meeting(match, "2026-11-12")
    match.status, match.ended_on = Match.Status.ENDED, date(2026, 11, 18)
    match.save()
    client = signed_in(joan)

    assert client.get(reverse("my_meeting", args=[meeting.pk])).status_code == 200
    assert "Priya" in text_of(client.get(reverse("me")))


def test_how_it_was_for_the_supporter_is_not_shown_to_the_supportee(
    match: Match, priya: User, joan: User, coordinator: User
) -> None:
    signed_in(priya).post(sheet_page(match), a_sheet(feeling="hard"))
    meeting = Meeting.objects.get(state=S.HELD)
    sheet = RecordSheet.objects.get()
    signed_in(priya).post(
        reverse("correct_my_sheet", args=[meeting.pk]),
        a_sheet(known_version=str(sheet.version), feeling="good", did="Tea."),
    )
    page = reverse("my_meeting", args=[meeting.pk])

    assert "How was it for you?" in text_of(signed_in(priya).get(page))
    assert "How was it for you?" not in text_of(signed_in(joan).get(page))


def test_somebody_who_is_both_sees_both(match: Match, priya: User, scheme: Scheme) -> None:
    volunteer = a_volunteer(scheme, "Ann Lee")
    a_match(volunteer, a_supportee_who_is(priya, scheme), started="2026-04-01")

    page = text_of(signed_in(priya).get(reverse("me")))

    assert all(words in page for words in ("People I support", "Joan", "Who supports me", "Ann"))


def a_supportee_who_is(user: User, scheme: Scheme) -> Supportee:
    return Supportee.objects.create(scheme=scheme, person=user.person)


def test_me_says_whom_to_ring(match: Match, priya: User) -> None:
    page = text_of(signed_in(priya).get(reverse("me")))

    assert 'Ring Sam Rivers: <a class="nowrap" href="tel:07700900123">07700 900123</a>' in page


def test_missing_sheets_come_first(match: Match, priya: User) -> None:
    missing = a_meeting(match, "2026-11-16", state=S.PLANNED)
    a_meeting(match, "2026-11-17", state=S.PLANNED)

    response = signed_in(priya).get(reverse("me"))

    assert response.context["missing"] == [missing]
    assert f"{sheet_page(match)}?plan={missing.pk}" in text_of(response)


def test_signed_out_people_are_sent_to_sign_in_and_back(match: Match) -> None:
    answer = Client().post(sheet_page(match), a_sheet())

    assert answer["Location"].endswith(f"?next={sheet_page(match)}")


def test_a_volunteer_plans_moves_and_calls_off(match: Match, priya: User) -> None:
    client = signed_in(priya)
    plan = {"on": "2026-11-27", "at": "14:00", "place": "Library", "way": "in_person"}

    client.post(reverse("plan_my_meeting", args=[match.pk]), {**plan, "submission_id": uuid4()})
    first = Meeting.objects.get(state=S.PLANNED)
    client.post(
        reverse("move_my_meeting", args=[first.pk]),
        {**plan, "on": "28/11/2026", "submission_id": uuid4()},
    )
    second = Meeting.objects.get(state=S.PLANNED)
    client.post(
        reverse("cancel_my_meeting", args=[second.pk]),
        {"reason": "Snow.", "submission_id": uuid4()},
    )

    second.refresh_from_db()
    assert (first.on, second.on, second.state) == (
        date(2026, 11, 27),
        date(2026, 11, 28),
        S.CANCELLED,
    )


# Speed


def test_me_takes_as_many_queries_for_30_matches_as_for_one(
    match: Match, priya: User, scheme: Scheme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(priya)
    with_a_past(match)
    few = queries_for(client, reverse("me"))
    for number in range(29):
        with_a_past(a_match(match.volunteer, a_supportee(scheme, f"Ann Lee{number}")))

    with django_assert_num_queries(few):
        page = text_of(client.get(reverse("me")))
    assert page.count("Write a sheet") == 30


def test_a_match_takes_as_many_queries_for_30_meetings_as_for_one(
    match: Match, priya: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, page = signed_in(priya), reverse("my_match", args=[match.pk])
    a_written_meeting(match, date(2026, 11, 1))
    few = queries_for(client, page)
    for number in range(29):
        a_written_meeting(match, date(2026, 10, 1) - timedelta(days=number))

    with django_assert_num_queries(few):
        client.get(page)


def with_a_past(match: Match) -> None:
    a_meeting(match, "2026-11-12")
    a_meeting(match, "2026-11-27", state=S.PLANNED)
    a_meeting(match, "2026-11-02", state=S.PLANNED)
