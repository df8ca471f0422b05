"""The register of events: what an entry may say, its form, and its spreadsheet."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.amounts import amount_words
from core.errors import RuleBroken
from core.forms import DateField
from reporting.models import Event
from schemes.imports.fields import ImportField, a_date, text, words_as_written
from schemes.imports.registry import Importer
from schemes.registers.forms import AmountField, EntryForm, how_sure_field
from schemes.registers.register import Column, Register
from schemes.registers.resource import HOW_SURE, EntryResource, a_choice, amount_fields

LONGEST_NOTES = 2_000
STATE_WORDS = {
    "held": Event.State.HELD, "done": Event.State.HELD, "took place": Event.State.HELD,
    "yes": Event.State.HELD, "completed": Event.State.HELD, "happened": Event.State.HELD,
    "planned": Event.State.PLANNED, "to come": Event.State.PLANNED, "no": Event.State.PLANNED,
    "upcoming": Event.State.PLANNED, "booked": Event.State.PLANNED, "not yet": Event.State.PLANNED,
}  # fmt: skip


def check_event(event: Event) -> None:
    """Held events lie behind us. Raises RuleBroken."""
    if event.state == Event.State.HELD and event.on > timezone.localdate():
        raise RuleBroken(
            _("This day is still to come. Choose “planned” until it has been held."), field="on"
        )


class EventForm(EntryForm):
    """An event, with who came as far as anybody knows."""

    amounts = ("organisations", "people")

    title = forms.CharField(label=_("What is it called?"), max_length=150)
    on = DateField(label=_("When?"), initial=timezone.localdate)
    state = forms.ChoiceField(
        label=_("Has it been held?"),
        choices=[
            (Event.State.HELD.value, _("Yes, it was held")),
            (Event.State.PLANNED.value, _("No, it is planned")),
        ],
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("Where?"), max_length=150, required=False)
    organisations = AmountField(label=_("How many organisations?"), required=False)
    organisations_how_sure = how_sure_field(_("How sure is the number of organisations?"))
    people = AmountField(label=_("How many people?"), required=False)
    people_how_sure = how_sure_field(_("How sure is the number of people?"))
    source = forms.CharField(
        label=_("How do you know?"),
        max_length=200,
        required=False,
        help_text=_("For example: signing-in sheet, or counted from the stage."),
    )
    notes = forms.CharField(
        label=_("What came of it?"),
        max_length=LONGEST_NOTES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


EVENTS = Register(
    key="events",
    model=Event,
    form_class=EventForm,
    title=_("Events"),
    about=_("Where others heard of the scheme: conferences, open days, talks. Held or planned."),
    add_words=_("Add an event"),
    heading_add=_("Which event?"),
    heading_change=_("Change the event"),
    done_words=_("Saved. It will be in your report."),
    columns=(
        Column(_("Event"), lambda event: event.title, sort="title"),
        Column(_("Date"), lambda event: event.on, sort="on"),
        Column(_("State"), lambda event: event.get_state_display(), sort="state"),
        Column(
            _("Organisations"),
            lambda event: amount_words(
                event.organisations_low, event.organisations_high, event.organisations_how_sure
            ),
            number=True,
        ),
        Column(
            _("People"),
            lambda event: amount_words(event.people_low, event.people_high, event.people_how_sure),
            number=True,
        ),
    ),
    fields=(
        "title", "on", "state", "place", "organisations_low", "organisations_high",
        "organisations_how_sure", "people_low", "people_high", "people_how_sure", "source", "notes",
    ),
    identity=("title", "on"),
    check=check_event,
    same_words=_("An event of this name on this day is here already. Change that one."),
    order=60,
    default_sort="-on",
    search=("title", "place"),
    filters={"state": _("State")},
)  # fmt: skip

FIELDS = (
    ImportField(
        "title",
        _("Event"),
        text(150),
        "Title | Name | Event name | Name of event | What | Activity | Description",
        required=True,
    ),
    ImportField("on", _("Date"), a_date, "When | Day | Event date | Held on", required=True),
    ImportField(
        "state",
        _("Held or planned"),
        a_choice(STATE_WORDS),
        "State | Status | Held | Held? | Planned or held | Done | Has it been held",
    ),
    ImportField("place", _("Place"), text(150), "Where | Venue | Location"),
    *amount_fields(
        "organisations",
        _("Organisations"),
        "Number of organisations | Orgs | No of organisations | Organisations attending | "
        "How many organisations | Agencies",
    ),
    *amount_fields(
        "people",
        _("People"),
        "Number of people | Attended | Attendance | No of people | Attendees | How many people | "
        "People attending | Delegates | Headcount",
        is_main=True,
    ),
    HOW_SURE,
    ImportField("source", _("How you know"), text(200), "Source | Evidence from"),
    ImportField("notes", _("What came of it"), words_as_written(LONGEST_NOTES), "Notes | Outcome | Comments"),
)  # fmt: skip


class EventResource(EntryResource):
    """Events from a spreadsheet. Without a word about it, a day gone by was held."""

    register = EVENTS
    fields_known = FIELDS
    amounts = ("organisations", "people")

    def for_new(self, said: dict[str, Any]) -> dict[str, Any]:
        if said.get("state") or not said.get("on"):
            return said
        return said | {
            "state": Event.State.HELD if said["on"] <= self.today else Event.State.PLANNED
        }


EVENTS_IN = Importer(
    key="events",
    word="",
    label=_("Events"),
    about=_("One row for each event at which others heard of the scheme."),
    fields=FIELDS,
    resource=EventResource,
    order=60,
    list_name="events",
    things_named_by="title",
)
