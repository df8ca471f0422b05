"""The local servers: what survives, what is refused, what is left behind."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import psycopg2
import pytest
from redis import Redis

from befriending.local import LocalError, Services
from befriending.local.home import CHECKOUT, DataHome

VARIABLES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS")
JOIN_AND_WAIT = (
    "import sys\n"
    "from befriending.local import services\n"
    "with services():\n"
    "    print('joined', flush=True)\n"
    "    sys.stdin.read()\n"
)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for data homes, and an environment that names no server."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    path = Path(tempfile.mkdtemp(prefix="befriending-local-"))
    path.chmod(0o711)
    monkeypatch.setenv("BEFRIENDING_DATA", str(path / "data"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def use(folder: Path) -> Iterator[Callable[..., Services]]:
    """Join the servers of a data home; left again at the end of the test."""
    joined = []

    def join(path: Path | None = None) -> Services:
        services = Services(DataHome(path or folder / "data"))
        joined.append(services)
        for name in VARIABLES:
            os.environ.pop(name, None)
        services.join()
        return services

    yield join
    for services in reversed(joined):
        services.leave(wait=15)


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Services, dict[str, str]]]:
    """Servers for the tests that change nothing, with the addresses they gave."""
    before = {name: os.environ.pop(name, None) for name in (*VARIABLES, "BEFRIENDING_DATA")}
    path = Path(tempfile.mkdtemp(prefix="befriending-local-"))
    path.chmod(0o711)
    services = Services(DataHome(path / "data"))
    services.join()
    addresses = {name: os.environ[name] for name in VARIABLES}
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    yield services, addresses
    services.leave(wait=15)
    shutil.rmtree(path)


def connect(role: str, services: Services, password: str | None = None):
    secrets = {
        "befriending_app": "postgres-app",
        "befriending_owner": "postgres-owner",
        "postgres": "postgres-superuser",
    }
    connection = psycopg2.connect(
        host=(services.home.read_state("postgres.running") or {})["sockets"],
        dbname="befriending",
        user=role,
        password=services.home.secret(secrets[role]) if password is None else password,
    )
    connection.autocommit = True
    return connection


def ask(connection, question: str):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def write_rows(services: Services) -> None:
    connection = connect("befriending_owner", services)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS number")
    connection.close()


def rows_after_waking(services: Services) -> int:
    deadline = time.monotonic() + 20
    while True:
        try:
            connection = connect("befriending_owner", services)
        except psycopg2.OperationalError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        else:
            try:
                return ask(connection, "SELECT count(*) FROM kept")[0]
            finally:
                connection.close()


def postmaster(services: Services) -> int:
    pid_file = (services.home.path / "postgres").resolve() / "data" / "postmaster.pid"
    return int(pid_file.read_text().splitlines()[0])


def keeper(services: Services, name: str) -> int:
    """The process that keeps this server."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[-4:-1] == [b"keep", name.encode(), str(services.home.path).encode()]:
                return int(entry.name)
    raise AssertionError(f"no keeper of {name}")


