"""The register of people known only by their number: its rules, its form and its spreadsheet."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.amounts import amount_words
from core.errors import RuleBroken
from core.forms import DateField
from core.spreadsheets.values import parse_choice
from meetings.models import CountedPeople
from schemes.imports.fields import ImportField, Reading, a_date, text, words_as_written
from schemes.imports.registry import Importer
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
CHOICES = {AS_WHOM.SUPPORTED: _("%(supportees)s"), AS_WHOM.VOLUNTEERS: _("%(supporters)s")}


def check_counted(counted: CountedPeople) -> None:
    """The days are in order and have begun, and there is somebody. Raises RuleBroken."""
    if counted.last_day < counted.first_day:
        raise RuleBroken(_("The last day is before the first. Check both."), field="last_day")
    if counted.first_day > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Write them down when it has begun."), field="first_day"
        )
    if counted.people_low is None or counted.people_low < 1:
        raise RuleBroken(_("Write how many, at least one."), field="people")


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
    last_day = DateField(label=_("Until which day?"), initial=timezone.localdate)
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
        Column(_("Until"), lambda counted: counted.last_day, sort="last_day"),
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
)  # fmt: skip


def as_whom(cell: object, reading: Reading) -> str:
    """Supported people or volunteers, by any usual word."""
    return parse_choice(cell, AS_WHOM_WORDS) or ""


FIELDS = (
    ImportField("title", _("Group"), text(150), "Which group | Name | Group name | Where", required=True),
    ImportField("as_whom", _("Who"), as_whom, "Who are they | As whom | Role | Type", required=True),
    ImportField("first_day", _("From"), a_date, "Start | Start date | Started | First day | Since", required=True),
    ImportField("last_day", _("Until"), a_date, "To | End | End date | Ended | Last day"),
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
    """Groups from a spreadsheet; without a last day they go on until today."""

    register = COUNTED_PEOPLE
    fields_known = FIELDS
    amounts = ("people",)

    def for_new(self, said: dict[str, Any]) -> dict[str, Any]:
        return said if said.get("last_day") else said | {"last_day": self.today}


COUNTED_PEOPLE_IN = Importer(
    key="counted_people",
    word="",
    label=_("People counted without names"),
    about=_("One row for each group that is known only by its number."),
    fields=FIELDS,
    resource=CountedPeopleResource,
    order=25,
    list_name="counted_people",
)
