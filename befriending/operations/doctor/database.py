"""The database: whether it answers, is looked after, and keeps the audit trail from the web."""

from datetime import date

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from befriending.operations.doctor.findings import Finding, good, urgent
from befriending.operations.migrations import waiting_migrations
from befriending.operations.programs import local_database, server_version
from core.models import JobMark

OLDEST = 15
# Until when the PostgreSQL project mends each major version.
MENDED_UNTIL = {
    15: date(2027, 11, 11),
    16: date(2028, 11, 9),
    17: date(2029, 11, 8),
    18: date(2030, 11, 14),
}
# Whoever owns one of these can drop what is in it. The order is that of the answer below.
OWNED = ("tables", "schema", "database")
RIGHTS = """
SELECT
    count(*),
    count(*) FILTER (
        WHERE has_table_privilege(%(role)s, t.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
        OR has_any_column_privilege(%(role)s, t.oid, 'UPDATE')
    ),
    bool_or(pg_has_role(%(role)s, t.relowner, 'MEMBER')),
    bool_or(pg_has_role(%(role)s, s.nspowner, 'MEMBER')),
    bool_or(pg_has_role(%(role)s, d.datdba, 'MEMBER'))
FROM pg_class t
JOIN pg_namespace s ON s.oid = t.relnamespace
JOIN pg_database d ON d.datname = current_database()
WHERE s.nspname = 'public' AND t.relname = ANY(%(trail)s)
"""


def examine_database() -> tuple[bool, list[Finding]]:
    """Whether it answers, and what is to be said of it."""
    try:
        version = server_version()
        return True, [_server(version), _version(version), _roles(), _migrations()]
    except DatabaseError as error:
        return False, [
            urgent(
                "database",
                f"The database does not answer: {_first_line(error)}.",
                "Nothing works.",
                "See that the server runs and that DATABASE_URL is its address.",
            )
        ]


def _first_line(error: DatabaseError) -> str:
    lines = str(error).strip().splitlines() or ["it gives no reason"]
    return lines[0].rstrip(".")


def _server(version: int) -> Finding:
    if local_database() is None:
        return good("database", f"The database is PostgreSQL {version}.")
    return urgent(
        "database",
        "The database is the one that comes along for trying out.",
        "Its security updates come late, nobody else can reach it, and it stops with this machine.",
        "Use a maintained PostgreSQL server: set DATABASE_URL and DATABASE_OWNER_URL.",
    )


def _version(version: int, today: date | None = None) -> Finding:
    today = today or timezone.localdate()
    if version < OLDEST:
        return urgent(
            "database version",
            f"PostgreSQL {version} is too old; {OLDEST} is the oldest that works.",
            "Pages and restores may fail.",
            f"Move to PostgreSQL {max(MENDED_UNTIL)}.",
        )
    until = MENDED_UNTIL.get(version)
    if until is None or today <= until:
        return good("database version", f"PostgreSQL {version} is still mended by its makers.")
    return urgent(
        "database version",
        f"PostgreSQL {version} has had no security updates since {until:%-d %B %Y}.",
        "Known holes stay open.",
        f"Move to PostgreSQL {max(MENDED_UNTIL)}.",
    )


def _roles() -> Finding:
    """Asks the database itself what the role of the web may do to the audit trail."""
    role = settings.DATABASE_APP_ROLE
    trail = [
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event | pghistory.models.Context)
    ]
    with connection.cursor() as cursor:
        cursor.execute(RIGHTS, {"role": role, "trail": trail})
        there, changeable, *owned = cursor.fetchone()
    if not there:
        return urgent(
            "audit trail",
            "There is no audit trail in this database.",
            "Nobody can tell who changed what.",
            "Run manage.py migrate.",
        )
    owns = [name for name, is_owned in zip(OWNED, owned, strict=True) if is_owned]
    if owns:
        what = (
            f"The web's role {role} could throw the audit trail away: "
            f"it owns {_listed(owns)}, or belongs to the role that does."
        )
    elif changeable:
        what = f"The web's role {role} could change the audit trail ({changeable} tables)."
    else:
        return good("audit trail", f"The web's role {role} can add to the audit trail and no more.")
    return urgent(
        "audit trail",
        what,
        "Whoever breaks into the site could wipe out what they did.",
        "Give the web a role of its own in DATABASE_URL and leave the owner of database, schema "
        "and tables to DATABASE_OWNER_URL, then run manage.py migrate.",
    )


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def keeps_marks() -> bool:
    """Whether we may read when jobs were done: not before the first migration."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(has_table_privilege(to_regclass(%s), 'SELECT'), false)",
            [JobMark._meta.db_table],
        )
        return cursor.fetchone()[0]


def _migrations() -> Finding:
    waiting = waiting_migrations()
    if not waiting:
        return good("migrations", "The tables are those of this version.")
    return urgent(
        "migrations",
        f"{waiting} migrations wait.",
        "Pages may fail, and /healthz/ says that the site is unwell.",
        "Run manage.py migrate.",
    )
