"""The audit trail: every change leaves a row, signed, that nobody alters."""

from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import InternalError, connection, transaction

from core.history import change
from core.tests.at_once import at_once
from core.tests.factories import somebody, undone
from core.tests.signatures import signatures_of

pytestmark = pytest.mark.django_db
User = get_user_model()
EVENTS = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]


def events_of(user: Any) -> list[tuple[str, str]]:
    """What was kept of a user: (what happened, their name then), the first first."""
    return list(user.events.order_by("pgh_id").values_list("pgh_label", "name"))


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_all_that_happens_to_a_tracked_model_is_kept(event):
    assert sorted(tracker.label for tracker in event.pgh_trackers) == ["delete", "insert", "update"]
    assert "append_only" in [trigger.name for trigger in event._meta.triggers]


class TestWhatIsKept:
    def test_adding_and_changing(self):
        sam = somebody("Sam Rivers")
        sam.name = "Sam Brook"
        sam.save()

        assert events_of(sam) == [("insert", "Sam Rivers"), ("update", "Sam Brook")]

    def test_a_save_that_changes_nothing_is_no_event(self):
        sam = somebody("Sam Rivers")
        sam.save()

        assert events_of(sam) == [("insert", "Sam Rivers")]

    def test_taking_away_keeps_what_was_there(self):
        sam = somebody("Sam Rivers")
        User.objects.filter(pk=sam.pk).delete()

        assert events_of(sam)[-1] == ("delete", "Sam Rivers")

    def test_in_bulk(self):
        sam, joan = somebody("Sam Rivers"), somebody("Joan Abbott")
        User.objects.update(name="Nobody")

        assert [events_of(sam)[-1], events_of(joan)[-1]] == [("update", "Nobody")] * 2

    def test_many_added_at_once(self):
        made = User.objects.bulk_create(
            [User(email=f"{number}@example.org", name=str(number)) for number in range(3)]
        )

        assert [events_of(user) for user in made] == [[("insert", str(n))] for n in range(3)]

    def test_by_hand(self):
        sam = somebody("Sam Rivers")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_user SET name = 'By hand' WHERE id = %s", [sam.pk])
            cursor.execute("DELETE FROM accounts_user WHERE id = %s", [sam.pk])

        assert events_of(sam)[1:] == [("update", "By hand"), ("delete", "By hand")]

    def test_what_is_undone_leaves_nothing(self):
        sam = somebody("Sam Rivers")
        undone(lambda: User.objects.update(name="Undone"))

        assert events_of(sam) == [("insert", "Sam Rivers")]


class TestSignatures:
    def test_who_what_and_why(self):
        sam, joan = somebody("Sam Rivers"), somebody("Joan Abbott")
        with change("rename somebody", actor=sam, why="She married"):
            User.objects.filter(pk=joan.pk).update(name="Joan Hill")

        assert signatures_of(joan)[-1] == {
            "what": "rename somebody",
            "why": "She married",
            "actor": sam.pk,
        }

    def test_the_system_itself_has_no_name(self):
        joan = somebody("Joan Abbott")
        with change("nightly tidying", actor=None):
            User.objects.update(name="Joan Hill")

        assert signatures_of(joan)[-1] == {"what": "nightly tidying", "why": "", "actor": None}

    def test_what_follows_from_a_change_is_signed_as_part_of_it(self):
        sam, joan = somebody("Sam Rivers"), somebody("Joan Abbott")
        with change("end a match", actor=sam, why="Moved away"):
            User.objects.filter(pk=sam.pk).update(name="First")
            with change("move a volunteer", actor=None):
                User.objects.filter(pk=joan.pk).update(name="Second")
            User.objects.filter(pk=sam.pk).update(name="Third")

        signed = {"what": "end a match", "why": "Moved away", "actor": sam.pk}
        assert [signatures_of(sam)[-2:], signatures_of(joan)[-1]] == [[signed, signed], signed]

    def test_the_next_change_has_a_signature_of_its_own(self):
        sam = somebody("Sam Rivers")
        with pytest.raises(ValueError, match="no"), change("first", actor=sam):
            raise ValueError("no")
        with change("second", actor=sam, why="Because"):
            User.objects.update(name="Second")

        assert signatures_of(sam)[-1]["what"] == "second"

    def test_without_a_change_it_is_kept_all_the_same(self):
        sam = somebody("Sam Rivers")

        assert signatures_of(sam) == [{}]

    @pytest.mark.django_db(transaction=True)
    def test_changes_at_the_same_moment_do_not_sign_for_each_other(self):
        users = [somebody(f"Person {number}") for number in range(4)]

        def rename(user: Any) -> None:
            with change(f"rename {user.pk}", actor=user):
                User.objects.filter(pk=user.pk).update(name="New")

        at_once(*[lambda u=user: rename(u) for user in users])

        assert [signatures_of(user)[-1]["what"] for user in users] == [
            f"rename {user.pk}" for user in users
        ]


class TestNobodyAltersIt:
    @pytest.mark.parametrize("statement", ["UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"])
    def test_by_hand(self, statement):
        sam = somebody("Sam Rivers")
        table = apps.get_model("accounts", "UserEvent")._meta.db_table
        with (
            pytest.raises(InternalError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table))

        assert events_of(sam) == [("insert", "Sam Rivers")]

    def test_by_the_model(self):
        sam = somebody("Sam Rivers")
        event = sam.events.get()
        event.name = "Forged"
        for alter in (event.save, event.delete, lambda: sam.events.update(name="Forged")):
            with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
                alter()

        assert events_of(sam) == [("insert", "Sam Rivers")]
