"""Figures that several parts of a report ask for are worked out once, so that they agree."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Value = TypeVar("Value")
_known: ContextVar[dict[Any, Any] | None] = ContextVar("figures worked out", default=None)


@contextmanager
def worked_out_once() -> Iterator[None]:
    """Inside, each figure is worked out at most once for each scheme and period."""
    opened = _known.set({})
    try:
        yield
    finally:
        _known.reset(opened)


def is_remembering() -> bool:
    """Whether what is worked out now may be asked for again."""
    return _known.get() is not None


def remembered(key: Any, work_out: Callable[[], Value]) -> Value:
    """What was worked out before under this key, or else what `work_out` gives."""
    known = _known.get()
    if known is None:
        return work_out()
    if key not in known:
        known[key] = work_out()
    found: Value = known[key]
    return found
