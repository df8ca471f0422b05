"""script/setup: the environment in .venv, from pinned and hashed requirements.

Run by the system's Python, so it uses nothing but the standard library and imports nothing of ours.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
STAMP = ENVIRONMENT / "installed"


def install(development: bool) -> None:
    """Make .venv and install what it lacks; quick when nothing changed.

    Ends the program with one clear line when it cannot.
    """
    # Beside .venv, not in it: two setups at once must not both make it.
    descriptor = os.open(CHECKOUT / "script", os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    runtime, everything = _digest("requirements.txt"), _digest("requirements-dev.txt")
    wanted = f"{runtime} {everything}" if development else runtime
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text().startswith(wanted):
        return
    if not _environment_works():
        _make_environment()
    STAMP.unlink(missing_ok=True)
    name = "requirements-dev.txt" if development else "requirements.txt"
    print(f"Installing {name} into .venv …", flush=True)
    done = subprocess.run(
        [
            *(str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            # Compiling every file takes longer than compiling those that are used, when they are.
            *("--no-compile", "--no-input", "--require-hashes", "-r", name),
        ],
        cwd=CHECKOUT,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(
            "The packages could not be installed; the lines above say why. Run it again to go on."
        )
    STAMP.write_text(f"{runtime} {everything}" if development else runtime)


def _digest(name: str) -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return hashlib.sha256(version.encode() + (CHECKOUT / name).read_bytes()).hexdigest()


def _environment_works() -> bool:
    """Whether .venv holds a usable Python of the version that runs us, with pip."""
    if not PYTHON.exists():
        return False
    wanted = f"{sys.version_info.major}.{sys.version_info.minor}"
    code = f"import sys, pip; sys.exit('%d.%d' % sys.version_info[:2] != '{wanted}')"
    answer = subprocess.run([str(PYTHON), "-c", code], capture_output=True, check=False)
    return answer.returncode == 0


def _make_environment() -> None:
    print("Making the environment in .venv …", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(ENVIRONMENT)], capture_output=True, check=False
    )
    if made.returncode != 0:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        sys.exit(
            "Python's venv module is missing or broken. On Debian or Ubuntu: "
            "apt install python3-venv. Then run this again."
        )


if __name__ == "__main__":
    unknown = [word for word in sys.argv[1:] if word != "--dev"]
    if unknown:
        print(
            f"script/setup does not know {unknown[0]}. Use: script/setup [--dev]", file=sys.stderr
        )
        sys.exit(2)
    install(development="--dev" in sys.argv[1:])
