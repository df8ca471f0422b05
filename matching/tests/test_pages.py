"""Making, pausing and ending matches by the pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import signed_in
from matching.models import Match
from matching.tests.moves import a_pair, states_of
from schemes.models import Scheme
from schemes.tests.factories import a_scheme, an_organisation
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(sam: User) -> Client:
    return signed_in(Client(), sam)


def page_of(name: str, match: Match) -> str:
    return reverse(name, args=[match.scheme.slug, match.pk])


def offered(form: Any, field: str) -> list[str]:
    return [str(label) for value, label in form.fields[field].choices if value]


def test_only_those_who_can_be_matched_are_offered(scheme: Scheme, staff: Client) -> None:
    a_pair(scheme)
    a_volunteer(scheme, "Tom Reed", reference="V7")
    a_volunteer(scheme, "Leon Bell", status="paused")
    a_supportee(scheme, "Ann Lee")
    a_supportee(scheme, "Doris Hall", status="ended")
    elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
    a_volunteer(elsewhere, "Wren Jones")
    a_supportee(elsewhere, "Una Jones")

    form = staff.get(reverse("make_match", args=[scheme.slug])).context["form"]

    assert offered(form, "volunteer") == ["Tom Reed · V7"]
    # Somebody may have a second volunteer.
    assert offered(form, "supportee") == ["Joan Abbott", "Ann Lee"]


def test_the_form_starts_as_the_scheme_meets_and_with_who_was_chosen(
    scheme: Scheme, staff: Client
) -> None:
    Scheme.objects.update(rhythm_days=10)
    ann = a_supportee(scheme, "Ann Lee")
    address = reverse("make_match", args=[scheme.slug])

    form = staff.get(f"{address}?supportee={ann.pk}&volunteer=nonsense").context["form"]

    assert (form["supportee"].value(), form["volunteer"].value()) == (str(ann.pk), None)
    assert form["rhythm_days"].value() == 10
    assert (10, "every 10 days") in form.fields["rhythm_days"].choices


def test_making(scheme: Scheme, staff: Client) -> None:
    typed = {
        "volunteer": a_volunteer(scheme).pk,
        "supportee": a_supportee(scheme).pk,
        "started_on": "4/3/2026",
        "rhythm_days": "7",
        "purpose": "Walks by the sea",
    }

    answer = staff.post(reverse("make_match", args=[scheme.slug]), typed)

    match = Match.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, match.get_absolute_url())
    assert (str(match.started_on), match.rhythm_days) == ("2026-03-04", 7)


def test_a_day_in_the_future_is_refused_by_its_field(scheme: Scheme, staff: Client) -> None:
    typed = {
        "volunteer": a_volunteer(scheme).pk,
        "supportee": a_supportee(scheme).pk,
        "started_on": "2099-03-04",
        "rhythm_days": "7",
        "purpose": "Walks by the sea",
    }

    answer = staff.post(reverse("make_match", args=[scheme.slug]), typed)

    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"started_on": ["A match cannot begin in the future."]},
    )
    assert "Walks by the sea" in answer.content.decode()


def test_changing_pausing_resuming_and_ending(scheme: Scheme, staff: Client) -> None:
    match = a_pair(scheme)
    steps = [
        ("change_match", {"rhythm_days": "28", "purpose": "Chess", "usual_place": "Library"}),
        ("pause_match", {"started_on": "2026-04-01", "reason": "In hospital"}),
        ("resume_match", {"on": "2026-05-01"}),
        (
            "end_match",
            {
                "ended_on": "2026-06-01",
                "ending": "planned",
                "ended_by": "both",
                "reason": "All is well",
                "next_step": "end",
            },
        ),
    ]

    answers = [staff.post(page_of(name, match), typed) for name, typed in steps]

    assert [(a.status_code, a["Location"]) for a in answers] == [
        (302, match.get_absolute_url())
    ] * 4
    match.refresh_from_db()
    assert (match.rhythm_days, match.purpose, match.usual_place) == (28, "Chess", "Library")
    assert states_of(match) == ("ended", "available", "ended")


@pytest.mark.parametrize("name", ["pause_match", "end_match"])
def test_a_reason_is_needed(scheme: Scheme, staff: Client, name: str) -> None:
    answer = staff.post(page_of(name, a_pair(scheme)), {})

    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"] == ["Please fill this in."]


def test_somebody_who_was_quicker_is_said_in_words(scheme: Scheme, staff: Client) -> None:
    match = a_pair(scheme, "ended")

    answer = staff.post(
        page_of("pause_match", match), {"started_on": "2026-04-01", "reason": "Away"}
    )

    assert answer.context["form"].non_field_errors() == [
        "This match is ended now. Somebody may have changed it while you looked."
    ]


@pytest.mark.parametrize("name", ["change_match", "pause_match", "resume_match", "end_match"])
def test_a_match_of_another_scheme_is_not_there(staff: Client, name: str) -> None:
    elsewhere = a_pair(a_scheme("elsewhere", organisation=an_organisation("Others")))
    address = reverse(name, args=["side-by-side", elsewhere.pk])

    assert (staff.get(address).status_code, staff.post(address, {}).status_code) == (404, 404)
