"""Spreadsheets of outcomes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from core.amounts import Amount, amount_words
from core.spreadsheets.values import (
    CannotRead,
    cell_text,
    parse_choice,
    parse_whole_number,
)
from matching.importers.pairs import PAIR_FIELDS
from outcomes.models import Outcome
from outcomes.registers.form import LONGEST_NOTES, MOST_EACH
from outcomes.registers.outcomes import OUTCOMES
from outcomes.registers.who import Everybody, who_or_how_many
from schemes.imports.fields import (
    ImportField,
    Reading,
    a_date,
    a_past_date,
    text,
    words_as_written,
)
from schemes.imports.registry import Importer
from schemes.imports.resource import Draft, RowRefused
from schemes.registers.resource import (
    HOW_SURE,
    EntryResource,
    a_choice,
    a_money,
    amount_fields,
)
from supportees.models import Supportee

K, S = Outcome.Kind, Outcome.Standing
KIND_WORDS = {
    "signposted": K.SIGNPOSTED, "enrolled": K.ENROLLED, "completed": K.COMPLETED,
    "moved into work, education or training": K.MOVED_ON, "more independent living": K.INDEPENDENT,
    "other": K.OTHER, "something else": K.OTHER,
    "referred on": K.SIGNPOSTED, "started": K.ENROLLED, "joined": K.ENROLLED, "registered": K.ENROLLED,
    "finished": K.COMPLETED, "moved on": K.MOVED_ON, "work": K.MOVED_ON, "education": K.MOVED_ON,
    "training": K.MOVED_ON, "volunteering": K.OTHER,
}  # fmt: skip
# Of words inside a longer text: "Passed exam", "Enrolled on course", "Got a job".
KINDS_IN_WORDS: Mapping[str, re.Pattern[str]] = {
    K.SIGNPOSTED: re.compile(r"\bsign[- ]?post"),
    K.ENROLLED: re.compile(r"\b(enrol|signed up)"),
    K.COMPLETED: re.compile(r"\b(complet|pass(ed)?\b|achiev|qualif|finished|gained)"),
    K.MOVED_ON: re.compile(r"\b(job|employ|into (paid )?work|into (education|training)|college place)"),
    K.INDEPENDENT: re.compile(r"\bindependen(t|ce)\b|\bown (tenancy|flat|home)\b"),
}  # fmt: skip
STANDING_WORDS = {
    "actual": S.ACTUAL, "expected": S.EXPECTED,
    "achieved": S.ACTUAL, "yes": S.ACTUAL, "done": S.ACTUAL, "confirmed": S.ACTUAL,
    "happened": S.ACTUAL, "reached": S.ACTUAL, "no": S.EXPECTED, "not yet": S.EXPECTED,
    "planned": S.EXPECTED, "forecast": S.EXPECTED, "predicted": S.EXPECTED, "pending": S.EXPECTED,
    "projected": S.EXPECTED, "to come": S.EXPECTED, "hoped for": S.EXPECTED,
}  # fmt: skip
EACH = re.compile(
    r"\s*(?:x\s*)?(?:modules?|units?|courses?|sessions?|certificates?|exams?)?(?:\s*(?:each|per person|a head))?$"
)
FOR_EACH = re.compile(
    r"\s*(?:for\s+)?(?:per|a|each|every|pp\b|/)\s*(?:person|learner|head|participant|pass)?(?:\s+passing)?$"
)


def a_kind(cell: object, reading: Reading) -> str:
    """The kind by its word, or by a word in it, with a warning."""
    try:
        return parse_choice(cell, KIND_WORDS) or ""
    except CannotRead:
        written = cell_text(cell)
        found = [kind for kind, words in KINDS_IN_WORDS.items() if words.search(written.casefold())]
        if len(found) != 1:
            raise
        reading.warn(
            _("“%(text)s” was taken as: %(kind)s.") % {"text": written, "kind": K(found[0]).label}
        )
        return found[0]


def how_many_each(cell: object, reading: Reading) -> int | None:
    """How many of it each person has, also "2 modules each"."""
    written = EACH.sub("", cell.casefold()) if isinstance(cell, str) else cell
    return parse_whole_number(written, most=MOST_EACH)


def a_payment(cell: object, reading: Reading) -> Decimal | None:
    """Pounds for each person, also "£45 per person"; another currency is refused."""
    written = FOR_EACH.sub("", cell.strip()) if isinstance(cell, str) else cell
    return a_money(written, reading)


PEOPLE = amount_fields(
    "people",
    gettext_lazy("How many people"),
    "People | Number of people | No of people | Number | How many | Headcount | Number of learners | "
    "No of learners | Learners | Participants | Numbers | Clients | Total people",
    required=True,
    is_main=True,
)
FIELDS = (
    ImportField(
        "kind",
        gettext_lazy("Kind of outcome"),
        a_kind,
        "Kind | Type | Outcome | Outcome type | Type of outcome | Category | Result | What happened",
        required=True,
    ),
    ImportField(
        "what",
        gettext_lazy("Course, service or work"),
        text(150),
        "What | Course | Service | Course or service | Description | Details | Signposted to | "
        "Qualification | Module | Modules | Achievement | Where to | Destination | Which",
    ),
    ImportField(
        "how_many_each",
        gettext_lazy("How many each"),
        how_many_each,
        "Each | Modules each | Units | Number each | Number of modules | No of modules | Units each | "
        "Modules per person | Per person",
    ),
    ImportField(
        "standing",
        gettext_lazy("Actual or expected"),
        a_choice(STANDING_WORDS),
        "Standing | Actual/expected | Expected or actual | Expected/actual | Status | State | "
        "Achieved | Achieved? | Happened",
    ),
    ImportField(
        "on",
        gettext_lazy("Date"),
        a_date,
        "When | Day | Date achieved | Achieved on | Date completed | Completed on | Outcome date | "
        "Date of outcome | By when | Expected by | Due | Due by | Date enrolled",
        required=True,
    ),
    *(replace(each, one_of="people" if each.one_of else "") for each in PAIR_FIELDS),
    ImportField(
        "who_family_name",
        gettext_lazy("Family name"),
        text(100),
        "Surname | Last name | Learner surname | Participant surname",
        right_of="who",
    ),
    ImportField(
        "who_reference",
        gettext_lazy("Reference"),
        text(30),
        "Ref | ID | Reference number | Ref no | Learner ref | Learner ID | Person ref | Person ID | "
        "Participant ID",
        one_of="people",
    ),
    ImportField(
        "who",
        gettext_lazy("Who"),
        who_or_how_many,
        "Name | Person | First name | Forename | Learner | Learner name | Name of learner | Participant | "
        "Participant name | Beneficiary | Who or how many | Name or number | Full name",
        one_of="people",
    ),
    *(replace(each, parse=who_or_how_many) if each.name == "people" else each for each in PEOPLE),
    HOW_SURE,
    ImportField(
        "payment_per_person",
        gettext_lazy("Payment for each person"),
        a_payment,
        "Payment | Payment per person | Payment each | Payment per head | Payment per pass | Fee | "
        "Fee per person | Amount per person | £ per person | Price per person | Payment per learner",
    ),
    ImportField(
        "payment_received_on",
        gettext_lazy("Payment received on"),
        a_past_date,
        "Paid | Paid on | Date paid | Received | Received on | Payment received | Payment date | "
        "Date received | Money in",
        soft=True,
    ),
    ImportField(
        "provider",
        gettext_lazy("Who offers it"),
        text(150),
        "Provider | College | Organisation | Course provider | Run by | Offered by | Agency | Group",
    ),
    ImportField(
        "source", gettext_lazy("How you know"), text(200), "Source | Evidence from | Certificate"
    ),
    ImportField(
        "notes", gettext_lazy("Notes"), words_as_written(LONGEST_NOTES), "Comments | Remarks | Note"
    ),
)  # fmt: skip


class OutcomeResource(EntryResource):
    """Outcomes from a spreadsheet, each of one person or of a number of people.

    Without a word about it, a day gone by makes it actual; what was brought in as expected stays so
    until somebody says that it was reached.
    """

    register = OUTCOMES
    fields_known = FIELDS
    amounts = ("people",)

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.everybody = Everybody(self.scheme)

    def name_of(self, values: dict[str, Any]) -> str:
        kind = K(values["kind"]).label if values.get("kind") else ""
        return " · ".join(str(each) for each in (values.get("what"), kind) if each)

    def check(self, values: dict[str, Any]) -> None:
        if isinstance(values.get("who"), Amount):
            # The column of names holds a number: it stands for the people of this row.
            values["people"] = values.get("people") or values["who"]
            values["who"] = ""
        somebody = self.everybody.named_in(values)
        values["supportee_id"] = values["volunteer_id"] = None
        if isinstance(values.get("people"), str):
            values["people"] = None
        if somebody is not None:
            is_supportee = isinstance(somebody.member, Supportee)
            values["supportee_id" if is_supportee else "volunteer_id"] = somebody.pk
            self._leave_out_the_one(values, somebody.name)
        elif not self.unread and not any(
            values.get(name) for name in ("people", "people_low", "people_high")
        ):
            named = [name for name in ("who", "people") if name in self.headings]
            raise RowRefused(_("Say who it was, or how many people."), named[0] if named else "")
        super().check(values)

    def column_of(self, field: str) -> str:
        """A number in the column of names is shown there."""
        if field == "people" and field not in self.headings and "who" in self.headings:
            return super().column_of("who")
        return super().column_of(field)

    @staticmethod
    def _leave_out_the_one(values: dict[str, Any], name: str) -> None:
        """Beside a name "1" says nothing new, and any other number cannot be."""
        for field in ("people", "people_low", "people_high"):
            amount: Amount | None = values.get(field)
            if amount is not None and (amount.low, amount.high) != (1, 1):
                raise RowRefused(
                    _("This row names %(name)s and says %(number)s people. Keep one of the two.")
                    % {"name": name, "number": amount_words(amount.low, amount.high)},
                    field,
                )
            values[field] = None

    def values_of(self, values: dict[str, Any]) -> dict[str, Any]:
        said = super().values_of(values)
        said["standing"] = said.get("standing") or self._standing(said)
        return said

    def _standing(self, said: dict[str, Any]) -> str:
        for standing in (S.EXPECTED, S.ACTUAL):
            if self._key(said | {"standing": standing}) in self.here:
                return standing
        return S.ACTUAL if said["on"] <= self.today else S.EXPECTED

    def _key(self, said: dict[str, Any]) -> tuple[Any, ...]:
        return self.register.identity_of(
            lambda name: said.get(name) or (None if name.endswith("_id") else "")
        )

    def identify(self, draft: Draft) -> None:
        super().identify(draft)
        said = draft.values["said"]
        if draft.record is None and said.get("provider"):
            without = self._key(said | {"provider": ""})
            if without in self.here:
                self.warn(
                    _(
                        "The same is here without who offers it. Check that it is not counted twice."
                    ),
                    "provider",
                )


OUTCOMES_IN = Importer(
    key="outcomes",
    word="",
    label=gettext_lazy("Outcomes"),
    about=gettext_lazy(
        "One row for each outcome: of one person by name or reference, or of a number of people."
    ),
    fields=FIELDS,
    resource=OutcomeResource,
    order=41,
    list_name="outcomes",
    things_named_by="what",
)
