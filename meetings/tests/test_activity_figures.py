"""Figures about activities, against small data counted by hand."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.figures import FigureValue, Period, figure
from meetings.models import Activity
from meetings.tests.factories import a_training, an_activity
from schemes.models import Scheme
from schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def worked_out(key: str, scheme: Scheme, period: Period = SPRING) -> FigureValue:
    return figure(key).value(scheme, period)


def an_estimate(low: Any, high: Any, of: str = "people") -> dict[str, Any]:
    return {f"{of}_low": low, f"{of}_high": high, f"{of}_how_sure": "estimated"}


@pytest.mark.parametrize(
    "key", ["training_days", "people_trained", "group_activities", "people_at_activities"]
)
def test_without_any_record_there_is_no_number(scheme: Scheme, key: str) -> None:
    an_activity(a_scheme("elsewhere"), people=3)
    a_training(Scheme.objects.get(slug="elsewhere"), people=3)

    value = worked_out(key, scheme)

    assert (value.value, value.low, value.n) == (None, None, 0)
    assert len(value.warnings) == 1


def test_group_meetings_alone_leave_training_not_reported(scheme: Scheme) -> None:
    an_activity(scheme, people=8)

    assert not worked_out("training_days", scheme).is_reported
    assert worked_out("group_activities", scheme).value == 1


def test_training_of_another_time_makes_this_time_nought(scheme: Scheme) -> None:
    a_training(scheme, on="2026-01-07", days="1")

    assert worked_out("training_days", scheme).value == 0


def test_training_days_are_added_with_their_parts_and_estimates_stand_apart(scheme: Scheme) -> None:
    counted = a_training(scheme, on="2026-03-03", until="2026-03-05", days="2.5")
    guessed = a_training(scheme, on="2026-04-01", **an_estimate(1, 2, "days"))
    a_training(scheme, on="2026-06-01", days="1")
    an_activity(scheme, days="1")

    value = worked_out("training_days", scheme)

    assert (value.value, value.low, value.high) == (None, Decimal("3.5"), Decimal("4.5"))
    assert (value.documented, value.estimated, value.n) == (Decimal("2.5"), 1, 2)
    assert value.record_ids == (counted.pk, guessed.pk)
    assert value.warnings == ()


def test_people_trained_are_added_and_the_number_says_that_some_may_count_twice(
    scheme: Scheme,
) -> None:
    a_training(scheme, on="2026-03-03", people=12)

    assert worked_out("people_trained", scheme).warnings == ()

    a_training(scheme, on="2026-03-04", **an_estimate(30, 40))
    a_training(scheme, on="2026-03-05")
    value = worked_out("people_trained", scheme)

    assert (value.low, value.high, value.documented, value.estimated) == (42, 52, 12, 30)
    assert value.warnings == (
        "Somebody who came to more than one of these is in the number more than once.",
        "1 activity does not say how many people came. They are not in the number.",
    )


def test_training_without_a_number_of_days_is_told(scheme: Scheme) -> None:
    a_training(scheme, on="2026-03-03", until="2026-03-05")

    value = worked_out("training_days", scheme)

    assert (value.value, value.n, value.is_reported) == (None, 1, False)
    assert value.warnings == ("1 training does not say how many days it was. It adds no days.",)


def test_training_across_the_edge_counts_where_it_began_and_is_named(scheme: Scheme) -> None:
    a_training(scheme, "Winter course", on="2026-02-27", until="2026-03-02", days="3")
    a_training(scheme, "Summer course", on="2026-05-30", until="2026-06-02", days="4")

    value = worked_out("training_days", scheme)

    assert value.value == 4
    assert value.warnings == (
        "“Winter course” began on 27 February 2026, before this period. It is not counted here.",
        "“Summer course” went on until 2 June 2026, after this period. All of it is counted here.",
    )


def test_of_many_across_the_edge_five_are_named(scheme: Scheme) -> None:
    for number in range(7):
        an_activity(scheme, f"Outing {number}", on="2026-05-31", until="2026-06-01")

    warnings = worked_out("group_activities", scheme).warnings

    assert len(warnings) == 6
    assert warnings[-1] == (
        "2 more activities are partly in this period. Each counts where it began."
    )


def test_group_activities_are_what_was_no_training(scheme: Scheme) -> None:
    an_activity(scheme, on="2026-03-04", people=12)
    an_activity(scheme, "Outing", kind=Activity.Kind.OTHER, **an_estimate(8, 8))
    a_training(scheme, people=5)

    assert worked_out("group_activities", scheme).value == 2
    people = worked_out("people_at_activities", scheme)
    assert (people.value, people.documented, people.estimated) == (20, 12, 8)


def test_what_was_written_down_after_the_cut_off_is_not_there(scheme: Scheme) -> None:
    a_training(scheme, days="1", recorded_at=datetime(2026, 6, 2, tzinfo=ZoneInfo("UTC")))
    period = Period(SPRING.first, SPRING.last, datetime(2026, 6, 1, tzinfo=ZoneInfo("UTC")))

    assert not worked_out("training_days", scheme, period).is_reported

    a_training(scheme, "Before", recorded_at=datetime(2026, 5, 2, tzinfo=ZoneInfo("UTC")))

    assert worked_out("training_days", scheme, period).n == 1
