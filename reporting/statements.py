"""What the records say in answer to a layout's row, in sentences.

Each composer takes the scheme and the period and gives the sentences and the warnings.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.figures import Period
from schemes.figures import partnerships
from schemes.models import Scheme


@dataclass(frozen=True)
class Statements:
    """Sentences for the reader of the report, and warnings for whoever makes it."""

    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def provider_and_project(scheme: Scheme, period: Period) -> Statements:
    """The organisation that runs the scheme, and the scheme."""
    return Statements((f"{scheme.organisation.name}: {scheme.name}",))


def contact_person(scheme: Scheme, period: Period) -> Statements:
    """Whom other providers may write to or ring."""
    lines = (scheme.contact_name, scheme.contact_email, scheme.contact_phone)
    if not any(lines):
        return Statements(warnings=(_("The scheme has no contact person yet."),))
    return Statements(tuple(line for line in lines if line))


def organisations(scheme: Scheme, period: Period) -> Statements:
    """Each organisation with its part and what it did, also those that left on the way."""
    lines = []
    for partnership in partnerships(scheme, period).select_related("organisation"):
        line = f"{partnership.organisation.name}: {partnership.get_part_display()}."
        if partnership.does:
            line += f" {partnership.does}"
        if partnership.ended_on and partnership.ended_on in period:
            line += " " + _("Until %(day)s.") % {"day": date_format(partnership.ended_on, "j F Y")}
        lines.append(line)
    if not lines:
        return Statements(
            (_("No organisations are recorded for this period."),),
            (_("No organisations are recorded for this period."),),
        )
    return Statements(tuple(lines))


def targets(scheme: Scheme, period: Period) -> Statements:
    """Targets, once somebody sets them."""
    nothing = _("No targets are recorded for this period, so none are reported.")
    return Statements((nothing,), (nothing,))


def equality(scheme: Scheme, period: Period) -> Statements:
    """How many belong to the equality groups the scheme wants to reach."""
    nothing = _("No equality answers are recorded, so numbers by equality group are not reported.")
    return Statements((nothing,), (nothing,))


def value_for_money(scheme: Scheme, period: Period) -> Statements:
    """Costs, once there is a budget."""
    nothing = _("No budget is recorded, so costs are not reported.")
    return Statements((nothing,), (nothing,))


def participation(scheme: Scheme, period: Period) -> Statements:
    """Who of the people the scheme is for took part in planning it."""
    nothing = _("Nobody has recorded yet who took part in planning and delivering the scheme.")
    return Statements((nothing,), (nothing,))


def events(scheme: Scheme, period: Period) -> Statements:
    """Events held and planned, once somebody records them."""
    nothing = _("No events are recorded for this period.")
    return Statements((nothing,), (nothing,))


Composer = Callable[[Scheme, Period], Statements]
COMPOSERS: dict[str, Composer] = {
    composer.__name__: composer
    for composer in (
        provider_and_project,
        contact_person,
        organisations,
        targets,
        equality,
        value_for_money,
        participation,
        events,
    )
}
