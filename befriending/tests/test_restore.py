"""`manage.py restore`: what it refuses, and that nothing is half-done."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from befriending.local.home import CHECKOUT, DataHome
from befriending.operations.archive import Archive, opened
from befriending.operations.errors import OperationRefused
from befriending.operations.interruption import tidy_when_stopped, undisturbed
from befriending.operations.loading import loaded
from befriending.operations.programs import programs_for, server_version
from befriending.operations.restore import exchanged
from befriending.tests.installations import KEYS, Installation, connect

pytestmark = pytest.mark.django_db(transaction=True)

# What is refused


def test_a_cut_off_backup_is_refused_and_nothing_changes(backup, empty, tmp_path):
    cut_off = tmp_path / "cut-off.tar"
    cut_off.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    assert empty.manage("restore", str(cut_off)) == (1, "", refusal_of(cut_off))
    assert empty.tables() == []


def test_a_changed_byte_is_noticed_and_nothing_changes(backup, empty, tmp_path):
    content = bytearray(backup.read_bytes())
    content[len(content) // 4] ^= 1
    changed = tmp_path / "changed.tar"
    changed.write_bytes(content)
    code, _, told = empty.manage("restore", str(changed))
    assert (code, told.splitlines()[-1] + "\n") == (1, refusal_of(changed))
    assert empty.tables() == []
    assert empty.lying_about() == []


def refusal_of(file: Path) -> str:
    return (
        f"CommandError: {file} is damaged, cut off, or not a backup of this software. "
        "Use another backup.\n"
    )


def test_a_file_of_another_kind_is_refused(empty, tmp_path):
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"\xff\xd8\xff" * 1000)
    assert empty.manage("restore", str(file)) == (1, "", refusal_of(file))


def test_a_file_that_is_not_there_is_named(empty, tmp_path):
    assert empty.manage("restore", str(tmp_path / "no.tar")) == (
        1,
        "",
        f"CommandError: {tmp_path}/no.tar cannot be read (No such file or directory).\n",
    )


def test_without_the_keys_it_is_refused_unless_told(backup, empty):
    empty.keys = KEYS[0]
    assert empty.manage("restore", str(backup)) == (
        1,
        "",
        "CommandError: 1 of the 2 keys that were in use at the backup are not in FIELD_KEYS, so "
        "the secrets inside cannot be read: nobody could use an authenticator app. Add the "
        "keys, or go on without them with --without-keys.\n",
    )
    assert empty.tables() == []
    assert empty.manage("restore", str(backup), "--without-keys")[0] == 0


def test_while_the_site_runs_it_is_refused(backup, empty):
    site = connect(empty.database, as_owner=False)
    assert empty.manage("restore", str(backup)) == (
        1,
        "",
        "CommandError: The database is in use (1 other connections). Stop the site, its workers "
        "and its scheduler first, then restore again.\n",
    )
    site.close()
    assert empty.tables() == []


def test_over_data_that_is_here_it_is_refused_unless_told(backup, begun):
    before = begun.fingerprints()
    assert begun.manage("restore", str(backup)) == (
        1,
        "",
        "CommandError: This database holds data already. To throw it away and put the backup in "
        "its place, say --replace.\n",
    )
    assert begun.fingerprints() == before
    assert begun.files() == {"paper": b"theirs"}


def test_while_a_worker_runs_it_is_refused(backup, empty, a_worker):
    """It is connected to its queue all the time, to the database only now and then."""
    assert empty.manage("restore", str(backup)) == (
        1,
        "",
        "CommandError: Workers are running (1). Stop the site, its workers and its scheduler "
        "first, then restore again.\n",
    )
    assert empty.tables() == []


def test_files_that_lie_here_are_not_thrown_away_by_themselves(backup, empty):
    (empty.data / "private").mkdir(parents=True)
    (empty.data / "private" / "paper").write_text("ours")
    assert empty.manage("restore", str(backup)) == (
        1,
        "",
        f"CommandError: {empty.data}/private holds files already. To throw them away and put "
        "the backup in their place, say --replace.\n",
    )
    assert empty.files() == {"paper": b"ours"}


def test_a_backup_of_a_newer_version_is_refused(begun, empty, tmp_path):
    begun.ask(
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('meetings', '9999_of_tomorrow', now())"
    )
    file = tmp_path / "newer.tar"
    assert begun.manage("backup", str(file))[0] == 0
    assert empty.manage("restore", str(file)) == (
        1,
        "",
        "CommandError: The backup was made by a newer version of this software (this one does "
        "not know meetings 9999_of_tomorrow). Restore it with that version or a newer one.\n",
    )
    assert empty.tables() == []


def test_a_restore_that_fails_half_way_leaves_all_as_it_was(backup, begun):
    """Our tables go, and then the owner may make none in their place."""
    begun.ask("REVOKE CREATE ON SCHEMA public FROM pg_database_owner, PUBLIC")
    before = begun.fingerprints()

    code, _, told = begun.manage("restore", str(backup), "--replace")

    assert code == 1
    assert told.splitlines()[-1].startswith(
        "CommandError: The database could not be restored, and is as it was: "
    )
    assert "permission denied for schema public" in told
    assert begun.fingerprints() == before
    assert begun.files() == {"paper": b"theirs"}
    assert begun.lying_about() == ["private"]


def test_a_restore_whose_files_cannot_take_their_place_leaves_the_database(backup, begun):
    """What an earlier restore left is in the way: the database is loaded by then, not committed."""
    left = begun.data / "private.before-restore"
    left.mkdir()
    before = begun.fingerprints()

    code, _, told = begun.manage("restore", str(backup), "--replace")

    assert (code, told.splitlines()[-1]) == (
        1,
        f"CommandError: An earlier restore was cut off: {left} holds the files from before it. "
        "Look at them, move them away or delete them, then restore again.",
    )
    assert begun.fingerprints() == before
    assert begun.files() == {"paper": b"theirs"}


@pytest.mark.parametrize(("free", "code"), [(1.05, 1), (2.1, 0)])
def test_without_room_for_the_database_it_is_refused(backup, empty, monkeypatch, free, code):
    """The server is the one that comes along, and its disk that of the files."""
    home = DataHome(empty.data)
    home.prepare()
    home.write_state("postgres.running", {"sockets": connection.settings_dict["HOST"]})
    (empty.data / "postgres").mkdir()
    with opened(backup) as archive:
        needed = archive.manifest.database_size + backup.stat().st_size
    monkeypatch.setattr(
        "befriending.operations.restore.shutil.disk_usage",
        lambda folder: type("usage", (), {"free": free * needed / 2}),
    )
    got, _, told = empty.manage("restore", str(backup))
    assert got == code
    if code:
        assert told == (
            f"CommandError: The disk of {empty.data} is too full: "
            f"{needed / 1_000_000:,.0f} MB are needed.\n"
        )
        assert empty.tables() == []


def test_a_restore_that_is_killed_leaves_all_as_it_was(backup, begun):
    """Killed in the middle of loading: the server never hears COMMIT."""
    before = begun.fingerprints()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "restore", str(backup), "--replace"],
        cwd=CHECKOUT,
        env=begun.environment(),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert any(line.startswith("Loading") for line in process.stderr)
    while not begun.ask(
        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'befriending' AND datname = 'begun'"
    ):
        time.sleep(0.01)
    process.kill()
    process.stderr.close()
    process.wait()

    assert begun.fingerprints() == before
    assert begun.files() == {"paper": b"theirs"}
    assert begun.manage("restore", str(backup), "--replace")[0] == 0
    assert begun.lying_about() == ["private"]


def test_what_a_killed_restore_unpacked_goes_with_the_next(backup, empty):
    left = empty.data / ".restoring-killed"
    left.mkdir(parents=True)
    (left / "database.dump").write_text("everybody's notes")
    assert empty.manage("restore", str(backup))[0] == 0
    assert empty.lying_about() == ["private"]


# Files change places


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """New files and those that are here."""
    new, private = tmp_path / "new", tmp_path / "private"
    for folder in (new, private):
        folder.mkdir()
        (folder / "paper").write_text(folder.name)
    return new, private


def test_files_change_places_and_the_old_ones_go(folders, tmp_path):
    new, private = folders
    with exchanged(new, private):
        assert (private / "paper").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["private"]
    assert (private / "paper").read_text() == "new"


def test_files_come_back_when_the_database_does_not_change(folders, tmp_path):
    new, private = folders
    with pytest.raises(OperationRefused), exchanged(new, private):
        raise OperationRefused("The server did not take it.")
    assert (private / "paper").read_text() == "private"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "private"]


def test_a_polite_request_to_end_is_heard_in_order():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as end, tidy_when_stopped():
        signal.raise_signal(signal.SIGTERM)
    assert end.value.code == 128 + signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


def test_in_the_moment_of_change_it_waits():
    done: list[str] = []
    with pytest.raises(SystemExit), tidy_when_stopped():
        ask_to_end_undisturbed(done)
    assert done == ["to the end"]


def ask_to_end_undisturbed(done: list[str]) -> None:
    with undisturbed():
        os.kill(os.getpid(), signal.SIGTERM)
        done.append("to the end")


# Loading, without a word of COMMIT


@pytest.fixture
def unpacked(backup: Path, tmp_path: Path) -> tuple[Path, Archive]:
    """The copy of the database inside the backup, and what its manifest says."""
    with opened(backup) as archive:
        archive.unpack(tmp_path / "unpacked", lambda line: None)
    return tmp_path / "unpacked" / "database.dump", archive


def load(begun: Installation, dump: Path, archive: Archive, *, commit: bool = True) -> None:
    with (
        begun.connected(),
        loaded(dump, archive.manifest, programs_for(server_version())) as database,
    ):
        if commit:
            database.commit()


def test_what_is_not_committed_never_was(begun, unpacked):
    before = begun.fingerprints()
    load(begun, *unpacked, commit=False)
    assert begun.fingerprints() == before


def test_a_copy_that_ends_in_the_middle_is_not_committed(begun, unpacked):
    dump, archive = unpacked
    before = begun.fingerprints()
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size * 3 // 4])
    with pytest.raises(OperationRefused, match="could not be restored, and is as it was: pg_rest"):
        load(begun, dump, archive)
    assert begun.fingerprints() == before


def test_a_row_too_few_is_noticed(begun, unpacked):
    dump, archive = unpacked
    before = begun.fingerprints()
    archive.manifest.rows["people_person"] += 1
    with pytest.raises(
        OperationRefused, match=r"as it was: .*table people_person does not hold its"
    ):
        load(begun, dump, archive)
    assert begun.fingerprints() == before
