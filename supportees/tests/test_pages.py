"""Adding, moving and inviting supportees by the pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from core.outbox import deliver_due
from people.models import Person
from schemes.models import RoleGrant, Scheme
from schemes.tests.factories import a_coordinator, a_scheme, an_organisation
from supportees.models import Supportee
from supportees.tests.factories import a_supportee

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def staff(scheme: Scheme) -> Client:
    return signed_in(Client(), a_coordinator(of=scheme))


def joan(**values: Any) -> dict[str, Any]:
    """What is typed about Joan."""
    return {
        "given_name": "Joan",
        "family_name": "Abbott",
        "status": "waiting",
        "wished_gender": "any",
        "referred_on": "2026-02-01",
        "submission_id": str(uuid4()),
        **values,
    }


def add(client: Client, typed: dict[str, Any]) -> Any:
    return client.post(reverse("add_supportee", args=["side-by-side"]), typed)


def page_of(name: str, supportee: Supportee) -> str:
    return reverse(name, args=[supportee.scheme.slug, supportee.pk])


def test_somebody_new_is_written_down_once_however_often_it_is_sent(staff):
    typed = joan(referred_on="1/2/2026", referred_by="Dr Bell", looking_for="company; walks")
    answers = [add(staff, typed) for _ in range(5)]

    supportee = Supportee.objects.get()
    address = page_of("supportee", supportee)
    assert [(a.status_code, a.headers.get("Location")) for a in answers] == [(302, address)] * 5
    assert (supportee.person.name, supportee.looking_for) == ("Joan Abbott", ["company", "walks"])
    assert [str(supportee.referred_on), str(supportee.status_since)] == ["2026-02-01"] * 2


def test_it_asks_whether_it_is_somebody_known(scheme, staff):
    also_mine = a_scheme("also-mine", organisation=scheme.organisation)
    grant = scheme.role_grants.get()
    RoleGrant.objects.create(
        scheme=also_mine, user=grant.user, role=grant.role, started_on=grant.started_on
    )
    person = a_supportee(also_mine, "Joan Abbott").person
    typed = joan()

    asked = add(staff, typed)
    answered = add(staff, typed | {"same_person": str(person.pk)})

    assert asked.context["form"].errors == {
        "same_person": ["We know somebody like this already. Is it them?"]
    }
    assert (answered.status_code, scheme.supportees.get().person) == (302, person)


def test_only_what_can_be_is_offered(scheme, staff):
    supportee = a_supportee(scheme, status="matched")

    form = staff.get(page_of("move_supportee", supportee)).context["form"]

    assert form.fields["to"].choices == [("paused", "on hold")]


def test_moving(scheme, staff):
    supportee = a_supportee(scheme, status="referred")

    staff.post(page_of("move_supportee", supportee), {"to": "waiting", "on": "2026-03-04"})

    supportee.refresh_from_db()
    assert (supportee.status, str(supportee.status_since)) == ("waiting", "2026-03-04")


def test_a_move_that_came_too_late_is_said_in_words(scheme, staff):
    supportee = a_supportee(scheme, status="waiting")
    Supportee.objects.update(status="ended")

    answer = staff.post(page_of("move_supportee", supportee), {"to": "paused", "on": "2026-03-04"})

    assert (answer.status_code, Supportee.objects.get().status) == (422, "ended")


def test_changing(scheme, staff):
    supportee = a_supportee(scheme)

    staff.post(page_of("change_supportee", supportee), joan(known_as="Joanie", notes="Deaf."))

    supportee = Supportee.objects.get()
    assert (supportee.person.known_as, supportee.notes) == ("Joanie", "Deaf.")
    assert supportee.status == "waiting"


def test_inviting(scheme, staff):
    supportee = a_supportee(scheme)
    Person.objects.update(email="joan@example.org")

    staff.post(page_of("invite_supportee", supportee), {})

    assert (deliver_due(), mail.outbox[0].to) == (1, ["joan@example.org"])


def test_without_an_address_the_invitation_is_refused_in_words(scheme, staff):
    supportee = a_supportee(scheme)

    answer = staff.post(page_of("invite_supportee", supportee), {})

    assert answer.status_code == 422
    assert "There is no e-mail address we can write to." in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["change_supportee", "move_supportee", "invite_supportee", "settle_supportee"]
)
def test_a_supportee_of_another_scheme_is_not_there(staff, name):
    elsewhere = a_supportee(a_scheme("elsewhere", organisation=an_organisation("Others")))
    address = reverse(name, args=["side-by-side", elsewhere.pk])

    assert (staff.get(address).status_code, staff.post(address, {}).status_code) == (404, 404)
