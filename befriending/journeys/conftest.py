"""A worker that sends the mail, and the folder where it lands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from celery.contrib.testing.worker import start_worker
from django.core.cache import cache
from pytest_django.fixtures import Settings

from befriending.celery import app
from befriending.journeys.letters import Letters


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    """Limits on tries are counted in the cache, which tests share."""
    cache.clear()


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A Celery worker beside the test, taking what the site queues."""
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=20):
        yield


@pytest.fixture
def letters(settings: Settings, tmp_path: Path) -> Letters:
    """E-mail to files, and somebody to read them."""
    settings.EMAIL_BACKEND = "core.mail.EmlFileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return Letters(settings.EMAIL_FILE_PATH)
