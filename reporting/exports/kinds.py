"""The columns of each list, in the order in which they stand in the file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from matching.models import Match
from meetings.models import Meeting, RecordSheet
from reporting.exports.columns import (
    Cells,
    Clock,
    Column,
    Day,
    Several,
    day_and_clock,
    full_name,
    in_words,
)
from supportees.models import Supportee
from volunteers.models import CriminalRecordCheck, Volunteer


@dataclass(frozen=True)
class Kind:
    """A list that can be taken out. Its key is that of the importer which takes it back.

    `columns()` is asked each time: labels are in the reader's language.
    """

    key: str
    columns: Callable[[], Sequence[Column]]


def _person() -> list[Column]:
    return [
        Column("reference", F("reference")),
        Column("given_name", F("person__given_name")),
        Column("family_name", F("person__family_name")),
        Column("known_as", F("person__known_as")),
        Column("born_on", Day("person__born_on")),
        Column("phone", F("person__phone")),
        Column("email", F("person__email")),
        Column("postcode", F("person__postcode")),
        Column("languages", Several("person__languages")),
    ]


def _volunteers() -> list[Column]:
    checks = CriminalRecordCheck.objects.filter(volunteer=OuterRef("pk")).order_by(
        F("issued_on").desc(nulls_last=True), "-pk"
    )
    return [
        *_person(),
        Column("can_help_with", Several("can_help_with")),
        Column("interests", Several("interests")),
        Column("check_number", Subquery(checks.values("number")[:1])),
        Column("check_issued_on", Day(Subquery(checks.values("issued_on")[:1]))),
        Column("references_received", Cast("references_received", CharField())),
        Column("status", in_words("status", Volunteer.Status)),
        Column("started_on", Day("started_on")),
        Column("left_on", Day("left_on")),
        Column("leaving_reason", F("leaving_reason")),
        Column("most_supportees", Cast("most_supportees", CharField())),
        Column("site", F("site__name")),
        Column("notes", F("notes")),
    ]


def _supportees() -> list[Column]:
    ended = Q(status=Supportee.Status.ENDED)
    return [
        *_person(),
        Column("referred_on", Day("referred_on")),
        Column("referred_by", F("referred_by")),
        Column("looking_for", Several("looking_for")),
        Column("interests", Several("interests")),
        Column("wished_gender", in_words("wished_gender", Supportee.WishedGender)),
        Column("status", in_words("status", Supportee.Status)),
        # Of somebody who came back, the day of an earlier ending would contradict their status.
        Column("ended_on", Case(When(ended, then=Day("ended_on")), output_field=TextField())),
        Column("ending_reason", F("ending_reason")),
        Column("site", F("site__name")),
        Column("notes", F("notes")),
    ]


def _pair(path: str = "") -> list[Column]:
    return [
        Column("volunteer_reference", F(f"{path}volunteer__reference")),
        Column("volunteer", full_name(f"{path}volunteer__person")),
        Column("supportee_reference", F(f"{path}supportee__reference")),
        Column("supportee", full_name(f"{path}supportee__person")),
    ]


def _how_often() -> Case:
    weeks = Cast(F("rhythm_days") / 7, CharField())
    return Case(
        When(rhythm_days=1, then=Value(_("every day"))),
        When(rhythm_days=7, then=Value(_("every week"))),
        When(
            Q(rhythm_days__in=range(14, 366, 7)),
            then=Concat(Value(_("every ")), weeks, Value(_(" weeks"))),
        ),
        default=Concat(Value(_("every ")), Cast("rhythm_days", CharField()), Value(_(" days"))),
        output_field=TextField(),
    )


def _matches() -> list[Column]:
    return [
        *_pair(),
        Column("started_on", Day("started_on")),
        Column("ended_on", Day("ended_on")),
        Column("ending_reason", F("ending_reason")),
        Column("rhythm_days", _how_often()),
        Column("status", in_words("status", Match.Status)),
        Column("purpose", F("purpose")),
        Column("usual_place", F("usual_place")),
    ]


def _newest_sheet() -> Column:
    # One look at each meeting's sheets for all that stands in the newest.
    newest = RecordSheet.objects.filter(meeting=OuterRef("pk")).order_by("-version")
    words = Cells("why_met", "did", "achieved", "next_time", day_and_clock("next_on", "next_at"))
    return Column(
        "why_met|did|achieved|next_time|next_on", Subquery(newest.values(cells=words)[:1])
    )


def _meetings() -> list[Column]:
    state = Meeting.State
    return [
        Column("on", Day("on")),
        Column("at", Clock("at")),
        *_pair("match__"),
        # What was called off and what was missed are told apart by the plan that is here.
        Column(
            "happened",
            Case(
                When(state=state.HELD, then=Value(_("yes"))),
                When(state__in=[state.MISSED, state.CANCELLED], then=Value(_("no"))),
                output_field=TextField(),
            ),
        ),
        Column("missed_reason", F("missed_reason")),
        Column("minutes", Cast("minutes", CharField()), unit=_("minutes")),
        Column("way", in_words("way", Meeting.Way)),
        Column("place", F("place")),
        Column("who_else", F("who_else")),
        _newest_sheet(),
    ]


KINDS = {
    kind.key: kind
    for kind in (
        Kind("volunteers", _volunteers),
        Kind("supportees", _supportees),
        Kind("matches", _matches),
        Kind("meetings", _meetings),
    )
}
