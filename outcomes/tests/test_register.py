"""The register of outcomes: its page, and who is meant."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import signed_in
from outcomes.models import Outcome
from outcomes.queries import who_may_be_meant
from outcomes.tests.factories import an_outcome, an_outcome_of
from people.models import Person
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
PASSED = {
    "kind": "completed", "what": "ICT modules", "standing": "actual", "on": "2026-03-04",
    "knows_who": "yes",
}  # fmt: skip
COUNTED = PASSED | {"knows_who": "no", "people": "30 to 40"}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    signed_in(client, a_coordinator(of=scheme))
    return client


def add(client: Client, scheme: Scheme, typed: dict[str, str]) -> Any:
    with time_machine.travel("2026-11-21 12:00+00:00"):
        return client.post(reverse("outcomes_add", args=[scheme.slug]), typed)


def change_page(client: Client, outcome: Outcome) -> tuple[str, Any]:
    address = reverse("outcomes_change", args=[outcome.scheme.slug, outcome.pk])
    return address, client.get(address).context["form"]


@pytest.mark.parametrize("written", ["S014", "s014", "Rhys Green", "green, rhys", "Rhy"])
def test_somebody_is_found_by_reference_or_name(
    client: Client, scheme: Scheme, written: str
) -> None:
    rhys = a_supportee(scheme, "Rhys Green", reference="S014")
    a_supportee(scheme, "Ann Lee", reference="S01")

    answer = add(client, scheme, PASSED | {"who": written, "payment_per_person": "£45"})

    assert answer.status_code == 302
    outcome = Outcome.objects.get()
    assert (outcome.supportee, outcome.volunteer, outcome.people_low) == (rhys, None, None)
    assert outcome.payment_per_person == Decimal("45.00")


def test_a_volunteer_has_outcomes_too(client: Client, scheme: Scheme) -> None:
    priya = a_volunteer(scheme, "Priya Khan")

    add(client, scheme, PASSED | {"who": "Priya Khan", "kind": "moved_on", "what": "a job"})

    assert Outcome.objects.get().volunteer == priya


def test_somebody_who_is_both_is_meant_as_a_supportee(client: Client, scheme: Scheme) -> None:
    volunteer = a_volunteer(scheme, "Priya Khan")
    as_supportee = Supportee.objects.create(scheme=scheme, person=volunteer.person)

    add(client, scheme, PASSED | {"who": "Priya Khan"})

    assert Outcome.objects.get().supportee == as_supportee


def test_a_whole_name_is_meant_before_a_longer_one(client: Client, scheme: Scheme) -> None:
    a_supportee(scheme, "Joan Abbott-Lee")
    joan = a_supportee(scheme, "Joan Abbott")

    add(client, scheme, PASSED | {"who": "Joan Abbott"})

    assert Outcome.objects.get().supportee == joan


def test_of_two_who_fit_one_is_chosen(client: Client, scheme: Scheme) -> None:
    a_supportee(scheme, "Rhys Green", reference="S014")
    young = a_volunteer(scheme, "Rhys Young", reference="V003")

    asked = add(client, scheme, PASSED | {"who": "Rhys"})

    form = asked.context["form"]
    assert form.errors == {"which": ["2 people fit “Rhys”. Choose one."]}
    assert [words for _key, words in form.fields["which"].choices] == [
        "Rhys Green (S014, befriendee)",
        "Rhys Young (V003, befriender)",
    ]
    assert Outcome.objects.count() == 0
    add(client, scheme, PASSED | {"who": "Rhys", "which": f"volunteer-{young.pk}"})
    assert Outcome.objects.get().volunteer == young


def test_of_very_many_who_fit_more_of_the_name_is_asked_for(client: Client, scheme: Scheme) -> None:
    for number in range(7):
        a_supportee(scheme, f"Rhys Number{number}")

    asked = add(client, scheme, PASSED | {"who": "Rhys"})

    assert asked.context["form"].errors == {
        "who": ["Many people fit “Rhys”. Write more of the name, or the reference."]
    }


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"who": ""}, "who", "Write their name or their reference."),
        ({"who": "Nobody Known"}, "who", "“Nobody Known” is neither among the befriendees nor the befrienders. Check the name, or write the reference."),
        ({"who": "..."}, "who", "“...” is neither among the befriendees nor the befrienders. Check the name, or write the reference."),
        ({"knows_who": "no"}, "people", "Write how many."),
        ({"knows_who": "no", "people": "40 to 30"}, "people", "“40 to 30” goes down. Write the smaller number first."),
        ({"knows_who": "no", "people": "12"}, "people_how_sure", "Say whether this was counted or is an estimate."),
        ({"knows_who": "no", "people": "0", "people_how_sure": "documented"}, "people", "It is at least one person, or there is no outcome."),
        ({"on": "2026-11-22"}, "on", "This day is still to come. Choose “expected” until it has happened."),
        ({"payment_per_person": "€45"}, "payment_per_person", "This is in euros. Write what it came to in pounds."),
        ({"payment_per_person": "0"}, "payment_per_person", "A payment is more than nought. Leave it empty if there is none."),
        ({"payment_received_on": "2026-03-09"}, "payment_received_on", "Write how much was paid for each person, or leave this day empty."),
        ({"payment_per_person": "45", "payment_received_on": "2026-03-09", "standing": "expected"}, "payment_received_on", "Nothing is paid for what is only expected. Leave this day empty."),
        ({"payment_per_person": "45", "payment_received_on": "2027-03-09"}, "payment_received_on", "This day is still to come. Write it down when the money is there."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    a_supportee(scheme, "Joan Abbott")

    answer = add(client, scheme, PASSED | {"who": "Joan Abbott"} | typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Outcome.objects.count() == 0


def test_a_number_of_people_is_written_down_and_a_name_out_of_sight_does_not_count(
    client: Client, scheme: Scheme
) -> None:
    a_supportee(scheme, "Joan Abbott")

    add(
        client, scheme, COUNTED | {"who": "Joan Abbott", "standing": "expected", "on": "2027-03-31"}
    )

    outcome = Outcome.objects.get()
    assert (outcome.supportee, outcome.standing, outcome.on) == (
        None, "expected", date(2027, 3, 31),
    )  # fmt: skip
    assert (outcome.people_low, outcome.people_high, outcome.people_how_sure) == (
        30, 40, "estimated",
    )  # fmt: skip


def test_a_number_out_of_sight_does_not_count(client: Client, scheme: Scheme) -> None:
    a_supportee(scheme, "Joan Abbott")

    answer = add(client, scheme, PASSED | {"who": "Joan Abbott", "people": "40 to 30"})

    assert answer.status_code == 302
    assert Outcome.objects.get().people_low is None


def test_the_same_outcome_is_not_written_down_twice(client: Client, scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme, "Joan Abbott"))

    answer = add(client, scheme, PASSED | {"who": "Joan Abbott", "what": "ict modules"})

    assert answer.context["form"].errors == {
        "kind": ["The same outcome on the same day is here already. Change that one."]
    }


def test_somebody_of_another_scheme_is_nobody_here(client: Client, scheme: Scheme) -> None:
    a_supportee(a_scheme("elsewhere"), "Joan Abbott")

    assert add(client, scheme, PASSED | {"who": "Joan Abbott"}).status_code == 422


@pytest.mark.parametrize("reference", ["", "S014"])
def test_a_change_keeps_the_person_also_one_of_two_of_a_name(
    client: Client, scheme: Scheme, reference: str
) -> None:
    joan = a_supportee(scheme, "Joan Abbott", reference=reference)
    a_supportee(scheme, "Joan Abbott")
    outcome = an_outcome(joan)
    address, form = change_page(client, outcome)
    who, seen = form["who"].value(), form["seen"].value()

    client.post(address, PASSED | {"who": who, "seen": seen, "what": "ICT exam"})

    outcome.refresh_from_db()
    assert (outcome.what, outcome.supportee) == ("ICT exam", joan)


def test_a_person_may_take_the_place_of_a_number(client: Client, scheme: Scheme) -> None:
    joan = a_supportee(scheme, "Joan Abbott")
    outcome = an_outcome_of(30, 40, scheme=scheme)
    address, form = change_page(client, outcome)
    assert (form["knows_who"].value(), form["people"].value()) == ("no", "30 to 40")

    client.post(address, PASSED | {"who": "Joan Abbott", "seen": form["seen"].value()})

    outcome.refresh_from_db()
    assert (outcome.supportee, outcome.people_low, outcome.people_how_sure) == (joan, None, "")


def test_the_list_says_whose_it_is_and_finds_them(client: Client, scheme: Scheme) -> None:
    an_outcome(a_supportee(scheme, "Joan Abbott"))
    an_outcome_of(30, 40, scheme=scheme, pounds="45")
    address = reverse("outcomes", args=[scheme.slug])

    page = client.get(address).content.decode()
    found = client.get(address, {"q": "joan abb"}).context["rows"]

    assert "30 to 40" in page
    assert "£45.00" in page
    assert [outcome.supportee.person.name for outcome in found] == ["Joan Abbott"]


@pytest.mark.parametrize(
    "values",
    [
        {"people_low": 3, "people_high": 3, "people_how_sure": "estimated"},
        {"supportee": None},
        {"payment_per_person": Decimal(0)},
        {"payment_received_on": date(2026, 3, 9)},
        {"how_many_each": 0},
    ],
)
def test_the_database_holds_what_has_to_be_true(scheme: Scheme, values: dict[str, Any]) -> None:
    outcome = an_outcome(a_supportee(scheme))

    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.filter(pk=outcome.pk).update(**values)


def test_the_database_holds_each_outcome_once(scheme: Scheme) -> None:
    an_outcome_of(3, scheme=scheme)

    with pytest.raises(IntegrityError), transaction.atomic():
        an_outcome_of(5, scheme=scheme, what="ict MODULES")


def test_finding_somebody_takes_as_many_queries_among_many_as_among_few(scheme: Scheme) -> None:
    Person.objects.bulk_create(
        Person(organisation=scheme.organisation, given_name="Rhys", family_name=f"Number{number}")
        for number in range(400)
    )
    people = list(Person.objects.all())
    Supportee.objects.bulk_create(Supportee(scheme=scheme, person=each) for each in people[:200])
    Volunteer.objects.bulk_create(Volunteer(scheme=scheme, person=each) for each in people[200:])

    with CaptureQueriesContext(connection) as asked:
        found = who_may_be_meant(scheme, "Rhys")

    assert (len(found), len(asked)) == (7, 4)
