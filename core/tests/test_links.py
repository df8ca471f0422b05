"""Links that work once."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from core.errors import RuleBroken
from core.links import make_link, open_link, use_link
from core.models import OneTimeLink
from core.tests.at_once import at_once
from core.tests.factories import somebody, undone

pytestmark = pytest.mark.django_db
USED = "This link has been used already. You can sign in with your e-mail."
UNKNOWN = "This link is not one of ours, or a part of it is missing. Try to copy all of it."
WITHDRAWN = "A newer link was sent to you. Please use the newest one."
TOO_OLD = "This link is too old. Ask the person who sent it for a new one."


def a_link(about: str = "7", *, purpose: str = "invitation", days: int = 14) -> str:
    return make_link(purpose, about, lifetime=timedelta(days=days), made_by=None)


def refusals(token: str, purpose: str = "invitation") -> list[str]:
    """What looking and using say."""
    said = []
    for look in (open_link, use_link):
        with pytest.raises(RuleBroken) as refusal, transaction.atomic():
            look(purpose, token)
        said.append(str(refusal.value.message))
    return said


def test_its_secret_is_not_kept():
    token = a_link()

    kept = OneTimeLink.objects.values().get()
    assert [value for value in kept.values() if token in str(value)] == []
    assert len(token) == 43


def test_looking_does_not_use_it_up():
    token = a_link()
    open_link("invitation", token)
    open_link("invitation", token)

    assert use_link("invitation", token).about == "7"


def test_it_is_used_once():
    token = a_link()
    use_link("invitation", token)

    assert refusals(token) == [USED, USED]


def test_when_what_follows_fails_it_is_as_it_was():
    token = a_link()
    undone(lambda: use_link("invitation", token))

    assert open_link("invitation", token).used_at is None


def test_it_ends_at_its_moment():
    token = a_link()
    OneTimeLink.objects.update(expires_at=timezone.now())

    assert refusals(token) == [TOO_OLD, TOO_OLD]


def test_a_newer_one_for_the_same_thing_withdraws_it():
    older, other, newer = a_link("7"), a_link("8"), a_link("7")

    assert refusals(older) == [WITHDRAWN, WITHDRAWN]
    assert [open_link("invitation", token).about for token in (other, newer)] == ["8", "7"]


def test_a_used_one_stays_used_when_a_newer_one_comes():
    token = a_link()
    use_link("invitation", token)
    a_link()

    assert refusals(token) == [USED, USED]


@pytest.mark.parametrize("forge", [str.upper, lambda token: token[:-1], lambda token: ""])
def test_a_forged_one_is_not_ours(forge):
    assert refusals(forge(a_link())) == [UNKNOWN, UNKNOWN]


def test_one_for_another_purpose_is_not_ours():
    assert refusals(a_link(purpose="questionnaire")) == [UNKNOWN, UNKNOWN]


def test_it_says_who_made_it():
    sam = somebody()
    token = make_link("invitation", "7", lifetime=timedelta(days=1), made_by=sam)

    assert open_link("invitation", token).made_by == sam


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_gets_it():
    token = a_link()

    def use() -> str:
        with transaction.atomic():
            return use_link("invitation", token).about

    answers = at_once(use, use, use)

    assert sorted(str(answer) for answer in answers) == ["7", USED, USED]


@pytest.mark.django_db(transaction=True)
def test_of_two_made_at_once_one_works():
    tokens = at_once(*[a_link] * 5)

    working = OneTimeLink.objects.filter(withdrawn_at=None).count()

    assert (len(set(tokens)), working) == (5, 1)
