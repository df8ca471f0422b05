"""Figures about the organisations of a scheme."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.figures import Basis, Distinct, Figure, Period
from schemes.models import Partnership


def partnerships(scheme: Any, period: Period) -> QuerySet[Partnership]:
    """The parts that organisations played on at least one day of the period."""
    return Partnership.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=period.first),
        scheme=scheme,
        started_on__lte=period.last,
    )


def working_partnerships(scheme: Any, period: Period) -> QuerySet[Partnership]:
    """The same without those who only give the money."""
    return partnerships(scheme, period).exclude(part=Partnership.Part.FUNDER)


ORGANISATIONS = Figure(
    key="organisations",
    label=_("Organisations in the partnership"),
    definition=_(
        "Organisations with a part in the scheme on at least one day of the period, each once. "
        "Those who only fund it are not counted."
    ),
    unit="organisations",
    basis=Basis.HAPPENED,
    records=working_partnerships,
    take=Distinct("organisation"),
    numerator=_("organisations with a part in the scheme"),
)

FIGURES = (ORGANISATIONS,)
