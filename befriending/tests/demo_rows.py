"""What the demo writes, for tests that look at all of it."""

from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import models

ROOMS = (
    "accounts",
    "schemes",
    "people",
    "hosting",
    "volunteers",
    "supportees",
    "matching",
    "meetings",
    "outcomes",
    "reporting",
)

# When a report was built is the builder's to say, a password that opens nothing is chance,
# and a report keeps the keys of its records.
DIFFERS = {"password", "last_login", "progress_at", "built_at", "record_ids", "head_count_ids"}


def demo_models() -> list[type[models.Model]]:
    """Everything the rooms keep, except the audit trail."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if not model.__name__.endswith("Event")
    ] + [EmailAddress]


def names_of(match: Any) -> tuple[str, str]:
    """The volunteer and the supportee of a match."""
    return match.volunteer.person.name, match.supportee.person.name


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row in words and numbers; keys are told by their place, so that loads compare."""
    places = {
        model: {
            key: place
            for place, key in enumerate(
                model._default_manager.order_by("pk").values_list("pk", flat=True)
            )
        }
        for model in demo_models()
    }
    told = {}
    for model in demo_models():
        columns = [
            field
            for field in model._meta.concrete_fields
            if not field.primary_key and field.name not in DIFFERS
        ]
        told[model._meta.label] = [
            tuple(
                places[field.related_model].get(value) if field.is_relation else value  # type: ignore[index]
                for field, value in zip(columns, row, strict=True)
            )
            for row in model._default_manager.order_by("pk").values_list(
                *(field.attname for field in columns)
            )
        ]
    return told
