"""Meetings in words: lengths, clock times, numbers to ring."""

from typing import Any

from django import template
from django.utils import timezone

from core.days import exact_words
from meetings.models import Meeting
from meetings.versions import minutes_words, time_words

register = template.Library()
register.filter("minutes_words", minutes_words)
register.filter("time_words", time_words)


@register.filter
def telephone_address(number: str) -> str:
    """What a tel: link needs: the digits, and a plus in front where there is one."""
    return ("+" if number.strip().startswith("+") else "") + "".join(filter(str.isdigit, number))


@register.simple_tag
def when_and_where(meeting: Meeting) -> str:
    """ "Thu 27 Nov, 2 pm, Library café"."""
    parts: list[Any] = [exact_words(meeting.on, timezone.localdate())]
    if meeting.at:
        parts.append(time_words(meeting.at))
    if meeting.way != Meeting.Way.IN_PERSON:
        parts.append(meeting.get_way_display().lower())
    elif meeting.place:
        parts.append(meeting.place)
    return ", ".join(parts)
