"""Signing in with one click, in demo mode only."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import a_user
from desk.demo import PARTS
from schemes.models import Role, RoleGrant
from schemes.tests.factories import a_scheme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_mode(settings) -> None:
    settings.DEMO = True


@pytest.fixture
def coordinator():
    user = a_user("Demo Co-ordinator", "coordinator@demo.example")
    RoleGrant.objects.create(scheme=a_scheme(), user=user, role=Role.COORDINATOR)
    return user


def test_the_parts_have_these_addresses():
    assert [part.email for part in PARTS] == [
        "coordinator@demo.example",
        "manager@demo.example",
        "volunteer@demo.example",
        "supportee@demo.example",
        "lead@demo.example",
        "trainer@demo.example",
        "steering@demo.example",
        "partner@demo.example",
    ]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.key)
def test_one_press_signs_in_as_each_part(client, part):
    user = a_user("Somebody", part.email)

    answer = client.post("/demo/", {"part": part.key})

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_second_step_is_left_out(client, coordinator):
    client.post("/demo/", {"part": "coordinator"})

    assert client.get("/")["Location"] == reverse("today", args=["side-by-side"])


@pytest.mark.parametrize("page", ["me", "second_step", "mfa_activate_totp"])
def test_a_demo_session_ends_with_demo_mode(client, coordinator, settings, page):
    client.post("/demo/", {"part": "coordinator"})

    settings.DEMO = False

    assert client.get(reverse(page))["Location"] == reverse("home")
    assert "_auth_user_id" not in client.session


def test_in_demo_mode_others_still_need_the_second_step(client, coordinator):
    client.force_login(coordinator)

    assert client.get("/")["Location"] == reverse("second_step")


def test_signing_in_as_somebody_else_leaves_nothing_of_the_first(client, coordinator):
    a_user("Demo Partner", "partner@demo.example")
    client.post("/demo/", {"part": "coordinator"})
    first = client.session.session_key

    client.post("/demo/", {"part": "partner"})

    assert client.session.session_key != first
    assert not client.session.exists(first)


@pytest.mark.parametrize("method", ["get", "post"])
def test_outside_demo_mode_there_is_no_such_page(client, coordinator, settings, method):
    settings.DEMO = False

    answer = getattr(client, method)("/demo/", {"part": "coordinator"})

    assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_looking_signs_nobody_in(client, coordinator):
    client.get("/demo/?part=coordinator")

    assert "_auth_user_id" not in client.session


def test_the_buttons_need_their_key(coordinator):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/demo/", {"part": "coordinator"}).status_code == 403


@pytest.mark.parametrize("part", ["", "nobody", "coordinator@demo.example"])
def test_a_part_there_is_not_is_not_found(client, coordinator, part):
    assert client.post("/demo/", {"part": part}).status_code == 404


def test_a_part_whose_sign_in_is_closed_is_not_offered(client, coordinator):
    coordinator.is_active = False
    coordinator.save()

    assert client.get("/demo/").context["parts"] == []
    assert client.post("/demo/", {"part": "coordinator"}).status_code == 404


def test_without_demo_people_it_says_what_to_do(client):
    page = client.get("/demo/").content.decode()

    assert "There are no made-up people yet." in page


def test_the_page_takes_one_query_when_signed_out(client, django_assert_num_queries):
    for part in PARTS:
        a_user("Somebody", part.email)

    with django_assert_num_queries(1):
        page = client.get("/demo/").content.decode()

    assert [part.key for part in PARTS if f'value="{part.key}"' in page] == [
        part.key for part in PARTS
    ]
