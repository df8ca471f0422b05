"""What the lesser database role may do: everything but change the audit trail."""

from typing import Any

import pghistory.models
from django.apps import apps
from django.conf import settings
from django.db import connections

# The audit's context (who, why) grows while one request is served, by an upsert in pghistory's own
# function. That function may do it with the owner's right; older contexts stay as they were written.
CONTEXT_RULES = """
ALTER FUNCTION _pgh_attach_context() SECURITY DEFINER SET search_path = public, pg_temp;
CREATE OR REPLACE FUNCTION core_refuse_old_context() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.created_at < now() - interval '1 day' THEN
        RAISE insufficient_privilege USING MESSAGE = 'The context of past events cannot be changed.';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER core_refuse_old_context BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION core_refuse_old_context();
"""


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
    statements = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            rights = "SELECT, INSERT" if table in audit_tables else "SELECT, INSERT, UPDATE, DELETE"
            statements += [
                f"REVOKE ALL ON {quote(table)} FROM {quote(role)};",
                f"GRANT {rights} ON {quote(table)} TO {quote(role)};",
            ]
        statements.append(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quote(role)};")
        cursor.execute("SELECT to_regprocedure('_pgh_attach_context()') IS NOT NULL")
        if cursor.fetchone()[0]:
            context_table = quote(pghistory.models.Context._meta.db_table)
            statements.append(CONTEXT_RULES.format(table=context_table))
        # Together: this also runs after each flush of a transactional test.
        cursor.execute("\n".join(statements))
