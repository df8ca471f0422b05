"""What every page knows: whether this is the demo, and the way round for staff."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Names for the page skeletons."""
    scheme = getattr(request, "scheme", None)
    return {
        "is_demo": settings.DEMO,
        "scheme": scheme,
        "words": scheme.words if scheme else None,
    }
