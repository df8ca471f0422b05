"""`manage.py doctor`: what keeps the data, each thing found by really being in that state."""

import pytest
import time_machine
from django.core.management import call_command

from befriending.local.home import DataHome
from befriending.operations.doctor.keeping import disk, examine_backups, examine_folders
from befriending.operations.restore import BEFORE, STAGING
from befriending.tests.doctor.findings import about
from core.jobs import mark_success

GB = 1_000_000_000


@pytest.mark.django_db
def test_no_backup(live):
    assert about("backups", examine_backups(marks=True)) == (
        "urgent",
        "No backup was ever made by this software.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state"), [(1, "good"), (3, "look here"), (8, "urgent")])
def test_backups_grow_old(live, days, state):
    with time_machine.travel("2026-11-19T12:00:00+00:00"):
        mark_success("backup")
    with time_machine.travel(f"2026-11-{19 + days}T12:00:00+00:00"):
        assert about("backups", examine_backups(marks=True)) == (
            state,
            "The last backup was made on 19 November 2026.",
        )


@pytest.mark.django_db
def test_programs_for_backups_that_are_not_there(live, monkeypatch):
    assert about("backup programs", examine_backups(marks=True))[0] == "good"
    # As on a server that is much newer than anything installed here.
    monkeypatch.setattr("befriending.operations.doctor.keeping.server_version", lambda: 99)
    state, what = about("backup programs", examine_backups(marks=True))
    assert state == "urgent"
    assert what.endswith("On Debian or Ubuntu: apt install postgresql-client-99.")


def test_a_folder_that_cannot_be_written_to(live, tmp_path):
    (tmp_path / "in the way").write_text("")
    live.PRIVATE_ROOT = tmp_path / "in the way" / "private"
    assert about("data folder", examine_folders()) == (
        "urgent",
        f"{tmp_path}/in the way/private cannot be written to (Not a directory).",
    )


def test_a_restore_that_was_cut_off(live, tmp_path):
    assert "restore" not in {finding.about for finding in examine_folders()}
    (tmp_path / f"private.{BEFORE}").mkdir()
    assert about("restore", examine_folders()) == (
        "urgent",
        f"A restore was cut off: {tmp_path}/private.{BEFORE} holds the files from before it.",
    )


def test_what_a_killed_restore_unpacked(live, tmp_path):
    home = DataHome(tmp_path)
    home.prepare()
    (tmp_path / f"{STAGING}x").mkdir()
    assert about("restore", examine_folders()) == (
        "look here",
        f"A restore was cut off and left {tmp_path}/{STAGING}x.",
    )
    at_work = home.lock("restore")
    at_work.acquire()
    assert "restore" not in {finding.about for finding in examine_folders()}
    at_work.release()


@pytest.mark.parametrize(
    ("free", "total", "state"),
    [
        (11 * GB, 100 * GB, "good"),
        (9 * GB, 100 * GB, "look here"),
        (1.9 * GB, 100 * GB, "urgent"),
        (0.9 * GB, 5 * GB, "urgent"),
    ],
)
def test_a_disk_that_fills(free, total, state):
    assert disk(int(free), int(total)).state == state


def test_styles_that_are_not_collected(hashed):
    state, what = about("static files", examine_folders())
    assert state == "urgent"
    assert what.endswith(" styles and scripts are not collected, or cannot be read.")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert about("static files", examine_folders())[0] == "good"


def test_styles_that_cannot_be_read(hashed, tmp_path):
    (tmp_path / "static" / "staticfiles.json").mkdir(parents=True)
    assert about("static files", examine_folders())[0] == "urgent"
