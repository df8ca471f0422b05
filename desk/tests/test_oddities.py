"""What an import could not make fit is listed until somebody settles it."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from accounts.middleware import DEMO_SESSION_KEY
from desk.queries import oddities
from matching.tests.factories import a_match
from meetings.tests.test_import_of_an_office import EXPECTED, OFFICE, ORDER
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.models import Supportee
from supportees.services import settle_status
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("leaving-care", kind="peer-support")


def bring_in_the_office() -> None:
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        for kind in ORDER[:3]:
            call_command(
                "import_data", "leaving-care", kind, str(OFFICE / EXPECTED[kind]["file"]),
                stdout=StringIO(), stderr=StringIO(),
            )  # fmt: skip


def test_statuses_that_the_matches_contradict_are_listed(scheme: Scheme) -> None:
    bring_in_the_office()

    words = Counter(odd.words for odd in oddities(scheme))

    assert words == {
        "The spreadsheet said “on hold”, but their match is running.": 3,
        "The spreadsheet said “Applied”, but their match is running.": 3,
        "The spreadsheet said “Waiting”, but their match is running.": 3,
        "The spreadsheet said “Ended”, but their match is running.": 6,
        "The spreadsheet said “matched”, but no match of theirs is running.": 3,
        "The spreadsheet said “Matched”, but no match of theirs is running.": 2,
    }


def test_what_was_settled_is_not_listed_again(scheme: Scheme) -> None:
    bring_in_the_office()
    first = Supportee.objects.filter(status_in_doubt=True).first()
    assert first is not None
    before = len(oddities(scheme))

    settle_status(supportee=first, actor=a_coordinator(of=scheme))

    assert len(oddities(scheme)) == before - 1


def test_a_running_match_of_somebody_on_hold_is_listed(scheme: Scheme) -> None:
    a_match(
        a_volunteer(scheme, "Priya Khan", status=Volunteer.Status.PAUSED),
        a_supportee(scheme, "Joan Abbott", status=Supportee.Status.MATCHED),
    )

    assert [(odd.name, odd.words) for odd in oddities(scheme)] == [
        ("Priya Khan", "Marked as “on hold”, but their match is running.")
    ]


def test_a_match_that_rests_with_its_people_fits_together(scheme: Scheme) -> None:
    match = a_match(
        a_volunteer(scheme, status=Volunteer.Status.PAUSED),
        a_supportee(scheme, status=Supportee.Status.MATCHED),
        status="paused",
    )
    match.pauses.create(started_on=date(2026, 4, 1))

    assert oddities(scheme) == []


def test_the_first_page_leads_to_where_it_is_settled(scheme: Scheme, client) -> None:
    volunteer = a_volunteer(
        scheme, "Tom Reed", status="matched", imported_status="on hold", status_in_doubt=True
    )
    client.force_login(a_coordinator(of=scheme))
    session = client.session
    session[DEMO_SESSION_KEY] = True
    session.save()
    settle = reverse("settle_volunteer", args=[scheme.slug, volunteer.pk])
    assert settle in client.get(reverse("today", args=[scheme.slug])).content.decode()

    client.post(settle)

    volunteer.refresh_from_db()
    assert volunteer.status_in_doubt is False
