"""The lesser role, on a connection of its own: it does the work and cannot touch the audit trail."""

import json
from collections.abc import Iterator
from uuid import uuid4

import pghistory.models
import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

AUDIT_TABLES = sorted(
    model._meta.db_table for model in apps.get_models() if issubclass(model, pghistory.models.Event)
)
RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES")


@pytest.fixture
def app_connection(db) -> Iterator[psycopg2.extensions.connection]:
    """Connected as web and workers are, to the tests' database."""
    role = settings.APP_DATABASE
    opened = psycopg2.connect(
        host=role["HOST"],
        port=role["PORT"] or None,
        user=role["USER"],
        password=role["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    )
    opened.autocommit = True
    yield opened
    opened.close()


def rights_on(table: str, opened: psycopg2.extensions.connection) -> set[str]:
    with opened.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s) AS name WHERE has_table_privilege(%s, name)",
            [list(RIGHTS), f'"{table}"'],
        )
        return {name for (name,) in cursor.fetchall()}


def test_there_is_an_audit_trail():
    assert AUDIT_TABLES != []


def test_it_may_add_to_the_audit_trail_and_read_it_but_no_more(app_connection):
    found = {table: rights_on(table, app_connection) for table in AUDIT_TABLES}
    assert found == {table: {"SELECT", "INSERT"} for table in AUDIT_TABLES}


def test_it_may_work_in_every_other_table(app_connection):
    tables = set(connection.introspection.table_names()) - set(AUDIT_TABLES)
    tables -= {pghistory.models.Context._meta.db_table}
    found = {table: rights_on(table, app_connection) for table in tables}
    assert found == {table: {"SELECT", "INSERT", "UPDATE", "DELETE"} for table in tables}


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_an_attempt_to_wipe_the_audit_trail_is_refused(app_connection, statement):
    for table in AUDIT_TABLES:
        with (
            app_connection.cursor() as cursor,
            pytest.raises(psycopg2.errors.InsufficientPrivilege),
        ):
            cursor.execute(statement.format(f'"{table}"'))


def test_it_may_not_switch_triggers_off(app_connection):
    table = AUDIT_TABLES[0]
    with (
        app_connection.cursor() as cursor,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')


def attach_context(app_connection, identity: str, **metadata: str) -> None:
    """What every tracked write of the site does first."""
    with app_connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [identity, json.dumps(metadata)],
        )
        cursor.execute("SELECT _pgh_attach_context()")


def metadata_of(app_connection, identity: str) -> dict[str, str]:
    with app_connection.cursor() as cursor:
        cursor.execute("SELECT metadata FROM pghistory_context WHERE id = %s", [identity])
        return cursor.fetchone()[0]


@pytest.fixture
def unsaved(app_connection):
    """The same connection, in a transaction that is given up at the end."""
    app_connection.autocommit = False
    yield app_connection
    app_connection.rollback()


def test_the_context_of_a_request_may_grow(unsaved):
    identity = str(uuid4())
    attach_context(unsaved, identity, what="ended a match")
    attach_context(unsaved, identity, what="ended a match", why="moved away")
    assert metadata_of(unsaved, identity) == {"what": "ended a match", "why": "moved away"}


def test_the_context_of_past_events_may_not_change(unsaved):
    identity = str(uuid4())
    with unsaved.cursor() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at)"
            """ VALUES (%s, '{"what": "then"}', now() - interval '25 hours', now())""",
            [identity],
        )
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="past events"):
        attach_context(unsaved, identity, what="something else")


def test_a_context_may_not_be_changed_by_hand(unsaved):
    with unsaved.cursor() as cursor, pytest.raises(psycopg2.errors.InsufficientPrivilege):
        cursor.execute("UPDATE pghistory_context SET metadata = '{}'")
