"""What tests expect of services: a refusal in words, and what happens when two do it at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from core.errors import RuleBroken


@contextmanager
def refused(words: str, *, field: str | None = None) -> Iterator[None]:
    """What is inside is refused with a sentence that begins like this, at this field."""
    with pytest.raises(RuleBroken) as refusal:
        yield
    assert str(refusal.value.message)[: len(words)] == words
    assert refusal.value.field == field


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run each in a thread and a connection of its own; answers, or what they raised."""

    def run(action: Callable[[], Any]) -> Any:
        try:
            return action()
        except RuleBroken as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