def is_free(services: Services, name: str, *, within: float) -> bool:
    """Whether nothing keeps this server any more, waiting a little for its end."""
    deadline = time.monotonic() + within
    while services.home.lock(f"{name}.keeper").taken_by_another():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def other_process(data: Path) -> subprocess.Popen[str]:
    """Another program that uses the same servers until its input ends."""
    environment = {k: v for k, v in os.environ.items() if k not in VARIABLES}
    process = subprocess.Popen(
        [sys.executable, "-c", JOIN_AND_WAIT],
        cwd=CHECKOUT,
        env={**environment, "BEFRIENDING_DATA": str(data)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "joined\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        pipe.close()
    process.wait(20)


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


def test_rows_survive_the_database_being_killed(use):
    services = use()
    write_rows(services)
    os.kill(postmaster(services), signal.SIGKILL)
    assert rows_after_waking(services) == 1000


def test_rows_and_addresses_survive_the_keeper_being_killed(use):
    services = use()
    write_rows(services)
    address = os.environ["DATABASE_URL"]
    os.kill(keeper(services, "postgres"), signal.SIGKILL)
    assert is_free(services, "postgres", within=5)
    services.revive()
    assert rows_after_waking(services) == 1000
    assert os.environ["DATABASE_URL"] == address


def test_queued_things_survive_the_queue_being_killed(use):
    services = use()
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        redis.rpush("queue", *range(50))
        # The journal is written to disk once a second.
        time.sleep(1.2)
        process = redis.info("server")["process_id"]
        os.kill(process, signal.SIGKILL)
    services.leave(wait=15)
    use()
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        assert redis.llen("queue") == 50


def test_a_process_file_that_names_somebody_else_is_no_obstacle(use):
    services = use()
    write_rows(services)
    data = (services.home.path / "postgres").resolve() / "data"
    lines = (data / "postmaster.pid").read_text().splitlines()
    services.leave(wait=15)
    # PostgreSQL itself believes this, and refuses to start: its account has such a process.
    owner = data.stat().st_uid if os.geteuid() == 0 else None
    with subprocess.Popen(["sleep", "600"], user=owner) as somebody_else:
        (data / "postmaster.pid").write_text("\n".join([str(somebody_else.pid), *lines[1:]]) + "\n")
        try:
            assert rows_after_waking(use()) == 1000
            assert somebody_else.poll() is None
        finally:
            somebody_else.kill()


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


def test_secrets_are_made_once_and_for_us_alone(use):
    services = use()
    secrets = services.home.path / "secrets"
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {
        "field-keys": 0o600,
        "postgres-app": 0o600,
        "postgres-owner": 0o600,
        "postgres-superuser": 0o600,
        "secret-key": 0o600,
    }
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    first = {path.name: path.read_text() for path in secrets.iterdir()}
    services.leave(wait=15)
    use()
    assert {path.name: path.read_text() for path in secrets.iterdir()} == first


def test_a_secret_made_by_another_process_at_the_same_moment_wins(folder):
    home = DataHome(folder / "data")
    home.prepare()

    def make_while_another_makes_it() -> str:
        (home.path / "secrets" / "shared").write_text("theirs\n")
        return "ours"

    assert home.secret("shared", make_while_another_makes_it) == "theirs"
    assert home.secret("shared") == "theirs"


def test_the_last_user_ends_the_servers_and_leaves_nothing(use, folder):
    services = use()
    sockets = Path(services.home.read_state("postgres.sockets")["folder"])
    other = other_process(folder / "data")
    services.leave(wait=1)
    connection = connect("befriending_app", services)
    assert ask(connection, "SELECT 1") == (1,)
    connection.close()
    end(other)
    assert is_free(services, "postgres", within=10)
    assert is_free(services, "valkey", within=10)
    assert not sockets.exists()


def test_a_killed_user_ends_the_servers_too(folder):
    services = Services(DataHome(folder / "data"))
    other = other_process(folder / "data")
    other.kill()
    end(other)
    assert is_free(services, "postgres", within=10)
    assert is_free(services, "valkey", within=10)


def test_many_at_once_share_one_server(folder):
    several = [
        subprocess.Popen(
            [sys.executable, "-c", JOIN_AND_WAIT],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    assert [process.stdout.readline() for process in several if process.stdout] == ["joined\n"] * 4
    for process in several:
        end(process)
    assert [process.returncode for process in several] == [0, 0, 0, 0]
    services = Services(DataHome(folder / "data"))
    assert is_free(services, "postgres", within=10)


def test_no_server_starts_when_others_are_named(use, folder, monkeypatch):
    use(folder / "elsewhere")
    given = {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")}
    second = Services(DataHome(folder / "data"))
    second.join()
    assert {name: os.environ[name] for name in given} == given
    assert not (folder / "data" / "postgres").exists()
    assert not (folder / "data" / "valkey").exists()
    second.leave()


def test_a_named_database_starts_the_queue_alone(folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db.example/befriending")
    monkeypatch.setenv("REDIS_URL", "")
    services = Services(DataHome(folder / "data"))
    services.join()
    try:
        assert not (folder / "data" / "postgres").exists()
        assert os.environ["DATABASE_OWNER_URL"] == "postgres://somebody@db.example/befriending"
        with Redis.from_url(os.environ["REDIS_URL"]) as redis:
            assert redis.ping() is True
    finally:
        services.leave(wait=15)


def test_an_owner_without_a_database_is_refused(folder, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@db.example/befriending")
    with pytest.raises(LocalError, match="Set both or neither"):
        Services(DataHome(folder / "data")).join()


def test_data_of_another_version_is_left_alone_and_said(use, folder):
    services = use()
    services.leave(wait=15)
    version = (folder / "data" / "postgres").resolve() / "data" / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(LocalError, match="was written by PostgreSQL 12"):
        use()


def test_a_cluster_cut_off_while_it_was_made_is_made_anew(use, folder):
    services = use()
    services.leave(wait=15)
    base = (folder / "data" / "postgres").resolve()
    shutil.rmtree(base / "data")
    (base / "data.half-made").mkdir()
    assert ask(connect("befriending_app", use()), "SELECT 1") == (1,)


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
