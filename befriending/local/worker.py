"""The Celery worker under script/server: tasks and the scheduler are threads of one process.

It is for trying out, where memory is dearer than speed. Nothing is forked, so nothing can
be left behind: a scheduler that outlived its worker would start every job twice.
"""

import sys
from typing import Any

from celery.beat import EmbeddedService
from celery.bootsteps import StartStopStep

from befriending.celery import app


class Scheduler(StartStopStep):
    """Starts and stops the scheduler with the worker."""

    label = "Scheduler"

    def create(self, parent: Any) -> Any:
        """The scheduler, in a thread."""
        return EmbeddedService(
            parent.app, thread=True, schedule_filename=parent.app.conf.beat_schedule_filename
        )


app.steps["worker"].add(Scheduler)

if __name__ == "__main__":
    app.worker_main(["worker", *sys.argv[1:]])
