"""Outcomes as the report tells them."""

from datetime import date

import pytest

from core.figures import Period
from outcomes.models import Outcome
from outcomes.tests.factories import an_outcome, an_outcome_of
from reporting.statements import COMPOSERS
from reporting.statements.parts import Statements
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from supportees.tests.factories import a_supportee

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))
EXPECTED = Outcome.Standing.EXPECTED


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def told(scheme: Scheme) -> tuple[str, ...]:
    return COMPOSERS["outcomes"](scheme, SPRING).lines


def test_what_is_expected_says_so_with_its_range_its_payment_and_by_when(scheme: Scheme) -> None:
    an_outcome_of(
        30, 40, scheme=scheme, how_many_each=2, pounds="45", standing=EXPECTED, on="2026-06-30"
    )

    assert told(scheme) == (
        "30 to 40 people (an estimate) are expected to complete two ICT modules each, "
        "£45.00 for each person. By 30 June 2026.",
    )


def test_named_people_are_a_number_each_once_beside_those_counted(scheme: Scheme) -> None:
    joan = a_supportee(scheme, "Joan Abbott")
    an_outcome(joan, "ICT exam")
    an_outcome(joan, "ict EXAM", on="2026-04-04")
    an_outcome(a_supportee(scheme, "Rhys Green"), "ICT exam")
    an_outcome_of(8, scheme=scheme, what="ICT exam")

    assert told(scheme) == (
        "10 people (2 counted from a list, the others an estimate) completed ICT exam.",
    )


def test_what_was_reached_comes_first_and_the_kinds_in_their_order(scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme), "a job", kind="moved_on")
    an_outcome_of(30, scheme=scheme, what="learning", kind="signposted")
    an_outcome_of(8, scheme=scheme, what="", kind="enrolled", sure="documented")
    an_outcome_of(1, scheme=scheme, what="", kind="independent", sure="documented")
    an_outcome_of(1, scheme=scheme, what="", kind="enrolled", standing=EXPECTED, sure="documented")

    assert told(scheme) == (
        "About 30 people were signposted to learning.",
        "8 people enrolled on a course.",
        "1 person moved into work, education or training: a job.",
        "1 person came to live more independently.",
        "1 person is expected to enrol on a course. By 4 March 2026.",
    )


def test_what_differs_in_payment_is_told_apart(scheme: Scheme) -> None:
    an_outcome_of(8, scheme=scheme, pounds="45", sure="documented")
    an_outcome_of(5, scheme=scheme, on="2026-03-05", sure="documented")

    assert told(scheme) == (
        "8 people completed ICT modules, £45.00 for each person.",
        "5 people completed ICT modules.",
    )


def test_the_same_at_two_providers_is_told_apart_and_they_are_named(scheme: Scheme) -> None:
    an_outcome_of(8, scheme=scheme, provider="Forest Learning Circle", sure="documented")
    an_outcome_of(5, scheme=scheme, provider="The college", sure="documented")

    assert COMPOSERS["outcomes"](scheme, SPRING) == Statements(
        (
            "8 people completed ICT modules (offered by Forest Learning Circle).",
            "5 people completed ICT modules (offered by The college).",
        )
    )


def test_people_counted_without_names_on_several_days_may_be_the_same(scheme: Scheme) -> None:
    an_outcome_of(8, scheme=scheme, sure="documented")
    an_outcome_of(5, scheme=scheme, sure="documented", on="2026-03-11")

    assert COMPOSERS["outcomes"](scheme, SPRING) == Statements(
        ("13 people completed ICT modules.",),
        (
            "Some people were counted without names. "
            "Somebody with more than one outcome may be in the number more than once.",
        ),
    )


def test_nothing_recorded_says_nothing(scheme: Scheme) -> None:
    an_outcome_of(8, scheme=a_scheme("elsewhere"))

    assert told(scheme) == ()


def test_the_row_of_impacts_tells_outcomes_and_targets(scheme: Scheme) -> None:
    an_outcome_of(8, scheme=scheme, sure="documented")

    lines = COMPOSERS["outcomes_and_targets"](scheme, SPRING).lines

    assert lines == (
        "8 people completed ICT modules.",
        *COMPOSERS["targets"](scheme, SPRING).lines,
    )
