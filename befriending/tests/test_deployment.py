"""Settings, image and compose file: that they agree with each other and with what is there."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from django.conf import settings
from django.core.management import get_commands
from django.db import connection
from gunicorn.config import Config

from befriending.local.home import CHECKOUT, DataHome
from befriending.operations.programs import programs_for
from befriending.tests.installations import Installation, connect_as
from deploy import gunicorn_settings

OF_COMPOSE = {"POSTGRES_PASSWORD", "DATABASE_OWNER_PASSWORD", "DATABASE_APP_PASSWORD"}
OURS = ("web", "worker", "scheduler", "migrate", "manage")
VARIABLE = re.compile(r"\$\{(\w+)(:[?-])?")


def documented() -> set[str]:
    """The names in the tables of docs/settings.md."""
    rows = re.findall(r"^\| (`[^|]+`) \|", (CHECKOUT / "docs/settings.md").read_text(), re.M)
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def read_by_the_settings() -> set[str]:
    """The name in each env(…), env.bool(…) and so on of settings.py."""
    tree = ast.parse((CHECKOUT / "befriending/settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and (
            ast.unparse(call.func) == "env"
            or (isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env")
        )
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_setting_that_is_read_stands_in_the_table():
    assert read_by_the_settings() - documented() == set()
    assert len(read_by_the_settings()) > 15


# The environment of a live site


LIVE = {
    "SITE_URL": "https://befriending.example",
    "TRUSTED_PROXY_COUNT": "1",
    "EMAIL_URL": "smtp+tls://user:password@mail.befriending.example:587",
    "FROM_EMAIL": "Befriending <office@befriending.example>",
    "STATICFILES_STORAGE": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}


def test_djangos_checks_of_a_live_site_find_nothing(tmp_path):
    live = Installation("unasked", tmp_path / "data")
    assert live.as_people_do("check", "--deploy", "--fail-level", "INFO", **LIVE) == (
        0,
        "System check identified no issues (3 silenced).\n",
        "",
    )


def test_keys_that_are_given_are_not_made_as_well(tmp_path):
    live = Installation("unasked", tmp_path / "data")
    assert live.as_people_do("check", **LIVE)[0] == 0
    assert list((live.data / "secrets").iterdir()) == []


# compose.yaml


@pytest.fixture(scope="module")
def compose(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The file as Compose reads it. Typst, which is here for the reports, reads YAML as well."""
    folder = tmp_path_factory.mktemp("compose")
    shutil.copy(CHECKOUT / "compose.yaml", folder)
    (folder / "read.typ").write_text('#metadata(yaml("compose.yaml")) <read>')
    found = typst.query(str(folder / "read.typ"), "<read>", field="value", one=True)
    return merged(json.loads(found))


def merged(value: Any) -> Any:
    """What stands under << is laid below its neighbours, as YAML 1.1 says."""
    if isinstance(value, list):
        return [merged(one) for one in value]
    if not isinstance(value, dict):
        return value
    below = merged(value["<<"]) if "<<" in value else {}
    return below | {key: merged(one) for key, one in value.items() if key != "<<"}


def test_the_parts_run_apart(compose):
    assert set(compose["services"]) == {*OURS, "postgres", "valkey"}
    assert {compose["services"][name]["image"] for name in OURS} == {"befriending"}


def test_each_variable_of_our_containers_is_a_setting(compose):
    for name in OURS:
        assert set(compose["services"][name]["environment"]) - documented() == set(), name


def test_what_must_be_told_is_demanded_and_comes_without_a_value(compose):
    told = dict(
        line.split("=", 1)
        for line in (CHECKOUT / "deploy/env.example").read_text().splitlines()
        if line and not line.startswith("#")
    )
    assert set(told.values()) == {""}
    used = VARIABLE.findall((CHECKOUT / "compose.yaml").read_text())
    assert {name for name, _ in used} == set(told)
    assert {name for name, how in used if how == ":?"} == {
        *OF_COMPOSE,
        *("SITE_URL", "SECRET_KEY", "FIELD_KEYS", "EMAIL_URL", "FROM_EMAIL"),
    }
    assert {how for _, how in used} == {":?", ":-"}
    assert set(told) - documented() == set()


def test_only_what_changes_tables_or_copies_them_knows_the_owner(compose):
    assert {
        name for name in OURS if "DATABASE_OWNER_URL" in compose["services"][name]["environment"]
    } == {"migrate", "manage"}
    assert all(
        compose["services"][name]["environment"]["DATABASE_URL"].startswith(
            "postgres://befriending_app:"
        )
        for name in OURS
    )


