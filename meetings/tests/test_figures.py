"""Figures about meetings, against small data counted by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.figures import FigureValue, NamedAmount, Period, figure
from matching.tests.factories import a_match
from meetings.models import Meeting
from meetings.tests.factories import a_meeting, counted_people
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def worked_out(key: str, scheme: Scheme, period: Period = SPRING) -> FigureValue:
    return figure(key).value(scheme, period)


def test_people_with_two_matches_are_counted_once(scheme: Scheme) -> None:
    joan = a_supportee(scheme, "Joan Abbott")
    first = a_match(a_volunteer(scheme, "Priya Khan"), joan)
    second = a_match(a_volunteer(scheme, "Tom Reed"), joan)
    a_meeting(first, "2026-03-08")
    a_meeting(second, "2026-03-09")

    value = worked_out("people_supported", scheme)

    assert (value.value, value.n, value.record_ids) == (1, 1, (joan.pk,))


def test_people_without_a_held_meeting_are_not_counted_as_supported(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    a_meeting(match, "2026-03-08", state=Meeting.State.MISSED)
    a_meeting(match, "2026-03-09", state=Meeting.State.PLANNED)
    a_meeting(match, "2026-02-28")

    assert worked_out("people_supported", scheme).value == 0
    assert worked_out("volunteers_active", scheme).value == 0


def test_somebody_who_is_volunteer_and_supportee_counts_once_on_each_side(scheme: Scheme) -> None:
    volunteer = a_volunteer(scheme, "Priya Khan")
    as_supportee = Supportee.objects.create(scheme=scheme, person=volunteer.person)
    other = a_volunteer(scheme, "Tom Reed")
    a_meeting(a_match(volunteer, a_supportee(scheme)), "2026-04-01")
    a_meeting(a_match(other, as_supportee), "2026-04-02")

    assert worked_out("volunteers_active", scheme).value == 2
    assert worked_out("people_supported", scheme).value == 2


def test_both_ends_of_the_period_are_in_it(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    for day in ("2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01"):
        a_meeting(match, day)

    assert worked_out("meetings_held", scheme).value == 2


def test_held_missed_and_planned_are_kept_apart(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    held = [a_meeting(match, "2026-03-08"), a_meeting(match, "2026-03-15")]
    missed = a_meeting(match, "2026-03-22", state=Meeting.State.MISSED)
    a_meeting(match, "2026-03-29", state=Meeting.State.PLANNED)
    a_meeting(match, "2026-03-30", state=Meeting.State.SUPERSEDED)

    assert worked_out("meetings_held", scheme).record_ids == tuple(each.pk for each in held)
    assert worked_out("meetings_missed", scheme).record_ids == (missed.pk,)


def test_minutes_become_hours_once_and_exactly(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    for minutes in (20, 20, 20, 10):
        a_meeting(match, "2026-03-08", minutes=minutes)

    value = worked_out("hours_given", scheme)

    assert value.value == Decimal("1.17")
    assert (value.documented, value.estimated, value.n) == (Decimal("1.17"), 0, 4)


def test_a_meeting_without_a_length_is_said_and_never_guessed(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    counted = a_meeting(match, "2026-03-08", minutes=90)
    a_meeting(match, "2026-03-15", minutes=None)

    value = worked_out("hours_given", scheme)

    assert (value.value, value.record_ids) == (Decimal("1.50"), (counted.pk,))
    assert value.warnings == (
        "1 meeting does not say how long it was. Its time is not in the hours.",
    )


@pytest.mark.parametrize(
    "key",
    [
        "people_supported", "volunteers_active", "meetings_held", "meetings_missed", "hours_given",
        "matches_started", "matches_active",
    ],
)  # fmt: skip
def test_a_scheme_that_never_had_a_match_claims_no_nought(scheme: Scheme, key: str) -> None:
    nothing_yet = worked_out(key, scheme)
    a_match(a_volunteer(scheme), a_supportee(scheme), started="2025-01-01", ended="2025-02-01")

    assert (nothing_yet.low, len(nothing_yet.warnings)) == (None, 1)
    assert worked_out(key, scheme).value == 0


def test_a_match_known_only_after_the_cut_off_makes_no_nought(scheme: Scheme) -> None:
    a_match(a_volunteer(scheme), a_supportee(scheme))
    before = Period(SPRING.first, SPRING.last, known_until=datetime(2020, 1, 1, tzinfo=UTC))

    assert not worked_out("meetings_held", scheme, before).is_reported


def test_people_counted_without_names_are_reported_without_any_match(scheme: Scheme) -> None:
    counted_people(scheme, first_day=date(2025, 1, 1), last_day=date(2025, 2, 1))

    assert worked_out("people_supported", scheme).value == 0
    assert worked_out("volunteers_active", scheme).value == 0
    assert not worked_out("meetings_held", scheme).is_reported


def test_another_scheme_is_never_counted(scheme: Scheme) -> None:
    a_match(a_volunteer(scheme), a_supportee(scheme))
    other = a_scheme("elsewhere", organisation=scheme.organisation)
    a_meeting(a_match(a_volunteer(other), a_supportee(other)))

    assert worked_out("meetings_held", scheme) == FigureValue(
        value=0,
        low=0,
        high=0,
        numerator=NamedAmount("meetings that took place", 0),
        documented=0,
        estimated=0,
        n=0,
        records_of="meetings.meeting",
    )


def test_what_is_written_down_after_the_cut_off_is_left_out(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    noon = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    early = a_meeting(match, "2026-03-08", recorded_at=noon)
    a_meeting(match, "2026-03-09", recorded_at=noon.replace(hour=13))

    cut_off = Period(SPRING.first, SPRING.last, known_until=noon)

    assert worked_out("meetings_held", scheme, cut_off).record_ids == (early.pk,)


def test_the_value_and_the_records_take_one_statement(
    scheme: Scheme, django_assert_num_queries
) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    a_meeting(match)

    with django_assert_num_queries(1):
        worked_out("meetings_held", scheme)


def test_the_records_behind_people_are_their_parts_in_the_scheme(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    a_meeting(match)

    value = worked_out("volunteers_active", scheme)

    assert value.records_of == "volunteers.volunteer"
    assert Volunteer.objects.get(pk__in=value.record_ids) == match.volunteer


def test_a_plan_that_was_held_after_the_cut_off_is_left_out(scheme: Scheme) -> None:
    match = a_match(a_volunteer(scheme), a_supportee(scheme))
    noon = datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    plan = a_meeting(match, "2026-03-08", state="planned", recorded_at=noon)
    plan.settle("held")
    plan.save()

    cut_off = Period(SPRING.first, SPRING.last, known_until=noon)

    assert worked_out("meetings_held", scheme, cut_off).value == 0
    assert worked_out("meetings_held", scheme).value == 1
