"""The database: whether it answers, is looked after, and keeps the audit trail from the web."""

from datetime import date

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from befriending.local.home import DataHome
from befriending.operations.doctor.findings import Finding, good, urgent
from befriending.operations.programs import server_version

OLDEST = 15
# Until when the PostgreSQL project mends each major version.
MENDED_UNTIL = {
    15: date(2027, 11, 11),
    16: date(2028, 11, 9),
    17: date(2029, 11, 8),
    18: date(2030, 11, 14),
}


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
    running = DataHome(settings.DATA_DIR).read_state("postgres.running")
    if running is None or running["sockets"] != connection.settings_dict["HOST"]:
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
        if issubclass(model, pghistory.models.Event)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relname = ANY(%s)"
            " AND has_table_privilege(%s, oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')",
            [trail, role],
        )
        changeable = cursor.fetchone()[0]
    if not changeable:
        return good("audit trail", f"The web's role {role} can add to the audit trail and no more.")
    return urgent(
        "audit trail",
        f"The web's role {role} could change the audit trail ({changeable} tables).",
        "Whoever breaks into the site could wipe out what they did.",
        "Give the web a role of its own in DATABASE_URL and leave the owner of the tables to "
        "DATABASE_OWNER_URL, then run manage.py migrate.",
    )


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return good("migrations", "The tables are those of this version.")
    return urgent(
        "migrations",
        f"{len(plan)} migrations wait.",
        "Pages may fail, and /healthz/ says that the site is unwell.",
        "Run manage.py migrate.",
    )
