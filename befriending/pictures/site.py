"""The site that is photographed: a fresh database, the demo, and a clock that stands on one morning.

`python -m befriending.pictures.site PORT` says "ready" when it answers, and serves until it is ended.
"""

import os
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import time_machine

from befriending.local.processes import die_with_parent

THE_DAY = date(2026, 11, 19)
THE_MOMENT = datetime(2026, 11, 19, 9, 40, tzinfo=ZoneInfo("Europe/London"))


def serve(port: int) -> None:
    """Make the database, load the demo and answer on this port."""
    import django

    django.setup()
    from django.conf import settings
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from befriending.celery import app
    from befriending.demo import load_small

    class Quiet(WSGIRequestHandler):
        """Pictures need no access log."""

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    # There is no worker beside this site: jobs are done where they are asked for.
    app.conf.task_always_eager = True
    # Files are served as they lie, but the folder for collected ones has to be there.
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    load_small(today=THE_DAY)
    server = ThreadedWSGIServer(("127.0.0.1", port), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriending.settings")
    with time_machine.travel(THE_MOMENT):
        serve(int(sys.argv[1]))
