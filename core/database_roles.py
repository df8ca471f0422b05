"""What the lesser database role may do: everything but change the audit trail."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

import pghistory.models


def grant_after_migrate(using: str = "default", **kwargs: Any) -> None:
    """After each migration let web and workers use the tables that have come since."""
    connection = connections[using]
    role = settings.DATABASE_APP_ROLE
    if connection.settings_dict["USER"] == role:
        return
    audit_tables = {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
    } | {pghistory.models.Context._meta.db_table}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            rights = "SELECT, INSERT" if table in audit_tables else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f"REVOKE ALL ON {quote(table)} FROM {quote(role)}")
            cursor.execute(f"GRANT {rights} ON {quote(table)} TO {quote(role)}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quote(role)}")
