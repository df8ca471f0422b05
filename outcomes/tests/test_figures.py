"""Figures about outcomes, against small data counted by hand."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from core.figures import FigureValue, Period, figure
from outcomes.figures import expected
from outcomes.models import Outcome
from outcomes.tests.factories import an_outcome, an_outcome_of
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))
EXPECTED = Outcome.Standing.EXPECTED


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def worked_out(key: str, scheme: Scheme) -> FigureValue:
    return figure(key).value(scheme, SPRING)


@pytest.mark.parametrize(
    "key",
    [
        "people_signposted",
        "people_enrolled",
        "people_completed",
        "people_moved_on",
        "outcome_payments",
    ],
)
def test_without_any_record_there_is_no_number(scheme: Scheme, key: str) -> None:
    an_outcome_of(3, scheme=a_scheme("elsewhere"), pounds="45")

    value = worked_out(key, scheme)

    assert (value.value, value.low, value.n, len(value.warnings)) == (None, None, 0, 1)


def test_a_kind_that_the_scheme_does_not_keep_is_not_reported(scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme))

    assert worked_out("people_completed", scheme).value == 1
    assert not worked_out("people_enrolled", scheme).is_reported


def test_somebody_named_counts_once_whatever_they_completed_and_as_whom(scheme: Scheme) -> None:
    volunteer = a_volunteer(scheme, "Rhys Green")
    as_supportee = Supportee.objects.create(scheme=scheme, person=volunteer.person)
    records = [
        an_outcome(volunteer, "ICT 1"),
        an_outcome(volunteer, "ICT 2"),
        an_outcome(as_supportee, "ICT 3"),
        an_outcome(a_supportee(scheme), "ICT 1"),
    ]

    value = worked_out("people_completed", scheme)

    assert (value.value, value.documented, value.estimated, value.n) == (2, 2, 0, 4)
    assert value.record_ids == tuple(each.pk for each in records)
    assert value.warnings == ()


def test_people_without_names_are_added_and_estimates_stand_apart(scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme))
    an_outcome_of(5, scheme=scheme, what="Maths", sure="documented")
    an_outcome_of(30, 40, scheme=scheme)

    value = worked_out("people_completed", scheme)

    assert (value.value, value.low, value.high) == (None, 36, 46)
    assert (value.documented, value.estimated, value.n) == (6, 30, 3)
    assert value.warnings == (
        "Some people were counted without names. "
        "Somebody with more than one outcome may be in the number more than once.",
    )


def test_one_head_count_alone_counts_nobody_twice(scheme: Scheme) -> None:
    an_outcome_of(30, scheme=scheme, kind="signposted")

    value = worked_out("people_signposted", scheme)

    assert (value.value, value.estimated, value.warnings) == (30, 30, ())


def test_what_is_expected_is_no_part_of_the_number_and_is_told_besides(scheme: Scheme) -> None:
    an_outcome_of(30, 40, scheme=scheme, standing=EXPECTED, on="2026-06-30")
    an_outcome(a_supportee(scheme), standing=EXPECTED, on="2026-05-01")
    an_outcome(a_supportee(scheme, "Ann Lee"), standing=EXPECTED, on="2026-02-28")

    value = worked_out("people_completed", scheme)

    assert (value.value, value.n) == (0, 0)
    assert value.warnings == ("Expected besides: 31 to 41.",)


def test_somebody_who_is_counted_is_not_expected_besides(scheme: Scheme) -> None:
    joan = a_supportee(scheme)
    an_outcome(joan, "ICT 1")
    an_outcome(joan, "ICT 2", standing=EXPECTED, on="2026-06-30")

    value = worked_out("people_completed", scheme)

    assert (value.value, value.warnings) == (1, ())


@pytest.mark.parametrize(
    ("reached_on", "written_on", "is_expected"),
    [
        ("2019-06-30", "2026-03-02", True),
        ("2026-02-20", "2026-02-01", False),
        ("2026-03-01", "2026-03-02", False),
    ],
)
def test_what_was_reached_long_before_does_not_fulfil_what_is_expected_now(
    scheme: Scheme, reached_on: str, written_on: str, is_expected: bool
) -> None:
    joan = a_supportee(scheme)
    an_outcome(joan, on=reached_on)
    hoped_for = an_outcome(joan, standing=EXPECTED, on="2026-06-30")
    Outcome.objects.filter(pk=hoped_for.pk).update(
        recorded_at=datetime.fromisoformat(f"{written_on}T09:00:00+00:00")
    )

    assert expected(scheme, SPRING).exists() is is_expected


def test_expected_and_reached_without_names_may_be_the_same_people(scheme: Scheme) -> None:
    an_outcome_of(28, scheme=scheme, sure="documented")
    an_outcome_of(30, 40, scheme=scheme, standing=EXPECTED)

    assert worked_out("people_completed", scheme).warnings == (
        "Expected besides: 30 to 40.",
        "Those expected were counted without names. Some may be among those counted here.",
    )


def test_those_who_moved_on_are_of_two_kinds(scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme), "a job", kind="moved_on")
    an_outcome(a_supportee(scheme, "Ann Lee"), "own flat", kind="independent")
    an_outcome(a_supportee(scheme, "Tom Hall"), "a prize", kind="other")

    assert worked_out("people_moved_on", scheme).value == 2


def test_outside_of_the_period_nothing_counts(scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme), on="2026-02-28", pounds="45")
    an_outcome_of(5, scheme=scheme, on="2026-06-01", pounds="45")

    assert worked_out("people_completed", scheme).value == 0
    assert worked_out("outcome_payments", scheme).value == 0


def test_payments_are_for_each_person_and_ranges_stay_ranges(scheme: Scheme) -> None:
    named = an_outcome(a_supportee(scheme), pounds="45.00", payment_received_on=date(2026, 3, 9))
    counted = an_outcome_of(30, 40, scheme=scheme, pounds="45", how_many_each=2)
    an_outcome(a_supportee(scheme, "Ann Lee"))

    value = worked_out("outcome_payments", scheme)

    assert (value.value, value.low, value.high) == (None, Decimal("1395.00"), Decimal("1845.00"))
    assert (value.documented, value.estimated) == (Decimal("45.00"), Decimal("1350.00"))
    assert value.record_ids == (named.pk, counted.pk)
    assert value.warnings == ("Not marked as received yet: £1,350.00 to £1,800.00.",)


def test_expected_payments_stand_in_a_warning_and_not_in_the_number(scheme: Scheme) -> None:
    an_outcome_of(30, 40, scheme=scheme, pounds="45", standing=EXPECTED, on="2026-06-30")

    value = worked_out("outcome_payments", scheme)

    assert (value.value, value.n) == (0, 0)
    assert value.warnings == ("Expected besides: £1,350.00 to £1,800.00.",)


def test_what_the_same_person_reached_since_is_not_expected_any_more(scheme: Scheme) -> None:
    joan = a_supportee(scheme)
    an_outcome(joan, pounds="45", standing=EXPECTED, on="2026-05-01")
    an_outcome(joan, "ict MODULES", pounds="45", on="2026-04-20")

    value = worked_out("outcome_payments", scheme)

    assert value.value == 45
    assert value.warnings == ("Not marked as received yet: £45.00.",)
