"""The register of people known only by their number: its rules, its form and its spreadsheet."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from tablib import Dataset

from core.amounts import amount_words
from core.errors import RuleBroken
from core.forms import DateField
from core.spreadsheets.values import parse_choice
from meetings.models import CountedPeople
from schemes.imports.fields import ImportField, Reading, a_date, an_end, text, words_as_written
from schemes.imports.outcomes import Outcome
from schemes.imports.registry import Importer
from schemes.imports.resource import Draft, RowRefused
from schemes.models import Scheme
from schemes.registers.forms import AmountField, EntryForm, how_sure_field
from schemes.registers.register import Column, Register
from schemes.registers.resource import HOW_SURE, EntryResource, amount_fields
from schemes.stages import spoken

LONGEST_NOTES = 2_000
AS_WHOM = CountedPeople.AsWhom
AS_WHOM_WORDS = {
    "supported": AS_WHOM.SUPPORTED, "supported people": AS_WHOM.SUPPORTED, "people supported": AS_WHOM.SUPPORTED,
    "supportees": AS_WHOM.SUPPORTED, "learners": AS_WHOM.SUPPORTED, "clients": AS_WHOM.SUPPORTED,
    "beneficiaries": AS_WHOM.SUPPORTED, "befriended": AS_WHOM.SUPPORTED,
    "volunteers": AS_WHOM.VOLUNTEERS, "volunteer": AS_WHOM.VOLUNTEERS,
    "gave support": AS_WHOM.VOLUNTEERS, "supporters": AS_WHOM.VOLUNTEERS,
    "befrienders": AS_WHOM.VOLUNTEERS, "mentors": AS_WHOM.VOLUNTEERS,
}  # fmt: skip
Group = tuple[Any, ...]
CHOICES = {AS_WHOM.SUPPORTED: _("%(supportees)s"), AS_WHOM.VOLUNTEERS: _("%(supporters)s")}


def check_counted(counted: CountedPeople) -> None:
    """The days are in order and have begun, and there is somebody. Raises RuleBroken."""
    if counted.last_day and counted.last_day < counted.first_day:
        raise RuleBroken(_("The last day is before the first. Check both."), field="last_day")
    if counted.first_day > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write them down when it has begun."), field="first_day"
        )
    if counted.people_low is None or counted.people_low < 1:
        raise RuleBroken(_("Write how many, at least one."), field="people")


def check_not_counted_twice(counted: CountedPeople) -> None:
    """One number for one group on one day: two would be added up. Raises RuleBroken. One query."""
    beside = CountedPeople.objects.filter(
        Q(last_day=None) | Q(last_day__gte=counted.first_day),
        scheme=counted.scheme,
        as_whom=counted.as_whom,
        title__iexact=counted.title,
    ).exclude(pk=counted.pk)
    if counted.last_day:
        beside = beside.filter(first_day__lte=counted.last_day)
    if other := beside.first():
        raise RuleBroken(_counted_twice(other.first_day, other.last_day), field="first_day")


def _counted_twice(first: date, last: date | None) -> str:
    days = {
        "first": date_format(first, "j F Y"),
        "last": date_format(last, "j F Y") if last else gettext("now"),
    }
    return (
        gettext(
            "This group is here already from %(first)s to %(last)s. On a day in both its people "
            "would count twice. Change that entry, or end one before the other begins."
        )
        % days
    )


class CountedPeopleForm(EntryForm):
    """A group of people without their names."""

    amounts = ("people",)

    as_whom = forms.ChoiceField(label=_("Who are they?"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Which group is it?"),
        max_length=150,
        help_text=_("For example: the group in Cinderford."),
    )
    first_day = DateField(label=_("From which day?"))
    last_day = DateField(
        label=_("Until which day?"),
        required=False,
        help_text=_("Leave it empty while they are still there."),
    )
    people = AmountField(label=_("How many people?"))
    people_how_sure = how_sure_field(_("How sure is the number?"))
    source = forms.CharField(
        label=_("How do you know?"),
        max_length=200,
        required=False,
        help_text=_("For example: what the group told us in March."),
    )
    notes = forms.CharField(
        label=_("What did they do?"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, scheme=scheme, **kwargs)
        self.fields["as_whom"].choices = [  # type: ignore[attr-defined]
            (value, spoken(words, scheme.words)) for value, words in CHOICES.items()
        ]


COUNTED_PEOPLE = Register(
    key="counted_people",
    model=CountedPeople,
    form_class=CountedPeopleForm,
    title=_("People counted without names"),
    about=_(
        "Groups that partners look after: you know how many people they are, not who. "
        "Nobody who stands on your own lists belongs here."
    ),
    add_words=_("Add a group"),
    heading_add=_("Which people?"),
    heading_change=_("Change the group"),
    done_words=_("Saved. They will be in your report, apart from those you know by name."),
    columns=(
        Column(_("Group"), lambda counted: counted.title, sort="title"),
        Column(_("Who"), lambda counted: counted.get_as_whom_display(), sort="as_whom"),
        Column(_("From"), lambda counted: counted.first_day, sort="first_day"),
        Column(
            _("Until"), lambda counted: counted.last_day or gettext("still there"), sort="last_day"
        ),
        Column(
            _("People"),
            lambda counted: amount_words(
                counted.people_low, counted.people_high, counted.people_how_sure
            ),
            number=True,
        ),
    ),
    fields=(
        "as_whom", "title", "first_day", "last_day", "people_low", "people_high",
        "people_how_sure", "source", "notes",
    ),
    identity=("title", "as_whom", "first_day"),
    check=check_counted,
    same_words=_("This group is here already from this day on. Change that entry."),
    order=20,
    default_sort="-first_day",
    search=("title", "notes"),
    check_beside=check_not_counted_twice,
)  # fmt: skip


def as_whom(cell: object, reading: Reading) -> str:
    """Supported people or volunteers, by any usual word."""
    return parse_choice(cell, AS_WHOM_WORDS) or ""


FIELDS = (
    ImportField("title", _("Group"), text(150), "Which group | Name | Group name | Where", required=True),
    ImportField("as_whom", _("Who"), as_whom, "Who are they | As whom | Role | Type", required=True),
    ImportField("first_day", _("From"), a_date, "Start | Start date | Started | First day | Since", required=True),
    ImportField("last_day", _("Until"), an_end, "To | End | End date | Ended | Last day"),
    *amount_fields(
        "people",
        _("People"),
        "Number of people | How many | Number | Count | Headcount | No of people",
        required=True,
        is_main=True,
    ),
    HOW_SURE,
    ImportField("source", _("How you know"), text(200), "Source | Evidence from | Told by"),
    ImportField("notes", _("What they did"), words_as_written(LONGEST_NOTES), "Notes | Comments | Did"),
)  # fmt: skip


class CountedPeopleResource(EntryResource):
    """Groups from a spreadsheet; without a last day they are still there.

    One group on one day in two entries is refused: its people would be added up.
    """

    register = COUNTED_PEOPLE
    fields_known = FIELDS
    amounts = ("people",)

    def prepare(self, dataset: Dataset) -> None:
        super().prepare(dataset)
        self.days_here: dict[Group, list[Any]] = {}
        for (*group, _first), entry in self.here.items():
            self.days_here.setdefault(tuple(group), []).append(entry)
        self.days_in_file: dict[Group, list[Draft]] = {}

    def identify(self, draft: Draft) -> None:
        super().identify(draft)
        if self.note.outcome == Outcome.DUPLICATE:
            return
        said = draft.values["said"]
        *names, first = self.register.identity_of(lambda name: said[name])
        group = tuple(names)
        in_file = self.days_in_file.setdefault(group, [])
        # What the file says of an entry that is here counts: it may bring the end of it.
        told_anew = {id(other.record) for other in in_file} | {id(draft.record)}
        beside = [(other.values["said"]["first_day"], _last_day(other)) for other in in_file] + [
            (entry.first_day, entry.last_day)
            for entry in self.days_here.get(group, [])
            if id(entry) not in told_anew
        ]
        for other_first, other_last in beside:
            if first <= (other_last or date.max) and other_first <= (_last_day(draft) or date.max):
                raise RowRefused(_counted_twice(other_first, other_last), "first_day")
        in_file.append(draft)

    def write(self, drafts: list[Draft]) -> None:
        # Ends first: the same group may begin again in the same file.
        super().write([draft for draft in drafts if draft.record is not None])
        super().write([draft for draft in drafts if draft.record is None])


def _last_day(draft: Draft) -> date | None:
    """The last day of the group a row is about: what the row says, else what is here."""
    here: date | None = draft.record.last_day if draft.record is not None else None
    return draft.values["said"].get("last_day") or here


COUNTED_PEOPLE_IN = Importer(
    key="counted_people",
    word="",
    label=_("People counted without names"),
    about=_("One row for each group that is known only by its number."),
    fields=FIELDS,
    resource=CountedPeopleResource,
    order=25,
    list_name="counted_people",
    things_named_by="title",
)
