"""Reads: one definition of each notion, used by the phone, the desk and the lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)

from matching.models import Match, halves_of
from meetings.models import Meeting, RecordSheet
from people.models import Person
from schemes.models import Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

if TYPE_CHECKING:
    from accounts.models import User

MISSING_AFTER_DAYS = 2
PLACES_OFFERED = 3


def sheet_is_missing(on: date) -> Q:
    """A filter for planned meetings whose day is more than two days ago and about which nobody wrote.

    They may well have met: the sheet is missing, nothing else is known. Only matches that
    still run.
    """
    return Q(state=Meeting.State.PLANNED, on__lt=on - timedelta(days=MISSING_AFTER_DAYS)) & ~Q(
        match__status=Match.Status.ENDED
    )


def missing_sheets(meetings: QuerySet[Meeting], on: date) -> QuerySet[Meeting]:
    """Those of these meetings whose sheet is missing, the longest missing first."""
    return meetings.filter(sheet_is_missing(on)).order_by("on", "at", "pk")


def with_people(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with their two people and the scheme, in the same query."""
    return meetings.select_related(
        "match__scheme", "match__volunteer__person", "match__supportee__person"
    )


def with_sheet_marks(meetings: QuerySet[Meeting]) -> "QuerySet[Any]":
    """Meetings with `has_sheet` and `is_signed`: the newest version is signed by the supporter."""
    newest = RecordSheet.objects.filter(meeting=OuterRef("pk")).order_by("-version")
    # One value of the newest sheet, and not whether there is one: PostgreSQL would gather all
    # sheets of the house to answer that for thirty meetings.
    signed_name = Subquery(newest.values("supporter_signed_name")[:1])
    has_sheet = Q(_signed_name__isnull=False)
    return meetings.annotate(
        _signed_name=signed_name,
        has_sheet=ExpressionWrapper(has_sheet, output_field=BooleanField()),
        is_signed=ExpressionWrapper(has_sheet & ~Q(_signed_name=""), output_field=BooleanField()),
    )


def named_like(meetings: QuerySet[Meeting], words: str) -> QuerySet[Meeting]:
    """Meetings of matches in which one of the two is called like that."""
    people = Person.objects.named_like(words).values("pk")
    return meetings.filter(
        Q(match__volunteer__person__in=people) | Q(match__supportee__person__in=people)
    )


def last_places(match: Match) -> list[str]:
    """Where they met lately, the last place first; the usual place of the match among them."""
    found = (
        match.meetings.exclude(place="")
        .filter(state__in=[Meeting.State.HELD, Meeting.State.PLANNED])
        .order_by("-on", "-pk")
        .values_list("place", flat=True)[:30]
    )
    different: dict[str, str] = {}
    for place in [*found, match.usual_place]:
        if place:
            different.setdefault(place.casefold(), place)
    return list(different.values())[:PLACES_OFFERED]


def plan_to_write_about(match: Match, on: date) -> Meeting | None:
    """The planned meeting a sheet opened on this day is most likely about: that of the day,
    else the last one in the week before it."""
    return (
        match.meetings.filter(
            state=Meeting.State.PLANNED, on__lte=on, on__gte=on - timedelta(days=7)
        )
        .order_by("-on", "-at", "-pk")
        .first()
    )


def planned_from(match: Match, on: date) -> QuerySet[Meeting]:
    """The planned meetings of a match from this day on, the next one first."""
    return match.meetings.filter(state=Meeting.State.PLANNED, on__gte=on).order_by("on", "at", "pk")


def next_planned(match: Match, on: date) -> Meeting | None:
    """The next planned meeting of a match, from this day on."""
    return planned_from(match, on).first()


# The phone


@dataclass
class MyMatch:
    """A match as one of its two people sees it."""

    match: Match
    as_volunteer: bool
    next: Meeting | None = None
    last: Meeting | None = None

    @property
    def other(self) -> Person:
        """The other one."""
        return self.match.supportee.person if self.as_volunteer else self.match.volunteer.person


