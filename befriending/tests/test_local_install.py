"""script/setup and the browser the tests look for: what they say when something is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from befriending.local import LocalError
from befriending.local.browser import WHAT_TO_DO, find_browser
from befriending.local.home import CHECKOUT


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def lay_out(folder: Path) -> Path:
    """The parts of a checkout that setup reads, with nothing to install."""
    for name in ("script/setup", "befriending/local/install.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, folder / name)
    (folder / "requirements.txt").write_text("")
    (folder / "requirements-dev.txt").write_text("-r requirements.txt\n")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment that setup made, for copying: making one takes seconds."""
    made = lay_out(tmp_path_factory.mktemp("made"))
    assert set_up(made) == (
        0,
        "Making the environment in .venv …\nInstalling requirements.txt into .venv …\n",
        "",
    )
    return made / ".venv"


@pytest.fixture
def made(checkout: Path, environment: Path) -> Path:
    """A checkout that has been set up before."""
    shutil.copytree(environment, checkout / ".venv", symlinks=True)
    return checkout


def set_up(checkout: Path, *words: str, path: str = os.environ["PATH"]) -> tuple[int, str, str]:
    done = subprocess.run(
        ["/usr/bin/env", "bash", "script/setup", *words],
        cwd=checkout,
        env={"PATH": path, "HOME": str(checkout), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_it_makes_the_environment_once(made):
    assert set_up(made) == (0, "", "")


def test_it_installs_again_when_the_requirements_changed(made):
    (made / "requirements.txt").write_text("# changed\n")
    assert set_up(made) == (0, "Installing requirements.txt into .venv …\n", "")


def test_development_tools_come_on_top_and_stay(made):
    assert set_up(made, "--dev") == (0, "Installing requirements-dev.txt into .venv …\n", "")
    assert set_up(made) == (0, "", "")
    assert set_up(made, "--dev") == (0, "", "")


def test_a_failed_installation_is_not_taken_for_done(made):
    (made / "requirements.txt").write_text("no-hash-given==1.0\n")
    code, _said, complained = set_up(made)
    assert code == 1
    assert complained.splitlines()[-1] == (
        "The packages could not be installed; the lines above say why. Run it again to go on."
    )
    assert set_up(made)[0] == 1


def test_a_broken_environment_is_made_anew(made):
    (made / ".venv" / "bin" / "python").unlink()
    assert set_up(made)[1].splitlines()[0] == "Making the environment in .venv …"


def test_an_unknown_word_is_refused(checkout):
    assert set_up(checkout, "--fast") == (
        2,
        "",
        "script/setup does not know --fast. Use: script/setup [--dev]\n",
    )
    assert not (checkout / ".venv").exists()


def test_an_older_python_is_refused_in_one_line(checkout, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("bash", "dirname", "env"):
        (tools / name).symlink_to(shutil.which(name))
    program(tools / "python3", "exit 1")
    assert set_up(checkout, path=str(tools)) == (
        1,
        "",
        "Python 3.11 or newer is needed and was not found. "
        "Install it from https://www.python.org/downloads/ or your system's packages.\n",
    )


def test_the_named_browser_is_taken(monkeypatch, tmp_path):
    browser = program(tmp_path / "my-browser", "echo Chromium 1")
    monkeypatch.setenv("CHROMIUM", str(browser))
    assert find_browser() == str(browser)


@pytest.mark.parametrize("script", [None, "exit 127"])
def test_a_named_browser_that_does_not_start_is_refused(monkeypatch, tmp_path, script):
    browser = tmp_path / "my-browser"
    if script:
        program(browser, script)
    monkeypatch.setenv("CHROMIUM", str(browser))
    with pytest.raises(LocalError) as refusal:
        find_browser()
    assert str(refusal.value) == f"CHROMIUM is set to {browser}, which does not start as a browser."


def test_an_installed_browser_that_does_not_start_is_passed_over(monkeypatch, tmp_path):
    program(tmp_path / "chromium", "exit 1")
    chrome = program(tmp_path / "google-chrome", "echo Google Chrome 1")
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert find_browser() == str(chrome)


def test_what_to_do_is_one_line():
    assert "\n" not in WHAT_TO_DO
