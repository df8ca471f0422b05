"""Adding and moving volunteers by the pages: asked about people who are known, counted once."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import a_user, signed_in
from core.outbox import deliver_due
from core.tests.at_once import at_once
from people.models import Person
from people.tests.factories import a_person
from schemes.models import RoleGrant, Scheme
from schemes.tests.factories import a_coordinator, a_scheme, an_organisation
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def staff(scheme: Scheme) -> Client:
    return signed_in(Client(), a_coordinator(of=scheme))


def priya(**values: Any) -> dict[str, Any]:
    """What is typed about Priya."""
    return {
        "given_name": "Priya",
        "family_name": "Khan",
        "status": "applied",
        "most_supportees": "2",
        "references_received": "0",
        "submission_id": str(uuid4()),
        **values,
    }


def known_elsewhere(scheme: Scheme, named: str) -> Person:
    """Somebody in another scheme that the co-ordinator of this one runs as well."""
    other = a_scheme("also-mine", organisation=scheme.organisation)
    grant = scheme.role_grants.get()
    RoleGrant.objects.create(
        scheme=other, user=grant.user, role=grant.role, started_on=grant.started_on
    )
    return a_volunteer(other, named).person


def add(client: Client, typed: dict[str, Any]) -> Any:
    return client.post(reverse("add_volunteer", args=["side-by-side"]), typed)


def page_of(name: str, volunteer: Volunteer) -> str:
    return reverse(name, args=[volunteer.scheme.slug, volunteer.pk])


class TestAdding:
    def test_somebody_new_is_written_down(self, staff):
        answer = add(staff, priya(interests="tea; chess, tea", born_on="4 March 1990"))

        volunteer = Volunteer.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, page_of("volunteer", volunteer))
        assert (volunteer.status, volunteer.interests) == ("applied", ["tea", "chess"])
        assert (volunteer.person.name, str(volunteer.person.born_on)) == (
            "Priya Khan",
            "1990-03-04",
        )

    def test_the_same_form_five_times_in_a_row(self, staff):
        typed = priya()
        answers = [add(staff, typed) for _ in range(5)]

        address = page_of("volunteer", Volunteer.objects.get())
        assert [(a.status_code, a.headers.get("Location")) for a in answers] == [(302, address)] * 5

    @pytest.mark.django_db(transaction=True)
    def test_the_same_form_five_times_at_once(self, scheme):
        sam, typed = a_coordinator(of=scheme), priya()
        clients = [signed_in(Client(), sam) for _ in range(5)]

        answers = at_once(*[lambda c=client: add(c, typed) for client in clients])

        address = page_of("volunteer", Volunteer.objects.get())
        assert [(a.status_code, a.headers.get("Location")) for a in answers] == [(302, address)] * 5
        assert Person.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "field", "words"),
        [
            ({"given_name": ""}, "given_name", "Please fill this in."),
            ({"born_on": "2099-01-01"}, "born_on", "This date of birth is in the future."),
            ({"born_on": "1/1/1901"}, "born_on", "This date of birth is more than 120 years ago."),
            (
                {"email": "priya at home"},
                "email",
                "This does not look like an e-mail address. Try name@example.org.",
            ),
            ({"status": "matched"}, "status", "Please choose one from the list."),
            ({"reference": "V7"}, "reference", "Somebody else has this reference already."),
        ],
    )
    def test_what_cannot_be_is_said_by_its_field(self, scheme, staff, typed, field, words):
        a_volunteer(scheme, "Tom Reed", reference="V7")

        answer = add(staff, priya(**typed, notes="Likes the sea."))

        assert (answer.status_code, answer.context["form"].errors) == (422, {field: [words]})
        assert "Likes the sea." in answer.content.decode()
        assert (Volunteer.objects.count(), Person.objects.count()) == (1, 1)


class TestSomebodyKnown:
    def known(self, scheme: Scheme) -> Person:
        """Somebody known from another scheme of the same co-ordinator."""
        person = known_elsewhere(scheme, "Priya Khan")
        person.phone = "07700 900123"
        person.save()
        return person

    def test_people_of_a_scheme_one_does_not_run_are_not_mentioned(self, scheme, staff):
        another = a_scheme("another", organisation=scheme.organisation)
        a_volunteer(another, "Priya Khan")

        assert add(staff, priya()).status_code == 302
        assert Person.objects.count() == 2

    def test_it_asks_before_anything_is_written(self, scheme, staff):
        person = self.known(scheme)

        answer = add(staff, priya(notes="Likes the sea."))

        form = answer.context["form"]
        assert (answer.status_code, scheme.volunteers.count()) == (422, 0)
        assert form.fields["same_person"].choices == [
            (str(person.pk), "Yes, it is Priya Khan, 07700 900123"),
            ("new", "No, this is somebody new"),
        ]
        assert form.errors == {"same_person": ["We know somebody like this already. Is it them?"]}
        assert "Likes the sea." in answer.content.decode()

    @pytest.mark.parametrize(("is_same", "people"), [(True, 1), (False, 2)])
    def test_the_answer_counts(self, scheme, staff, is_same, people):
        person, typed = self.known(scheme), priya()
        add(staff, typed)

        answer = add(staff, typed | {"same_person": person.pk if is_same else "new"})

        assert (answer.status_code, Person.objects.count()) == (302, people)
        assert (scheme.volunteers.get().person == person) is is_same

    def test_the_answer_is_kept_when_something_else_is_wrong(self, scheme, staff):
        person = self.known(scheme)
        a_volunteer(scheme, "Tom Reed", reference="V7")

        answer = add(staff, priya(reference="V7", same_person=str(person.pk)))

        form = answer.context["form"]
        assert form.errors == {"reference": ["Somebody else has this reference already."]}
        assert form["same_person"].value() == str(person.pk)

    def test_a_person_who_was_not_offered_cannot_be_taken(self, scheme, staff):
        self.known(scheme)
        stranger = a_person("Ann Lee", organisation=an_organisation("Others"))

        answer = add(staff, priya(same_person=str(stranger.pk)))

        assert (answer.status_code, scheme.volunteers.count()) == (422, 0)

    def test_somebody_on_the_list_already_is_not_added_twice(self, scheme, staff):
        person = a_volunteer(scheme).person

        answer = add(staff, priya(same_person=str(person.pk)))

        assert answer.status_code == 422
        assert answer.context["form"].non_field_errors() == ["This person is on the list already."]

    def test_two_coordinators_taking_the_same_person_at_once_is_no_fault(self, scheme, staff):
        person = self.known(scheme)

        answers = [add(staff, priya(same_person=str(person.pk))) for _ in range(2)]

        assert ([a.status_code for a in answers], scheme.volunteers.count()) == ([302, 422], 1)


class TestChanging:
    def test_what_is_known_stands_in_the_form(self, scheme, staff):
        volunteer = a_volunteer(scheme, interests=["tea", "chess"], most_supportees=3)

        form = staff.get(page_of("change_volunteer", volunteer)).context["form"]

        assert (form["given_name"].value(), form["interests"].value()) == ("Priya", "tea, chess")
        assert form["most_supportees"].value() == 3

    def test_a_doubtful_address_may_stay_as_it_was(self, scheme, staff):
        volunteer = a_volunteer(scheme)
        Person.objects.update(email="priya.@example.org", email_is_doubtful=True)

        answer = staff.post(
            page_of("change_volunteer", volunteer), priya(email="priya.@example.org")
        )

        assert answer.status_code == 302
        assert Person.objects.get().email_is_doubtful is True

    def test_a_mended_address_is_no_longer_doubtful(self, scheme, staff):
        volunteer = a_volunteer(scheme)
        Person.objects.update(email="priya.@example.org", email_is_doubtful=True)

        staff.post(page_of("change_volunteer", volunteer), priya(email="priya@example.org"))

        assert Person.objects.get().email_is_doubtful is False


class TestMoving:
    def test_only_what_can_be_is_offered(self, scheme, staff):
        volunteer = a_volunteer(scheme, status="available")

        form = staff.get(page_of("move_volunteer", volunteer)).context["form"]

        assert form.fields["to"].choices == [("paused", "on hold"), ("left", "left")]

    def test_leaving_needs_a_reason(self, scheme, staff):
        volunteer = a_volunteer(scheme)

        answer = staff.post(
            page_of("move_volunteer", volunteer), {"to": "left", "on": "2026-03-04", "why": ""}
        )

        assert (answer.status_code, answer.context["form"].errors) == (
            422,
            {"why": ["Say in a few words why they leave."]},
        )

    def test_leaving(self, scheme, staff):
        volunteer = a_volunteer(scheme)
        typed = {"to": "left", "on": "2026-03-04", "why": "Got a job"}

        answer = staff.post(page_of("move_volunteer", volunteer), typed)

        assert (answer.status_code, answer["Location"]) == (302, page_of("volunteer", volunteer))
        volunteer.refresh_from_db()
        assert (volunteer.status, volunteer.leaving_reason) == ("left", "Got a job")


class TestInviting:
    def test_they_get_a_link_and_an_account(self, scheme, staff):
        volunteer = a_volunteer(scheme)
        Person.objects.update(email="Priya@example.org")

        answer = staff.post(page_of("invite_volunteer", volunteer), {})
        deliver_due()

        assert (answer.status_code, User.objects.get(person=volunteer.person).email) == (
            302,
            "priya@example.org",
        )
        assert [(message.to, message.subject) for message in mail.outbox] == [
            (["priya@example.org"], "You are invited to Side by side")
        ]

    def test_an_address_that_signs_in_somebody_else_is_refused(self, scheme, staff):
        tom = a_user("Tom Reed", "home@example.org")
        a_volunteer(scheme, "Tom Reed", user=tom)
        volunteer = a_volunteer(scheme)
        Person.objects.filter(pk=volunteer.person.pk).update(email="home@example.org")

        answer = staff.post(page_of("invite_volunteer", volunteer), {})

        assert answer.context["form"].non_field_errors() == [
            "This e-mail address already signs in somebody else. Two people need two."
        ]
        volunteer.person.refresh_from_db()
        tom.refresh_from_db()
        assert (volunteer.person.user, tom.email) == (None, "home@example.org")
        assert (deliver_due(), mail.outbox) == (0, [])


@pytest.mark.parametrize(
    "name", ["change_volunteer", "move_volunteer", "invite_volunteer", "settle_volunteer"]
)
def test_a_volunteer_of_another_scheme_is_not_there(staff, name):
    elsewhere = a_volunteer(a_scheme("elsewhere", organisation=an_organisation("Others")))
    address = reverse(name, args=["side-by-side", elsewhere.pk])

    assert (staff.get(address).status_code, staff.post(address, {}).status_code) == (404, 404)


@pytest.mark.parametrize("is_mine", [True, False])
def test_asking_and_answering_to_settle(scheme, staff, is_mine):
    volunteer = a_volunteer(scheme, status_in_doubt=True, imported_status="Left?")
    address = page_of("settle_volunteer", volunteer)
    asked = staff.get(address).content.decode()
    if is_mine:
        staff.post(address, {})

    assert "Is “available” right for Priya Khan?" in asked
    assert Volunteer.objects.get().status_in_doubt is not is_mine
