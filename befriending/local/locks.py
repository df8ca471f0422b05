"""Locks on files of the data home. The kernel lets go of them when a process dies, however it dies."""

import fcntl
import os
import time
from pathlib import Path


class FileLock:
    """A lock held by this process until `release()` or its end. Never inherited by programs it starts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def acquire(self, *, shared: bool = False, seconds: float = 0) -> bool:
        """Take the lock, waiting at most `seconds`. True when it is held now."""
        if self.held:
            return True
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        deadline = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    return False
                time.sleep(0.02)
            else:
                self._descriptor = descriptor
                return True

    def release(self) -> None:
        """Let go. Does nothing when the lock is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def taken_by_another(self) -> bool:
        """Whether some other process holds it at this moment."""
        if self.held or not self.acquire(shared=True):
            return not self.held
        self.release()
        return False
