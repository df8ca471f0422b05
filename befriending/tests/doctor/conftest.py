"""What a live site has, for tests of what it lacks."""

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


class _Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as a greeting."""

    def handle(self) -> None:
        self.wfile.write(b"220 mail.befriending.example\r\n")
        while line := self.rfile.readline():
            self.wfile.write(b"250 welcome\r\n")
            if line.upper().startswith(b"QUIT"):
                return


@pytest.fixture(scope="module")
def mail_server() -> Iterator[tuple[str, int]]:
    """Host and port of a mail server that answers."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Mail) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host, port = server.socket.getsockname()
        yield host, port
        server.shutdown()


@pytest.fixture
def live(settings: Settings, tmp_path: Path, mail_server: tuple[str, int]) -> Settings:
    """Settings as on a site that people rely on, on servers that are not the local ones."""
    # The journeys' browser, open until the last test, needs what this check warns of.
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]
    settings.SITE_URL = "https://befriending.example"
    settings.HTTPS = True
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECRET_KEY = "a-secret-of-this-installation-that-is-long-enough-to-sign-with"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.DEMO = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server
    settings.DEFAULT_FROM_EMAIL = "Befriending <office@befriending.example>"
    settings.DATA_DIR = tmp_path
    settings.PRIVATE_ROOT = tmp_path / "private"
    return settings


@pytest.fixture
def hashed(live: Settings, tmp_path: Path) -> Settings:
    """Styles and scripts with lasting names, none collected yet."""
    live.STATIC_ROOT = tmp_path / "static"
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    live.STORAGES = {**live.STORAGES, "staticfiles": {"BACKEND": manifest}}
    return live
