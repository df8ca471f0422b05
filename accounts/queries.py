"""Where somebody is signed in."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User


def sessions_of(user: User) -> QuerySet[UserSession]:
    """The user's sessions that still open pages, oldest first. One query, however many."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return UserSession.objects.filter(
        user=user, session_key__in=alive.values("session_key")
    ).order_by("created_at", "pk")
