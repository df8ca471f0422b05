"""`manage.py doctor`: the database, each thing found by really being in that state."""

import pytest
import time_machine
from django.conf import settings as current
from django.db import connection
from psycopg2 import sql

from befriending.local.home import DataHome
from befriending.operations.doctor import examine
from befriending.operations.doctor.database import examine_database
from befriending.tests.doctor.findings import about
from befriending.tests.installations import Installation, connect_as

JOBS = {"deliver": {"task": "core.tasks.deliver_due_messages", "schedule": 20}}
# Where the tests' servers keep their own passwords; `live` puts another folder in its place.
OF_THE_TESTS = current.DATA_DIR


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
