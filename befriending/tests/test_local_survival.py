"""The local servers: what survives, and what is made anew."""

import os
import shutil
import signal
import stat
import subprocess
import time

from redis import Redis

from befriending.local.home import DataHome
from befriending.tests.local_servers import (
    ask,
    connect,
    is_free,
    keeper,
    postmaster,
    rows_after_waking,
    write_rows,
)


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


def test_a_cluster_cut_off_while_it_was_made_is_made_anew(use, folder):
    services = use()
    services.leave(wait=15)
    base = (folder / "data" / "postgres").resolve()
    shutil.rmtree(base / "data")
    (base / "data.half-made").mkdir()
    assert ask(connect("befriending_app", use()), "SELECT 1") == (1,)


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
