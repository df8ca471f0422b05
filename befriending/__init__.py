"""The project: settings, addresses, the worker, local servers and browser journeys."""

from befriending.celery import app as celery_app

__all__ = ["celery_app"]
