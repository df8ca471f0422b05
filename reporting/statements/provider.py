"""Who runs the scheme, with whom."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.figures import Period
from reporting.statements.parts import Statements
from schemes.figures import partnerships, working_partnerships
from schemes.models import Partnership, Scheme


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
        name, part = partnership.organisation.name, partnership.get_part_display()
        told = [f"{name}: {part}.", *(_as_sentence(each) for each in _about(partnership, period))]
        lines.append(" ".join(told))
    if not lines:
        return Statements(
            (_("No organisations are recorded for this period."),),
            (_("No organisations are recorded for this period."),),
        )
    return Statements(tuple(lines))


def _about(partnership: Partnership, period: Period) -> Iterator[str]:
    """What they did, on what footing, how it went, and when it ended if that was in the period."""
    if partnership.does:
        yield partnership.does
    if partnership.agreement_on:
        yield _("Written agreement of %(day)s") % {
            "day": date_format(partnership.agreement_on, "j F Y")
        }
    elif partnership.has_agreement:
        yield _("There is a written agreement")
    if partnership.engagement:
        yield capfirst(partnership.get_engagement_display())
    if partnership.engagement_note:
        yield capfirst(partnership.engagement_note)
    if partnership.ended_on and partnership.ended_on in period:
        yield _("Until %(day)s") % {"day": date_format(partnership.ended_on, "j F Y")}


def _as_sentence(words: str) -> str:
    words = words.strip()
    return words if words[-1:] in ".!?…" else f"{words}."
