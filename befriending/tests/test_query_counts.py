"""Lists and stories take the same queries for one row and for thirty."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import a_user, signed_in
from hosting.tests.factories import (
    a_cohort,
    a_host,
    a_placement,
    an_organiser,
    staff_of,
)
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.tests.factories import a_meeting, an_activity, counted_people
from outcomes.tests.factories import an_outcome, an_outcome_of
from reporting.tests.factories import (
    a_budget_line,
    a_finding,
    a_saving,
    a_target,
    an_event,
    staff_time,
)
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme, a_site
from supportees.tests.factories import a_supportee
from volunteers.models import CriminalRecordCheck
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


def matched(scheme: Scheme, number: int) -> Match:
    """A running match with a meeting held, one planned and one about which nobody wrote."""
    site = scheme.sites.first()
    match = a_match(
        a_volunteer(scheme, f"Volunteer {number}", status="matched", site=site),
        a_supportee(scheme, f"Supportee {number}", status="matched", site=site),
        started="2026-01-01",
    )
    _meetings(match, 1)
    return match


def _meetings(match: Match, number: int) -> None:
    soon = date.today() + timedelta(days=3)
    for each in range(number):
        day = date(2026, 1, 10) + timedelta(days=each)
        RecordSheet.objects.create(
            meeting=a_meeting(match, str(day)),
            did="Talked.",
            written_by=a_user(f"W {match.pk} {each}"),
        )
        a_meeting(match, str(day), state=Meeting.State.PLANNED)
        a_meeting(match, str(soon + timedelta(days=each)), state=Meeting.State.PLANNED)


def waiting(scheme: Scheme, number: int) -> None:
    a_supportee(scheme, f"Waiting {number}", site=scheme.sites.first())
    a_volunteer(scheme, f"Free {number}", status_since=date(2026, 1, 1))


def all_kinds(scheme: Scheme, number: int) -> None:
    matched(scheme, number)
    waiting(scheme, number)
    # They do not fit together: people who are not marked as matched, one above the most.
    odd = a_match(
        a_volunteer(scheme, f"Odd {number}", most_supportees=0, status_in_doubt=True),
        a_supportee(scheme, f"Odd {number}", status_in_doubt=True),
    )
    odd.pauses.create(started_on=date(2026, 4, 1), ended_on=date(2026, 5, 1))


def event(scheme: Scheme, number: int) -> None:
    an_event(scheme, f"Event {number}", people_low=3, people_high=4, people_how_sure="estimated")


def a_group(scheme: Scheme, number: int) -> None:
    counted_people(scheme, f"Group {number}")


def activity(scheme: Scheme, number: int) -> None:
    an_activity(scheme, f"Coffee morning {number}", people=number)


def outcome(scheme: Scheme, number: int) -> None:
    an_outcome(a_supportee(scheme, f"Supportee {number}"))
    an_outcome(a_volunteer(scheme, f"Volunteer {number}"))
    an_outcome_of(30, 40, scheme=scheme, what=f"Modules {number}")


def target(scheme: Scheme, number: int) -> None:
    a_target(scheme, f"Target {number}")


def budget_line(scheme: Scheme, number: int) -> None:
    a_budget_line(scheme, f"Line {number}")


def time_of_staff(scheme: Scheme, number: int) -> None:
    staff_time(scheme, who=f"Worker {number}")


def saving(scheme: Scheme, number: int) -> None:
    a_saving(scheme, f"Saving {number}")


def finding(scheme: Scheme, number: int) -> None:
    a_finding(scheme, "lesson", f"Lesson {number}")


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# Of all: the session, the user, whether a second step is needed and proved, the scheme, the
# rights in it, the numbers beside the links.
@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("volunteers", matched, 10),
        ("supportees", matched, 10),
        ("people_waiting", waiting, 10),
        ("matches", matched, 8),
        ("meetings", matched, 8),
        ("today", all_kinds, 28),
        ("events", event, 8),
        ("counted_people", a_group, 8),
        ("activities", activity, 8),
        ("outcomes", outcome, 8),
        ("targets", target, 8),
        ("budget", budget_line, 8),
        ("staff_time", time_of_staff, 8),
        ("savings", saving, 8),
        ("findings", finding, 8),
    ],
)
def test_a_list(
    client: Client, name: str, row: Callable[[Scheme, int], Any], expected: int
) -> None:
    scheme = a_scheme()
    a_site(scheme)
    signed_in(client, a_coordinator(of=scheme))
    address = reverse(name, args=[scheme.slug])

    row(scheme, 1)
    with_one = statements(client, address)
    for number in range(2, 31):
        row(scheme, number)

    assert (with_one, statements(client, address)) == (expected, expected)


def hosted(scheme: Scheme, number: int) -> None:
    """A host in a cohort of its own, with an organiser and the volunteer they answer for."""
    host = a_host(scheme, f"Host {number}")
    cohort = a_cohort(scheme, f"Cohort {number}")
    organiser = an_organiser(scheme, f"Organiser {number}", at=host, cohort=cohort)
    a_volunteer(
        scheme,
        f"Volunteer {number}",
        host=host,
        cohort=cohort,
        organiser=organiser,
        site=scheme.sites.first(),
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [("hosts", 8), ("organisers", 10), ("cohorts", 7), ("volunteers", 10)],
)
def test_a_list_of_hosts(client: Client, name: str, expected: int) -> None:
    scheme = a_scheme()
    a_site(scheme)
    signed_in(client, a_coordinator(of=scheme))
    address = reverse(name, args=[scheme.slug])

    hosted(scheme, 1)
    with_one = statements(client, address)
    for number in range(2, 31):
        hosted(scheme, number)

    assert (with_one, statements(client, address)) == (expected, expected)


@pytest.mark.parametrize(("name", "expected"), [("host", 9), ("organiser", 10)])
def test_the_story_of_a_host_and_of_an_organiser(client: Client, name: str, expected: int) -> None:
    scheme = a_scheme()
    signed_in(client, a_coordinator(of=scheme))
    host, mill = a_host(scheme), a_host(scheme, "Old Mill")
    wren = an_organiser(scheme, at=host, since="2026-06-01")
    a_volunteer(scheme, "Volunteer 1", host=host, organiser=wren)
    a_placement(wren, mill, since="1970-01-01", until="1970-01-01")
    address = reverse(name, args=[scheme.slug, (host if name == "host" else wren).pk])

    with_one = statements(client, address)
    for number in range(2, 32):
        a_volunteer(scheme, f"Volunteer {number}", host=host, organiser=wren)
        an_organiser(scheme, f"Organiser {number}", at=host)
        a_placement(wren, mill, since=date(1970 + number, 2, 1), until=date(1970 + number, 2, 1))

    assert (with_one, statements(client, address)) == (expected, expected)


def test_our_people(client: Client) -> None:
    scheme = a_scheme()
    host = a_host(scheme)
    signed_in(client, staff_of(host, in_scheme=scheme))
    address = reverse("our_people", args=[scheme.slug])

    def come(number: int) -> None:
        organiser = an_organiser(scheme, f"Organiser {number}", at=host)
        a_volunteer(scheme, f"Volunteer {number}", host=host, organiser=organiser)

    come(1)
    with_one = statements(client, address)
    for number in range(2, 31):
        come(number)

    assert (with_one, statements(client, address)) == (9, 9)


@pytest.mark.parametrize("name", ["volunteer", "supportee", "match"])
def test_a_story(client: Client, name: str) -> None:
    expected = {"volunteer": 12, "supportee": 11, "match": 11}[name]
    scheme = a_scheme()
    a_site(scheme)
    signed_in(client, a_coordinator(of=scheme))
    match = matched(scheme, 1)
    CriminalRecordCheck.objects.create(volunteer=match.volunteer, number="1")
    record = match if name == "match" else getattr(match, name)
    address = reverse(name, args=[scheme.slug, record.pk])

    with_one = statements(client, address)
    _meetings(match, 33)
    for number in range(2, 32):
        CriminalRecordCheck.objects.create(volunteer=match.volunteer, number=str(number))
        if name == "supportee":
            a_match(a_volunteer(scheme, f"V {number}"), match.supportee)
        else:
            a_match(match.volunteer, a_supportee(scheme, f"S {number}"))
        match.pauses.create(
            started_on=date(2026, 3, number % 28 + 1), ended_on=date(2026, 3, number % 28 + 1)
        )

    assert (with_one, statements(client, address)) == (expected, expected)
