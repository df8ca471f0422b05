"""`manage.py doctor`: each thing it finds, found by really being in that state."""

import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings as current
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg2 import sql
from pytest_django.fixtures import Settings
from redis import Redis

from befriending.local.home import DataHome
from befriending.operations.doctor import Finding, State, examine
from befriending.operations.doctor.database import examine_database
from befriending.operations.doctor.keeping import disk, examine_backups, examine_folders
from befriending.operations.doctor.queue import examine_jobs, examine_redis
from befriending.operations.doctor.site import examine_site
from befriending.operations.restore import BEFORE, STAGING
from befriending.tests.installations import Installation, connect_as
from core.jobs import mark_success

JOBS = {"deliver": {"task": "core.tasks.deliver_due_messages", "schedule": 20}}
GB = 1_000_000_000
# Where the tests' servers keep their own passwords; `live` puts another folder in its place.
OF_THE_TESTS = current.DATA_DIR


def about(subject: str, findings: list[Finding]) -> tuple[str, str]:
    """(state, what) of the one finding about this subject."""
    [finding] = [finding for finding in findings if finding.about == subject]
    # What is good needs nothing done; what is not always says what and why.
    assert bool(finding.to_do) == bool(finding.may_lead_to) == (finding.state != State.GOOD)
    return finding.state.value, finding.what


# The site


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


def test_a_live_site_is_well(live):
    assert {finding.state for finding in examine_site()} == {State.GOOD}


def test_without_https(live):
    live.HTTPS, live.SITE_URL = False, "http://befriending.example"
    findings = examine_site()
    assert about("address", findings) == (
        "urgent",
        "The site has no HTTPS: SITE_URL is http://befriending.example.",
    )
    # Nothing else is said that only follows from it.
    assert {finding.about for finding in findings} == {"address", "mail", "demo mode", "keys"}


def test_https_without_a_trusted_proxy(live):
    live.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert about("proxies", examine_site())[0] == "look here"


def test_mail_that_lands_in_files(live, tmp_path):
    live.EMAIL_BACKEND, live.EMAIL_FILE_PATH = "core.mail.EmlFileBackend", tmp_path / "mail"
    assert about("mail", examine_site()) == (
        "urgent",
        f"No mail is sent: messages land as files in {tmp_path}/mail.",
    )


@pytest.mark.parametrize("backend", ["console", "dummy", "locmem", "filebased"])
def test_mail_that_goes_nowhere(live, backend):
    live.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert about("mail", examine_site()) == (
        "urgent",
        "No mail is sent: EMAIL_URL names no mail server.",
    )


@pytest.mark.parametrize("host", ["", None])
def test_mail_with_no_server_named(live, host):
    live.EMAIL_HOST = host
    assert about("mail", examine_site()) == (
        "urgent",
        "No mail is sent: EMAIL_URL names no mail server.",
    )


def test_mail_that_nobody_takes(live):
    live.EMAIL_PORT = 1
    assert about("mail", examine_site()) == (
        "urgent",
        "The mail server 127.0.0.1 cannot be used: [Errno 111] Connection refused.",
    )


def test_a_mail_server_that_does_not_know_us(live):
    live.EMAIL_HOST_USER, live.EMAIL_HOST_PASSWORD = "befriending", "wrong"
    state, what = about("mail", examine_site())
    assert state == "urgent"
    assert what.startswith("The mail server 127.0.0.1 cannot be used: ")


def test_mail_from_nowhere(live):
    live.DEFAULT_FROM_EMAIL = "Befriending <no-reply@localhost>"
    assert about("mail", examine_site()) == (
        "look here",
        "Mail comes from Befriending <no-reply@localhost>.",
    )


def test_demo_mode(live):
    live.DEMO = True
    findings = examine_site()
    assert about("demo mode", findings) == ("urgent", "Demo mode is on.")
    assert about("checks", findings)[0] == "good"


def test_keys_that_made_themselves(live, tmp_path):
    home = DataHome(tmp_path)
    home.prepare()
    live.FIELD_KEYS = [home.field_keys()]
    assert about("keys", examine_site()) == (
        "urgent",
        f"FIELD_KEYS made themselves and lie beside the data, in {tmp_path}/secrets.",
    )
    live.FIELD_KEYS = ["bmV3ZXIta2V5LW5ld2VyLWtleS1uZXdlci1rZXktMTI="]
    assert about("keys", examine_site())[0] == "good"


