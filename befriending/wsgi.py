"""The site as a WSGI application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "befriending.settings")
application = get_wsgi_application()
# All pages are loaded now, so that the processes a server forks share them.
assert get_resolver().url_patterns
