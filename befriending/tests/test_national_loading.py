"""Loading the national demo: the same again, once only, never among others, and in bulk."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from befriending.demo import load_national, load_small
from befriending.demo.copying import copy_rows, reserve_keys
from befriending.tests.demo_rows import everything
from core.errors import RuleBroken
from core.history import change
from matching.models import Match
from meetings.models import Meeting
from people.models import Person
from schemes.models import Organisation, Scheme
from schemes.tests.factories import a_scheme, an_organisation
from supportees.models import Supportee
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

THURSDAY = date(2026, 11, 19)
SCALE = Fraction(1, 100)


@pytest.fixture
def loaded() -> Iterator[None]:
    """The demo of that Thursday."""
    with time_machine.travel(f"{THURSDAY}T13:00:00+00:00"):
        load_national(today=THURSDAY, scale=SCALE)
        yield


def told_by(**options: Any) -> dict[str, list[tuple[Any, ...]]]:
    """What a load writes; nothing of it stays."""
    with transaction.atomic():
        load_national(scale=SCALE, **options)
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
    assert other["people.Person"] != first["people.Person"]
    assert len(other["meetings.Meeting"]) == len(first["meetings.Meeting"])


def test_loading_again_changes_nothing(loaded: None) -> None:
    before = everything()
    again = load_national(seed=99, today=date(2027, 12, 1), scale=SCALE)
    assert not again.is_new
    assert everything() == before


def test_a_real_scheme_is_never_joined() -> None:
    a_scheme("kind-hearts", name="Kind Hearts", organisation=an_organisation("Kind People"))
    with pytest.raises(RuleBroken, match="“Kind Hearts”, which is not the demo"):
        load_national(today=THURSDAY, scale=SCALE)
    assert (Scheme.objects.count(), Person.objects.count()) == (1, 0)


def test_two_demos_never_stand_in_one_database(loaded: None) -> None:
    with pytest.raises(RuleBroken, match="holds another demo, “Neighbours Together”"):
        load_small(today=THURSDAY)
    assert Scheme.objects.count() == 1


def test_the_audit_trail_has_every_row_and_says_what_it_was(loaded: None) -> None:
    models: list[Any] = [Match, Meeting, Volunteer, Organisation]
    for model in models:
        events = model.pgh_event_model.objects
        inserted = events.filter(pgh_label="insert")
        assert inserted.count() == model.objects.count()
        signed = events.values_list("pgh_context__metadata", flat=True)
        assert {(each["what"], each["actor"]) for each in signed} == {("load the demo", None)}


def test_the_audit_trail_tells_each_step_of_a_way(loaded: None) -> None:
    ended: Any = Supportee.objects.filter(status="ended").exclude(matches=None).first()
    events = ended.events.order_by("pgh_id").values_list("status", "status_since")
    statuses = [status for status, _since in events]
    assert statuses[:4] == ["referred", "assessed", "waiting", "matched"]
    assert statuses[-1] == "ended"
    since = [since for _status, since in events]
    assert since == sorted(since)


# Writing rows in bulk


def test_words_come_out_as_they_went_in() -> None:
    text = 'Tab\there, back\\slash, "quoted", line\nbreak, \\N, Llŷn {a,b}'
    organisation = an_organisation()
    with change("try it", actor=None):
        copy_rows(
            Person,
            (
                "organisation",
                "given_name",
                "family_name",
                "known_as",
                "born_on",
                "phone",
                "email",
                "email_is_doubtful",
                "postcode",
                "languages",
                "recorded_at",
            ),
            [
                (
                    organisation.pk,
                    text[:60],
                    "",
                    "",
                    None,
                    "",
                    "",
                    False,
                    "",
                    [text, ""],
                    "2026-11-19 12:00+00",
                )
            ],
        )
    person = Person.objects.get()
    assert (person.given_name, person.languages, person.born_on) == (text[:60], [text, ""], None)


def test_no_row_is_lost_between_two_pieces() -> None:
    with change("try it", actor=None):
        copy_rows(
            Organisation,
            ("name", "email", "phone", "recorded_at"),
            ((f"Host {n}", "", "", "2026-11-19 12:00+00") for n in range(4_501)),
        )
    assert Organisation.objects.values("name").distinct().count() == 4_501


def test_a_row_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(IntegrityError), change("try it", actor=None):
        copy_rows(Meeting, ("match", "state"), [(1, "held")])
    assert Meeting.objects.count() == 0


def test_keys_that_were_reserved_are_not_given_to_others() -> None:
    keys = reserve_keys(Organisation, 3)
    assert len(set(keys)) == 3
    assert an_organisation().pk not in keys
