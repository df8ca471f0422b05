"""Whether the tables are those of this version."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from befriending.operations.errors import OperationRefused


def waiting_migrations() -> int:
    """How many migrations wait."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_unmigrated() -> None:
    """Raises OperationRefused when the tables are not those of this version."""
    if waiting_migrations():
        raise OperationRefused(
            "The tables are not those of this version. Run manage.py migrate first."
        )
