"""The local servers: what they give, where they lie, what they refuse."""

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg2
import pytest
from redis import Redis

from befriending.local import LocalError, Services
from befriending.local.home import DataHome
from befriending.tests.local_servers import ask, connect


def test_joining_gives_a_database_and_a_queue_that_answer(running):
    services, addresses = running
    connection = connect("befriending_app", services)
    assert ask(connection, "SELECT current_user, current_database()") == (
        "befriending_app",
        "befriending",
    )
    connection.close()
    with Redis.from_url(addresses["REDIS_URL"]) as redis:
        assert redis.ping() is True


def test_the_addresses_name_the_lesser_role_and_the_owner(running):
    services, addresses = running
    sockets = services.home.read_state("postgres.running")["sockets"]
    app, owner = services.home.secret("postgres-app"), services.home.secret("postgres-owner")
    assert addresses["DATABASE_URL"] == f"postgres://befriending_app:{app}@/{sockets}/befriending"
    assert (
        addresses["DATABASE_OWNER_URL"]
        == f"postgres://befriending_owner:{owner}@/{sockets}/befriending"
    )


RIGHTS = "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"


@pytest.mark.parametrize(
    ("role", "rights"),
    [("befriending_app", (False, False, False)), ("befriending_owner", (False, True, False))],
)
def test_neither_role_is_a_superuser(running, role, rights):
    connection = connect(role, running[0])
    assert ask(connection, RIGHTS) == rights
    connection.close()


def test_the_lesser_role_makes_no_tables(running):
    connection = connect("befriending_app", running[0])
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(connection, "CREATE TABLE mine (number int)")
    connection.close()


def test_the_database_has_the_extensions(running):
    connection = connect("befriending_owner", running[0])
    assert ask(connection, "SELECT array_agg(extname ORDER BY extname) FROM pg_extension") == (
        ["btree_gist", "pg_trgm", "plpgsql", "unaccent"],
    )
    connection.close()


@pytest.mark.parametrize("role", ["befriending_app", "befriending_owner", "postgres"])
@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_is_refused(running, role, password):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        connect(role, running[0], password)


def test_the_sockets_are_open_to_their_owner_alone(running):
    services, _addresses = running
    for name in ("postgres", "valkey"):
        sockets = Path(services.home.read_state(f"{name}.running")["sockets"])
        assert stat.S_IMODE(sockets.stat().st_mode) == 0o700


def test_a_long_path_works(use, folder):
    long_path = folder / ("a" * 60) / ("b" * 60) / "data"
    long_path.parent.mkdir(parents=True)
    services = use(long_path)
    assert len(str(long_path)) > 120
    assert ask(connect("befriending_app", services), "SELECT 1") == (1,)


def test_a_closed_home_folder_stays_closed(use, folder):
    home = folder / "home"
    home.mkdir(mode=0o700)
    services = use(home / "checkout" / "var")
    assert ask(connect("befriending_app", services), "SELECT 1") == (1,)
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    services.leave(wait=15)
    elsewhere = (home / "checkout" / "var" / "postgres").resolve()
    if home not in elsewhere.parents:
        # As root the database had to be put where its own account can go.
        assert elsewhere.parent == Path("/var/lib/befriending")
        shutil.rmtree(elsewhere)
        with suppress(OSError):
            elsewhere.parent.rmdir()


def test_data_of_another_version_is_left_alone_and_said(use, folder):
    services = use()
    services.leave(wait=15)
    version = (folder / "data" / "postgres").resolve() / "data" / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(LocalError, match="was written by PostgreSQL 12"):
        use()


def test_a_socket_folder_that_others_can_open_is_not_used(use, folder):
    services = use()
    services.leave(wait=15)
    trap = Path(tempfile.mkdtemp(prefix="befriending-"))
    trap.chmod(0o777)
    services.home.write_state("valkey.sockets", {"folder": str(trap)})
    use()
    assert str(trap) not in os.environ["REDIS_URL"]
    trap.rmdir()


def test_a_place_that_cannot_be_written_is_said_in_one_sentence(folder):
    (folder / "file").write_text("in the way")
    with pytest.raises(LocalError) as refusal:
        Services(DataHome(folder / "file" / "data")).join()
    assert str(refusal.value) == (
        f"The data folder {folder}/file/data cannot be used (Not a directory). "
        "Choose another one with BEFRIENDING_DATA."
    )
