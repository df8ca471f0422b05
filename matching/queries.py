"""Reads about people and their matches."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.db.models.functions import Coalesce

from matching.models import Match
from supportees.models import Supportee


def with_waiting_since(supportees: QuerySet[Supportee]) -> QuerySet[Any]:
    """Supportees with `waiting_since`, the day from which a wait is counted.

    It is the day of the referral, where it is known; for somebody who was matched before,
    the day they began to wait again.
    """
    earlier = Match.objects.filter(supportee=OuterRef("pk"), status=Match.Status.ENDED)
    return supportees.annotate(
        waiting_since=Case(
            When(Exists(earlier), then=F("status_since")),
            default=Coalesce("referred_on", "status_since"),
        )
    )
