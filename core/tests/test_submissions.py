"""An id is spent once, for one sender and one wording."""

from uuid import uuid4

import pytest
from django.utils import timezone

from core.models import JobMark, Submission
from core.submissions import AlreadyTaken, Taken, digest_of, take_once
from core.tests.factories import somebody

pytestmark = pytest.mark.django_db


def note_down() -> str:
    mark = JobMark.objects.create(name=str(uuid4()), last_success_at=timezone.now())
    return f"/marks/{mark.pk}/"


def test_the_order_of_fields_and_ticks_does_not_matter():
    assert digest_of([("a", ["1", "2"]), ("b", ["3"])]) == digest_of(
        [("b", ["3"]), ("a", ["2", "1"])]
    )


@pytest.mark.parametrize(
    "fields", [[("a", ["1"])], [("a", ["12"])], [("a", ["1", "2"]), ("b", [])], [("b", ["1", "2"])]]
)
def test_any_other_wording_is_another_digest(fields):
    assert digest_of(fields) != digest_of([("a", ["1", "2"])])


def test_a_repeat_gets_the_first_answer():
    user, spent = somebody(), uuid4()

    def take():
        return take_once(spent, user=user, purpose="/add/", digest="d", action=note_down)

    first, second = take(), take()

    address = f"/marks/{JobMark.objects.get().pk}/"
    assert (first, second) == (Taken(address, repeated=False), Taken(address, repeated=True))


def test_an_action_that_raises_leaves_nothing():
    spent = uuid4()

    def break_down() -> str:
        note_down()
        raise ValueError("The disk is full.")

    with pytest.raises(ValueError, match="disk"):
        take_once(spent, user=None, purpose="/add/", digest="d", action=break_down)

    assert (JobMark.objects.count(), Submission.objects.count()) == (0, 0)
    assert not take_once(spent, user=None, purpose="/add/", digest="d", action=note_down).repeated


@pytest.mark.parametrize(("purpose", "digest"), [("/add/", "other"), ("/change/", "d")])
def test_the_sender_hears_where_the_first_wording_is(purpose, digest):
    user, spent = somebody(), uuid4()
    first = take_once(spent, user=user, purpose="/add/", digest="d", action=note_down)

    with pytest.raises(AlreadyTaken) as refusal:
        take_once(spent, user=user, purpose=purpose, digest=digest, action=note_down)

    assert (refusal.value.result_url, JobMark.objects.count()) == (first.result_url, 1)


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_somebody_else_hears_nothing(is_signed_in):
    spent = uuid4()
    take_once(spent, user=somebody("Joan Abbott"), purpose="/add/", digest="d", action=note_down)

    with pytest.raises(AlreadyTaken) as refusal:
        take_once(
            spent,
            user=somebody("Sam Rivers") if is_signed_in else None,
            purpose="/add/",
            digest="d",
            action=note_down,
        )

    assert (refusal.value.result_url, JobMark.objects.count()) == ("", 1)
