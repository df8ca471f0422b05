"""The first page sends each person to their own place."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import a_user, signed_in
from people.tests.factories import a_person
from schemes.models import Role, RoleGrant, Scheme
from schemes.tests.factories import a_role, a_scheme
from supportees.models import Supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


def goes_to(client, user: User) -> str | None:
    """Where the first page leads this user; None when it shows something itself."""
    signed_in(client, user)
    answer = client.get("/")
    return answer["Location"] if answer.status_code == 302 else None


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.COORDINATOR, "today"),
        (Role.MANAGER, "today"),
        (Role.LEAD, "setup"),
        (Role.TRAINER, "setup"),
        (Role.STEERING, "setup"),
        (Role.PARTNER, "setup"),
    ],
)
def test_each_role_has_its_place(client, role, page):
    scheme = a_scheme("side-by-side")

    assert goes_to(client, a_role(role, of=scheme)) == reverse(page, args=["side-by-side"])


def test_the_role_that_opens_more_decides(client):
    scheme = a_scheme()
    user = a_role(Role.STEERING, of=scheme)
    RoleGrant.objects.create(scheme=scheme, user=user, role=Role.COORDINATOR)

    assert goes_to(client, user) == reverse("today", args=[scheme.slug])


def test_a_volunteer_goes_to_their_own_page(client):
    user = a_user("Priya Khan")
    a_volunteer(a_scheme(), user=user)

    assert goes_to(client, user) == "/me/"


def test_a_supported_person_goes_to_their_own_page(client):
    user = a_user("Joan Abbott")
    scheme = a_scheme()
    person = a_person("Joan Abbott", organisation=scheme.organisation, user=user)
    Supportee.objects.create(scheme=scheme, person=person)

    assert goes_to(client, user) == "/me/"


def test_several_places_are_a_choice(client):
    user = a_role(Role.COORDINATOR, of=a_scheme("side-by-side"), name="Sam Rivers")
    other = a_scheme("call-round")
    RoleGrant.objects.create(scheme=other, user=user, role=Role.STEERING)
    RoleGrant.objects.create(scheme=other, user=user, role=Role.PARTNER)
    a_volunteer(other, user=user)
    signed_in(client, user)

    answer = client.get("/")

    assert [
        (str(place.name), str(place.part), place.address) for place in answer.context["places"]
    ] == [
        (
            "Call round",
            "partner organisation, steering group member",
            reverse("setup", args=["call-round"]),
        ),
        ("Side by side", "co-ordinator", reverse("today", args=["side-by-side"])),
        ("My own page", "what is mine to do and to know", "/me/"),
    ]
    assert "Hello Sam Rivers, where to?" in answer.content.decode()


def test_an_ended_role_is_no_place(client):
    scheme = a_scheme()
    user = a_role(Role.STEERING, of=scheme)
    RoleGrant.objects.update(ended_on=date(2026, 1, 1))

    assert goes_to(client, user) is None


def test_somebody_with_no_part_is_told_who_to_ask(client):
    user = a_user("Sam Rivers", "sam@example.org")
    client.force_login(user)

    page = client.get("/").content.decode()

    assert "sam@example.org has no part in any scheme today." in page
    assert "Ask the co-ordinator who invited you." in page


def test_signed_out_it_is_the_way_in(client):
    answer = client.get("/")

    assert answer.status_code == 200
    assert reverse("account_request_login_code") in answer.content.decode()


@pytest.mark.parametrize("is_demo", [True, False])
def test_the_demo_is_offered_in_demo_mode_only(client, settings, is_demo):
    settings.DEMO = is_demo

    assert ("/demo/" in client.get("/").content.decode()) is is_demo


@pytest.mark.parametrize("schemes", [2, 12])
def test_the_choice_takes_the_same_queries_for_many_schemes(
    client, django_assert_num_queries, schemes
):
    user = a_user("Sam Rivers")
    for number in range(schemes):
        scheme: Scheme = a_scheme(f"scheme-{number}")
        RoleGrant.objects.create(scheme=scheme, user=user, role=Role.STEERING)
    client.force_login(user)
    client.get("/")

    # The session, the user, whether they are staff, the roles, volunteer, supportee.
    with django_assert_num_queries(6):
        client.get("/")