def test_nothing_works_before_the_tables_are_there(compose):
    for name in ("web", "worker", "scheduler"):
        waits = compose["services"][name]["depends_on"]
        assert waits["migrate"] == {"condition": "service_completed_successfully"}, name
        assert waits["valkey"] == {"condition": "service_healthy"}, name
    waits = compose["services"]["migrate"]["depends_on"]
    assert waits["postgres"] == {"condition": "service_healthy"}


def test_nobody_reaches_database_and_queue_from_outside(compose):
    assert compose["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "valkey"):
        assert compose["services"][name]["networks"] == ["inside"]
        assert "ports" not in compose["services"][name]
    assert compose["services"]["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]


def test_every_folder_and_volume_that_is_mounted_exists(compose):
    for name, service in compose["services"].items():
        for mount in service["volumes"]:
            source = mount.split(":")[0]
            if source == "./backups":
                continue  # made by whoever installs, as README says
            exists = (CHECKOUT / source).exists() if "/" in source else source in compose["volumes"]
            assert exists, (name, mount)


def test_the_programs_that_are_started_are_there(compose):
    commands = [compose["services"][name].get("command") for name in OURS]
    docker = (CHECKOUT / "Dockerfile").read_text()
    commands += [ast.literal_eval(line) for line in re.findall(r"CMD (\[.*\])", docker)]
    for command in filter(None, commands):
        if command[:2] == ["python", "manage.py"]:
            assert command[2] in get_commands()
        elif command[0] == "python":
            assert (CHECKOUT / command[1]).is_file()
        elif command != ["help"]:
            assert (Path(sys.executable).parent / command[0]).is_file(), command


@pytest.mark.parametrize("name", ["worker", "scheduler"])
def test_celery_takes_the_words_it_is_given(compose, name):
    words = [word for word in compose["services"][name]["command"] if word != "celery"]
    done = subprocess.run(
        [sys.executable, "-m", "celery", *words, "--help"],
        cwd=CHECKOUT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "befriending.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


# The image


def test_gunicorn_takes_its_settings():
    config = Config()
    for name, value in vars(gunicorn_settings).items():
        if not name.startswith("_") and name != "os":
            config.set(name, value)
    assert config.address == [("0.0.0.0", 8000)]


def test_data_and_keys_stay_out_of_the_image():
    ignored = set((CHECKOUT / ".dockerignore").read_text().splitlines())
    assert {".git", ".env", "var", "backups", ".venv"} <= ignored
    text = (CHECKOUT / "Dockerfile").read_text()
    assert not re.search(r"^\s*(ENV|ARG).*(KEY|PASSWORD)", text, re.M)
    assert "--require-hashes" in text
    assert re.findall(r"^USER (.*)$", text, re.M) == ["befriending"]


# The two roles


@pytest.fixture
def roles_made(db: None) -> Iterator[Installation]:
    """The roles and the database that deploy/make-roles.sh makes, under other names than the tests' own."""
    password = DataHome(settings.DATA_DIR).secret("postgres-superuser")
    script = (CHECKOUT / "deploy/make-roles.sh").read_text()
    script = re.sub(r"befriending(?=[_; ])", "newcomer", script)
    done = subprocess.run(
        ["bash", "-c", script],
        env={
            "PATH": f"{programs_for(18).folder}:{os.environ['PATH']}",
            "PGHOST": connection.settings_dict["HOST"],
            "PGPASSWORD": password,
            "DATABASE_OWNER_PASSWORD": "the'owner",
            "DATABASE_APP_PASSWORD": "the lesser one",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    yield Installation("newcomer", Path())
    superuser = connect_as("postgres", password, "postgres")
    with superuser.cursor() as cursor:
        cursor.execute("DROP DATABASE newcomer")
        cursor.execute("DROP ROLE newcomer_owner, newcomer_app")
    superuser.close()


def test_the_owner_sets_up_the_tables_without_any_more_rights(roles_made, tmp_path):
    host = connection.settings_dict["HOST"]
    roles_made.data = tmp_path / "data"
    addresses = {
        "DATABASE_OWNER_URL": f"postgres://newcomer_owner:the'owner@/{host}/newcomer",
        "DATABASE_URL": f"postgres://newcomer_app:the%20lesser%20one@/{host}/newcomer",
    }
    done = roles_made.as_people_do("migrate", "core", "--verbosity", "0", **addresses)
    assert done == (0, "", "")
    question = (
        "from django.db import connection as c; k = c.cursor(); "
        "k.execute('SELECT current_user, count(*) FROM core_jobmark'); print(*k.fetchone()); "
        "k.execute(\"SELECT has_schema_privilege('public', 'CREATE')\"); print(*k.fetchone())"
    )
    assert roles_made.as_people_do("shell", "--no-imports", "-c", question, **addresses) == (
        0,
        "newcomer_app 0\nFalse\n",
        "",
    )
