"""A polite request to end, as a stopped container gets, is heard like Ctrl-C: nothing half-made stays."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def tidy_when_stopped() -> Iterator[None]:
    """For the time of a block SIGTERM and SIGHUP end it in order. Only for the main thread."""

    def stop(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """For the few moments that must not be torn apart: whoever asks to end waits for their end.

    Only for the main thread, where Python runs its handlers whichever thread the signal reached;
    so they are held back here and not by the thread's own mask.
    """
    asked: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _frame: asked.append(number))
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])