def test_an_older_key_that_made_itself(live, tmp_path):
    home = DataHome(tmp_path)
    home.prepare()
    live.FIELD_KEYS = ["bmV3ZXIta2V5LW5ld2VyLWtleS1uZXdlci1rZXktMTI=", home.field_keys()]
    assert about("keys", examine_site())[0] == "urgent"


def test_a_key_that_is_none(live):
    live.FIELD_KEYS = ["short"]
    assert about("keys", examine_site()) == (
        "urgent",
        "FIELD_KEYS holds something that is no key.",
    )


def test_what_djangos_own_checks_say(live):
    live.SECRET_KEY = "short"
    state, what = about("checks", examine_site())
    assert state == "look here"
    assert what.endswith("(security.W009)")


# The database


@pytest.mark.django_db
def test_a_database_that_is_well(live):
    answers, findings = examine_database()
    assert answers
    assert {finding.about: finding.state.value for finding in findings} == {
        "database": "good",
        "database version": "good",
        "audit trail": "good",
        "migrations": "good",
    }


@pytest.mark.django_db
def test_the_database_that_comes_along():
    assert about("database", examine_database()[1]) == (
        "urgent",
        "The database is the one that comes along for trying out.",
    )


@pytest.mark.django_db
def test_one_right_too_many_on_the_audit_trail(live):
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE ON people_personevent TO {live.DATABASE_APP_ROLE}")
    assert about("audit trail", examine_database()[1]) == (
        "urgent",
        f"The web's role {live.DATABASE_APP_ROLE} could change the audit trail (1 tables).",
    )


@pytest.mark.django_db
def test_a_web_that_owns_its_tables(live):
    live.DATABASE_APP_ROLE = connection.settings_dict["USER"]
    assert about("audit trail", examine_database()[1])[0] == "urgent"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("done", "undone", "owns"),
    [
        ("GRANT {owner} TO {web}", "REVOKE {owner} FROM {web}", "tables, schema and database"),
        (
            "ALTER SCHEMA public OWNER TO {web}",
            "ALTER SCHEMA public OWNER TO pg_database_owner",
            "schema",
        ),
        (
            "ALTER DATABASE {database} OWNER TO {web}",
            "ALTER DATABASE {database} OWNER TO {owner}",
            "schema and database",
        ),
    ],
)
def test_a_web_that_could_drop_the_audit_trail(live, done, undone, owns):
    password = DataHome(OF_THE_TESTS).secret("postgres-superuser")
    superuser = connect_as("postgres", password, connection.settings_dict["NAME"])
    names = {
        "owner": sql.Identifier(connection.settings_dict["USER"]),
        "web": sql.Identifier(live.DATABASE_APP_ROLE),
        "database": sql.Identifier(connection.settings_dict["NAME"]),
    }
    with superuser.cursor() as cursor:
        cursor.execute(sql.SQL(done).format(**names))
        try:
            found = about("audit trail", examine_database()[1])
        finally:
            cursor.execute(sql.SQL(undone).format(**names))
    superuser.close()
    assert found == (
        "urgent",
        f"The web's role {live.DATABASE_APP_ROLE} could throw the audit trail away: "
        f"it owns {owns}, or belongs to the role that does.",
    )


@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables(live, empty: Installation):
    live.CELERY_BEAT_SCHEDULE = JOBS
    DataHome(empty.data).prepare()
    with empty.connected():
        findings = examine()
    assert about("audit trail", findings) == (
        "urgent",
        "There is no audit trail in this database.",
    )
    assert about("migrations", findings)[0] == "urgent"
    assert {"schedule", "backups"}.isdisjoint(finding.about for finding in findings)
    assert about("backup programs", findings)[0] == "good"


