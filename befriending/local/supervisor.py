"""script/server: the whole site from one command, and nothing left of it when that command ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from befriending.local.errors import LocalError
from befriending.local.home import CHECKOUT, DataHome
from befriending.local.processes import Child, die_with_parent, last_lines
from befriending.local.services import Services

OPEN_WITHIN = 120.0
STOP_WITHIN = 8.0


class _Stop(Exception):
    """Ctrl-C, or a polite request to end."""


def _stop(_number: int, _frame: object) -> None:
    raise _Stop


def _say(line: str) -> None:
    print(line, flush=True)


def serve() -> int:
    """Run everything until Ctrl-C or SIGTERM. Returns the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    services: Services | None = None
    children: list[Child] = []
    try:
        port = _free_port(os.environ.get("PORT") or "8000")
        home = DataHome()
        home.prepare()
        only_one = home.lock("server")
        if not only_one.acquire():
            raise LocalError(
                f"A server already uses {home.path}. Stop that one first, "
                "or choose another data folder with BEFRIENDING_DATA."
            )
        os.environ["PORT"] = str(port)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriending.settings")
        # One click signs in as anybody: never by itself on a database that somebody brought along.
        os.environ.setdefault("BEFRIENDING_DEMO", "0" if os.environ.get("DATABASE_URL") else "1")
        services = Services(home)
        services.join()
        _prepare()
        children = [web_of(home), worker_of(home)]
        for child in children:
            child.start()
        _wait_until_open(port, children)
        _welcome(port, home)
        while True:
            time.sleep(0.3)
            services.revive()
            for child in children:
                news = child.tend()
                if news:
                    _say(news)
    except LocalError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except _Stop:
        return 0
    finally:
        _close(children, services)


def _close(children: list[Child], services: Services | None) -> None:
    """Web and worker first, then the servers they stand on. A second Ctrl-C does not wait for them."""

    def hurry(_number: int, _frame: object) -> None:
        for child in children:
            child.sweep()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, hurry)
    if children:
        _say("Stopping …")
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_WITHIN
    for child in children:
        child.stop(seconds=max(0.0, deadline - time.monotonic()))
    if services is not None:
        services.leave(wait=10)
    if children:
        _say("Stopped.")


def _free_port(given: str) -> int:
    """The port to listen on. Raises LocalError when it is no port, or in use."""
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise LocalError(f"PORT must be a number from 1 to 65535, not “{given}”.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Otherwise a port closed a moment ago would count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(given)))
            probe.listen()
        except PermissionError:
            raise LocalError(
                f"Port {given} needs special rights. Choose another, such as PORT=8000."
            ) from None
        except OSError:
            raise LocalError(
                f"Port {given} is in use by another program. "
                f"Stop that program, or choose another port: PORT={int(given) % 65535 + 1} script/server"
            ) from None
    return int(given)


def _prepare() -> None:
    """Migrations, static files and demo scheme, in a process of their own as the tables' owner."""
    done = subprocess.run(
        [sys.executable, "-m", "befriending.local.preparation"],
        stdin=subprocess.DEVNULL,
        cwd=CHECKOUT,
        env={**os.environ, "BEFRIENDING_AS_OWNER": "1"},
        preexec_fn=die_with_parent,
        check=False,
    )
    if done.returncode != 0:
        raise LocalError("The site could not be prepared; the lines above say why.")


def web_of(home: DataHome) -> Child:
    """The web server, on the port that the environment names."""
    return Child(
        "web",
        [sys.executable, "-m", "gunicorn", "--config", "python:befriending.local.web"],
        log=home.log("web"),
        folder=CHECKOUT,
    )


def worker_of(home: DataHome) -> Child:
    """The worker, with the scheduler inside: one process."""
    return Child(
        "worker",
        [
            *(sys.executable, "-m", "befriending.local.worker"),
            *("--pool", "threads", "--concurrency", "1", "--loglevel", "INFO"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
        log=home.log("worker"),
        folder=CHECKOUT,
        # Orphaned, it stops at once: a task in hand runs again later. Asked, it would finish it.
        orphan_signal=signal.SIGKILL,
    )


def _wait_until_open(port: int, children: list[Child]) -> None:
    web = children[0]
    deadline = time.monotonic() + OPEN_WITHIN
    why = "It did not answer."
    while time.monotonic() < deadline and web.running:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/", timeout=5):
                return
        except urllib.error.HTTPError as error:
            # 503 tells in JSON what is missing and may pass; anything else is a fault in the site.
            if error.code != 503:
                why = f"It answers with error {error.code}."
                break
            why = error.read(2000).decode(errors="replace")
        except OSError:
            pass
        time.sleep(0.05)
    raise LocalError(
        f"The site did not open. {why}\nThe log {web.log} ends with:\n{last_lines(web.log)}"
    )


def _welcome(port: int, home: DataHome) -> None:
    address = os.environ.get("SITE_URL") or f"http://localhost:{port}"
    demo = os.environ["BEFRIENDING_DEMO"].lower() in ("1", "true", "yes", "on")
    _say("")
    _say(f"  Befriending is running at  {address}/")
    if demo:
        _say(f"  Sign in with one click at  {address}/demo/  (made-up people)")
    _say(f"  Data and logs are in       {home.path}")
    if (home.path / "postgres").is_symlink():
        _say(f"  The database itself is in  {(home.path / 'postgres').resolve()}")
    _say("")
    _say("Press Ctrl-C to stop it.")


if __name__ == "__main__":
    sys.exit(serve())
