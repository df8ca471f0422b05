"""Settings of gunicorn in the image. WEB_CONCURRENCY (2) says how many workers, as gunicorn reads it."""

import os

wsgi_app = "befriending.wsgi"
bind = "0.0.0.0:8000"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
# The application is loaded once and shared by all workers.
preload_app = True
graceful_timeout = 30
control_socket_disable = True
# Workers show that they live by touching a file: in memory, so that a slow disk ends none.
worker_tmp_dir = "/dev/shm"
