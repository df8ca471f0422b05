"""Cohorts and organisers by the pages: what a form saves, what it says, what it leaves alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.tests.factories import signed_in
from hosting.models import Cohort, Organiser, Placement
from hosting.tests.factories import a_cohort, a_host, an_organiser
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from schemes.tests.visiting import address, send, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def test_a_cohort_is_added_and_its_days_changed(staff: Client, scheme: Scheme) -> None:
    send(staff, address(scheme, "add_cohort"), name="Cohort 1", started_on="2025-09-01")
    cohort = Cohort.objects.get()
    answer = send(
        staff,
        address(scheme, "change_cohort", cohort.pk),
        name="Cohort 1",
        started_on="2025-09-01",
        ended_on="2026-08-31",
    )

    page = words_of(staff.get(answer["Location"]))
    assert "Cohort 1" in page
    assert Cohort.objects.filter(ended_on="2026-08-31").count() == 1


def test_a_cohort_of_this_name_is_refused_with_all_that_was_typed(
    staff: Client, scheme: Scheme
) -> None:
    a_cohort(scheme, "Cohort 1")

    answer = send(
        staff, address(scheme, "add_cohort"), name="cohort 1", started_on="1 September 2025"
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"name": ["There is a cohort of this name already."]}
    assert "1 September 2025" in words_of(answer)


def test_an_organiser_is_added_once_however_often_it_is_sent(staff: Client, scheme: Scheme) -> None:
    typed = {"given_name": "Wren", "family_name": "Hughes", "submission_id": str(uuid4())}

    answers = [staff.post(address(scheme, "add_organiser"), typed) for _ in range(3)]

    organiser = Organiser.objects.get()
    assert {answer["Location"] for answer in answers} == {
        address(scheme, "organiser", organiser.pk)
    }


def test_somebody_known_is_asked_about(staff: Client, scheme: Scheme) -> None:
    an_organiser(scheme, "Wren Hughes")

    answer = send(staff, address(scheme, "add_organiser"), given_name="Wren", family_name="Hughes")

    assert answer.status_code == 422
    assert "We know somebody like this already. Is it them?" in words_of(answer)


def test_an_organiser_is_placed_and_odd_days_are_told(staff: Client, scheme: Scheme) -> None:
    host, cohort = a_host(scheme), a_cohort(scheme, started="2026-03-03")
    wren = an_organiser(scheme)

    answer = send(
        staff,
        address(scheme, "place_organiser", wren.pk),
        host=host.pk,
        cohort=cohort.pk,
        started_on="2026-02-01",
    )

    page = words_of(staff.get(answer["Location"]))
    assert Placement.objects.filter(organiser=wren, host=host, cohort=cohort).count() == 1
    assert page.count("Some of these days are outside Cohort 1") == 2  # said now, and beside it


def test_a_placement_that_overlaps_is_refused_beside_the_day(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since="2025-09-01", until="2026-03-03")

    answer = send(
        staff,
        address(scheme, "place_organiser", wren.pk),
        host=a_host(scheme, "Old Mill").pk,
        started_on="2026-03-01",
    )

    assert answer.context["form"].errors == {
        "started_on": [
            "Wren Hughes is placed at Forest Centre until 3 March 2026. "
            "Choose days that do not overlap."
        ]
    }


def test_hosts_of_another_scheme_are_not_offered(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme)
    theirs = a_host(a_scheme("elsewhere"), "Theirs")

    answer = send(
        staff,
        address(scheme, "place_organiser", wren.pk),
        host=theirs.pk,
        started_on="2026-03-01",
    )

    assert list(answer.context["form"].errors) == ["host"]


def test_a_placement_ends(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since="2025-09-01")

    send(
        staff,
        address(scheme, "end_placement", wren.placements.get().pk),
        ended_on="2026-03-03",
    )

    assert str(wren.placements.get().ended_on) == "2026-03-03"


def test_a_placement_is_corrected(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme, ended_on="2026-03-03"), since="2025-09-01")
    where = address(scheme, "change_placement", wren.placements.get().pk)
    form = staff.get(where).context["form"]

    answer = send(
        staff,
        where,
        host=form["host"].value(),
        started_on="2025-10-01",
        ended_on="2026-03-03",
    )

    placement = wren.placements.get()
    assert answer["Location"] == address(scheme, "organiser", wren.pk)
    assert (str(placement.started_on), str(placement.ended_on)) == ("2025-10-01", "2026-03-03")


def test_a_placement_to_come_is_taken_back(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since=timezone.localdate() + timedelta(days=9))
    where = address(scheme, "take_back_placement", wren.placements.get().pk)
    assert where in words_of(staff.get(address(scheme, "organiser", wren.pk)))

    asked = words_of(staff.get(where))
    send(staff, where)

    assert "Take it back if that will not be." in asked
    assert wren.placements.count() == 0


def test_who_leaves_is_offered_to_drop_what_is_to_come(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since=timezone.localdate() + timedelta(days=9))
    where = address(scheme, "organiser_leaves", wren.pk)
    offered = list(staff.get(where).context["form"].fields)

    refused = send(staff, where, left_on="2026-03-03")
    send(staff, where, left_on="2026-03-03", take_back_later="on")

    wren.refresh_from_db()
    assert "take_back_later" in offered
    assert list(refused.context["form"].errors) == ["left_on"]
    assert (str(wren.left_on), wren.placements.count()) == ("2026-03-03", 0)


def test_without_anything_planned_leaving_asks_for_the_day_only(
    staff: Client, scheme: Scheme
) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since="2025-09-01")

    form = staff.get(address(scheme, "organiser_leaves", wren.pk)).context["form"]

    assert "take_back_later" not in form.fields


def test_an_organiser_leaves_and_is_taken_back(staff: Client, scheme: Scheme) -> None:
    wren = an_organiser(scheme, at=a_host(scheme), since="2025-09-01")
    send(staff, address(scheme, "organiser_leaves", wren.pk), left_on="2026-03-03")
    wren.refresh_from_db()
    left_on = str(wren.left_on)

    send(
        staff,
        address(scheme, "change_organiser", wren.pk),
        given_name="Wren",
        family_name="Hughes",
        left_on="",
    )

    wren.refresh_from_db()
    assert (left_on, wren.left_on) == ("2026-03-03", None)


@pytest.mark.parametrize("page", ["organiser", "change_organiser", "place_organiser"])
def test_an_organiser_of_another_scheme_is_not_there(
    staff: Client, scheme: Scheme, page: str
) -> None:
    theirs = an_organiser(a_scheme("elsewhere"), "Owen Price")

    assert staff.get(address(scheme, page, theirs.pk)).status_code == 404


@pytest.mark.parametrize("page", ["end_placement", "change_placement", "take_back_placement"])
def test_a_placement_of_another_scheme_is_not_there(
    staff: Client, scheme: Scheme, page: str
) -> None:
    elsewhere = a_scheme("elsewhere")
    theirs = an_organiser(elsewhere, "Owen Price", at=a_host(elsewhere, "Theirs"))

    where = address(scheme, page, theirs.placements.get().pk)
    assert staff.get(where).status_code == 404
