"""What the tests of core share."""

import copy

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def core_templates(settings: Settings) -> None:
    """Templates without what rooms above put into every page."""
    templates = copy.deepcopy(settings.TEMPLATES)
    options = templates[0]["OPTIONS"]
    options["context_processors"] = [
        name for name in options["context_processors"] if name.startswith("django.")
    ]
    settings.TEMPLATES = templates
