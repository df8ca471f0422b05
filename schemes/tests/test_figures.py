"""Figures about organisations and about taking part, counted by hand."""

from datetime import date

import pytest

from core.figures import Period, figure
from schemes.models import Partnership, Scheme, TakingPart
from schemes.tests.factories import a_scheme, an_organisation

pytestmark = pytest.mark.django_db
SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def test_an_organisation_with_two_parts_counts_once_and_a_funder_not_at_all(
    scheme: Scheme,
) -> None:
    library, trust = an_organisation("Town Library"), an_organisation("The Trust")
    for organisation, part in (
        (library, Partnership.Part.HOST),
        (library, Partnership.Part.REFERRER),
        (trust, Partnership.Part.FUNDER),
    ):
        Partnership.objects.create(
            scheme=scheme, organisation=organisation, part=part, started_on=date(2026, 1, 1)
        )

    value = figure("organisations").value(scheme, SPRING)

    assert (value.value, value.n) == (1, 2)


def test_a_part_that_touches_the_period_by_a_day_is_in_it(scheme: Scheme) -> None:
    for name, first, last in (
        ("Until the first day", date(2025, 1, 1), date(2026, 3, 1)),
        ("From the last day", date(2026, 5, 31), None),
        ("Too early", date(2025, 1, 1), date(2026, 2, 28)),
        ("Too late", date(2026, 6, 1), None),
    ):
        Partnership.objects.create(
            scheme=scheme,
            organisation=an_organisation(name),
            part=Partnership.Part.PARTNER,
            started_on=first,
            ended_on=last,
        )

    assert figure("organisations").value(scheme, SPRING).value == 2


def test_people_without_names_may_be_counted_twice_and_the_figure_says_so(scheme: Scheme) -> None:
    def took_part(**values: object) -> None:
        TakingPart.objects.create(
            scheme=scheme,
            stage=2,
            took_part_on=date(2026, 3, 1),
            took_part_as=TakingPart.As.SUPPORTEES,
            did="Talked it through.",
            **values,
        )

    took_part(low=8, high=8, basis="documented", source="the list at the door")
    alone = figure("people_in_planning").value(scheme, SPRING)
    took_part(names=["Amira Khan"])
    together = figure("people_in_planning").value(scheme, SPRING)

    assert (alone.value, alone.warnings) == (8, ())
    assert (together.value, len(together.warnings)) == (9, 1)
