"""The same sheet and rival sheets, sent at the same moment over real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import User
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.tests.conftest import signed_in
from meetings.tests.factories import a_meeting
from meetings.tests.pages import a_sheet, sheet_page

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("thursday")]
S = Meeting.State


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run all of them at the same moment, each on a connection of its own."""
    start = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=20)
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def test_the_same_form_five_times_at_once_is_one_meeting(match: Match, priya: User) -> None:
    a_meeting(match, "2026-11-19", state=S.PLANNED)
    clients, sent = [signed_in(priya) for _ in range(5)], a_sheet()

    answers = at_once(
        *[lambda client=client: client.post(sheet_page(match), sent) for client in clients]
    )

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, answers[0]["Location"])
    }
    assert (Meeting.objects.filter(state=S.HELD).count(), RecordSheet.objects.count()) == (1, 1)
    assert Meeting.objects.filter(state=S.PLANNED).count() == 1


def test_volunteer_and_coordinator_writing_at_once_do_not_count_it_twice(
    match: Match, priya: User, coordinator: User
) -> None:
    desk = reverse("write_sheet", args=[match.scheme.slug, match.pk])
    mine, theirs = signed_in(priya), signed_in(coordinator)

    answers = at_once(
        lambda: mine.post(sheet_page(match), a_sheet()), lambda: theirs.post(desk, a_sheet())
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert Meeting.objects.filter(state=S.HELD).count() == 1


def test_two_corrections_at_the_same_moment_do_not_share_a_version(
    match: Match, priya: User, coordinator: User
) -> None:
    signed_in(priya).post(sheet_page(match), a_sheet())
    meeting = Meeting.objects.get(state=S.HELD)
    mine, theirs = signed_in(priya), signed_in(coordinator)
    desk = reverse("correct_sheet", args=[match.scheme.slug, meeting.pk])
    phone = reverse("correct_my_sheet", args=[meeting.pk])

    answers = at_once(
        lambda: mine.post(phone, a_sheet(known_version="1", did="Mine.")),
        lambda: theirs.post(desk, a_sheet(known_version="1", did="Theirs.")),
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert list(RecordSheet.objects.values_list("version", flat=True)) == [2, 1]
