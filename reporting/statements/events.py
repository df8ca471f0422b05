"""Where others heard of the scheme."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.amounts import HowSure, amount_words
from core.figures import Period
from reporting.figures.events import events_held, events_planned
from reporting.models import Event
from reporting.statements.parts import Statements, under
from schemes.models import Scheme


def events(scheme: Scheme, period: Period) -> Statements:
    """Each event with the organisations and people there; held ones first, planned ones apart."""
    held = [_told(event) for event in events_held(scheme, period).order_by("on", "pk")]
    planned = list(events_planned(scheme, period).order_by("on", "pk"))
    if not held and not planned:
        nothing = _("No events are recorded for this period.")
        return Statements((nothing,), (nothing,))
    warnings = [
        _("“%(event)s” is still called planned, though its day has gone by. Say whether it was held.")
        % {"event": event.title}
        for event in planned
        if event.on < period.known_day
    ]  # fmt: skip
    return Statements(
        (*under(_("Held:"), held), *under(_("Planned:"), [_told(event) for event in planned])),
        tuple(warnings),
    )


def _told(event: Event) -> str:
    named = [event.title, date_format(event.on, "j F Y"), *([event.place] if event.place else [])]
    came = [
        words % {"number": amount_words(low, high, how_sure), "basis": HowSure(how_sure).label}
        for words, low, high, how_sure in (
            (
                _("organisations: %(number)s (%(basis)s)"),
                event.organisations_low,
                event.organisations_high,
                event.organisations_how_sure,
            ),
            (
                _("people: %(number)s (%(basis)s)"),
                event.people_low,
                event.people_high,
                event.people_how_sure,
            ),
        )
        if low is not None
    ]
    told = ", ".join(named) + (": " + ", ".join(came) if came else "") + "."
    return f"{told} {event.notes}".strip()
