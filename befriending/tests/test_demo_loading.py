"""Loading the demo: the same again, once only, and never among real data."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from accounts.models import User
from befriending.demo import demo_scheme, load_small
from befriending.tests.demo_rows import everything
from core.errors import RuleBroken
from matching.models import Match
from people.models import Person
from schemes.models import Organisation, Scheme
from schemes.tests.factories import a_scheme, an_organisation

pytestmark = pytest.mark.django_db

THURSDAY = date(2026, 11, 19)


@pytest.fixture
def loaded() -> Iterator[None]:
    """The demo of that Thursday."""
    with time_machine.travel(f"{THURSDAY}T13:00:00+00:00"):
        load_small(today=THURSDAY)
        yield


def told_by(**options: Any) -> dict[str, list[tuple[Any, ...]]]:
    """What a load writes; nothing of it stays."""
    with transaction.atomic():
        load_small(**options)
        told = everything()
        transaction.set_rollback(True)
    return told


def test_the_same_seed_and_day_give_the_same_data_whatever_the_clock() -> None:
    first = told_by(seed=7, today=THURSDAY)
    with time_machine.travel("2031-05-05T05:05:00+00:00"):
        again = told_by(seed=7, today=THURSDAY)
    assert again == first


def test_another_seed_gives_other_data() -> None:
    first = told_by(seed=7, today=THURSDAY)
    other = told_by(seed=8, today=THURSDAY)
    assert other["meetings.RecordSheet"] != first["meetings.RecordSheet"]
    assert len(other["volunteers.Volunteer"]) == len(first["volunteers.Volunteer"])


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = everything()
    again = load_small(seed=99, today=THURSDAY + timedelta(days=400))
    assert not again.is_new
    assert everything() == before


def test_a_real_scheme_is_never_joined() -> None:
    a_scheme("kind-hearts", name="Kind Hearts", organisation=an_organisation("Kind People"))
    with pytest.raises(RuleBroken, match="“Kind Hearts”, which is not the demo"):
        load_small(today=THURSDAY)
    assert (Scheme.objects.count(), User.objects.count(), Person.objects.count()) == (1, 0, 0)


def test_a_scheme_with_the_name_of_the_demo_is_not_the_demo() -> None:
    a_scheme("side-by-side", name="Side by Side")
    assert demo_scheme() is None
    with pytest.raises(RuleBroken):
        load_small(today=THURSDAY)


def test_an_organisation_alone_is_not_joined_either() -> None:
    an_organisation("Kind People")
    with pytest.raises(RuleBroken, match="“Kind People”"):
        load_small(today=THURSDAY)
    assert Organisation.objects.count() == 1


def test_the_audit_trail_says_what_it_was(loaded: None) -> None:
    events = Match.pgh_event_model.objects.values_list("pgh_context__metadata", flat=True)  # type: ignore[attr-defined]
    assert {(each["what"], each["actor"]) for each in events} == {("load the demo", None)}
