"""/healthz/: what a load balancer and a watcher are told."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery.schedules import crontab
from django.db import connection
from django.test import Client
from django.utils import timezone

from befriending.health import is_late
from core.jobs import mark_success

JOBS = {
    "deliver": {"task": "core.tasks.deliver_due_messages", "schedule": 20},
    "nightly": {"task": "core.tasks.deliver_due_messages", "schedule": crontab(hour=3, minute=0)},
}


def ask() -> tuple[int, dict[str, object]]:
    answer = Client().get("/healthz/")
    return answer.status_code, json.loads(answer.content)


@pytest.mark.django_db
def test_all_is_well(settings):
    settings.CELERY_BEAT_SCHEDULE = {}
    assert ask() == (
        200,
        {"ok": True, "database": "ok", "redis": "ok", "pending_migrations": False, "jobs": {}},
    )


@pytest.mark.django_db
def test_the_answer_is_never_stored():
    assert Client().get("/healthz/")["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_whoever_watches_from_inside_needs_no_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    assert ask()[0] == 200
    assert Client().get("/")["Location"] == "https://testserver/"


@pytest.mark.django_db
def test_each_job_tells_its_last_success(settings):
    settings.CELERY_BEAT_SCHEDULE = JOBS
    mark_success("deliver")
    done = timezone.now()
    with time_machine.travel(done, tick=False):
        mark_success("deliver")
        assert ask()[1]["jobs"] == {
            "deliver": {"last_success_at": done.isoformat(), "late": False},
            "nightly": {"last_success_at": None, "late": True},
        }


@pytest.mark.django_db
def test_a_late_job_does_not_take_the_site_away(settings):
    settings.CELERY_BEAT_SCHEDULE = JOBS
    status, told = ask()
    assert (status, told["ok"]) == (200, True)


@pytest.mark.django_db
def test_a_waiting_migration_makes_it_unwell():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert ask() == (
        503,
        {"ok": False, "database": "ok", "redis": "ok", "pending_migrations": True, "jobs": {}},
    )


@pytest.mark.django_db
def test_redis_without_an_answer_makes_it_unwell(settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nobody?db=0"
    status, told = ask()
    assert (status, told["ok"], told["database"], told["redis"]) == (503, False, "ok", "no answer")


@pytest.mark.django_db
def test_a_redis_address_that_is_none_makes_it_unwell(settings):
    settings.REDIS_URL = "localhost:6379"
    status, told = ask()
    assert (status, told["ok"], told["redis"]) == (503, False, "no answer")


@pytest.mark.django_db(transaction=True)
def test_a_database_without_an_answer_makes_it_unwell(tmp_path):
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = str(tmp_path)
    try:
        found = ask()
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()
    assert found == (
        503,
        {
            "ok": False,
            "database": "no answer",
            "redis": "ok",
            "pending_migrations": None,
            "jobs": {},
        },
    )


@pytest.mark.parametrize(
    ("schedule", "ago", "late"),
    [
        (20, timedelta(seconds=10), False),
        (20, timedelta(minutes=10), False),
        (20, timedelta(minutes=11), True),
        (timedelta(hours=1), timedelta(minutes=69), False),
        (timedelta(hours=1), timedelta(minutes=71), True),
        # Now is 12:00 in London, so the run of 03:00 was nine hours ago.
        (crontab(hour=3, minute=0), timedelta(hours=8, minutes=59), False),
        (crontab(hour=3, minute=0), timedelta(hours=9, minutes=1), True),
        (crontab(hour=11, minute=55), timedelta(hours=20), False),
    ],
)
def test_a_job_is_late_ten_minutes_after_it_was_due(schedule, ago, late):
    noon = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
    with time_machine.travel(noon, tick=False):
        assert is_late(schedule, noon - ago) is late