@pytest.mark.django_db
def test_migrations_that_wait(live):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert about("migrations", examine_database()[1]) == ("urgent", "1 migrations wait.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "state"),
    [("2030-11-14", "good"), ("2030-11-15", "urgent")],
)
def test_a_database_that_nobody_mends_any_more(live, day, state):
    with time_machine.travel(f"{day}T12:00:00+00:00"):
        assert about("database version", examine_database()[1])[0] == state


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer(live, tmp_path):
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = str(tmp_path)
    try:
        answers, findings = examine_database()
        subjects = {finding.about for finding in examine()}
    finally:
        connection.settings_dict["HOST"] = host
        connection.close()
    assert not answers
    assert about("database", findings)[0] == "urgent"
    assert "connection to server" in findings[0].what
    assert subjects.isdisjoint({"schedule", "backups", "migrations"})
    assert {"address", "queue", "disk"} <= subjects


# The queue


def test_a_queue_that_is_well(live):
    answers, findings = examine_redis()
    assert answers
    assert [finding.state for finding in findings] == [State.GOOD, State.GOOD]


def test_the_queue_that_comes_along():
    assert about("queue", examine_redis()[1])[0] == "urgent"


def test_a_queue_that_does_not_answer(live, tmp_path):
    live.REDIS_URL = f"unix://{tmp_path}/nobody?db=0"
    answers, findings = examine_redis()
    assert not answers
    assert about("queue", findings)[0] == "urgent"


@pytest.mark.parametrize("address", ["localhost:6379/0", "redis://localhost:nine/0"])
def test_a_queue_whose_address_is_none(live, address):
    live.REDIS_URL = address
    answers, findings = examine_redis()
    assert not answers
    assert about("queue", findings) == (
        "urgent",
        "REDIS_URL is not the address of a Redis server.",
    )


@pytest.fixture
def redis() -> Iterator[Any]:
    """The tests' server, as it was afterwards."""
    with Redis.from_url(current.REDIS_URL) as opened:
        yield opened
        opened.config_set("appendonly", "yes")
        opened.config_set("maxmemory-policy", "noeviction")


def test_a_queue_that_forgets_in_a_power_cut(live, redis):
    redis.config_set("appendonly", "no")
    assert about("queue on disk", examine_redis()[1]) == (
        "look here",
        "Redis does not write down each step (appendonly is off).",
    )


def test_a_queue_that_throws_things_away(live, redis):
    redis.config_set("maxmemory-policy", "allkeys-lru")
    assert about("queue on disk", examine_redis()[1]) == (
        "look here",
        "Redis throws things away when it is full (maxmemory-policy is allkeys-lru).",
    )


def test_no_worker(live):
    assert about("workers", examine_jobs(marks=False, queue=True)) == (
        "urgent",
        "No worker answers.",
    )


@pytest.mark.django_db
def test_a_job_that_is_late(live):
    live.CELERY_BEAT_SCHEDULE = JOBS
    with time_machine.travel(timezone.now() - timedelta(minutes=11)):
        mark_success("deliver")
    assert about("schedule", examine_jobs(marks=True, queue=False)) == (
        "urgent",
        "Late or never done: deliver.",
    )
    mark_success("deliver")
    assert about("schedule", examine_jobs(marks=True, queue=False))[0] == "good"


# What keeps the data


