"""Asking a server over one connection that stays open, and timing it."""

import http.client
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from befriending.bench.errors import CannotMeasure

PATIENCE = 120
KEPT_OPEN_SECONDS = 1.0


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds all of it was there."""

    status: int
    body: bytes
    headers: dict[str, str]
    seconds: float


class Visitor:
    """Somebody signed in, at one server."""

    def __init__(self, port: int, session_key: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._last_asked = 0.0
        self._cookies = {"sessionid": session_key}

    def get(
        self, address: str, *, headers: dict[str, str] | None = None, expected: int = 200
    ) -> Answer:
        """Open a page. Raises CannotMeasure when it answers something else than expected."""
        return self._ask("GET", address, None, headers or {}, expected)

    def post(self, address: str, sent: dict[str, str], *, expected: int = 302) -> Answer:
        """Send a form. Raises CannotMeasure when it answers something else than expected."""
        return self._ask("POST", address, urlencode(sent), {}, expected)

    def keep(self, name: str, value: str) -> None:
        """Keep a cookie."""
        self._cookies[name] = value

    def _ask(
        self, method: str, address: str, body: str | None, more: dict[str, str], expected: int
    ) -> Answer:
        headers = {
            "Accept-Encoding": "gzip",
            **more,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._reopen_when_idle()
            began = time.perf_counter()
            self._connection.request(method, address, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise CannotMeasure(f"{address} does not answer ({error}).") from error
        seconds = time.perf_counter() - began
        self._last_asked = time.perf_counter()
        if response.status != expected:
            raise CannotMeasure(f"{address} answers {response.status} instead of {expected}.")
        received: dict[str, str] = {}
        for name, value in response.headers.items():
            received[name] = f"{received[name]}, {value}" if name in received else value
        return Answer(response.status, content, received, seconds)

    def _reopen_when_idle(self) -> None:
        """A server lets go of a connection that nobody used for two seconds."""
        if time.perf_counter() - self._last_asked > KEPT_OPEN_SECONDS:
            self._connection.close()
            self._connection.connect()

    def close(self) -> None:
        """Let the connection go."""
        self._connection.close()
