"""One backup as one file: a plain tar with the database, the private files and, last, a manifest.

The manifest comes last because only then everything it says is known. A file that was cut
off therefore has none, and is told at once from a whole one.
"""

import hashlib
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath
from typing import IO, Any

from befriending.operations.errors import OperationRefused

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.dump"
FILES = "files"
CHUNK = 1024 * 1024
BLOCK = 512
LARGEST_MANIFEST = 512 * 1024 * 1024


@dataclass(frozen=True)
class Part:
    """One file inside: how long it is and its fingerprint."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds, as of the moment its copy of the database was begun."""

    format: int
    made_at: str
    # Major versions: of the server that was copied, and of the program that copied it.
    server: int
    programs: int
    extensions: list[str]
    # (app, name) of each migration that was applied.
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    # The same word, encrypted with each of FIELD_KEYS.
    canaries: list[str]
    parts: dict[str, Part]
    # Bytes on the disk of the server, with indexes; 0 in a backup from before it was noted.
    database_size: int = 0

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Manifest":
        """Raises KeyError, TypeError or ValueError when it is no manifest of this format."""
        told: dict[str, Any] = json.loads(text)
        told.setdefault("database_size", 0)
        told = {field.name: told[field.name] for field in fields(cls)}
        told["migrations"] = [(app, name) for app, name in told["migrations"]]
        told["parts"] = {name: Part(**part) for name, part in told["parts"].items()}
        return cls(**told)


class ArchiveWriter:
    """Writes the parts one after the other into a file that can be wound back.

    Each part is streamed, so that its length is only known at its end: its header is
    written twice.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.parts: dict[str, Part] = {}

    def add(self, name: str, source: IO[bytes]) -> None:
        """Copy one part in, to its end."""
        start = self.file.tell()
        self.file.write(_header(name, 0))
        digest, size = hashlib.sha256(), 0
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            self.file.write(chunk)
        self.file.write(b"\0" * (-size % BLOCK))
        end = self.file.tell()
        self.file.seek(start)
        self.file.write(_header(name, size))
        self.file.seek(end)
        self.parts[name] = Part(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, and the mark that a tar ends with."""
        text = manifest.to_json()
        self.file.write(_header(MANIFEST, len(text)) + text + b"\0" * (-len(text) % BLOCK))
        self.file.write(b"\0" * BLOCK * 2)


def _header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape")


class Archive:
    """A backup that is read. Nothing in it is believed before it fits the manifest."""

    def __init__(self, path: Path, tar: tarfile.TarFile) -> None:
        self.path = path
        self._tar = tar
        self._members = {member.name: member for member in tar}
        self.manifest = self._read_manifest()

    def _read_manifest(self) -> Manifest:
        member = self._members.pop(MANIFEST, None)
        content = self._tar.extractfile(member) if member else None
        if member is None or content is None or member.size > LARGEST_MANIFEST:
            raise damaged(self.path)
        told = json.loads(content.read())
        if isinstance(told, dict) and isinstance(told.get("format"), int):
            if told["format"] > FORMAT:
                raise OperationRefused(
                    f"{self.path} was made by a newer version of this software. "
                    "Restore it with that version or a newer one."
                )
            return Manifest.from_json(json.dumps(told).encode())
        raise damaged(self.path)

    def unpack(self, folder: Path, say: Callable[[str], None]) -> None:
        """Write every part into the folder, each only readable by us.

        Raises OperationRefused when a part is missing, changed, unknown or has a name that
        leads elsewhere.
        """
        if self._members.keys() != self.manifest.parts.keys():
            raise damaged(self.path)
        folder.mkdir(mode=0o700, exist_ok=True)
        say(f"Unpacking and checking {len(self.manifest.parts):,} parts …")
        for name, part in self.manifest.parts.items():
            member = self._members[name]
            if not member.isreg() or not _stays_inside(name):
                raise damaged(self.path)
            target = folder / name
            _make_folders(target.parent, folder)
            content = self._tar.extractfile(member)
            assert content is not None  # a regular file has content
            try:
                is_whole = _copy(content, target) == part
            except tarfile.TarError:
                is_whole = False
            if not is_whole:
                raise damaged(self.path)


def _make_folders(wanted: Path, inside: Path) -> None:
    """Each closed to others: mkdir's own `parents` leaves those above open."""
    for path in [*reversed(wanted.relative_to(inside).parents), wanted.relative_to(inside)]:
        (inside / path).mkdir(mode=0o700, exist_ok=True)


def _copy(source: IO[bytes], target: Path) -> Part:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Part(size, digest.hexdigest())


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        not path.is_absolute()
        and ".." not in path.parts
        and "\0" not in name
        and (name == DATABASE or path.parts[0] == FILES)
    )


def damaged(path: Path) -> OperationRefused:
    return OperationRefused(
        f"{path} is damaged, cut off, or not a backup of this software. Use another backup."
    )


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """A backup, its manifest read. Raises OperationRefused when it is none or cannot be read."""
    with ExitStack() as stack:
        try:
            tar = stack.enter_context(
                tarfile.open(path, "r:", encoding="utf-8", errors="surrogateescape")
            )
            archive = Archive(path, tar)
        except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError) as error:
            raise damaged(path) from error
        except OSError as error:
            raise OperationRefused(f"{path} cannot be read ({error.strerror}).") from None
        yield archive
