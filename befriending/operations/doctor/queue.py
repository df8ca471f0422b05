"""The queue, whoever works on it, and what is done on a schedule."""

from typing import Any

from django.conf import settings
from redis import Redis, RedisError

from befriending.celery import app
from befriending.health import jobs
from befriending.local.home import DataHome
from befriending.operations.doctor.findings import Finding, good, look, urgent

WAIT_FOR_WORKERS = 2.0


def examine_redis() -> tuple[bool, list[Finding]]:
    """Whether it answers, and what is to be said of it."""
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2
        ) as redis:
            told: Any = redis.info()
    except ValueError:
        # The reason may quote the address, and so a password.
        return False, [
            urgent(
                "queue",
                "REDIS_URL is not the address of a Redis server.",
                "Nobody can sign in, and no work is queued.",
                "Write it as redis://HOST:6379/0, rediss://HOST:6379/0 or unix:///SOCKET?db=0.",
            )
        ]
    except RedisError as error:
        return False, [
            urgent(
                "queue",
                f"Redis does not answer: {error}.",
                "Nobody can sign in, because attempts cannot be counted; mail, reports and large "
                "spreadsheets wait.",
                "See that the server runs and that REDIS_URL is its address.",
            )
        ]
    return True, [_server(), *_persistence(told)]


def _server() -> Finding:
    running = DataHome(settings.DATA_DIR).read_state("valkey.running")
    if running is None or not settings.REDIS_URL.startswith(f"unix://{running['sockets']}/"):
        return good("queue", "The queue answers.")
    return urgent(
        "queue",
        "The queue is the one that comes along for trying out.",
        "Its security updates come late, and it stops with this machine.",
        "Use a maintained Redis or Valkey server: set REDIS_URL.",
    )


def _persistence(told: Any) -> list[Finding]:
    findings = []
    if not told.get("aof_enabled"):
        findings.append(
            look(
                "queue on disk",
                "Redis does not write down each step (appendonly is off).",
                "After a power cut limits on attempts start anew and queued work starts late.",
                "Set “appendonly yes” in the configuration of Redis.",
            )
        )
    policy = told.get("maxmemory_policy", "noeviction")
    if policy != "noeviction":
        findings.append(
            look(
                "queue on disk",
                f"Redis throws things away when it is full (maxmemory-policy is {policy}).",
                "Queued work may vanish; it starts late, when the schedule finds it.",
                "Set “maxmemory-policy noeviction” in the configuration of Redis.",
            )
        )
    return findings or [good("queue on disk", "The queue survives a power cut.")]


def examine_jobs(*, marks: bool, queue: bool) -> list[Finding]:
    """Whether a worker answers, and whether the schedule is kept."""
    return [*([_workers()] if queue else []), *(_schedule() if marks else [])]


def _workers() -> Finding:
    # A worker in the middle of its work answers as well: another part of it listens.
    answers = app.control.ping(timeout=WAIT_FOR_WORKERS)
    if answers:
        number = len(answers)
        return good("workers", "1 worker answers." if number == 1 else f"{number} workers answer.")
    return urgent(
        "workers",
        "No worker answers.",
        "Mail is not sent, reports are not built, large spreadsheets are not read.",
        "Run celery -A befriending worker, and see its log.",
    )


def _schedule() -> list[Finding]:
    late = [name for name, job in jobs().items() if job["late"]]
    if not late:
        return [good("schedule", "Every scheduled job was done in time.")]
    return [
        urgent(
            "schedule",
            f"Late or never done: {', '.join(late)}.",
            "What should happen by itself does not: messages and reports are late.",
            "Run one celery -A befriending beat beside the workers, and see its log.",
        )
    ]
