"""The Celery worker with the scheduler inside, under script/server.

The processes that Celery forks must die with it, however it dies: a scheduler left
behind would start every job twice.
"""

import gc
import sys
from typing import Any

from celery.signals import beat_embedded_init, worker_init, worker_process_init

from befriending.celery import app
from befriending.local.processes import die_with_parent


@beat_embedded_init.connect(weak=False)
@worker_process_init.connect(weak=False)
def _bind_to_worker(**_kwargs: Any) -> None:
    die_with_parent()


@worker_init.connect(weak=False)
def _share_what_is_loaded(**_kwargs: Any) -> None:
    """Before it forks: the collector would touch, and so copy, every page that is shared."""
    app.loader.import_default_modules()
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    app.worker_main(["worker", *sys.argv[1:]])