def my_half(user: "User") -> QuerySet[Match]:
    """The matches this user is one half of and may still see."""
    as_volunteer, as_supportee = halves_of(user)
    return (
        Match.objects.visible_to(user)
        .filter((as_volunteer & ~Q(status=Match.Status.ENDED)) | as_supportee)
        .select_related("scheme__organisation", "volunteer__person", "supportee__person")
    )


def my_matches(user: "User", on: date) -> list[MyMatch]:
    """The running matches of a user, each with its next planned and last held meeting.

    Three queries, however many matches there are.
    """
    mine = [
        MyMatch(match, as_volunteer=match.volunteer.person.user_id == user.pk)
        for match in my_half(user).exclude(status=Match.Status.ENDED).order_by("started_on", "pk")
    ]
    meetings = Meeting.objects.filter(match__in=[each.match.pk for each in mine])
    coming = _first_of_each(
        meetings.filter(state=Meeting.State.PLANNED, on__gte=on), "match_id", "on", "at", "pk"
    )
    held = _first_of_each(
        meetings.filter(state=Meeting.State.HELD, on__lte=on), "match_id", "-on", "-at", "-pk"
    )
    for each in mine:
        each.next = coming.get(each.match.pk)
        each.last = held.get(each.match.pk)
    return mine


def _first_of_each(meetings: QuerySet[Meeting], *order: str) -> dict[int, Meeting]:
    return {meeting.match_id: meeting for meeting in meetings.order_by(*order).distinct("match_id")}


def my_ended_matches(user: "User") -> list[MyMatch]:
    """Matches a supported person looks back on; volunteers lose sight of theirs."""
    ended = my_half(user).filter(status=Match.Status.ENDED).order_by("-ended_on", "pk")
    return [MyMatch(match, as_volunteer=False) for match in ended]


def my_schemes(user: "User") -> QuerySet[Scheme]:
    """The schemes a user gives time in or is supported by: whom to ring is asked of these."""
    return Scheme.objects.filter(
        Q(pk__in=Volunteer.objects.filter(person__user=user).values("scheme"))
        | Q(pk__in=Supportee.objects.filter(person__user=user).values("scheme"))
    ).order_by("name")


def my_missing_sheets(user: "User", on: date) -> list[Meeting]:
    """The sheets that a volunteer has not written yet, the longest missing first."""
    mine = Meeting.objects.visible_to(user).filter(match__volunteer__person__user=user)
    return list(with_people(missing_sheets(mine, on)))


# The story of a match


@dataclass
class Entry:
    """One meeting in the story of a match: what happened, and the sheets about it."""

    meeting: Meeting
    sheets: list[RecordSheet] = field(default_factory=list)
    is_missing: bool = False

    @property
    def sheet(self) -> RecordSheet | None:
        """The sheet as it stands now."""
        return self.sheets[0] if self.sheets else None


def with_sheets(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Meetings with all versions of their sheets, the newest first, in one more query."""
    return meetings.prefetch_related(
        Prefetch(
            "sheets",
            queryset=RecordSheet.objects.select_related("written_by").order_by("-version"),
        )
    )


def entries_of(meetings: Iterable[Meeting], on: date) -> list[Entry]:
    """Entries for meetings that came with their sheets; see `with_sheets`."""
    return [
        Entry(
            meeting,
            sheets=list(meeting.sheets.all()),
            is_missing=meeting.state == Meeting.State.PLANNED
            and meeting.on < on - timedelta(days=MISSING_AFTER_DAYS),
        )
        for meeting in meetings
    ]


def story_of(match: Match) -> QuerySet[Meeting]:
    """All meetings of a match worth telling, the latest first: not the plans that were moved."""
    return with_sheets(
        match.meetings.exclude(state=Meeting.State.SUPERSEDED).order_by("-on", "-at", "-pk")
    )


def timeline_of(match: Match, on: date, *, most: int = 20) -> list[Entry]:
    """The latest entries of a match's story for `meetings/_timeline.html`. Two queries."""
    return entries_of(story_of(match)[:most], on)
