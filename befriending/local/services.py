"""Joining the local servers and leaving them: the one door for manage.py, script/server and the tests."""

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from befriending.local.errors import LocalError
from befriending.local.home import CHECKOUT, DataHome
from befriending.local.keeper import SERVERS, Server, keeper_command
from befriending.local.locks import FileLock

PATIENCE = 90.0


class Services:
    """The servers that one process uses. Several processes may use the same ones at the same time."""

    def __init__(self, home: DataHome | None = None) -> None:
        self.home = home or DataHome()
        self._joined: dict[str, tuple[Server, FileLock]] = {}

    def join(self) -> None:
        """Fill os.environ with whatever it lacks, starting the servers that do not run yet.

        What the environment names already is left as it is, and no server starts for it.
        Raises LocalError, in words for people, when something is in the way.
        """
        if os.environ.get("DATABASE_OWNER_URL") and not os.environ.get("DATABASE_URL"):
            raise LocalError(
                "DATABASE_OWNER_URL is set but DATABASE_URL is not. Set both or neither."
            )
        self.home.prepare()
        os.environ["BEFRIENDING_DATA"] = str(self.home.path)
        _fill("SECRET_KEY", lambda: self.home.secret("secret-key"))
        _fill("FIELD_KEYS", self.home.field_keys)
        if os.environ.get("DATABASE_URL"):
            _fill("DATABASE_OWNER_URL", lambda: os.environ["DATABASE_URL"])
        else:
            # These would send the database library to another server than the one we name.
            for name in ("PGPORT", "PGSERVICE", "PGOPTIONS", "PGHOSTADDR"):
                os.environ.pop(name, None)
        missing = [
            make(self.home) for make in SERVERS.values() if not os.environ.get(make.variables[0])
        ]
        try:
            self._start(missing)
            for server in missing:
                os.environ.update(server.environment(self._sockets(server)))
        except BaseException:
            self.leave()
            raise

    def revive(self) -> None:
        """Bring back a server whose keeper was killed. Cheap when all is well; call it now and then."""
        self._start([server for server, _users in self._joined.values()])

    def leave(self, *, wait: float = 0) -> None:
        """Stop using the servers. Who leaves last ends them; `wait` is how long to watch that, in seconds."""
        joined, self._joined = self._joined, {}
        for _server, users in joined.values():
            users.release()
        deadline = time.monotonic() + wait
        for name in joined:
            keeper = self.home.lock(f"{name}.keeper")
            while time.monotonic() < deadline and keeper.taken_by_another():
                time.sleep(0.05)

    def _start(self, servers: list[Server]) -> None:
        down = [
            server
            for server in servers
            if server.name not in self._joined
            or not self.home.lock(f"{server.name}.keeper").taken_by_another()
        ]
        if not down:
            return
        start = self.home.lock("start")
        if not start.acquire(seconds=PATIENCE):
            raise LocalError("Another command is still starting the local servers. Try again.")
        try:
            with ExitStack() as pipes:
                answers = []
                for server in down:
                    self._use(server)
                    if not self._keeper_is_up(server):
                        answers.append((server, pipes.enter_context(self._start_keeper(server))))
                for server, answer in answers:
                    self._expect_ready(server, answer.readline())
        finally:
            start.release()

    def _use(self, server: Server) -> None:
        """Count as a user of this server, so that its keeper keeps it."""
        if server.name in self._joined:
            return
        users = self.home.lock(f"{server.name}.users")
        # Only a keeper that is just stopping its server holds this against us.
        if not users.acquire(shared=True, seconds=PATIENCE):
            raise LocalError(f"The local server {server.name} does not stop. Try again.")
        self._joined[server.name] = (server, users)

    def _keeper_is_up(self, server: Server) -> bool:
        """Whether a keeper runs and its server is ready; one that is just starting is waited for."""
        keeper = self.home.lock(f"{server.name}.keeper")
        deadline = time.monotonic() + PATIENCE
        while keeper.taken_by_another() and time.monotonic() < deadline:
            if self.home.read_state(f"{server.name}.running"):
                return True
            time.sleep(0.02)
        return False

    def _start_keeper(self, server: Server) -> IO[str]:
        """Start a keeper. It says one line when its server is ready, or why it is not."""
        log = os.open(
            self.home.log(f"{server.name}-keeper"), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600
        )
        try:
            starter = subprocess.Popen(
                keeper_command(server.name, self.home),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                cwd=CHECKOUT,
                # Ctrl-C in our terminal must not stop the database before we are done with it.
                start_new_session=True,
            )
        finally:
            os.close(log)
        starter.wait()
        assert starter.stdout is not None
        return starter.stdout

    def _expect_ready(self, server: Server, line: str) -> None:
        if not line:
            raise LocalError(
                f"The local server {server.name} did not start. "
                f"See {self.home.log(server.name + '-keeper')}"
            )
        answer = json.loads(line)
        if "error" in answer:
            raise LocalError(answer["error"])

    def _sockets(self, server: Server) -> str:
        state = self.home.read_state(f"{server.name}.running")
        if state is None:
            raise LocalError(f"The local server {server.name} has just stopped. Try again.")
        return state["sockets"]


def _fill(name: str, make: Callable[[], str]) -> None:
    """A key that is given is not made as well: nobody should find one that opens nothing."""
    if not os.environ.get(name):
        os.environ[name] = make()


@contextmanager
def services(home: DataHome | None = None) -> Iterator[Services]:
    """Use the local servers for the time of a block, if the environment names no others.

    Must be entered before Django's settings are read.
    """
    used = Services(home)
    used.join()
    try:
        yield used
    finally:
        used.leave()
