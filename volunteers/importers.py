"""Spreadsheets of volunteers."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from core.spreadsheets.values import parse_choice
from core.spreadsheets.values.reading import CannotRead, compare_key
from hosting.models import Cohort, Organiser
from hosting.queries import parts_as_host
from people.imports import SITE_SYNONYMS, STATUS_SYNONYMS, MemberResource, a_status, person_fields
from schemes.imports.fields import (
    ImportField,
    a_date,
    a_list,
    a_number,
    a_past_date,
    text,
    words_as_written,
)
from schemes.imports.registry import Importer
from schemes.imports.resource import Draft, RowRefused
from schemes.models import Scheme
from volunteers.models import CriminalRecordCheck, Volunteer
from volunteers.transitions import MATCHABLE

S = Volunteer.Status
HOSTING = ("host", "cohort", "organiser")
STATUS_WORDS = {
    "enquired": S.ENQUIRED, "enquiry": S.ENQUIRED, "new": S.ENQUIRED, "interested": S.ENQUIRED,
    "prospective": S.ENQUIRED,
    "applied": S.APPLIED, "applicant": S.APPLIED, "application": S.APPLIED, "pending": S.APPLIED,
    "awaiting references": S.APPLIED, "awaiting dbs": S.APPLIED, "in progress": S.APPLIED,
    "in training": S.IN_TRAINING, "training": S.IN_TRAINING, "trainee": S.IN_TRAINING,
    "available": S.AVAILABLE, "active": S.AVAILABLE, "approved": S.AVAILABLE, "ready": S.AVAILABLE,
    "current": S.AVAILABLE, "trained": S.AVAILABLE, "yes": S.AVAILABLE, "waiting": S.AVAILABLE,
    "unmatched": S.AVAILABLE,
    # A match is what makes somebody matched; it comes with its own spreadsheet.
    "matched": S.AVAILABLE, "paired": S.AVAILABLE,
    "on hold": S.PAUSED, "paused": S.PAUSED, "hold": S.PAUSED, "break": S.PAUSED,
    "on a break": S.PAUSED, "suspended": S.PAUSED, "inactive": S.PAUSED, "resting": S.PAUSED,
    "left": S.LEFT, "leaver": S.LEFT, "ended": S.LEFT, "closed": S.LEFT, "withdrawn": S.LEFT,
    "resigned": S.LEFT, "former": S.LEFT, "finished": S.LEFT, "no": S.LEFT,
}  # fmt: skip

FIELDS = (
    *person_fields("supporter"),
    ImportField(
        "can_help_with",
        gettext_lazy("Can help with"),
        a_list(100),
        "Skills | Offers | Can offer | Skills and experience | Help with | Can do | Strengths",
        soft=True,
    ),
    ImportField(
        "interests",
        gettext_lazy("Interests"),
        a_list(100),
        "Hobbies | Hobbies and interests | Likes | Diddordebau",
        soft=True,
    ),
    ImportField(
        "check_number",
        gettext_lazy("Number of the criminal-record check"),
        text(30),
        (
            "DBS cert number | DBS disclosure number | DBS reference | DBS | DBS No | DBS number | DBS certificate | DBS cert no | CRB | CRB no | "
            "Disclosure no | Disclosure number | PVG | PVG no | PVG number | AccessNI | "
            "AccessNI no | Check number"
        ),
        soft=True,
    ),
    ImportField(
        "check_issued_on",
        gettext_lazy("Date of the criminal-record check"),
        a_past_date,
        (
            "DBS received | Date DBS received | Date of DBS check | DBS date | DBS issue date | DBS issued | Date of DBS | CRB date | "
            "Disclosure date | PVG date | AccessNI date | Check date | DBS done"
        ),
        soft=True,
    ),
    ImportField(
        "references_received",
        gettext_lazy("References received"),
        a_number(20),
        "Refs received | References | Refs | No of references | Number of references | Refs in",
        soft=True,
    ),
    ImportField("status", gettext_lazy("Status"), a_status, STATUS_SYNONYMS),
    ImportField(
        "started_on",
        gettext_lazy("Started on"),
        a_date,
        (
            "Started | Start date | Start | Date started | Joined | Date joined | "
            "Joined on | Approved on | Volunteer since | Since"
        ),
    ),
    ImportField(
        "left_on",
        gettext_lazy("Left on"),
        a_past_date,
        "Left | Leaving date | End date | Date left | Finished | Ended on",
    ),
    ImportField(
        "leaving_reason",
        gettext_lazy("Why they left"),
        words_as_written(200),
        "Reason for leaving | Leaving reason | Why left",
    ),
    ImportField(
        "most_supportees",
        gettext_lazy("How many people at most"),
        a_number(100),
        (
            "How many %(supportees)s | Max no of supportees | Max supportees | Max no of %(supportees)s | "
            "Max %(supportees)s | Maximum | Capacity | Max matches | Max no of matches | "
            "Max | How many | No of supportees | Max clients"
        ),
        soft=True,
    ),
    ImportField("site", gettext_lazy("Site"), text(120), SITE_SYNONYMS, soft=True),
    ImportField(
        "host",
        gettext_lazy("Host"),
        text(150),
        (
            "Host organisation | Host org | Host name | Name of host | Hosted by | Hosted at | "
            "Placed at | Placed with | Placement"
        ),
        soft=True,
    ),
    ImportField(
        "cohort",
        gettext_lazy("Cohort"),
        text(120),
        "Cohort name | Cohort no | Name of cohort | Intake | Wave | Tranche",
        soft=True,
    ),
    ImportField(
        "organiser",
        gettext_lazy("Who answers for them"),
        text(120),
        (
            "Answers for them | Paid organiser | Name of paid organiser | Responsible organiser | "
            "Organiser responsible | Organiser in charge | Their organiser | Supervised by | Supervisor"
        ),
        soft=True,
    ),
    ImportField(
        "notes",
        gettext_lazy("Notes"),
        words_as_written(10_000),
        "Comments | Comment | Remarks | Other | Note | Nodiadau",
    ),
)


class Belonging:
    """The hosts, cohorts and paid organisers of a scheme, by what offices call them."""

    def __init__(self, scheme: Scheme) -> None:
        self.known: dict[str, dict[str, set[int]]] = {name: {} for name in HOSTING}
        for part in parts_as_host(scheme).select_related("organisation"):
            self._learn("host", part.organisation.name, part.organisation_id)
        for cohort in Cohort.objects.filter(scheme=scheme):
            self._learn("cohort", cohort.name, cohort.pk)
            # "3" under the heading "Cohort no" is Cohort 3.
            self._learn("cohort", re.sub(r"^cohort\b", "", cohort.name, flags=re.I), cohort.pk)
        for organiser in Organiser.objects.filter(scheme=scheme).select_related("person"):
            self._learn("organiser", organiser.person.name, organiser.pk)
            self._learn("organiser", organiser.reference, organiser.pk)

    def _learn(self, kind: str, called: str, key: int) -> None:
        if said := compare_key(called):
            self.known[kind].setdefault(said, set()).add(key)

    def find(self, kind: str, said: str) -> int | None:
        """The key of the one that is called so; None where there is none, or more than one."""
        found = self.known[kind].get(compare_key(said), set())
        return next(iter(found)) if len(found) == 1 else None

    def unknown_words(self, kind: str, said: str) -> str:
        """Why it was not found, and what to do."""
        if self.known[kind].get(compare_key(said)):
            return _(
                "There are two who are called “%(name)s”. It was kept in the notes. Use a reference."
            ) % {"name": said}
        return {
            "host": _(
                "We know no host called “%(name)s”. It was kept in the notes. Add the host, then "
                "bring this file in again."
            ),
            "cohort": _(
                "We know no cohort called “%(name)s”. It was kept in the notes. Add the cohort, "
                "then bring this file in again."
            ),
            "organiser": _(
                "We know no paid organiser called “%(name)s”. It was kept in the notes. Add them, "
                "then bring this file in again."
            ),
        }[kind] % {"name": said}


class VolunteerResource(MemberResource):
    """Volunteers, with the number and date of their criminal-record check."""

    model = Volunteer
    fields_known = FIELDS
    member_fields = {
        "reference": "reference",
        "can_help_with": "can_help_with",
        "interests": "interests",
        "most_supportees": "most_supportees",
        "references_received": "references_received",
        "started_on": "started_on",
        "host": "host_id",
        "cohort": "cohort_id",
        "organiser": "organiser_id",
        "leaving_reason": "leaving_reason",
        "notes": "notes",
    }

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.belonging = Belonging(self.scheme)
        self.checks: dict[int, set[tuple[str, date | None]]] = {}
        for volunteer, number, issued_on in CriminalRecordCheck.objects.filter(
            volunteer__scheme=self.scheme
        ).values_list("volunteer", "number", "issued_on"):
            self.checks.setdefault(volunteer, set()).add((number, issued_on))

    def check(self, values: dict[str, Any]) -> None:
        super().check(values)
        self._find_where_they_belong(values)
        started_on, left_on = values.get("started_on"), values.get("left_on")
        if started_on and left_on and left_on < started_on:
            raise RowRefused(_("This is before the day they started."), "left_on")
        born_on = values.get("born_on")
        if born_on and started_on and started_on < born_on:
            raise RowRefused(_("This is before they were born."), "started_on")
        word = values.get("status") or ""
        if left_on and self._meant(word) not in (None, S.LEFT):
            self.warn(
                _(
                    "It says “%(word)s” and that they left on %(day)s. That day was kept in the notes."
                )
                % {"word": word, "day": left_on.strftime("%d/%m/%Y")},
                "left_on",
            )
            values["left_on"] = None
            self.keep_left_over(values, {"left_on": left_on.strftime("%d/%m/%Y")})

    def _find_where_they_belong(self, values: dict[str, Any]) -> None:
        """The keys of host, cohort and organiser; a name nobody knows stays in the notes."""
        for name in HOSTING:
            said = values.get(name)
            if not said:
                continue
            values[name] = self.belonging.find(name, said)
            if values[name] is None:
                self.warn(self.belonging.unknown_words(name, said), name)
                self.keep_left_over(values, {name: said})

    def _here(self, member: Any, name: str) -> Any:
        # Keys say nothing to people: of these the preview names the column alone.
        return "" if name in HOSTING else super()._here(member, name)

    def compare(self, draft: Draft) -> None:
        super().compare(draft)
        if self._new_check(draft) is not None:
            draft.changes["check_number"] = draft.values.get("check_number")
        left_on = draft.values.get("left_on")
        if left_on and draft.record.status == S.LEFT and draft.record.left_on != left_on:
            draft.changes["left_on"] = left_on
            draft.changes.setdefault("status", draft.values.get("status") or "")

    def status_values(self, values: dict[str, Any], member: Volunteer | None) -> dict[str, Any]:
        word, left_on = values.get("status") or "", values.get("left_on")
        meant = self._meant(word) or (S.LEFT if left_on else None)
        found: dict[str, Any] = {"imported_status": word}
        if meant == S.LEFT and left_on is None:
            # Nobody leaves on no day: that would be a guess.
            meant = S.PAUSED
        if meant is None or (member is not None and member.status in (meant, S.MATCHED)):
            return found
        found["status"] = meant
        found["left_on"] = left_on if meant == S.LEFT else None
        since = left_on if meant == S.LEFT else values.get("started_on")
        found["status_since"] = since if since and since <= self.today else self.today
        return found

    def _meant(self, word: str) -> str | None:
        try:
            return parse_choice(word, STATUS_WORDS)
        except CannotRead:
            return None

    def identify(self, draft: Draft) -> None:
        super().identify(draft)
        word = draft.values.get("status")
        if word and self._meant(word) is None:
            self.warn(
                _("We do not know the status “%(word)s”. It was kept as a note.") % {"word": word},
                "status",
            )
        elif word and self._meant(word) == S.LEFT and not draft.values.get("left_on"):
            self.warn(
                _("It does not say when they left. They are kept as on hold until you say when."),
                "status",
            )

    def _new_check(self, draft: Draft) -> tuple[str, date | None] | None:
        values = draft.values
        check = (values.get("check_number") or "", values.get("check_issued_on"))
        known = self.checks.get(draft.record.pk, set()) if draft.record else set()
        return check if any(check) and check not in known else None

    def write_more(self, drafts: list[Draft]) -> None:
        checks = [(draft.record, self._new_check(draft)) for draft in drafts]
        CriminalRecordCheck.objects.bulk_create(
            [
                CriminalRecordCheck(volunteer=volunteer, number=check[0], issued_on=check[1])
                for volunteer, check in checks
                if check is not None
            ],
            batch_size=1000,
        )


def follow_imported_matches(*, running: Mapping[int, date], ended: Mapping[int, date]) -> None:
    """Matches that came in say who is matched, whatever the spreadsheet of volunteers said.

    `running` gives volunteers with a running match and the day the first one began, `ended` those
    whose matches have all ended and the day the last one did. Where the spreadsheet said that
    somebody cannot be matched now, the status is in doubt until a person settles it.
    """
    changed = []
    for volunteer in Volunteer.objects.filter(pk__in=running).exclude(status=S.MATCHED):
        volunteer.status_in_doubt = volunteer.is_imported and volunteer.status not in MATCHABLE
        volunteer.status, volunteer.status_since = S.MATCHED, running[volunteer.pk]
        volunteer.left_on, volunteer.leaving_reason = None, ""
        changed.append(volunteer)
    for volunteer in Volunteer.objects.filter(pk__in=ended, status=S.MATCHED):
        volunteer.status, volunteer.status_since = S.AVAILABLE, ended[volunteer.pk]
        changed.append(volunteer)
    Volunteer.objects.bulk_update(
        changed,
        ["status", "status_since", "status_in_doubt", "left_on", "leaving_reason"],
        batch_size=500,
    )


VOLUNTEERS = Importer(
    key="volunteers",
    word="supporters",
    about=gettext_lazy("One row for each person who gives time."),
    fields=FIELDS,
    resource=VolunteerResource,
    order=1,
    list_name="volunteers",
)
