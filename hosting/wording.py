"""Days and spans of days as these pages say them."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _


class Spanning(Protocol):
    """Something that goes from a day to a day, or on without an end."""

    started_on: date
    ended_on: date | None


def day_words(day: date) -> str:
    """ "3 March 2026"."""
    return format_date(day, "j F Y")


def span_words(span: Spanning) -> str:
    """ "from 1 September 2025 to 3 March 2026", or "since 1 September 2025"."""
    if span.ended_on is None:
        return _("since %(day)s") % {"day": day_words(span.started_on)}
    return _("from %(first)s to %(last)s") % {
        "first": day_words(span.started_on),
        "last": day_words(span.ended_on),
    }


def spans_words(spans: Iterable[Spanning]) -> str:
    """Several spans with "and" between them."""
    return _(" and ").join(span_words(each) for each in spans)


def share_a_day(one: Spanning, other: Spanning) -> bool:
    """Whether two spans have a day in common; last days count."""
    return one.started_on <= (other.ended_on or date.max) and other.started_on <= (
        one.ended_on or date.max
    )


def reaches_over(inner: Spanning, outer: Spanning) -> bool:
    """Whether a span has days outside another one."""
    return inner.started_on < outer.started_on or (inner.ended_on or date.max) > (
        outer.ended_on or date.max
    )
