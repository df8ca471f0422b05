"""The servers that are measured, started as script/server starts them, and what they weigh."""

import os
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from befriending.bench.errors import CannotMeasure
from befriending.bench.floor import STATEMENTS
from befriending.local.home import DataHome
from befriending.local.keeper import SERVERS
from befriending.local.processes import Child, command_of, last_lines
from befriending.local.supervisor import web_of, worker_of

OPEN_WITHIN = 60.0
STOP_WITHIN = 10.0
PROC = Path("/proc")


@contextmanager
def site(home: DataHome) -> Iterator[tuple[Child, int]]:
    """The whole site on a free port: its process and the port."""
    port = free_port()
    with _running(web_of(home), home, {"PORT": str(port)}) as child:
        wait_until_open(child, port, "/healthz/")
        yield child, port


@contextmanager
def floor(home: DataHome, statements: Path) -> Iterator[int]:
    """The bare view beside it, in the same kind of server."""
    port = free_port()
    child = web_of(home)
    child.name, child.log = "floor", home.log("floor")
    child.command.append("befriending.bench.floor.wsgi")
    settings = {"PORT": str(port), STATEMENTS: str(statements)}
    with _running(child, home, settings):
        # It answers 404 there, which is an answer.
        wait_until_open(child, port, "/")
        yield port


@contextmanager
def worker(home: DataHome) -> Iterator[Child]:
    """The worker with its scheduler, once it says that it is ready."""
    child = worker_of(home)
    child.log = home.log("bench-worker")
    child.log.unlink(missing_ok=True)
    with _running(child, home, {}):
        deadline = time.monotonic() + OPEN_WITHIN
        while "ready." not in last_lines(child.log, 200):
            if time.monotonic() > deadline or not child.running:
                raise CannotMeasure(f"The worker did not start. See {child.log}")
            time.sleep(0.2)
        yield child


@contextmanager
def _running(child: Child, home: DataHome, settings: dict[str, str]) -> Iterator[Child]:
    child.environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "befriending.settings",
        # Over plain HTTP on the loopback, whatever the site's own address is.
        "SITE_URL": "http://127.0.0.1",
        "BEFRIENDING_DEMO": "1",
        **settings,
    }
    child.start()
    try:
        yield child
    finally:
        child.stop(seconds=STOP_WITHIN)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_open(child: Child, port: int, address: str) -> None:
    """Until it answers, be it with a refusal. Raises CannotMeasure when it does not."""
    deadline = time.monotonic() + OPEN_WITHIN
    while time.monotonic() < deadline and child.running:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}", timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)
    raise CannotMeasure(f"The {child.name} server did not open. {last_lines(child.log)}")


# What processes weigh


def family(process: int) -> list[int]:
    """A process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for each in PROC.iterdir():
        if each.name.isdecimal():
            parents.setdefault(_parent(int(each.name)), []).append(int(each.name))
    found, waiting = [], [process]
    while waiting:
        found.append(current := waiting.pop())
        waiting.extend(parents.get(current, []))
    return found


def _parent(process: int) -> int:
    try:
        return int((PROC / str(process) / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def weight(processes: list[int]) -> int | None:
    """Bytes of memory of these processes, shared parts once (PSS). None where it cannot be read."""
    total = 0
    for process in processes:
        try:
            lines = (PROC / str(process) / "smaps_rollup").read_text().splitlines()
        except ProcessLookupError:
            continue
        except OSError:
            return None
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def highest_weight(processes: list[int]) -> int | None:
    """The most bytes that any of these ever held at once (VmHWM). None where it cannot be read."""
    found = []
    for process in processes:
        try:
            status = (PROC / str(process) / "status").read_text().splitlines()
        except OSError:
            return None
        found += [int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")]
    return max(found, default=None)


def server_processes(home: DataHome) -> list[int]:
    """The database and the Redis-compatible server of this data home, with their keepers."""
    marks = [f" keep {name} {home.path} " for name in SERVERS]
    keepers = [
        int(each.name)
        for each in PROC.iterdir()
        if each.name.isdecimal() and any(mark in command_of(int(each.name)) for mark in marks)
    ]
    return sorted({process for keeper in keepers for process in family(keeper)})
