"""What goes wrong in words, and the page shown for a form that lost its key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise


class RuleBroken(Exception):
    """A service could not do what was asked; the message is a sentence for people.

    `field` names the form field the sentence belongs to, if there is one.
    """

    def __init__(self, message: str | Promise, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotAllowed(RuleBroken):
    """The person may not do this; raised by services, shown as 403 in words."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form arrived without its key: usually a sign-in in another tab, or cookies off."""
    return render(request, "403_csrf.html", status=403)
