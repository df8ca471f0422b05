"""Bringing two people together: who can be matched, and when it is refused."""

from datetime import timedelta

import pytest

from core.errors import RuleBroken
from matching.models import Match
from matching.tests.factories import a_match
from matching.tests.moves import JUNE, MARCH, a_pair, end, make, states_of, tomorrow
from schemes.tests.factories import a_scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


def test_both_are_matched_since_the_day_it_began(scheme, sam):
    match = make(
        a_volunteer(scheme), a_supportee(scheme), sam, purpose="Walks", usual_place="The park"
    )

    match.refresh_from_db()
    assert states_of(match) == ("active", "matched", "matched")
    assert (match.scheme, match.recorded_by, match.is_imported) == (scheme, sam, False)
    assert (match.purpose, match.usual_place, match.rhythm_days) == ("Walks", "The park", 14)
    assert {match.volunteer.status_since, match.supportee.status_since} == {MARCH}


@pytest.mark.parametrize("status", list(Volunteer.Status))
def test_a_volunteer_who_is_not_ready_is_refused(scheme, sam, status):
    volunteer, supportee = a_volunteer(scheme, status=status), a_supportee(scheme)

    if status in ("available", "matched"):
        assert make(volunteer, supportee, sam).pk
    else:
        refused(volunteer, supportee, sam, "Only somebody available", "volunteer")


@pytest.mark.parametrize("status", list(Supportee.Status))
def test_a_supportee_who_looks_for_nobody_is_refused(scheme, sam, status):
    volunteer, supportee = a_volunteer(scheme), a_supportee(scheme, status=status)

    if status in ("referred", "assessed", "waiting", "matched"):
        assert make(volunteer, supportee, sam).pk
    else:
        refused(volunteer, supportee, sam, "not looking for somebody now", "supportee")


def test_the_same_two_are_not_matched_twice_at_a_time(scheme, sam):
    match = a_pair(scheme)
    Volunteer.objects.update(most_supportees=5)

    refused(match.volunteer, match.supportee, sam, "matched with each other already", "supportee")


def test_the_same_two_may_be_matched_again_later(scheme, sam):
    match = make(a_volunteer(scheme), a_supportee(scheme), sam)
    end(match, sam)

    again = make(match.volunteer, match.supportee, sam, started_on=JUNE + timedelta(days=1))

    assert states_of(again) == ("active", "matched", "matched")


@pytest.mark.parametrize("day", [MARCH, JUNE])
def test_but_not_at_a_time_when_they_were(scheme, sam, day):
    match = end(make(a_volunteer(scheme), a_supportee(scheme), sam), sam)

    refused(
        match.volunteer,
        match.supportee,
        sam,
        "were matched with each other at that time",
        "started_on",
        started_on=day,
    )


def test_nobody_above_what_they_can_take(scheme, sam):
    volunteer = a_volunteer(scheme, most_supportees=2)
    for name in ("Joan Abbott", "Ann Lee"):
        make(volunteer, a_supportee(scheme, name), sam)

    refused(volunteer, a_supportee(scheme, "Doris Hall"), sam, "2 people at most", "volunteer")


def test_an_ended_match_makes_room(scheme, sam):
    volunteer = a_volunteer(scheme, most_supportees=1)
    end(make(volunteer, a_supportee(scheme), sam), sam)

    assert make(volunteer, a_supportee(scheme, "Ann Lee"), sam).pk


def test_imported_matches_above_it_count_and_stay(scheme, sam):
    volunteer = a_volunteer(scheme, most_supportees=1, status="matched")
    for name in ("Joan Abbott", "Ann Lee"):
        a_match(volunteer, a_supportee(scheme, name, status="matched"), is_imported=True)

    refused(volunteer, a_supportee(scheme, "Doris Hall"), sam, "1 person at most", "volunteer")


def test_somebody_may_have_several_volunteers(scheme, sam):
    supportee = a_supportee(scheme)
    for name in ("Priya Khan", "Tom Reed"):
        make(a_volunteer(scheme, name), supportee, sam)

    assert supportee.matches.running().count() == 2


def test_not_in_the_future(scheme, sam):
    refused(
        a_volunteer(scheme),
        a_supportee(scheme),
        sam,
        "cannot begin in the future",
        "started_on",
        started_on=tomorrow(),
    )


def test_not_across_schemes(scheme, sam):
    elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)

    refused(a_volunteer(scheme), a_supportee(elsewhere), sam, "in different schemes", "supportee")


def test_not_with_themselves(scheme, sam):
    volunteer = a_volunteer(scheme)
    same = Supportee.objects.create(scheme=scheme, person=volunteer.person, status="waiting")

    refused(volunteer, same, sam, "matched with themselves", "supportee")


def refused(volunteer, supportee, actor, words, field, **values):
    """Refused by these words at this field, and nothing is changed."""
    before = everybody()
    with pytest.raises(RuleBroken, match=words) as refusal:
        make(volunteer, supportee, actor, **values)
    assert (refusal.value.field, everybody()) == (field, before)


def everybody():
    return [
        list(model.objects.order_by("pk").values_list("pk", "status"))
        for model in (Match, Volunteer, Supportee)
    ]
