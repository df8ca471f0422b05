"""The local servers: used by several at once, and left alone where others are named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from redis import Redis

from befriending.local import LocalError, Services
from befriending.local.home import CHECKOUT, DataHome
from befriending.tests.local_servers import JOIN_AND_WAIT, ask, connect, end, is_free, other_process


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
