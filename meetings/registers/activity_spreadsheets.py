"""Spreadsheets of activities."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from core.amounts import Amount
from core.spreadsheets.values import CannotRead, cell_text, parse_choice
from meetings.importers.fields import a_length
from meetings.models import Activity
from meetings.registers.activities import (
    ACTIVITIES,
    LONGEST_NOTES,
    spellings,
    with_usual_days,
)
from meetings.registers.days import parse_days
from schemes.imports.fields import ImportField, Reading, a_date, text, words_as_written
from schemes.imports.registry import Importer
from schemes.imports.resource import Draft, RowRefused
from schemes.registers.resource import HOW_SURE, EntryResource, a_choice, amount_fields

K, W = Activity.Kind, Activity.ForWhom
KIND_WORDS = {
    "group": K.GROUP, "training": K.TRAINING, "other": K.OTHER,
    "group meeting": K.GROUP, "group activity": K.GROUP, "coffee morning": K.GROUP, "social": K.GROUP,
    "training day": K.TRAINING, "training session": K.TRAINING, "course": K.TRAINING,
    "workshop": K.TRAINING, "induction": K.TRAINING, "something else": K.OTHER, "outing": K.OTHER,
    "trip": K.OTHER,
}  # fmt: skip
# Of words that stand in a longer name: "Learning coffee morning", "Volunteer induction, part 2".
KINDS_IN_A_NAME: Mapping[str, re.Pattern[str]] = {
    K.TRAINING: re.compile(r"\b(train(ing|er|ers)?|workshop|induction|course|refresher)s?\b"),
    K.GROUP: re.compile(
        r"\b(group|coffee|tea|social|drop[- ]?in|club|get[- ]?together|meet[- ]?up)s?\b"
    ),
}
FOR_WHOM_WORDS = {
    "supported people": W.SUPPORTED, "learners": W.SUPPORTED, "clients": W.SUPPORTED,
    "service users": W.SUPPORTED, "supportees": W.SUPPORTED, "members": W.SUPPORTED,
    "beneficiaries": W.SUPPORTED, "participants": W.SUPPORTED, "young people": W.SUPPORTED,
    "volunteers": W.VOLUNTEERS, "supporters": W.VOLUNTEERS, "befrienders": W.VOLUNTEERS,
    "mentors": W.VOLUNTEERS, "peer supporters": W.VOLUNTEERS, "organisers": W.VOLUNTEERS,
    "staff": W.STAFF, "staff of other organisations": W.STAFF, "partner staff": W.STAFF,
    "support workers": W.STAFF, "care staff": W.STAFF, "tutors": W.STAFF, "practitioners": W.STAFF,
    "mixed": W.MIXED, "all": W.MIXED, "both": W.MIXED, "everyone": W.MIXED, "everybody": W.MIXED,
    "volunteers and learners": W.MIXED, "volunteers and clients": W.MIXED, "public": W.MIXED,
}  # fmt: skip


def kind_in(name: str) -> str:
    """The kind that a name gives away; "" for none, or more than one."""
    found = [kind for kind, words in KINDS_IN_A_NAME.items() if words.search(name.casefold())]
    return found[0] if len(found) == 1 else ""


def a_kind(cell: object, reading: Reading) -> str:
    """The kind by its word, or by a word in it."""
    try:
        return parse_choice(cell, KIND_WORDS) or ""
    except CannotRead:
        if found := kind_in(cell_text(cell)):
            return found
        raise


def some_days(cell: object, reading: Reading) -> Amount | None:
    """A number of days, also "half a day" and "2 1/2"; hours are refused."""
    return parse_days(cell)


DAYS = amount_fields(
    "days",
    gettext_lazy("Days"),
    "Number of days | No of days | Training days | Days training | How many days | Length in days | "
    "Days delivered",
    whole=False,
)
FIELDS = (
    ImportField(
        "title",
        gettext_lazy("Activity"),
        text(150),
        "Title | Name | Name of activity | Activity name | What | What we did | Event | Course | "
        "Course title | Topic | Training title | Description | Description of activity | Group",
        required=True,
    ),
    ImportField(
        "on",
        gettext_lazy("Date"),
        a_date,
        "When | Day | Date held | Held on | Activity date | Date of activity | First day | Start | "
        "Start date | From | Date from | Began | Training date",
        required=True,
    ),
    ImportField(
        "until",
        gettext_lazy("Last day"),
        a_date,
        "End | End date | Until | To | Date to | Finish | Finish date | Ended",
    ),
    ImportField(
        "kind",
        gettext_lazy("Kind"),
        a_kind,
        "Type | Kind of activity | Type of activity | Activity type | Category | Group or training",
    ),
    *(replace(each, parse=some_days) if each.name != "days_how_sure" else each for each in DAYS),
    *amount_fields(
        "people",
        gettext_lazy("People"),
        "Number of people | Attended | Attendance | No of people | Attendees | How many people | "
        "People attending | Participants | Number attended | Number attending | Headcount | "
        "No attended | People trained | Trained | How many came | Learners attending | Came",
        is_main=True,
    ),
    HOW_SURE,
    ImportField(
        "for_whom",
        gettext_lazy("For whom"),
        a_choice(FOR_WHOM_WORDS),
        "Who for | Who was it for | Audience | Aimed at | Target group | Who | Who came",
        soft=True,
    ),
    ImportField("place", gettext_lazy("Place"), text(150), "Where | Venue | Location"),
    ImportField(
        "organisation",
        gettext_lazy("Organisation"),
        text(150),
        "Organisation held for | With | Held with | Held for | Partner | Partner organisation | "
        "Delivered to | Delivered with | Host | Agency",
    ),
    ImportField(
        "minutes",
        gettext_lazy("Length"),
        a_length,
        "Minutes | Duration | How long | Hours | Length of meeting | Time taken",
        soft=True,
    ),
    ImportField(
        "source", gettext_lazy("How you know"), text(200), "Source | Evidence from | Recorded by"
    ),
    ImportField(
        "notes",
        gettext_lazy("What came of it"),
        words_as_written(LONGEST_NOTES),
        "Notes | Outcome | Outcomes | Comments | Remarks",
    ),
)  # fmt: skip


class ActivityResource(EntryResource):
    """Activities from a spreadsheet. Without a word about it, the name of an activity may say its kind."""

    register = ACTIVITIES
    fields_known = FIELDS
    amounts = ("people", "days")

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.spellings = spellings(self.scheme)

    def values_of(self, values: dict[str, Any]) -> dict[str, Any]:
        said = super().values_of(values)
        if name := said.get("organisation"):
            said["organisation"] = self.spellings.get(name.casefold(), name)
        return said

    def for_new(self, said: dict[str, Any]) -> dict[str, Any]:
        return with_usual_days(
            said | {"kind": said.get("kind") or kind_in(said.get("title") or "")}
        )

    def identify(self, draft: Draft) -> None:
        super().identify(draft)
        said = draft.values["said"]
        if draft.record is not None or said.get("kind"):
            return
        kind = self.for_new(said)["kind"]
        if not kind:
            raise RowRefused(
                _("Say what it was: a group meeting, training, or something else."), "kind"
            )
        self.warn(_("Taken as %(kind)s, because of its name.") % {"kind": K(kind).label}, "kind")


ACTIVITIES_IN = Importer(
    key="activities",
    word="",
    label=gettext_lazy("Activities"),
    about=gettext_lazy(
        "One row for each group meeting or training, with its days and how many came."
    ),
    fields=FIELDS,
    resource=ActivityResource,
    order=40,
    list_name="activities",
    things_named_by="title",
)
