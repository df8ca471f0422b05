"""Settings of gunicorn under script/server (`gunicorn --config`)."""

import gc
import os
from pathlib import Path
from typing import Any

from befriending.local.processes import die_with_parent

wsgi_app = "befriending.wsgi"
bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gthread"
workers = 2
threads = 4
# The application is loaded once and shared by both workers.
preload_app = True
graceful_timeout = 5
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None


def pre_fork(_server: Any, _worker: Any) -> None:
    """What is loaded by now stays shared: the collector would touch, and so copy, every page of it."""
    gc.freeze()


def post_fork(_server: Any, _worker: Any) -> None:
    """A worker does not outlive the gunicorn that was killed."""
    die_with_parent()
