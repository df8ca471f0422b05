"""Which statements a page sends to the database, values and all."""

from dataclasses import dataclass

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from befriending.bench.errors import CannotMeasure

# The bare view asks for these itself.
ASKED_BY_THE_BARE_VIEW = ('FROM "django_session"', 'FROM "accounts_user"')
# The transaction around a page is opened and closed by whoever replays it.
AROUND = ("BEGIN", "COMMIT", "ROLLBACK")


@dataclass(frozen=True)
class Captured:
    """How many statements a page takes in all, and those that are the page's own."""

    count: int
    own: list[str]


def of_page(client: Client, address: str, headers: dict[str, str] | None = None) -> Captured:
    """The statements of a page, once everything is warm. Raises CannotMeasure when it does not open."""
    client.get(address, headers=headers)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(address, headers=headers)
    if answer.status_code != 200:
        raise CannotMeasure(f"{address} answers {answer.status_code}.")
    return _parted([query["sql"] for query in seen.captured_queries])


def posted(client: Client, address: str, sent: dict[str, str]) -> None:
    """Send a form for good. Raises CannotMeasure when it is not taken."""
    answer = client.post(address, sent)
    if answer.status_code != 302:
        raise CannotMeasure(f"{address} does not take the form: it answers {answer.status_code}.")


def of_post(client: Client, address: str, sent: dict[str, str]) -> Captured:
    """The statements of a form that is taken; nothing of it stays."""
    with transaction.atomic():
        with CaptureQueriesContext(connection) as seen:
            posted(client, address, sent)
        transaction.set_rollback(True)
    return _parted([query["sql"] for query in seen.captured_queries])


def _parted(statements: list[str]) -> Captured:
    own = [each for each in statements if each not in AROUND]
    count = len(own)
    for mark in ASKED_BY_THE_BARE_VIEW:
        first = next((number for number, each in enumerate(own) if mark in each), None)
        if first is not None:
            del own[first]
    return Captured(count, own)
