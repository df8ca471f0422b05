"""What the records say in answer to a layout's row, in sentences.

Each composer takes the scheme and the period and gives the sentences and the warnings.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures import Period
from reporting.figures import MONEY_SPENT
from schemes.figures import partnerships, takings_part, working_partnerships
from schemes.models import Partnership, Scheme, SteeringMeeting, SteeringMember, TakingPart


@dataclass(frozen=True)
class Statements:
    """Sentences for the reader of the report, and warnings for whoever makes it."""

    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def provider_and_project(scheme: Scheme, period: Period) -> Statements:
    """The organisation that runs the scheme, and the scheme."""
    return Statements((f"{scheme.organisation.name}: {scheme.name}",))


def provider_and_members(scheme: Scheme, period: Period) -> Statements:
    """The organisation that runs the scheme, and below it those that worked with it."""
    provider = scheme.organisation
    members = (
        working_partnerships(scheme, period)
        .exclude(organisation=provider)
        .order_by("organisation__name")
        .values_list("organisation__name", flat=True)
        .distinct()
    )
    return Statements((provider.name, *(f"- {name}" for name in members)))


def project_title(scheme: Scheme, period: Period) -> Statements:
    """What the scheme is called."""
    return Statements((scheme.name,))


def contact_person(scheme: Scheme, period: Period) -> Statements:
    """Whom other providers may write to or ring."""
    lines = (scheme.contact_name, scheme.contact_email, scheme.contact_phone)
    if not any(lines):
        return Statements(warnings=(_("The scheme has no contact person yet."),))
    return Statements(tuple(line for line in lines if line))


def organisations(scheme: Scheme, period: Period) -> Statements:
    """Each organisation with its part and what it did, the lead first, also those that left."""
    parts = Partnership.Part.values
    found = partnerships(scheme, period).select_related("organisation")
    lines = []
    for partnership in sorted(found, key=lambda each: parts.index(each.part)):
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
    return Statements((str(MONEY_SPENT.not_recorded),))


def participation(scheme: Scheme, period: Period) -> Statements:
    """What people the scheme is for did in planning it, and how many; names stay in the house."""
    lines = []
    for taking_part in takings_part(scheme, period).order_by("took_part_on", "pk"):
        lines.append(
            _("%(day)s, %(people)s, %(capacity)s: %(did)s")
            % {
                "day": date_format(taking_part.took_part_on, "j F Y"),
                "people": _people(taking_part),
                "capacity": taking_part.get_took_part_as_display(),
                "did": taking_part.did,
            }
        )
    members = SteeringMember.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=period.first),
        scheme=scheme,
        started_on__lte=period.last,
        capacity__in=[SteeringMember.Capacity.SUPPORTEE, SteeringMember.Capacity.VOLUNTEER],
    ).count()
    if members:
        meetings = SteeringMeeting.objects.filter(
            scheme=scheme, held_on__range=(period.first, period.last)
        ).count()
        lines.append(
            _(
                "Supported people and volunteers in the steering group: %(members)d. "
                "Meetings of the group in the period: %(meetings)d."
            )
            % {"members": members, "meetings": meetings}
        )
    if not lines:
        nothing = _("Nobody is recorded as having taken part in planning in this period.")
        return Statements((nothing,), (nothing,))
    return Statements(tuple(lines))


def _people(taking_part: TakingPart) -> str:
    if taking_part.is_named:
        n = len(taking_part.names)
        return ngettext("%(n)d person, named", "%(n)d people, named", n) % {"n": n}
    low, high = taking_part.low, taking_part.high
    number = str(low) if low == high else _("%(low)d to %(high)d") % {"low": low, "high": high}
    return _("%(number)s people, %(basis)s (%(source)s)") % {
        "number": number,
        "basis": taking_part.get_basis_display(),
        "source": taking_part.source,
    }


def events(scheme: Scheme, period: Period) -> Statements:
    """Events held and planned, once somebody records them."""
    nothing = _("No events are recorded for this period.")
    return Statements((nothing,), (nothing,))


Composer = Callable[[Scheme, Period], Statements]
COMPOSERS: dict[str, Composer] = {
    composer.__name__: composer
    for composer in (
        provider_and_project,
        provider_and_members,
        project_title,
        contact_person,
        organisations,
        targets,
        equality,
        value_for_money,
        participation,
        events,
    )
}
