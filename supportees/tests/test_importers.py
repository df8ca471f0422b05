"""Supportees from spreadsheets."""

from datetime import date

import pytest

from schemes.tests.factories import a_scheme
from schemes.tests.spreadsheets import bring_in, outcomes, said
from supportees.models import Supportee

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme():
    return a_scheme("side-by-side")


def test_a_new_supportee_comes_in_with_all_that_is_said(scheme):
    result = bring_in(
        scheme,
        "supportees",
        "ID,Name,DoB,Referred on,Referred by,Looking for,Interests,Lang.,Prefers (m/f/any),Tel,Area,Status,Notes",
        'S1,"Green, Rhys",1/2/2007,3 Oct 2025,Age Concern,moving house; guitar,"walking, gaming",English,f,07700 901000,Gloucester,Waiting,Afternoons',
    )
    assert outcomes(result) == ["added"]
    supportee = Supportee.objects.get()
    assert (supportee.person.name, supportee.reference, supportee.wished_gender) == (
        "Rhys Green",
        "S1",
        "woman",
    )
    assert (supportee.referred_on, supportee.referred_by) == (date(2025, 10, 3), "Age Concern")
    assert (supportee.status, supportee.status_since) == ("waiting", date(2025, 10, 3))
    assert (supportee.looking_for, supportee.interests) == (
        ["moving house", "guitar"],
        ["walking", "gaming"],
    )


def test_the_heading_may_be_the_scheme_s_own_word(scheme):
    scheme.own_words = {"supportee": "neighbour"}
    assert outcomes(
        bring_in(scheme, "supportees", "Name of neighbour,Neighbour ID", "Rhys Green,N1")
    ) == ["added"]
    assert Supportee.objects.get().reference == "N1"


@pytest.mark.parametrize(
    ("word", "wish"),
    [
        ("m", "man"),
        ("F", "woman"),
        ("any", "any"),
        ("no pref", "any"),
        ("", "any"),
        ("Either", "any"),
    ],
)
def test_a_wish_in_any_of_its_words(scheme, word, wish):
    bring_in(scheme, "supportees", "Name,Prefers", f"Rhys Green,{word}")
    assert Supportee.objects.get().wished_gender == wish


def test_a_wish_nobody_can_read_is_kept_in_the_notes(scheme):
    result = bring_in(scheme, "supportees", "Name,Prefers", "Rhys Green,somebody calm")
    assert outcomes(result) == ["added"]
    assert "“somebody calm” is not a word we know here." in said(result)[0]
    supportee = Supportee.objects.get()
    assert (supportee.wished_gender, supportee.notes) == ("any", "Prefers: somebody calm")


@pytest.mark.parametrize(
    ("word", "status"), [("Matched", "waiting"), ("Ended", "ended"), ("Referred", "referred")]
)
def test_only_a_match_makes_somebody_matched(scheme, word, status):
    bring_in(scheme, "supportees", "Name,Status", f"Rhys Green,{word}")
    assert Supportee.objects.get().status == status


def test_a_referral_in_the_future_is_refused(scheme):
    result = bring_in(scheme, "supportees", "Name,Referred on", "Rhys Green,1/1/2027")
    assert said(result) == ["01/01/2027 lies in the future. Check it."]


def test_who_waits_and_has_ended_is_pointed_out(scheme):
    result = bring_in(scheme, "supportees", "Name,Status,Ended on", "Joan Abbott,Waiting,1/6/2026")
    assert said(result) == [
        "It says “Waiting” and that it ended on 01/06/2026. That day was kept in the notes."
    ]
    supportee = Supportee.objects.get()
    assert (supportee.status, supportee.ended_on, supportee.notes) == (
        "waiting", None, "Ended on: 01/06/2026",
    )  # fmt: skip
