"""Figures about the organisations of a scheme, and about who took part in planning it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.figures import Basis, Distinct, DistinctNames, Figure, HeadCount, Period
from schemes.models import Partnership, TakingPart


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


def organisations_are_kept(scheme: Any, period: Period) -> bool:
    """Whether anybody ever wrote down an organisation with a part in the scheme."""
    return Partnership.objects.filter(scheme=scheme).exists()


def takings_part(scheme: Any, period: Period) -> QuerySet[TakingPart]:
    """Each time that people the scheme is for took part in planning it, in the period."""
    return TakingPart.objects.filter(
        period.known(), scheme=scheme, took_part_on__range=(period.first, period.last)
    )


def named_takings_part(scheme: Any, period: Period) -> QuerySet[TakingPart]:
    """Those where the people are named."""
    return takings_part(scheme, period).filter(names__len__gt=0)


def counted_takings_part(scheme: Any, period: Period) -> Iterator[HeadCount]:
    """Those where people were counted without names."""
    for taking_part in takings_part(scheme, period).exclude(names__len__gt=0):
        yield HeadCount(
            low=taking_part.low or 0,
            high=taking_part.high or 0,
            is_documented=taking_part.basis == TakingPart.Basis.DOCUMENTED,
            record_id=taking_part.pk,
        )


def counted_more_than_once(scheme: Any, period: Period) -> Iterator[str]:
    """Says that people without names may be in the total twice."""
    counted = takings_part(scheme, period).exclude(names__len__gt=0).count()
    if counted > 1 or (counted and named_takings_part(scheme, period).exists()):
        yield str(
            _(
                "Some people were counted without names. "
                "Somebody who took part more than once may be in the number more than once."
            )
        )


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
    not_recorded=_("No organisations are recorded, so nothing is reported about them."),
    is_kept=organisations_are_kept,
)

PEOPLE_IN_PLANNING = Figure(
    key="people_in_planning",
    label=_("People who took part in planning"),
    definition=_(
        "People the scheme is for who took part in setting it up or planning it, in the period. "
        "Somebody named counts once, however often they took part. "
        "People counted without names are added to that."
    ),
    unit="people",
    basis=Basis.HAPPENED,
    records=named_takings_part,
    take=DistinctNames("names"),
    numerator=_("people who took part, named or counted"),
    head_counts=counted_takings_part,
    head_counts_of="schemes.takingpart",
    warnings=counted_more_than_once,
)

FIGURES = (ORGANISATIONS, PEOPLE_IN_PLANNING)
