"""Figures about events at which others hear of the scheme: held and planned are never added up."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.figures import Basis, Figure, Period, Ranges
from reporting.models import Event

NO_EVENTS = _("No events are recorded, so nothing is reported about events.")


def events_are_kept(scheme: Any, period: Period) -> bool:
    """Whether the scheme had written down any event at all."""
    return Event.objects.filter(period.known(), scheme=scheme).exists()


def _events(scheme: Any, period: Period, state: str) -> QuerySet[Event]:
    return Event.objects.filter(
        period.known(), scheme=scheme, state=state, on__range=(period.first, period.last)
    )


def events_held(scheme: Any, period: Period) -> QuerySet[Event]:
    """Events that were held on a day of the period."""
    return _events(scheme, period, Event.State.HELD)


def events_planned(scheme: Any, period: Period) -> QuerySet[Event]:
    """Events that are planned for a day of the period."""
    return _events(scheme, period, Event.State.PLANNED)


def held_with_people(scheme: Any, period: Period) -> QuerySet[Event]:
    """Held events that say how many people came."""
    return events_held(scheme, period).filter(people_low__isnull=False)


def held_with_organisations(scheme: Any, period: Period) -> QuerySet[Event]:
    """Held events that say how many organisations came."""
    return events_held(scheme, period).filter(organisations_low__isnull=False)


def people_not_given(scheme: Any, period: Period) -> Iterator[str]:
    """Says how many held events do not tell who came."""
    missing = events_held(scheme, period).filter(people_low=None).count()
    if missing:
        yield ngettext(
            "%(n)d event does not say how many people came. It adds nobody.",
            "%(n)d events do not say how many people came. They add nobody.",
            missing,
        ) % {"n": missing}


def organisations_not_given(scheme: Any, period: Period) -> Iterator[str]:
    """Says how many held events do not tell which organisations came."""
    missing = events_held(scheme, period).filter(organisations_low=None).count()
    if missing:
        yield ngettext(
            "%(n)d event does not say how many organisations came. It adds none.",
            "%(n)d events do not say how many organisations came. They add none.",
            missing,
        ) % {"n": missing}


EVENTS_HELD = Figure(
    key="events_held",
    label=_("Events held"),
    definition=_("Events at which others heard of the scheme, held on a day of the period."),
    unit="events",
    basis=Basis.HAPPENED,
    records=events_held,
    numerator=_("events that were held"),
    not_recorded=NO_EVENTS,
    is_kept=events_are_kept,
)
EVENTS_PLANNED = Figure(
    key="events_planned",
    label=_("Events planned"),
    definition=_("Events planned for a day of the period and not held yet."),
    unit="events",
    basis=Basis.HAPPENED,
    records=events_planned,
    numerator=_("events that are planned"),
    not_recorded=NO_EVENTS,
    is_kept=events_are_kept,
)
PEOPLE_AT_EVENTS = Figure(
    key="people_at_events",
    label=_("People at events"),
    definition=_(
        "People at the events held in the period, as the events say. Somebody who came to two "
        "events is in the number twice. Planned events are not counted."
    ),
    unit="people",
    basis=Basis.HAPPENED,
    records=held_with_people,
    take=Ranges("people"),
    numerator=_("people at events that were held"),
    warnings=people_not_given,
    not_recorded=NO_EVENTS,
    is_kept=events_are_kept,
)
ORGANISATIONS_AT_EVENTS = Figure(
    key="organisations_at_events",
    label=_("Organisations at events"),
    definition=_(
        "Organisations at the events held in the period, as the events say. An organisation that "
        "came to two events is in the number twice. Planned events are not counted."
    ),
    unit="organisations",
    basis=Basis.HAPPENED,
    records=held_with_organisations,
    take=Ranges("organisations"),
    numerator=_("organisations at events that were held"),
    warnings=organisations_not_given,
    not_recorded=NO_EVENTS,
    is_kept=events_are_kept,
)

FIGURES = (EVENTS_HELD, EVENTS_PLANNED, PEOPLE_AT_EVENTS, ORGANISATIONS_AT_EVENTS)
