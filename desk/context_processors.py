"""What every page knows: whether this is the demo, the scheme, its words and the way round."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from desk.navigation import navigation_for


def house(request: HttpRequest) -> dict[str, Any]:
    """Names for the page frames; the way round is only worked out where it is shown."""
    scheme = getattr(request, "current_scheme", None)
    has_rights = scheme is not None and getattr(request, "rights", None)
    return {
        "is_demo": settings.DEMO,
        "scheme": scheme,
        "words": scheme.words if scheme else None,
        "navigation": SimpleLazyObject(lambda: navigation_for(request)) if has_rights else [],
    }
