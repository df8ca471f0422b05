"""A folder for a server's socket: short (a socket's path holds about 100 bytes), ours, closed to others."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from befriending.local.accounts import Account
from befriending.local.errors import LocalError
from befriending.local.home import DataHome

PREFIX = "befriending-"
LONGEST_PARENT = 60


def _is_ours(folder: Path, account: Account | None) -> bool:
    """Whether the folder is the one we made: the temporary folder is open to everybody."""
    try:
        seen = folder.lstat()
    except OSError:
        return False
    owner = os.geteuid() if account is None else account.user_id
    return (
        folder.name.startswith(PREFIX)
        and stat.S_ISDIR(seen.st_mode)
        and seen.st_uid == owner
        and stat.S_IMODE(seen.st_mode) == 0o700
    )


def socket_folder(home: DataHome, name: str, account: Account | None) -> Path:
    """The server's socket folder: the one of last time while it is there, else a new one."""
    state = home.read_state(f"{name}.sockets")
    if state and _is_ours(Path(state["folder"]), account):
        return Path(state["folder"])
    for parent in (tempfile.gettempdir(), "/tmp"):
        if len(parent) <= LONGEST_PARENT and (account is None or account.can_enter(Path(parent))):
            break
    else:
        raise LocalError(
            "There is no usable temporary folder. Set TMPDIR to one with a short path."
        )
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    if account is not None:
        os.chown(folder, account.user_id, account.group_id)
    home.write_state(f"{name}.sockets", {"folder": str(folder)})
    return folder


def remove_socket_folder(home: DataHome, name: str, account: Account | None) -> None:
    """Leave nothing behind once the server has stopped."""
    state = home.read_state(f"{name}.sockets")
    if state and _is_ours(Path(state["folder"]), account):
        shutil.rmtree(state["folder"], ignore_errors=True)
    home.forget_state(f"{name}.sockets")
