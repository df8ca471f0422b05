"""A file that is being written: nameless to people, locked by whoever writes it.

The kernel lets go of the lock when the writer dies, however it dies. What nobody locks is
left-over, and the next writer in the same folder removes it.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PREFIX = ".befriending-backup-"


@contextmanager
def half_made(folder: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A new file that only we may read, locked for the block and gone afterwards.

    Raises OSError when the folder cannot be written to.
    """
    for left_over in folder.glob(f"{PREFIX}*"):
        _remove_unless_locked(left_over)
    path, file = _made_and_locked(folder)
    try:
        with file:
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def _made_and_locked(folder: Path) -> tuple[Path, IO[bytes]]:
    while True:
        descriptor, name = tempfile.mkstemp(prefix=PREFIX, dir=folder)
        # Where a disk knows no locks, nobody can remove it as left-over either.
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        if os.fstat(descriptor).st_nlink:
            return Path(name), os.fdopen(descriptor, "wb")
        # Another writer removed it in the moment before it was locked.
        os.close(descriptor)


def _remove_unless_locked(path: Path) -> None:
    with suppress(OSError), open(path, "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
