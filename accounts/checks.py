"""What `manage.py check --deploy` says about signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def demo_is_not_live(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Demo mode lets anybody in as anybody: never beside real people's records."""
    if not settings.DEMO:
        return []
    problems: list[CheckMessage] = []
    if settings.HTTPS:
        problems.append(
            Error(
                "Demo mode is on and SITE_URL is a public HTTPS address.",
                hint="Anybody can sign in as anybody at /demo/. Unset BEFRIENDING_DEMO.",
                id="accounts.E001",
            )
        )
    if settings.EMAIL_BACKEND != "core.mail.EmlFileBackend":
        problems.append(
            Error(
                "Demo mode is on and EMAIL_URL sends real mail.",
                hint="Unset BEFRIENDING_DEMO, or unset EMAIL_URL to keep mail as files.",
                id="accounts.E002",
            )
        )
    return problems
