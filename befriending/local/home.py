"""The data home: everything a checkout keeps, in one folder that can be backed up or thrown away."""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from befriending.local.errors import LocalError
from befriending.local.locks import FileLock

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class DataHome:
    """The folder of BEFRIENDING_DATA, by default `var/` in the checkout."""

    def __init__(self, path: str | Path | None = None) -> None:
        given = path or os.environ.get("BEFRIENDING_DATA") or CHECKOUT / "var"
        self.path = Path(given).expanduser().absolute()

    def prepare(self) -> None:
        """Make the folders that are missing. A folder that was there keeps its permissions.

        Raises LocalError when the place cannot be written to.
        """
        try:
            if not self.path.exists():
                self.path.mkdir(parents=True)
                # As root the database runs as another account, which must be able to walk through.
                self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
            for name in ("secrets", "logs", "locks", "state"):
                if not (self.path / name).exists():
                    (self.path / name).mkdir(mode=0o700, exist_ok=True)
            with tempfile.TemporaryFile(dir=self.path / "state"):
                pass
        except OSError as error:
            raise LocalError(
                f"The data folder {self.path} cannot be used ({error.strerror}). "
                "Choose another one with BEFRIENDING_DATA."
            ) from error

    def lock(self, name: str) -> FileLock:
        return FileLock(self.path / "locks" / name)

    def log(self, name: str) -> Path:
        return self.path / "logs" / f"{name}.log"

    def secret(self, name: str, make: Callable[[], str] = lambda: secrets.token_urlsafe(48)) -> str:
        """The secret of this name, made the first time it is asked for, in a file of mode 0600."""
        path = self.path / "secrets" / name
        try:
            return path.read_text().strip()
        except FileNotFoundError:
            pass
        except OSError as error:
            raise LocalError(
                f"The secret {path} cannot be read ({error.strerror}). "
                "Use the account that made it, or choose another data folder with BEFRIENDING_DATA."
            ) from error
        descriptor, half_made = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(make() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link, unlike a rename, never replaces the secret another process just made.
            os.link(half_made, path)
        except FileExistsError:
            pass
        finally:
            os.unlink(half_made)
        return path.read_text().strip()

    def field_keys(self) -> str:
        """The key that encrypts fields, in the form the cryptography library calls Fernet."""
        return self.secret(
            "field-keys", lambda: base64.urlsafe_b64encode(os.urandom(32)).decode("ascii")
        )

    def read_state(self, name: str) -> dict[str, str] | None:
        """What was last written under this name, or None. A half-written file counts as nothing."""
        try:
            return json.loads((self.path / "state" / name).read_text())
        except (FileNotFoundError, ValueError):
            return None

    def write_state(self, name: str, state: dict[str, str]) -> None:
        half_written = self.path / "state" / f".{name}.{os.getpid()}"
        half_written.write_text(json.dumps(state))
        half_written.replace(self.path / "state" / name)

    def forget_state(self, name: str) -> None:
        (self.path / "state" / name).unlink(missing_ok=True)
