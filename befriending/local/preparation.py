"""What the site needs before it opens: migrations, static files, and a demo scheme for an empty database.

Run by script/server as the owner of the tables; each part is skipped when there is nothing to do.
"""

import hashlib
import os
import sys
from typing import Any

import django
from django.apps import apps
from django.core.management import call_command, get_commands


def prepare_site() -> None:
    """Migrate, collect static files, load the demo scheme: in that order, each only when needed."""
    django.setup()
    _migrate()
    _collect_static_files()
    _load_demo_scheme()


def _say(line: str) -> None:
    print(line, flush=True)


def _migrate() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Setting up the database …")
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static_files() -> None:
    """Collect when a source file changed since last time; hashing names and compressing takes seconds."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen = os.stat(storage.path(path))
            digest.update(f"{path}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    mark = settings.STATIC_ROOT / ".collected"
    if mark.exists() and mark.read_text() == digest.hexdigest():
        return
    _say("Collecting static files …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(digest.hexdigest())


def _load_demo_scheme() -> None:
    from django.conf import settings

    if not settings.DEMO or "demo" not in get_commands() or not _database_is_empty():
        return
    _say("Making a demo scheme …")
    call_command("demo", size="small", verbosity=0)


def _database_is_empty() -> bool:
    """No scheme and no account: nobody has begun to use it."""
    models: list[Any] = [apps.get_model("schemes", "Scheme"), apps.get_model("accounts", "User")]
    return not any(model._default_manager.exists() for model in models)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriending.settings")
    from django.core.management import CommandError
    from django.db import OperationalError

    try:
        prepare_site()
    except CommandError as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer: {str(error).strip()}")
