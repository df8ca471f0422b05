"""How the people the scheme is for took part in it."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.figures import Period
from reporting.statements.parts import Statements
from schemes.figures import takings_part
from schemes.models import Scheme, SteeringMeeting, SteeringMember, TakingPart


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
