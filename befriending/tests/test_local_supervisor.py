"""script/server's supervisor: one site, all of it or nothing."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from befriending.local.home import CHECKOUT, DataHome

NOT_INHERITED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "BEFRIENDING_AS_OWNER",
    "BEFRIENDING_DEMO",
    "STATICFILES_STORAGE",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A supervisor on a data home of its own."""

    def __init__(self, data: Path, port: int | str, **extra: str) -> None:
        self.data, self.port = data, port
        environment = {k: v for k, v in os.environ.items() if k not in NOT_INHERITED}
        environment.update(BEFRIENDING_DATA=str(data), PORT=str(port), **extra)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "befriending.local.supervisor"],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def health(self) -> dict[str, object]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz/", timeout=5) as answer:
            return json.load(answer)

    def answers(self) -> bool:
        try:
            return self.health()["ok"] is True
        except OSError:
            return False

    def wait_until_open(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if "Press Ctrl-C" in line:
                return
        raise AssertionError("it ended without opening: " + self.words()[1])

    def words(self) -> tuple[str, str]:
        """All it said until its end: to people, and in complaint."""
        said, complained = self.process.communicate(timeout=150)
        return said, complained

    def processes(self) -> dict[int, str]:
        """Everything that runs for this data home or was started by its supervisor."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    surroundings = (entry / "environ").read_bytes().decode(errors="replace")
                except OSError:
                    continue
                if f"BEFRIENDING_DATA={self.data}\0" in surroundings or str(self.data) in command:
                    found[int(entry.name)] = command
        return found

    def nothing_left(self, *, within: float) -> bool:
        deadline = time.monotonic() + within
        while self.processes():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="befriending-site-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    """A running site without a demo scheme; only the first of the module has migrations to run."""
    site = Site(folder / "data", free_port(), BEFRIENDING_DEMO="0")
    site.wait_until_open()
    yield site
    if site.process.poll() is None:
        site.process.terminate()
    site.words()
    assert site.nothing_left(within=10), site.processes()


def test_it_is_well_and_ends_politely(site):
    assert site.health()["ok"] is True
    site.process.send_signal(signal.SIGINT)
    assert site.words() == ("Stopping …\nStopped.\n", "")
    assert site.process.returncode == 0
    assert site.nothing_left(within=5), site.processes()


def test_everything_dies_with_a_killed_supervisor_and_starts_again(site):
    site.process.kill()
    assert site.nothing_left(within=10), site.processes()
    again = Site(site.data, site.port, BEFRIENDING_DEMO="0")
    again.wait_until_open()
    assert again.health()["ok"] is True
    again.process.terminate()
    again.words()


@pytest.mark.parametrize(
    ("name", "words"), [("web", "gunicorn"), ("worker", "befriending.local.worker")]
)
def test_a_part_that_falls_is_started_again(site, name, words):
    fallen = {number for number, command in site.processes().items() if words in command}
    os.kill(min(fallen), signal.SIGKILL)
    assert site.process.stdout.readline() == (
        f"{name} stopped by itself (signal 9); starting it again. "
        f"See {DataHome(site.data).log(name)}\n"
    )
    deadline = time.monotonic() + 60
    while True:
        running = {number for number, command in site.processes().items() if words in command}
        if running and not running & fallen and site.answers():
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_second_server_on_the_same_data_is_refused(site):
    second = Site(site.data, free_port())
    assert second.words() == (
        "",
        f"A server already uses {site.data}. Stop that one first, "
        "or choose another data folder with BEFRIENDING_DATA.\n",
    )
    assert second.process.returncode == 1
    assert site.health()["ok"] is True


def test_a_port_in_use_is_said_in_one_sentence(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        site = Site(folder / "other", port)
        assert site.words() == (
            "",
            f"Port {port} is in use by another program. Stop that program, "
            f"or choose another port: PORT={port + 1} script/server\n",
        )
    assert site.process.returncode == 1
    assert not (folder / "other").exists()


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "80 80"])
def test_what_is_no_port_is_said_in_one_sentence(folder, port):
    site = Site(folder / "other", port)
    assert site.words() == ("", f"PORT must be a number from 1 to 65535, not “{port}”.\n")
    assert site.process.returncode == 1


def test_a_named_database_that_does_not_answer_is_said(folder):
    site = Site(
        folder / "other",
        free_port(),
        DATABASE_URL="postgres://befriending:secret@127.0.0.1:1/befriending",
        REDIS_URL="redis://127.0.0.1:1/0",
    )
    said, complained = site.words()
    assert said == ""
    assert complained.startswith("The database does not answer: ")
    assert complained.endswith("The site could not be prepared; the lines above say why.\n")
    assert "Traceback" not in complained
    assert site.process.returncode == 1
