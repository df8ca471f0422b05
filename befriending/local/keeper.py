"""One small process per server: starts it, starts it again when it falls, stops it with its last user.

Users hold a shared lock. The keeper stops the server once it gets that lock for
itself, so nobody has to say goodbye: the kernel does it for a user who was killed.
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

from befriending.local.errors import LocalError
from befriending.local.home import DataHome
from befriending.local.postgres import Postgres
from befriending.local.processes import Child, last_lines
from befriending.local.valkey import Valkey

Server = Postgres | Valkey
SERVERS: dict[str, type[Postgres] | type[Valkey]] = {"postgres": Postgres, "valkey": Valkey}
READY_WITHIN = 60.0
LOOK_EVERY = 0.2
STOP_WITHIN = 1.5


class _Stop(Exception):
    """Somebody asked the keeper itself to end."""


def keep(name: str, home_path: str) -> int:
    """Run one server of a data home until its last user has left. Says one line on stdout when ready."""
    home = DataHome(home_path)
    server = SERVERS[name](home)
    keeper_lock, users = home.lock(f"{name}.keeper"), home.lock(f"{name}.users")
    # A keeper that is just ending holds the lock for a moment longer.
    if not keeper_lock.acquire(seconds=15):
        _tell({"error": f"Another process keeps {name} in {home.path} and does not let go."})
        return 1

    def stop(_number: int, _frame: object) -> None:
        raise _Stop

    child: Child | None = None
    try:
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        home.forget_state(f"{name}.running")
        server.prepare()
        child = server.child()
        child.start()
        _wait_until_ready(server, child)
        server.after_start()
        home.write_state(f"{name}.running", {"sockets": str(server.sockets)})
        _tell({"ready": True})
        while not users.acquire():
            child.tend()
            time.sleep(LOOK_EVERY)
    except LocalError as error:
        _tell({"error": str(error)})
        return 1
    except _Stop:
        pass
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        home.forget_state(f"{name}.running")
        if child is not None:
            child.stop(seconds=STOP_WITHIN)
            server.clean_up()
    return 0


def _wait_until_ready(server: Server, child: Child) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while child.process is not None and not server.is_ready(child.process.pid):
        if not child.running or time.monotonic() >= deadline:
            raise LocalError(
                f"{server.name} did not start. Its log, {child.log}, ends with:\n"
                + last_lines(child.log, 5)
            )
        time.sleep(0.01)


def _tell(message: dict[str, object]) -> None:
    """One line to whoever started us, then silence: they will not read on."""
    try:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        pass
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def keeper_command(name: str, home: DataHome) -> list[str]:
    return [sys.executable, str(Path(__file__).parent), "keep", name, str(home.path)]
