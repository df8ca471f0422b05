"""A placement that was written down wrongly is corrected, or taken back."""

from datetime import date
from typing import Any

import pytest

from accounts.models import User
from hosting.models import Organiser, Placement
from hosting.services import change_placement, take_back_placement
from hosting.tests.factories import a_cohort, a_host, a_placement, an_organiser
from schemes.models import Scheme
from schemes.tests.expectations import refused
from schemes.tests.factories import a_coordinator, a_partnership

pytestmark = pytest.mark.django_db

SEPTEMBER, MARCH, APRIL = date(2025, 9, 1), date(2026, 3, 3), date(2026, 4, 1)


@pytest.fixture
def sam(scheme: Scheme) -> User:
    return a_coordinator(of=scheme)


def corrected(placement: Placement, actor: User, **changes: Any) -> Placement:
    """A placement with some of it changed."""
    names = ("host", "cohort", "started_on", "ended_on")
    values = {name: getattr(placement, name) for name in names} | changes
    return change_placement(placement=placement, actor=actor, **values)


class TestCorrectingAPlacement:
    @pytest.fixture
    def placement(self, scheme: Scheme) -> Placement:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER)
        return wren.placements.get()

    def test_all_of_it_is_changed(self, scheme: Scheme, sam: User, placement: Placement) -> None:
        mill, cohort = a_host(scheme, "Old Mill"), a_cohort(scheme)

        corrected(placement, sam, host=mill, cohort=cohort, started_on=MARCH, ended_on=APRIL)

        placement.refresh_from_db()
        assert (placement.host, placement.cohort) == (mill, cohort)
        assert (placement.started_on, placement.ended_on) == (MARCH, APRIL)

    def test_it_stays_out_of_the_way_of_another(
        self, scheme: Scheme, sam: User, placement: Placement
    ) -> None:
        corrected(placement, sam, ended_on=MARCH)
        later = a_placement(placement.organiser, a_host(scheme, "Old Mill"), since=APRIL)

        with refused("Wren Hughes is placed at Old Mill since", field="ended_on"):
            corrected(placement, sam, ended_on=None)
        with refused("Wren Hughes is placed at Forest Centre until", field="started_on"):
            corrected(later, sam, started_on=MARCH)

    def test_the_new_days_are_held_to_those_of_the_organiser_host_and_cohort(
        self, scheme: Scheme, sam: User, placement: Placement
    ) -> None:
        Organiser.objects.update(started_on=SEPTEMBER)
        gone = a_host(scheme, "Gone", ended_on=date(2024, 1, 1))
        over = a_cohort(scheme, "Over", ended_on=date(2024, 1, 1))

        with refused("Wren Hughes starts on 1 September 2025.", field="started_on"):
            corrected(placement, sam, started_on=date(2025, 8, 31))
        with refused("Gone does not host anybody on these days.", field="started_on"):
            corrected(placement, sam, host=gone)
        with refused("Over runs", field="started_on"):
            corrected(placement, sam, cohort=over)

    def test_what_never_fitted_is_not_in_the_way(self, scheme: Scheme, sam: User) -> None:
        referrer = a_partnership(scheme).organisation
        wren = an_organiser(scheme, at=referrer, since=SEPTEMBER, started_on=MARCH)
        cohort = a_cohort(scheme)

        corrected(wren.placements.get(), sam, cohort=cohort)

        assert wren.placements.get().cohort == cohort

    def test_it_is_taken_back(self, scheme: Scheme, sam: User, placement: Placement) -> None:
        other = an_organiser(scheme, "Owen Price", at=placement.host)

        take_back_placement(placement=placement, actor=sam)

        assert [str(each.organiser) for each in Placement.objects.all()] == ["Owen Price"]
        assert other.placements.count() == 1
