"""A browser for the tests: the one that is there, else one that may be installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from befriending.local.errors import LocalError

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WHAT_TO_DO = (
    "The tests need a browser and found none. Install Chromium or Google Chrome, "
    "or set CHROMIUM to the program's path."
)


def find_browser() -> str:
    """The path of a Chromium or Chrome that starts.

    In this order: CHROMIUM, an installed one, the system's package when we may install
    one, Playwright's own download. Raises LocalError saying what to do when none works.
    """
    given = os.environ.get("CHROMIUM")
    if given:
        if not _starts(given):
            raise LocalError(f"CHROMIUM is set to {given}, which does not start as a browser.")
        return given
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _install_package()
        found = _installed()
    found = found or _downloaded()
    if found is None:
        raise LocalError(WHAT_TO_DO)
    return found


def _starts(path: str) -> bool:
    try:
        answer = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _installed() -> str | None:
    candidates = [*(shutil.which(name) for name in NAMES), *MAC_APPLICATIONS]
    return next(
        (path for path in candidates if path and Path(path).exists() and _starts(path)), None
    )


def _install_package() -> None:
    print("Installing the system's Chromium for the tests …", file=sys.stderr, flush=True)
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "-qq", *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            check=False,
        )
        if done.returncode != 0:
            return


def _downloaded() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        print("Downloading a browser for the tests …", file=sys.stderr, flush=True)
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    return path if _starts(path) else None


if __name__ == "__main__":
    try:
        print(find_browser())
    except LocalError as error:
        sys.exit(str(error))
