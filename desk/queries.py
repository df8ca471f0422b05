"""What the desk tells: work to do, oddities, and the parts of a person's and a match's story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, F, Func, IntegerField, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from matching.models import Match
from matching.queries import with_waiting_since
from meetings.models import Meeting
from meetings.queries import missing_sheets, with_people
from meetings.rhythm import RhythmState, overdue, with_rhythm
from schemes.models import Scheme
from supportees.models import Supportee
from volunteers.models import Volunteer

FREE_FOR_LONG_DAYS = 28
KEPT_IN_A_ROW = 8


def overdue_matches(scheme: Scheme, on: date) -> QuerySet[Any]:
    """Matches in which it is time to ask, the longest quiet first, with their people."""
    return overdue(
        Match.objects.filter(scheme=scheme).select_related(
            "scheme", "volunteer__person", "supportee__person"
        ),
        on,
    )


def sheets_missing(scheme: Scheme, on: date) -> QuerySet[Meeting]:
    """Planned meetings of the scheme whose day went by without a sheet, the longest first."""
    return with_people(missing_sheets(Meeting.objects.filter(match__scheme=scheme), on))


def waiting_longest(scheme: Scheme) -> QuerySet[Supportee]:
    """People waiting to be matched, the longest first."""
    return (
        with_waiting_since(Supportee.objects.filter(scheme=scheme, status=Supportee.Status.WAITING))
        .select_related("person", "scheme", "site")
        .order_by("waiting_since", "pk")
    )


def free_for_long(scheme: Scheme, on: date) -> QuerySet[Volunteer]:
    """Volunteers who have been available for four weeks or more, the longest first."""
    return (
        Volunteer.objects.filter(
            scheme=scheme,
            status=Volunteer.Status.AVAILABLE,
            status_since__lte=on - timedelta(days=FREE_FOR_LONG_DAYS),
        )
        .select_related("person", "scheme")
        .order_by("status_since", "pk")
    )


def going_well(scheme: Scheme, on: date, *, but: Iterable[int] = (), most: int = 3) -> list[Any]:
    """Running matches on their rhythm whose last eight meetings or more were all kept.

    Leaves out the matches in `but`, such as those in which a sheet is missing.
    """
    recent = (
        Meeting.objects.filter(
            match__scheme=scheme,
            match__status=Match.Status.ACTIVE,
            state__in=[Meeting.State.HELD, Meeting.State.MISSED],
            on__lte=on,
            on__gt=on - timedelta(days=183),
        )
        .values("match")
        .annotate(
            held=Count("pk", filter=Q(state=Meeting.State.HELD)),
            missed=Count("pk", filter=Q(state=Meeting.State.MISSED)),
        )
        .filter(missed=0, held__gte=KEPT_IN_A_ROW)
        .exclude(match__in=list(but))
        .order_by("-held", "match")
    )
    kept = {row["match"]: row["held"] for row in recent[: most * 3]}
    matches = with_rhythm(Match.objects.filter(pk__in=kept), on).filter(
        rhythm_state=RhythmState.ON_RHYTHM
    )
    found = sorted(
        matches.select_related("scheme", "volunteer__person", "supportee__person"),
        key=lambda match: (-kept[match.pk], match.pk),
    )[:most]
    for match in found:
        match.kept_in_a_row = kept[match.pk]
    return found


def coming_up(scheme: Scheme, on: date, *, most: int = 5) -> list[Meeting]:
    """The next planned meetings of the scheme."""
    return list(
        with_people(
            Meeting.objects.filter(
                match__scheme=scheme, state=Meeting.State.PLANNED, on__gte=on
            ).exclude(match__status=Match.Status.ENDED)
        ).order_by("on", "at", "pk")[:most]
    )


@dataclass(frozen=True)
class Oddity:
    """Something in the records that cannot all be true; the co-ordinator says which is."""

    name: str
    url: str
    words: str
    settle_url: str = ""


def oddities(scheme: Scheme) -> list[Oddity]:
    """What does not fit together, mostly after an import: history is taken as it was.

    Statuses from a spreadsheet that the matches contradict, running matches of people who
    are not marked as matched, volunteers with more people than they can take. Four queries.
    """
    S, V = Supportee.Status, Volunteer.Status
    found = [
        *_in_doubt(Volunteer.objects.filter(scheme=scheme), "settle_volunteer"),
        *_in_doubt(Supportee.objects.filter(scheme=scheme), "settle_supportee"),
    ]
    running = (
        Match.objects.running()
        .filter(scheme=scheme)
        .exclude(volunteer__status=V.MATCHED, supportee__status=S.MATCHED)
        # A match that rests with its people on hold fits together.
        .exclude(
            Q(status=Match.Status.PAUSED)
            & Q(volunteer__status__in=[V.MATCHED, V.PAUSED])
            & Q(supportee__status__in=[S.MATCHED, S.PAUSED])
        )
        .select_related("scheme", "volunteer__person", "supportee__person")
        .order_by("pk")
    )
    for match in running:
        for half, matched in ((match.volunteer, V.MATCHED), (match.supportee, S.MATCHED)):
            if half.status != matched:
                half.scheme = scheme
                found.append(
                    Oddity(
                        half.person.name,
                        half.get_absolute_url(),
                        _("Marked as “%(status)s”, but their match is running.")
                        % {"status": half.get_status_display()},
                    )
                )
    full = (
        Volunteer.objects.filter(scheme=scheme)
        .annotate(running=Count("matches", filter=~Q(matches__status=Match.Status.ENDED)))
        .filter(running__gt=F("most_supportees"))
        .select_related("person", "scheme")
        .order_by("pk")
    )
    found += [
        Oddity(
            volunteer.person.name,
            volunteer.get_absolute_url(),
            _("Has %(running)d running matches; %(most)d at most was agreed.")
            % {"running": volunteer.running, "most": volunteer.most_supportees},
        )
        for volunteer in full
    ]
    return found


def _in_doubt(records: QuerySet[Any], settle: str) -> list[Oddity]:
    return [
        Oddity(
            record.person.name,
            record.get_absolute_url(),
            _("The spreadsheet said “%(word)s”, but their match is running.")
            % {"word": record.imported_status}
            if record.status == record.Status.MATCHED
            else _("The spreadsheet said “%(word)s”, but no match of theirs is running.")
            % {"word": record.imported_status},
            reverse(settle, args=[record.scheme.slug, record.pk]),
        )
        for record in records.filter(status_in_doubt=True)
        .select_related("person", "scheme")
        .order_by("pk")
    ]


def running_matches(to_person: str) -> Prefetch:
    """The running matches of listed people, with the person on the other side. One query."""
    return Prefetch(
        "matches",
        queryset=Match.objects.running().select_related(to_person).order_by("started_on", "pk"),
        to_attr="running_matches",
    )


@dataclass(frozen=True)
class StatusChange:
    """One step in somebody's story, from the audit trail."""

    status: str
    on: date
    by: str
    why: str


