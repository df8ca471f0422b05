"""What is due of a host, and by which day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hosting.queries import (
    HostNeeds,
    has_hosting,
    hosts_that_need_somebody,
    narrowing_of,
    part_of_each_host_that_counts,
    parts_as_host,
    with_what_is_due,
)
from hosting.tests.factories import a_cohort, a_host, an_organiser
from schemes.models import Partnership, Scheme
from schemes.queries import the_part_that_counts
from schemes.tests.factories import a_partnership, a_scheme, a_site

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
IN_ORDER: dict[str, Any] = {
    "started_on": date(2026, 1, 1),
    "agreement_on": date(2026, 1, 1),
    "inducted_on": date(2026, 1, 5),
    "followed_up_on": date(2026, 4, 7),
}


@pytest.mark.parametrize(
    ("inducted", "due"),
    [
        (date(2026, 1, 5), date(2026, 4, 5)),
        (date(2025, 11, 30), date(2026, 2, 28)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (None, date(2025, 6, 1)),
    ],
)
def test_a_follow_up_is_due_three_months_after_the_induction_else_after_the_start(
    scheme: Scheme, inducted: date | None, due: date
) -> None:
    a_host(scheme, started_on=date(2025, 3, 1), inducted_on=inducted)

    assert with_what_is_due(parts_as_host(scheme), TODAY).get().follow_up_due_on == due


@pytest.mark.parametrize(
    ("changes", "needs"),
    [
        ({}, HostNeeds.NOTHING),
        ({"followed_up_on": None, "inducted_on": date(2026, 8, 25)}, HostNeeds.AGREEMENT),
        ({"followed_up_on": None, "inducted_on": date(2026, 8, 24)}, HostNeeds.FOLLOW_UP),
        ({"followed_up_on": None, "inducted_on": date(2026, 7, 27)}, HostNeeds.FOLLOW_UP),
        ({"followed_up_on": None, "inducted_on": date(2026, 7, 26)}, HostNeeds.OVERDUE),
        ({"agreement_on": None}, HostNeeds.AGREEMENT),
        ({"agreement_on": None, "agreement_undated": True}, HostNeeds.NOTHING),
        (
            {"started_on": date(2026, 11, 1), "inducted_on": None, "followed_up_on": None},
            HostNeeds.INDUCTION,
        ),
        ({"started_on": date(2026, 11, 25), "followed_up_on": None}, HostNeeds.NOT_YET),
        ({"ended_on": date(2026, 11, 23), "followed_up_on": None}, HostNeeds.OVER),
        ({"ended_on": date(2026, 11, 24)}, HostNeeds.NOTHING),
    ],
)
def test_what_a_host_needs_is_one_thing(
    scheme: Scheme, changes: dict[str, Any], needs: HostNeeds
) -> None:
    if needs == HostNeeds.AGREEMENT:
        changes = {**changes, "agreement_on": None}
    a_host(scheme, **{**IN_ORDER, **changes})

    assert with_what_is_due(parts_as_host(scheme), TODAY).get().needs == needs


def test_a_host_that_came_back_stands_there_once_by_its_latest_days(scheme: Scheme) -> None:
    host = a_host(scheme, started_on=date(2024, 1, 1), ended_on=date(2024, 6, 1))
    again = a_partnership(
        scheme, part=Partnership.Part.HOST, organisation=host, started_on=date(2026, 11, 1)
    )

    assert list(part_of_each_host_that_counts(scheme, TODAY)) == [again]


RENEWED = (date(2027, 1, 1), None)


@pytest.mark.parametrize(
    ("stretches", "counts"),
    [
        ([(date(2025, 1, 1), date(2026, 12, 31)), RENEWED], 0),
        ([(date(2025, 1, 1), date(2026, 11, 24)), RENEWED], 0),
        ([(date(2024, 1, 1), date(2024, 6, 1)), (date(2025, 1, 1), date(2025, 6, 1)), RENEWED], 1),
        ([(date(2024, 1, 1), date(2024, 6, 1)), (date(2026, 11, 24), None)], 1),
        ([(date(2026, 12, 1), date(2026, 12, 31)), RENEWED], 0),
    ],
    ids=["holds", "last day", "latest begun", "first day", "next"],
)
def test_a_renewed_host_stands_there_by_the_days_that_count(
    scheme: Scheme, stretches: list[tuple[date, date | None]], counts: int
) -> None:
    host = a_host(scheme, started_on=stretches[0][0], ended_on=stretches[0][1])
    for first, last in stretches[1:]:
        a_partnership(
            scheme,
            part=Partnership.Part.HOST,
            organisation=host,
            started_on=first,
            ended_on=last,
        )
    parts = list(parts_as_host(scheme).order_by("started_on"))

    assert list(part_of_each_host_that_counts(scheme, TODAY)) == [parts[counts]]
    assert the_part_that_counts(reversed(parts), TODAY) == parts[counts]


def test_the_most_urgent_come_first_and_the_rest_are_left_out(scheme: Scheme) -> None:
    a_host(scheme, "In Order", **IN_ORDER)
    a_host(scheme, "No Paper", **{**IN_ORDER, "agreement_on": None})
    a_host(scheme, "Due", **{**IN_ORDER, "followed_up_on": None, "inducted_on": date(2026, 8, 20)})
    a_host(scheme, "Late", **{**IN_ORDER, "followed_up_on": None})
    a_host(a_scheme("elsewhere"), "Theirs", **{**IN_ORDER, "agreement_on": None})

    found = hosts_that_need_somebody(scheme, TODAY)

    assert [part.organisation.name for part in found] == ["Late", "Due", "No Paper"]


@pytest.mark.parametrize("kind", ["host", "cohort", "organiser", "none"])
def test_a_scheme_works_with_hosts_when_it_has_any_of_it(scheme: Scheme, kind: str) -> None:
    make: dict[str, Callable[[Scheme], Any]] = {
        "host": a_host,
        "cohort": a_cohort,
        "organiser": an_organiser,
        "none": a_site,
    }
    make[kind](scheme)

    found = Scheme.objects.filter(pk=scheme.pk).annotate(it=has_hosting(scheme.pk)).get()

    assert found.it is (kind != "none")


def test_lists_are_narrowed_by_what_the_scheme_has(scheme: Scheme) -> None:
    elsewhere = a_scheme("elsewhere")
    a_host(elsewhere, "Theirs")
    a_cohort(elsewhere, "Theirs")
    mill, forest = a_host(scheme, "old Mill"), a_host(scheme)
    cohort, site = a_cohort(scheme), a_site(scheme)

    assert narrowing_of(scheme) == {
        "site": [(site.pk, "Gloucester")],
        "host": [(forest.pk, "Forest Centre"), (mill.pk, "old Mill")],
        "cohort": [(cohort.pk, "Cohort 1")],
    }
