"""The time that staff give: written as people write it, added up once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from reporting.models import StaffTime
from reporting.tests.factories import a_built_report, staff_time
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme

pytestmark = pytest.mark.django_db
TYPED = {"who": "Mo Bright", "on": "2026-02-03", "minutes": "1h 30", "purpose": "matching"}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    return signed_in(client, a_coordinator(of=scheme))


def add(client: Client, scheme: Scheme, **typed: str) -> Any:
    return client.post(reverse("staff_time_add", args=[scheme.slug]), TYPED | typed)


@pytest.mark.parametrize(
    ("written", "minutes"), [("1h 30", 90), ("45 minutes", 45), ("half an hour", 30), ("2 hours", 120)]
)  # fmt: skip
def test_time_is_written_as_people_say_it(
    client: Client, scheme: Scheme, written: str, minutes: int
) -> None:
    add(client, scheme, minutes=written)

    assert StaffTime.objects.get().minutes == minutes


@pytest.mark.parametrize("minutes", [45, 60, 90, 1, 1440])
def test_the_form_reads_back_what_it_shows(client: Client, scheme: Scheme, minutes: int) -> None:
    spent = staff_time(scheme, minutes)
    address = reverse("staff_time_change", args=[scheme.slug, spent.pk])
    form = client.get(address).context["form"]

    client.post(address, TYPED | {"minutes": form["minutes"].value(), "seen": form["seen"].value()})

    spent.refresh_from_db()
    assert spent.minutes == minutes


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"minutes": "0 minutes"}, "minutes", "Write how long it took."),
        ({"on": "2099-01-01"}, "on", "This day is still to come. Write it down when it is over."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = add(client, scheme, **typed)

    assert answer.context["form"].errors == {field: [sentence]}


def test_time_for_the_same_thing_on_one_day_is_one_entry(client: Client, scheme: Scheme) -> None:
    add(client, scheme)

    again = add(client, scheme, who="mo bright", minutes="45 minutes")

    assert StaffTime.objects.count() == 1
    assert again.context["form"].errors == {
        "who": ["There is time for the same thing on this day already. Add yours to that entry."]
    }


def test_minutes_are_added_first_and_turned_into_hours_once(scheme: Scheme) -> None:
    staff_time(scheme, 50)
    staff_time(scheme, 50, purpose="travel")
    staff_time(scheme, 500, on="2026-04-01")

    found = a_built_report(scheme).figures.get(key="coordinator_hours").frozen

    assert (found["value"], found["n"]) == (1.67, 2)


def test_a_scheme_that_keeps_no_time_reports_none(scheme: Scheme) -> None:
    found = a_built_report(scheme).figures.get(key="coordinator_hours").frozen

    assert (found["value"], found["warnings"]) == (
        None, ["No time of the staff is recorded, so it is not reported."],
    )  # fmt: skip