def status_story(record: Any) -> list[StatusChange]:
    """The steps a volunteer or supportee took, the latest first. One query for the steps
    and one for the names."""
    events = record.events.order_by("pgh_created_at", "pgh_id").values(
        "status", "status_since", "pgh_context__metadata"
    )
    changes: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for event in events:
        if not changes or changes[-1][0]["status"] != event["status"]:
            changes.append((event, event["pgh_context__metadata"] or {}))
    names = User.objects.in_bulk(
        {metadata["actor"] for _event, metadata in changes if metadata.get("actor")}
    )
    labels = dict(type(record).Status.choices)
    return [
        StatusChange(
            status=str(labels[event["status"]]),
            on=event["status_since"],
            by=str(names.get(metadata.get("actor"), "")),
            why=metadata.get("why", ""),
        )
        for event, metadata in reversed(changes)
    ]


class Place(Func):
    """At which place of a list, counted from 1, a value stands."""

    function = "array_position"
    output_field = IntegerField()


def most_urgent_first() -> Place:
    """An order for matches with their rhythm: silent, overdue, on hold, as agreed, the rest."""
    order = [
        RhythmState.SILENT,
        RhythmState.OVERDUE,
        RhythmState.ON_RHYTHM,
        RhythmState.NOT_STARTED,
        RhythmState.PAUSED,
        RhythmState.ENDED,
    ]
    # Not as a choice of cases: each of them would work the rhythm out anew.
    places = Value([state.value for state in order], output_field=ArrayField(TextField()))
    return Place(places, Cast("rhythm_state", TextField()))
