#!/usr/bin/env python
"""The project's commands. Starts the local servers for the time of a command when none are named."""

import os
import sys

# These change the tables themselves, must read and write every row, or have the database count
# anew what is in it, so they run as the owner.
OWNER_COMMANDS = {
    "demo",
    "migrate",
    "flush",
    "test",
    "testserver",
    "sqlflush",
    "backup",
    "restore",
    "pgtrigger",
}


def main() -> None:
    """Run one command with the servers it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriending.settings")
    try:
        from befriending.local import LocalError, services
    except ModuleNotFoundError as error:
        sys.exit(f"{error}. Run script/setup first, then .venv/bin/python manage.py.")
    from django.core.management import execute_from_command_line

    if sys.argv[1:2] and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("BEFRIENDING_AS_OWNER", "1")
    try:
        with services():
            execute_from_command_line(sys.argv)
    except LocalError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
