"""Which of PostgreSQL's programs are taken for a server of which version."""

import os
from pathlib import Path

import pytest

from befriending.operations.errors import OperationRefused
from befriending.operations.programs import NEEDED, programs_for


def install(folder: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs of this version, first on the PATH."""
    folder.mkdir()
    for name in NEEDED:
        (folder / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}.1 (Debian)'\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def test_those_of_the_same_version_are_taken(tmp_path, monkeypatch):
    folder = install(tmp_path / "bin", 98, monkeypatch)
    assert programs_for(98).folder == folder


def test_newer_ones_will_do(tmp_path, monkeypatch):
    folder = install(tmp_path / "bin", 98, monkeypatch)
    assert programs_for(97).folder == folder


def test_older_ones_will_not(tmp_path, monkeypatch):
    install(tmp_path / "bin", 98, monkeypatch)
    with pytest.raises(OperationRefused, match=r"pg_restore and psql of PostgreSQL 99 are needed"):
        programs_for(99)


def test_for_an_old_server_newer_ones_will_not_do_either():
    """What they write begins with a setting that servers before version 17 refuse."""
    with pytest.raises(OperationRefused, match=r"apt install postgresql-client-9\.$"):
        programs_for(9)


def test_a_copy_is_read_by_programs_as_new_as_those_that_wrote_it(tmp_path, monkeypatch):
    install(tmp_path / "older", 97, monkeypatch)
    folder = install(tmp_path / "newer", 98, monkeypatch)
    assert programs_for(97, reading=98).folder == folder


def test_a_copy_that_is_too_new_for_an_old_server_is_refused():
    with pytest.raises(OperationRefused, match=r"Use a PostgreSQL 18 server\.$"):
        programs_for(9, reading=18)
