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
    "reporting",
)


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
