"""`manage.py backup`: what is in the file, and that all of it comes back."""

import json
import os
import stat
import subprocess
import sys
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest

from befriending.local.home import CHECKOUT
from befriending.tests.conftest import APP_SECRET, PRIVATE_FILES
from befriending.tests.installations import KEYS, Installation, connect

pytestmark = pytest.mark.django_db(transaction=True)

KILLED = (
    "import sys, time; from pathlib import Path; "
    "from befriending.operations.half_made import half_made\n"
    "with half_made(Path(sys.argv[1])): print('writing', flush=True); time.sleep(600)"
)
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
        f"Loading the database: {sum(manifest_of(backup)['rows'].values()):,} rows, "
        f"{manifest_of(backup)['database_size'] / 1_000_000:,.0f} MB on the disk of the server …\n"
        "Bringing it up to this version …\n",
    )
    after = empty.fingerprints()
    assert after.keys() == before.keys()
    changed = {table for table in before if after[table] != before[table]}
    # The mark that a backup was made was set after it; open sign-ins are left behind.
    assert changed == {"core_jobmark", "django_session"}
    assert after["django_session"][0] == 0
    assert empty.files() == PRIVATE_FILES
    assert empty.modes() == {0o600, 0o700}
    assert empty.lying_about() == ["private"]
    (empty.data / "static").mkdir()
    assert empty.as_people_do(
        "shell", "--no-imports", "-c", SIGN_IN, EMAIL_URL="memorymail://"
    ) == (
        0,
        "200 /s/side-by-side/\n",
        "",
    )
    the_trail_only_grows(empty)


def the_trail_only_grows(installation: Installation) -> None:
    """The lesser role may add to the audit trail; not even the owner's triggers let rows change."""
    opened = connect(installation.database, as_owner=False)
    trail = [
        table
        for (table,) in installation.ask(
            "SELECT table_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name = 'pgh_label' ORDER BY 1"
        )
    ]
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


def test_after_a_restore_the_last_backup_is_the_one_restored(backup, empty):
    assert empty.manage("restore", str(backup))[0] == 0
    [(made_at,)] = empty.ask("SELECT last_success_at FROM core_jobmark WHERE name = 'backup'")
    assert made_at == datetime.fromisoformat(manifest_of(backup)["made_at"])


def test_restored_over_other_data_only_the_backup_is_left(lived_in, backup, begun):
    begun.ask("CREATE TABLE of_another_version (kept int); CREATE TYPE old_type AS ENUM ('a')")

    assert begun.manage("restore", str(backup), "--replace")[0] == 0

    assert begun.tables() == lived_in.tables()
    assert begun.ask("SELECT count(*) FROM schemes_organisation WHERE name = 'Others'") == [(0,)]
    assert begun.ask("SELECT count(*) FROM pg_type WHERE typname = 'old_type'") == [(0,)]
    assert begun.files() == PRIVATE_FILES
    assert begun.lying_about() == ["private"]


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


def test_it_says_how_large_the_database_is(lived_in, backup):
    [(now,)] = lived_in.ask("SELECT pg_database_size(current_database())")
    assert 0.8 < manifest_of(backup)["database_size"] / now < 1.25


def test_what_a_killed_backup_left_goes_with_the_next(begun, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], cwd=CHECKOUT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    [left] = folder.iterdir()

    assert begun.manage("backup", str(folder / "monday.tar"))[0] == 0
    # Somebody writes it still.
    assert sorted(folder.iterdir()) == [left, folder / "monday.tar"]

    process.kill()
    process.wait()
    process.stdout.close()
    assert begun.manage("backup", str(folder / "tuesday.tar"))[0] == 0
    assert sorted(path.name for path in folder.iterdir()) == ["monday.tar", "tuesday.tar"]


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


def test_with_a_key_that_is_none_nothing_is_written(lived_in, tmp_path):
    broken = Installation(lived_in.database, lived_in.data, keys="short")
    assert broken.manage("backup", str(tmp_path / "b.tar")) == (
        1,
        "",
        "CommandError: FIELD_KEYS holds something that is no key. Make one with: "
        "openssl rand -base64 32 | tr '+/' '-_'\n",
    )
    assert list(tmp_path.iterdir()) == []
