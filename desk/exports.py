"""The lists as spreadsheets: what a list shows, with its search, filters and order, in one file."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from gzip import GzipFile
from io import BufferedWriter
from tempfile import TemporaryFile
from typing import IO, Any, ClassVar

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from core.lists import ListPage
from desk.matches import MatchList
from desk.people import SupporteeList, VolunteerList
from meetings.views.desk import MeetingList
from reporting.exports import take_out
from schemes.access import needs
from schemes.rights import Right

SENT_TOGETHER = 64 * 1024
TAKES_GZIP = re.compile(r"\bgzip\b")


class TakeOut(ListPage, abstract=True):
    """A list as a CSV file, all pages of it.

    The file is written first and sent from the disk then: who has a slow line holds no
    transaction open, and what is written down of it is true before a row leaves.
    """

    kind: ClassVar[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:  # type: ignore[override]
        scheme = self.request.current_scheme
        settings.PRIVATE_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Without a name from the start: gone with the answer, however it ends.
        file = TemporaryFile(dir=settings.PRIVATE_ROOT)  # noqa: SIM115
        is_packed = bool(TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))
        try:
            with packed(file) if is_packed else nullcontext(file) as writing:
                take_out(
                    kind=self.kind,
                    records=self.narrowed().shown.order_by(*self.chosen_order()),
                    scheme=scheme,
                    actor=self.request.user,
                    file=writing,
                    narrowed_by=request.GET.urlencode(),
                )
        except BaseException:
            file.close()
            raise
        file.seek(0)
        response = FileResponse(
            file,
            as_attachment=True,
            filename=f"{scheme.slug}-{self.kind}-{timezone.localdate()}.csv",
            content_type="text/csv; charset=utf-8",
        )
        response.block_size = SENT_TOGETHER
        patch_vary_headers(response, ["Accept-Encoding"])
        if is_packed:
            response["Content-Encoding"] = "gzip"
        return response


@contextmanager
def packed(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """What is written is compressed on its way, lightly, while the database works on the next rows."""
    with (
        GzipFile(fileobj=file, mode="wb", compresslevel=1, mtime=0) as squeezed,
        BufferedWriter(squeezed, SENT_TOGETHER) as writing,
    ):
        yield writing


class TakeOutVolunteers(TakeOut, VolunteerList):
    """Everybody who gives time."""

    guard = needs(Right.TAKE_OUT)
    kind = "volunteers"


class TakeOutSupportees(TakeOut, SupporteeList):
    """Everybody who is supported, was, or waits to be."""

    guard = needs(Right.TAKE_OUT)
    kind = "supportees"


class TakeOutMatches(TakeOut, MatchList):
    """All matches."""

    guard = needs(Right.TAKE_OUT)
    kind = "matches"


class TakeOutMeetings(TakeOut, MeetingList):
    """All meetings."""

    guard = needs(Right.TAKE_OUT)
    kind = "meetings"
