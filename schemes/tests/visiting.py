"""What somebody does on the pages of a scheme."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from schemes.models import Scheme

Answer = Any


def address(scheme: Scheme, name: str, *parts: Any) -> str:
    """The address of a page of the scheme."""
    return reverse(name, args=[scheme.slug, *parts])


def send(client: Client, where: str, **typed: Any) -> Answer:
    """Send a form once."""
    return client.post(where, {"submission_id": str(uuid4()), **typed})


def words_of(answer: Answer) -> str:
    """What is on the page, spaces put together."""
    return " ".join(answer.content.decode().split())
