"""Which account a local server runs as. PostgreSQL refuses to run as root, so root lends it another."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from befriending.local.errors import LocalError


@dataclass(frozen=True)
class Account:
    """An account that exists already. None is ever made."""

    user_id: int
    group_id: int

    def popen_arguments(self) -> dict[str, Any]:
        return {"user": self.user_id, "group": self.group_id, "extra_groups": []}

    def can_run(self, command: Sequence[str | Path]) -> bool:
        """Whether this account can start the program, libraries and all."""
        try:
            done = subprocess.run(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                check=False,
                **self.popen_arguments(),
            )
        except OSError:
            return False
        return done.returncode == 0

    def can_enter(self, folder: Path) -> bool:
        return self.can_run(["/bin/sh", "-c", 'test -x "$1"', "sh", folder])


def lesser_account(existing_data: Path) -> Account | None:
    """The account for a server of ours: None (ourselves) unless we are root.

    As root it is the owner of the data when there is any, else `nobody`.
    """
    if os.geteuid() != 0:
        return None
    if existing_data.exists() and existing_data.stat().st_uid != 0:
        owner = existing_data.stat()
        return Account(owner.st_uid, owner.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise LocalError(
            "PostgreSQL does not run as root, and this system has no account called nobody. "
            "Use an ordinary account."
        ) from None
    return Account(nobody.pw_uid, nobody.pw_gid)
