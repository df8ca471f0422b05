"""Child processes that die with their parent and are started again when they fall."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from befriending.local.accounts import Account

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
LARGEST_LOG = 10_000_000

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process the signal when its parent dies.

    Linux only. Elsewhere an orphaned server is found and ended at the next start.
    """
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, int(number))


def command_of(process: int) -> str:
    """The command line of a running process, "" when there is none."""
    try:
        return (Path("/proc") / str(process) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        pass
    if Path("/proc/self/cmdline").exists():
        return ""
    answer = subprocess.run(
        ["ps", "-o", "command=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip()


def last_lines(path: Path, count: int = 15) -> str:
    """The end of a log, for a person who must see what went wrong."""
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-count:])
    except FileNotFoundError:
        return ""


class Child:
    """One program that should run. `tend()` starts it again when it fell, each time after a longer pause."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str] | None = None,
        account: Account | None = None,
        folder: Path | None = None,
        stop_signal: int = signal.SIGTERM,
        orphan_signal: int = signal.SIGTERM,
        last_signal: int = signal.SIGKILL,
        before_start: Callable[[], None] = lambda: None,
    ) -> None:
        self.name, self.command, self.log = name, list(command), log
        self.environment, self.account, self.folder = environment, account, folder
        self.stop_signal, self.orphan_signal = stop_signal, orphan_signal
        self.last_signal = last_signal
        self.before_start = before_start
        self.process: subprocess.Popen[bytes] | None = None
        self.pause = 0.0
        self._started_at = self._due_at = 0.0

    def start(self) -> None:
        """Start it now. It gets its own session, so that Ctrl-C reaches only us."""
        self.before_start()
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        parent, orphan_signal = os.getpid(), self.orphan_signal

        def bind_to_parent() -> None:
            die_with_parent(orphan_signal)
            if os.getppid() != parent:
                os._exit(1)

        who = {} if self.account is None else self.account.popen_arguments()
        descriptor = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=descriptor,
                stderr=descriptor,
                env=None if self.environment is None else dict(self.environment),
                cwd=self.folder,
                start_new_session=True,
                preexec_fn=bind_to_parent,
                **who,
            )
        finally:
            os.close(descriptor)
        self._started_at = time.monotonic()

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def tend(self) -> str | None:
        """Look after it; call this often. Returns a line for people when it fell, else None."""
        now = time.monotonic()
        if self.running:
            return None
        if self.process is not None:
            code = self.process.returncode
            self.sweep()
            self.process = None
            healthy = now - self._started_at >= HEALTHY_AFTER
            self.pause = 0.5 if healthy or not self.pause else min(self.pause * 2, LONGEST_PAUSE)
            self._due_at = now + self.pause
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            return f"{self.name} stopped by itself ({how}); starting it again. See {self.log}"
        if now >= self._due_at:
            self.start()
        return None

    def ask_to_stop(self) -> None:
        if self.running and self.process is not None:
            self.process.send_signal(self.stop_signal)

    def stop(self, *, seconds: float) -> None:
        """Ask it to stop, wait at most `seconds`, then end it and whatever it left behind."""
        if self.process is None:
            return
        for number in (self.stop_signal, self.last_signal):
            self.process.send_signal(number)
            try:
                self.process.wait(seconds)
                break
            except subprocess.TimeoutExpired:
                continue
        else:
            self.process.kill()
            self.process.wait()
        self.sweep()

    def sweep(self) -> None:
        """End what is left of its session, such as the children of a killed worker."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
