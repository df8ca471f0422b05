"""What the database alone needs for a page."""

import json
import os
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from befriending.bench.floor import STATEMENTS
from core.models import Submission


@cache
def statements() -> list[list[str]]:
    """The statements of each page, by its number."""
    return json.loads(Path(os.environ[STATEMENTS]).read_text())


def replay(request: HttpRequest, number: int) -> HttpResponse:
    """Session, user, then every statement of the page with all its rows. Answers how many rows.

    Asked by POST it also pays for keeping: what was written is taken back, and one row is
    committed in its place, because the same rows cannot be written twice.
    """
    if not request.user.is_authenticated:
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponse(str(_run(statements()[number])))
    with transaction.atomic():
        with transaction.atomic():
            rows = _run(statements()[number])
            transaction.set_rollback(True)
        Submission.objects.create(id=uuid4(), user_id=request.user.pk, purpose="bench")
    return HttpResponse(str(rows))


def _run(page: list[str]) -> int:
    rows = 0
    with connection.cursor() as cursor:
        for statement in page:
            cursor.execute(statement)
            if cursor.description:
                rows += len(cursor.fetchall())
    return rows
