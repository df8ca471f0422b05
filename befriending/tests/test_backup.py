"""`manage.py backup` and `restore`: everything comes back, and what is wrong is refused in one line."""

import json
import os
import stat
import subprocess
import sys
import tarfile
import time
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest

from befriending.local.home import CHECKOUT
from befriending.operations.archive import Archive, opened
from befriending.operations.errors import OperationRefused
from befriending.operations.loading import loaded
from befriending.operations.programs import programs_for, server_version
from befriending.tests.conftest import APP_SECRET, PRIVATE_FILES
from befriending.tests.installations import KEYS, Installation, connect

pytestmark = pytest.mark.django_db(transaction=True)

SIGN_INS = {"django_session", "usersessions_usersession"}
SIGN_IN = (
    "from django.test import Client; from accounts.models import User; "
    "from accounts.tests.signing_in import number_of_app, sign_in; "
    "from django.core.cache import cache; cache.clear(); "
    "client = Client(SERVER_NAME='localhost'); "
    "sign_in(client, User.objects.get(email='coordinator@demo.example')); "
    f"client.post('/accounts/2fa/authenticate/', {{'code': number_of_app('{APP_SECRET}')}}); "
    "page = client.get('/', follow=True); print(page.status_code, page.redirect_chain[-1][0])"
)


@pytest.fixture(scope="module")
def backup(lived_in: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the installation that is lived in."""
    file = tmp_path_factory.mktemp("backups") / "befriending.tar"
    code, _, told = lived_in.manage("backup", str(file))
    assert code == 0, told
    return file


def manifest_of(backup: Path) -> dict:
    with tarfile.open(backup) as tar:
        content = tar.extractfile("manifest.json")
        assert content is not None
        return json.loads(content.read())


# The round trip


def test_everything_comes_back(lived_in, backup, empty):
    before = lived_in.fingerprints()

    code, _, told = empty.manage("restore", str(backup))

    assert (code, told) == (
        0,
        f"Unpacking and checking 4 parts …\n"
        f"Loading the database: {sum(manifest_of(backup)['rows'].values()):,} rows …\n"
        "Bringing it up to this version …\n",
    )
    after = empty.fingerprints()
    assert after.keys() == before.keys()
    changed = {table for table in before if after[table] != before[table]}
    # The mark that a backup was made was set after it; open sign-ins are left behind.
    assert changed == {"core_jobmark", "django_session"}
    assert after["django_session"][0] == 0
    assert empty.files() == PRIVATE_FILES
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in private_paths(empty)}
    assert set(modes.values()) == {0o600, 0o700}
    assert lying_about(empty) == ["private"]
    (empty.data / "static").mkdir()
    assert empty.as_people_do(
        "shell", "--no-imports", "-c", SIGN_IN, EMAIL_URL="memorymail://"
    ) == (
        0,
        "200 /s/side-by-side/\n",
        "",
    )
    the_trail_only_grows(empty)


def private_paths(installation: Installation) -> list[Path]:
    root = installation.data / "private"
    return [root, *root.rglob("*")]


def lying_about(installation: Installation) -> list[str]:
    """Names in the data folder that have to do with private files."""
    names = sorted(path.name for path in installation.data.iterdir())
    return [name for name in names if name.startswith((".", "private"))]


def the_trail_only_grows(installation: Installation) -> None:
    """The lesser role may add to the audit trail; not even the owner's triggers let rows change."""
    opened = connect(installation.database, as_owner=False)
    trail = [table for table in installation.tables() if table.endswith("event")]
    assert len(trail) > 10
    with opened.cursor() as cursor:
        for table in trail:
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(f'UPDATE "{table}" SET pgh_label = pgh_label')
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(f'DELETE FROM "{table}"')
    opened.close()
    opened = connect(installation.database)
    with opened.cursor() as cursor, pytest.raises(psycopg2.Error, match="Cannot update"):
        cursor.execute("UPDATE people_personevent SET pgh_label = pgh_label")
    opened.close()


def test_restored_over_other_data_only_the_backup_is_left(lived_in, backup, begun):
    begun.ask("CREATE TABLE of_another_version (kept int); CREATE TYPE old_type AS ENUM ('a')")

    assert begun.manage("restore", str(backup), "--replace")[0] == 0

    assert begun.tables() == lived_in.tables()
    assert begun.ask("SELECT count(*) FROM schemes_organisation WHERE name = 'Others'") == [(0,)]
    assert begun.ask("SELECT count(*) FROM pg_type WHERE typname = 'old_type'") == [(0,)]
    assert begun.files() == PRIVATE_FILES
    assert lying_about(begun) == ["private"]


def test_an_older_backup_is_brought_up_to_this_version(begun, empty, tmp_path):
    begun.ask("DELETE FROM django_migrations WHERE name = '0003_plain_wherever_it_is_asked'")
    file = tmp_path / "older.tar"
    assert begun.manage("backup", str(file))[0] == 0

    assert empty.manage("restore", str(file))[0] == 0

    assert empty.ask(
        "SELECT count(*) FROM django_migrations WHERE name = '0003_plain_wherever_it_is_asked'"
    ) == [(1,)]


# The file


def test_the_backup_is_for_its_owner_alone_and_holds_no_key(lived_in, backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    content = backup.read_bytes()
    assert all(key.encode() not in content for key in KEYS)
    assert sorted(os.listdir(backup.parent)) == [backup.name]


def test_its_manifest_counts_every_table(lived_in, backup):
    expected = {table: rows for table, (rows, _) in lived_in.fingerprints().items()}
    expected.update(dict.fromkeys(SIGN_INS, 0))
    # The mark came after the copy.
    expected["core_jobmark"] = 0
    assert manifest_of(backup)["rows"] == expected


def test_a_backup_leaves_a_mark(lived_in, backup):
    [(made_at,)] = lived_in.ask("SELECT last_success_at FROM core_jobmark WHERE name = 'backup'")
    assert abs((datetime.now(UTC) - made_at).total_seconds()) < 3600


def test_an_existing_file_is_kept(lived_in, tmp_path):
    file = tmp_path / "yesterday.tar"
    file.write_text("yesterday")
    assert lived_in.manage("backup", str(file)) == (
        1,
        "",
        f"CommandError: {file} is there already. Give another name.\n",
    )
    assert file.read_text() == "yesterday"


def test_a_folder_that_is_not_there_is_named(lived_in, tmp_path):
    assert lived_in.manage("backup", str(tmp_path / "nowhere" / "b.tar")) == (
        1,
        "",
        f"CommandError: There is no folder {tmp_path}/nowhere.\n",
    )


def test_a_database_that_cannot_be_copied_leaves_no_file(lived_in, tmp_path):
    """The lesser role may not read the counters of the tables."""
    lesser = lived_in.environment()["DATABASE_URL"]
    code, said, told = lived_in.as_people_do(
        "backup", str(tmp_path / "b.tar"), DATABASE_OWNER_URL=lesser
    )
    assert (code, said) == (1, "")
    assert "The database could not be copied: pg_dump: " in told
    assert list(tmp_path.iterdir()) == []


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
    assert lying_about(empty) == []


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
    assert lying_about(begun) == ["private"]


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
    assert lying_about(begun) == ["private"]


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
