"""Bodies that are too large are turned away before anything keeps them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

LARGEST_BODY = 25 * 1024 * 1024
# Up to here the rest is read and dropped, so that the browser hears the answer and not a broken line.
LARGEST_HEARD_OUT = 200 * 1024 * 1024
CHUNK = 64 * 1024


class LargestBodyMiddleware:
    """Answers 413 in words to a request that says it is larger than 25 MB."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= LARGEST_BODY:
            return self.get_response(request)
        if int(length) <= LARGEST_HEARD_OUT:
            while request.read(CHUNK):
                pass
        return render(request, "413.html", status=413)
