"""The outbox: written once, handed over once, never lost in silence."""

from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, ClassVar

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from kombu import Connection
from kombu.pools import producers
from pytest_django.fixtures import Settings

from core.models import JobMark, OutboxMessage
from core.outbox import PRESUMED_DEAD_AFTER, RETRY_AFTER, deliver_due
from core.tasks import deliver_due_messages
from core.tests.at_once import at_once
from core.tests.factories import a_message, undone

pytestmark = pytest.mark.django_db
S = OutboxMessage.State


class MailServerDown(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:
        raise ConnectionRefusedError("Nobody listens there.")


class MailServerThatKills(BaseEmailBackend):
    """A process that ends while it hands a message over, as by kill -9."""

    heard: ClassVar[list[str]] = []

    def send_messages(self, email_messages: Any) -> int:
        self.heard.extend(message.subject for message in email_messages)
        raise SystemExit


def down(settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{MailServerDown.__name__}"


def sent() -> list[tuple[str, str, list[str]]]:
    return [(str(each.subject), str(each.body), each.to) for each in mail.outbox]


class TestWriting:
    def test_the_same_what_whom_and_due_is_written_once(self):
        due = timezone.now()
        first = a_message("reminder", due=due)
        again = a_message("reminder", due=due, body="Other words")

        assert (first.pk, again.body) == (again.pk, "Dear Joan")
        assert OutboxMessage.objects.count() == 1

    @pytest.mark.parametrize("other", [{"what": "thanks"}, {"whom": "ann@example.org"}])
    def test_another_what_or_whom_is_another_message(self, other):
        due = timezone.now()
        usual = {"what": "news", "whom": "joan@example.org"}
        a_message(**usual, due=due)
        a_message(**usual | other, due=due)

        assert OutboxMessage.objects.count() == 2

    def test_another_due_is_another_message(self):
        due = timezone.now()
        a_message(due=due)
        a_message(due=due + timedelta(seconds=1))

        assert OutboxMessage.objects.count() == 2

    def test_what_is_undone_is_not_sent(self):
        undone(a_message)

        assert (deliver_due(), sent()) == (0, [])

    @pytest.mark.django_db(transaction=True)
    def test_written_five_times_at_once_it_is_there_once(self):
        due = timezone.now() + timedelta(days=1)

        found = at_once(*[lambda: a_message(due=due).pk] * 5)

        assert found == [OutboxMessage.objects.get().pk] * 5

    @pytest.mark.django_db(transaction=True)
    def test_without_a_broker_it_is_written_and_waits_for_the_sweep(self, monkeypatch):
        nobody = producers[Connection("redis://127.0.0.1:1/0")]
        monkeypatch.setattr(current_app.amqp, "_producer_pool", nobody)

        a_message()

        assert (OutboxMessage.objects.get().state, deliver_due()) == (S.WAITING, 1)


class TestHandingOver:
    def test_the_task_sends_it_and_leaves_its_mark(self):
        message = a_message()
        deliver_due_messages()

        message.refresh_from_db()
        assert (message.state, message.attempts, message.last_error) == (S.SENT, 1, "")
        assert sent() == [("Hello", "Dear Joan", ["joan@example.org"])]
        assert mail.outbox[0].extra_headers == {"Message-ID": f"<{message.message_id}@befriending>"}
        assert JobMark.objects.get().name == "deliver due messages"

    def test_twice_is_once(self):
        a_message()

        assert ([deliver_due(), deliver_due()], len(sent())) == ([1, 0], 1)

    def test_the_oldest_comes_first(self):
        now = timezone.now()
        for hours in (1, 3, 2):
            a_message(subject=f"{hours} hours late", due=now - timedelta(hours=hours))
        deliver_due()

        assert [subject for subject, _body, _to in sent()] == [
            "3 hours late",
            "2 hours late",
            "1 hours late",
        ]

    def test_what_is_not_due_waits_for_its_moment(self):
        due = timezone.now() + timedelta(hours=1)
        a_message(due=due)
        early = deliver_due()
        with time_machine.travel(due):
            in_time = deliver_due()

        assert (early, in_time) == (0, 1)

    def test_after_a_gap_all_that_fell_due_is_sent_once(self):
        for day in range(5):
            a_message(due=timezone.now() + timedelta(days=day))
        with time_machine.travel(timezone.now() + timedelta(days=30)):
            assert (deliver_due(), deliver_due(), len(sent())) == (5, 0, 5)

    def test_a_withdrawn_one_is_not_sent(self):
        a_message()
        OutboxMessage.objects.update(state=S.WITHDRAWN)

        assert (deliver_due(), sent()) == (0, [])

    @pytest.mark.parametrize(("confidential", "kept"), [(True, ""), (False, "Dear Joan")])
    def test_confidential_words_are_wiped_once_it_is_sent(self, confidential, kept):
        a_message(confidential=confidential)
        deliver_due()

        assert OutboxMessage.objects.get().body == kept
        assert sent()[0][1] == "Dear Joan"

    def test_without_a_mail_server_it_is_a_file_that_can_be_read(
        self, settings: Settings, tmp_path: Path
    ):
        settings.EMAIL_BACKEND = "core.mail.EmlFileBackend"
        settings.EMAIL_FILE_PATH = tmp_path / "mail"
        message = a_message(subject="Grüße, Joan", body="Liebe Joan,\n\nbis morgen – um 3.")
        deliver_due()

        [file] = (tmp_path / "mail").iterdir()
        read = message_from_bytes(file.read_bytes(), policy=policy.default)
        assert (read["Subject"], read["To"]) == ("Grüße, Joan", "joan@example.org")
        assert read["Message-ID"] == f"<{message.message_id}@befriending>"
        assert read.get_content() == "Liebe Joan,\n\nbis morgen – um 3."
        assert file.name.endswith("-joanexampleorg.eml")

    @pytest.mark.django_db(transaction=True)
    def test_two_workers_at_once_send_each_once(self):
        for number in range(20):
            a_message(subject=f"Number {number}", due=timezone.now() - timedelta(minutes=number))

        counts = at_once(deliver_due, deliver_due)

        assert sum(counts) == 20
        assert sorted(subject for subject, _body, _to in sent()) == sorted(
            f"Number {number}" for number in range(20)
        )


class TestTrouble:
    def test_it_is_tried_again_after_growing_pauses_and_then_given_up(self, settings):
        down(settings)
        message = a_message()
        moment, pauses = timezone.now(), []
        for _ in range(len(RETRY_AFTER)):
            with time_machine.travel(moment, tick=False):
                deliver_due()
                message.refresh_from_db()
                assert message.state == S.WAITING
                pauses.append(message.next_attempt_at - timezone.now())
            moment = message.next_attempt_at
        with time_machine.travel(moment, tick=False):
            deliver_due()
        message.refresh_from_db()

        assert pauses == [
            timedelta(minutes=1),
            timedelta(minutes=10),
            timedelta(hours=1),
            timedelta(hours=6),
        ]
        assert (message.state, message.attempts) == (S.FAILED, 5)
        assert message.get_state_display() == "could not be sent"
        assert message.last_error == "ConnectionRefusedError: Nobody listens there."

    def test_what_was_given_up_is_not_tried_again(self, settings):
        a_message()
        OutboxMessage.objects.update(state=S.FAILED)

        assert (deliver_due(), sent()) == (0, [])

    def test_when_the_server_is_back_it_is_sent(self, settings):
        down(settings)
        message = a_message()
        deliver_due()
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        with time_machine.travel(timezone.now() + timedelta(minutes=2)):
            deliver_due()
        message.refresh_from_db()

        assert (message.state, message.last_error, len(sent())) == (S.SENT, "", 1)

    def test_one_that_cannot_be_sent_does_not_hold_up_the_others(self):
        a_message("broken", subject="Two\nlines", due=timezone.now() - timedelta(hours=1))
        a_message()

        assert (deliver_due(), len(sent())) == (1, 1)
        assert OutboxMessage.objects.get(what="broken").state == S.WAITING

    def test_killed_in_between_it_may_have_been_sent_and_is_not_sent_again(self, settings):
        settings.EMAIL_BACKEND = f"{__name__}.{MailServerThatKills.__name__}"
        MailServerThatKills.heard.clear()
        message = a_message()
        with pytest.raises(SystemExit):
            deliver_due()
        message.refresh_from_db()
        assert message.state == S.SENDING

        with time_machine.travel(timezone.now() + PRESUMED_DEAD_AFTER + timedelta(minutes=1)):
            assert [deliver_due(), deliver_due()] == [0, 0]

        message.refresh_from_db()
        assert message.get_state_display() == "may have been sent"
        assert MailServerThatKills.heard == ["Hello"]

    def test_one_that_is_being_sent_now_is_left_alone(self):
        a_message()
        OutboxMessage.objects.update(state=S.SENDING, state_changed_at=timezone.now())

        assert (deliver_due(), OutboxMessage.objects.get().state) == (0, S.SENDING)

    @pytest.mark.parametrize("outcome", [S.FAILED, S.MAYBE])
    def test_confidential_words_are_wiped_whatever_became_of_them(self, settings, outcome):
        down(settings)
        a_message(confidential=True)
        a_message("news", "ann@example.org")
        if outcome == S.FAILED:
            OutboxMessage.objects.update(attempts=len(RETRY_AFTER))
        else:
            long_ago = timezone.now() - PRESUMED_DEAD_AFTER - timedelta(minutes=1)
            OutboxMessage.objects.update(state=S.SENDING, state_changed_at=long_ago)
        deliver_due()

        assert list(OutboxMessage.objects.order_by("pk").values_list("state", "body")) == [
            (outcome, ""),
            (outcome, "Dear Joan"),
        ]
