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
    """For the few moments that must not be torn apart: whoever asks to end waits for their end."""
    asked = {signal.SIGTERM, signal.SIGHUP, signal.SIGINT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, asked)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
