"""The order of the rooms where imports do not show it: in the database and in the schedule."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader

from befriending.celery import app as celery_app

# From the top down; rooms of one level do not know each other.
LEVELS = [
    {"befriending"},
    {"desk"},
    {"reporting"},
    {"meetings", "outcomes"},
    {"matching"},
    {"volunteers", "supportees"},
    {"hosting"},
    {"people"},
    {"schemes"},
    {"accounts"},
    {"core"},
]
LEVEL_OF = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}


def keys_between_rooms() -> Iterator[tuple[str, str, str]]:
    """(room, what points, room pointed at) for each relation of our models to another room."""
    for model in apps.get_models(include_auto_created=True):
        room = model._meta.app_label
        if room not in LEVEL_OF:
            continue
        for field in model._meta.get_fields(include_hidden=True):
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.related_model._meta
            is_elsewhere = target.app_label in LEVEL_OF and target.app_label != room
            if is_elsewhere and target.label != settings.AUTH_USER_MODEL:
                yield room, f"{model._meta.label}.{field.name}", target.app_label


def test_every_room_has_its_level() -> None:
    ours = {
        config.label
        for config in apps.get_app_configs()
        if str(config.path).startswith(f"{settings.BASE_DIR}/")
        and "site-packages" not in config.path
    }

    assert ours == set(LEVEL_OF)


def test_no_key_climbs() -> None:
    climbing = [
        what for room, what, target in keys_between_rooms() if LEVEL_OF[target] <= LEVEL_OF[room]
    ]

    assert climbing == []
    assert "matching.Match.scheme" in [what for _room, what, _target in keys_between_rooms()]


def test_no_migration_depends_on_a_room_above() -> None:
    loader = MigrationLoader(None)
    climbing = [
        f"{room}.{name} on {other}"
        for (room, name), migration in loader.disk_migrations.items()
        for other, _name in migration.dependencies
        if room in LEVEL_OF
        and LEVEL_OF.get(other, 99) < LEVEL_OF[room]
        # core's rows point at the user, whose model is a setting.
        and not (room == "core" and other == "accounts")
    ]

    assert climbing == []


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("name", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_every_scheduled_job_is_there(name: str) -> None:
    celery_app.loader.import_default_modules()

    assert settings.CELERY_BEAT_SCHEDULE[name]["task"] in celery_app.tasks
