"""What `check --deploy` says about signing in."""

import pytest

from accounts.checks import demo_is_not_live


def problems() -> list[str]:
    return [str(problem.id) for problem in demo_is_not_live(None)]


@pytest.fixture(autouse=True)
def a_demo_at_home(settings) -> None:
    settings.DEMO = True
    settings.HTTPS = False
    settings.EMAIL_BACKEND = "core.mail.EmlFileBackend"


def test_a_demo_at_home_is_fine():
    assert problems() == []


def test_a_demo_at_a_public_address_is_an_error(settings):
    settings.HTTPS = True

    assert problems() == ["accounts.E001"]


def test_a_demo_that_sends_real_mail_is_an_error(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert problems() == ["accounts.E002"]


def test_a_live_site_with_both_is_fine(settings):
    settings.DEMO = False
    settings.HTTPS = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert problems() == []


def test_the_check_runs_only_for_deployment():
    from django.core.checks.registry import registry

    assert demo_is_not_live in registry.deployment_checks
    assert demo_is_not_live not in registry.registered_checks