@pytest.mark.django_db
def test_no_backup(live):
    assert about("backups", examine_backups(marks=True)) == (
        "urgent",
        "No backup was ever made by this software.",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state"), [(1, "good"), (3, "look here"), (8, "urgent")])
def test_backups_grow_old(live, days, state):
    with time_machine.travel("2026-11-19T12:00:00+00:00"):
        mark_success("backup")
    with time_machine.travel(f"2026-11-{19 + days}T12:00:00+00:00"):
        assert about("backups", examine_backups(marks=True)) == (
            state,
            "The last backup was made on 19 November 2026.",
        )


@pytest.mark.django_db
def test_programs_for_backups_that_are_not_there(live, monkeypatch):
    assert about("backup programs", examine_backups(marks=True))[0] == "good"
    # As on a server that is much newer than anything installed here.
    monkeypatch.setattr("befriending.operations.doctor.keeping.server_version", lambda: 99)
    state, what = about("backup programs", examine_backups(marks=True))
    assert state == "urgent"
    assert what.endswith("On Debian or Ubuntu: apt install postgresql-client-99.")


def test_a_folder_that_cannot_be_written_to(live, tmp_path):
    (tmp_path / "in the way").write_text("")
    live.PRIVATE_ROOT = tmp_path / "in the way" / "private"
    assert about("data folder", examine_folders()) == (
        "urgent",
        f"{tmp_path}/in the way/private cannot be written to (Not a directory).",
    )


def test_a_restore_that_was_cut_off(live, tmp_path):
    assert "restore" not in {finding.about for finding in examine_folders()}
    (tmp_path / f"private.{BEFORE}").mkdir()
    assert about("restore", examine_folders()) == (
        "urgent",
        f"A restore was cut off: {tmp_path}/private.{BEFORE} holds the files from before it.",
    )


def test_what_a_killed_restore_unpacked(live, tmp_path):
    home = DataHome(tmp_path)
    home.prepare()
    (tmp_path / f"{STAGING}x").mkdir()
    assert about("restore", examine_folders()) == (
        "look here",
        f"A restore was cut off and left {tmp_path}/{STAGING}x.",
    )
    at_work = home.lock("restore")
    at_work.acquire()
    assert "restore" not in {finding.about for finding in examine_folders()}
    at_work.release()


@pytest.mark.parametrize(
    ("free", "total", "state"),
    [
        (11 * GB, 100 * GB, "good"),
        (9 * GB, 100 * GB, "look here"),
        (1.9 * GB, 100 * GB, "urgent"),
        (0.9 * GB, 5 * GB, "urgent"),
    ],
)
def test_a_disk_that_fills(free, total, state):
    assert disk(int(free), int(total)).state == state


@pytest.fixture
def hashed(live: Settings, tmp_path: Path) -> Settings:
    """Styles and scripts with lasting names, none collected yet."""
    live.STATIC_ROOT = tmp_path / "static"
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    live.STORAGES = {**live.STORAGES, "staticfiles": {"BACKEND": manifest}}
    return live


def test_styles_that_are_not_collected(hashed):
    state, what = about("static files", examine_folders())
    assert state == "urgent"
    assert what.endswith(" styles and scripts are not collected, or cannot be read.")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert about("static files", examine_folders())[0] == "good"


def test_styles_that_cannot_be_read(hashed, tmp_path):
    (tmp_path / "static" / "staticfiles.json").mkdir(parents=True)
    assert about("static files", examine_folders())[0] == "urgent"


# The command


def doctor(*words: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("doctor", *words, stdout=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


@pytest.mark.django_db
def test_all_is_well(hashed, a_worker, monkeypatch):
    hashed.CELERY_BEAT_SCHEDULE = JOBS
    call_command("collectstatic", interactive=False, verbosity=0)
    monkeypatch.setattr(
        "befriending.operations.doctor.keeping.shutil.disk_usage",
        lambda folder: type("usage", (), {"free": 50 * GB, "total": 100 * GB}),
    )
    mark_success("deliver")
    mark_success("backup")
    code, said = doctor()
    assert code == 0, said
    assert said.splitlines()[-1] == "All is well."
    assert {line[:6] for line in said.splitlines()[:-1]} == {"● good"}
    assert "● good: 1 worker answers." in said


@pytest.mark.django_db
def test_what_is_urgent_is_told_with_what_to_do_and_an_exit_code():
    code, said = doctor()
    assert code == 1
    assert (
        "▲ urgent: No worker answers.\n"
        "    Mail is not sent, reports are not built, large spreadsheets are not read.\n"
        "    Run celery -A befriending worker, and see its log.\n"
    ) in said
    urgent = said.count("▲ urgent: ")
    assert said.splitlines()[-1] == f"{urgent} urgent, {said.count('◐ look here: ')} to look at."


@pytest.mark.django_db
def test_programs_get_json():
    code, said = doctor("--json")
    told = json.loads(said)
    assert (code, told["ok"]) == (1, False)
    assert {tuple(finding) for finding in told["findings"]} == {
        ("about", "state", "what", "may_lead_to", "to_do")
    }
    assert {finding["state"] for finding in told["findings"]} <= {"good", "look here", "urgent"}
