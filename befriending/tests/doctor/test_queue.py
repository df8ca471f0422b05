"""`manage.py doctor`: the queue, each thing found by really being in that state."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as current
from django.utils import timezone
from redis import Redis

from befriending.operations.doctor import State
from befriending.operations.doctor.queue import examine_jobs, examine_redis
from befriending.tests.doctor.findings import about
from core.jobs import mark_success

JOBS = {"deliver": {"task": "core.tasks.deliver_due_messages", "schedule": 20}}


def test_a_queue_that_is_well(live):
    answers, findings = examine_redis()
    assert answers
    assert [finding.state for finding in findings] == [State.GOOD, State.GOOD]


def test_the_queue_that_comes_along():
    assert about("queue", examine_redis()[1])[0] == "urgent"


def test_a_queue_that_does_not_answer(live, tmp_path):
    live.REDIS_URL = f"unix://{tmp_path}/nobody?db=0"
    answers, findings = examine_redis()
    assert not answers
    assert about("queue", findings)[0] == "urgent"


@pytest.mark.parametrize("address", ["localhost:6379/0", "redis://localhost:nine/0"])
def test_a_queue_whose_address_is_none(live, address):
    live.REDIS_URL = address
    answers, findings = examine_redis()
    assert not answers
    assert about("queue", findings) == (
        "urgent",
        "REDIS_URL is not the address of a Redis server.",
    )


@pytest.fixture
def redis() -> Iterator[Any]:
    """The tests' server, as it was afterwards."""
    with Redis.from_url(current.REDIS_URL) as opened:
        yield opened
        opened.config_set("appendonly", "yes")
        opened.config_set("maxmemory-policy", "noeviction")


def test_a_queue_that_forgets_in_a_power_cut(live, redis):
    redis.config_set("appendonly", "no")
    assert about("queue on disk", examine_redis()[1]) == (
        "look here",
        "Redis does not write down each step (appendonly is off).",
    )


def test_a_queue_that_throws_things_away(live, redis):
    redis.config_set("maxmemory-policy", "allkeys-lru")
    assert about("queue on disk", examine_redis()[1]) == (
        "look here",
        "Redis throws things away when it is full (maxmemory-policy is allkeys-lru).",
    )


def test_no_worker(live):
    assert about("workers", examine_jobs(marks=False, queue=True)) == (
        "urgent",
        "No worker answers.",
    )


@pytest.mark.django_db
def test_a_job_that_is_late(live):
    live.CELERY_BEAT_SCHEDULE = JOBS
    with time_machine.travel(timezone.now() - timedelta(minutes=11)):
        mark_success("deliver")
    assert about("schedule", examine_jobs(marks=True, queue=False)) == (
        "urgent",
        "Late or never done: deliver.",
    )
    mark_success("deliver")
    assert about("schedule", examine_jobs(marks=True, queue=False))[0] == "good"
