"""/healthz/: whether this site can do its work, for load balancers and whoever watches. No personal data."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from celery.schedules import maybe_schedule
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis import Redis, RedisError

from core.models import JobMark
from core.views import Page, anyone

LATE_AFTER = timedelta(minutes=10)


class HealthPage(Page):
    """200 when the database and Redis answer and no migration is waiting, else 503.

    A scheduled job that is late is told but does not make it 503: taking the web away
    from people would not make the job run.
    """

    guard = anyone

    def get(self, request: HttpRequest) -> HttpResponse:
        database, pending, jobs = _ask_database()
        found: dict[str, Any] = {
            "database": database,
            "redis": _ask_redis(),
            "pending_migrations": pending,
        }
        ok = found == {"database": "ok", "redis": "ok", "pending_migrations": False}
        answer = JsonResponse({"ok": ok, **found, "jobs": jobs}, status=200 if ok else 503)
        answer["Cache-Control"] = "no-store"
        return answer


def _ask_database() -> tuple[str, bool | None, dict[str, Any]]:
    """Its state, whether migrations wait (None: could not be asked), and the jobs' last success."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
        pending = not _newest_migrations() <= applied
        return "ok", pending, {} if pending else jobs()
    except DatabaseError:
        return "no answer", None, {}


@cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app, as the files on disk say; they do not change while we run."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def jobs() -> dict[str, Any]:
    """Each scheduled job: its last success, and whether it is late."""
    marks = dict(JobMark.objects.values_list("name", "last_success_at"))
    return {
        name: {
            "last_success_at": marks[name].isoformat() if name in marks else None,
            "late": name not in marks or is_late(entry["schedule"], marks[name]),
        }
        for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
    }


def is_late(schedule: Any, last_success_at: datetime) -> bool:
    """Whether a job should have succeeded again more than ten minutes ago."""
    return maybe_schedule(schedule).remaining_estimate(last_success_at) < -LATE_AFTER


def _ask_redis() -> str:
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2
        ) as redis:
            redis.ping()
    except (RedisError, ValueError):  # ValueError: the address itself is none
        return "no answer"
    return "ok"
