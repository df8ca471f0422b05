"""What the database itself holds true of cohorts, organisers and placements."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from hosting.models import Placement
from hosting.tests.factories import a_cohort, a_host, a_placement, an_organiser
from schemes.models import Partnership, Scheme
from schemes.tests.factories import a_partnership

pytestmark = pytest.mark.django_db


def test_an_organiser_is_at_one_place_at_a_time(scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since="2025-09-01", until="2026-03-03")
    mill = a_host(scheme, "Old Mill")

    with pytest.raises(IntegrityError, match="placement_one_at_a_time"), transaction.atomic():
        a_placement(wren, mill, since="2026-03-03")
    a_placement(wren, mill, since="2026-03-04")

    assert Placement.objects.filter(organiser=wren).count() == 2


def test_a_cohort_has_its_name_once_whatever_the_case(scheme: Scheme) -> None:
    a_cohort(scheme, "Cohort 1")

    with pytest.raises(IntegrityError, match="cohort_name_once_in_scheme"):
        a_cohort(scheme, "COHORT 1")


def test_two_organisers_have_two_references(scheme: Scheme) -> None:
    an_organiser(scheme, "Wren Hughes", reference="O1")
    an_organiser(scheme, "Owen Price", reference="")
    an_organiser(scheme, "Ceri Vaughan", reference="")

    with pytest.raises(IntegrityError, match="organiser_reference_once_in_scheme"):
        an_organiser(scheme, "Tom Reed", reference="O1")


def test_only_hosts_are_inducted_and_followed_up(scheme: Scheme) -> None:
    a_host(scheme, inducted_on=date(2026, 1, 5), followed_up_on=date(2026, 4, 5))

    with pytest.raises(IntegrityError, match="partnership_only_hosts_are_inducted"):
        a_partnership(scheme, "Town Fund", Partnership.Part.FUNDER, inducted_on=date(2026, 1, 5))


def test_an_agreement_has_a_day_or_is_marked_as_having_none(scheme: Scheme) -> None:
    with pytest.raises(IntegrityError, match="partnership_agreement_dated_or_not"):
        a_host(scheme, agreement_on=date(2026, 1, 5), agreement_undated=True)
