"""The floor as a WSGI application: of the site's middlewares only the two that know who asks."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup(set_prefix=False)
# After the start, at which apps insist on middlewares of their own.
settings.MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
settings.ROOT_URLCONF = "befriending.bench.floor.urls"
application = WSGIHandler()
