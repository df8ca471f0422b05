"""Figures about outcomes: people each once, and the payments that hang on them. Only what is actual counts."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.amounts import HowSure, amount_words
from core.figures import LONDON, Amounts, Basis, Distinct, Figure, HeadCount, Period, Ranges
from outcomes.models import Outcome
from outcomes.wording import pounds_words

K, S = Outcome.Kind, Outcome.Standing
NAMED = Q(people_low=None)
MAYBE_MORE_THAN_ONCE = gettext_lazy(
    "Some people were counted without names. "
    "Somebody with more than one outcome may be in the number more than once."
)


def actual(scheme: Any, period: Period) -> QuerySet[Outcome]:
    """Outcomes that were reached on a day of the period."""
    return _kept(scheme, period).filter(standing=S.ACTUAL, on__range=(period.first, period.last))


def expected(scheme: Any, period: Period) -> QuerySet[Outcome]:
    """Outcomes expected from the period on, also after its end; without those reached by the same person.

    What they reached before the period, and before anybody wrote that they were expected to, was
    another time.
    """
    same_person = Q(supportee=OuterRef("supportee")) | Q(volunteer=OuterRef("volunteer"))
    since = Q(on__gte=period.first) | Q(on__gte=OuterRef("written_on"))
    reached = _kept(scheme, period).filter(
        same_person, since, standing=S.ACTUAL, kind=OuterRef("kind"), what__iexact=OuterRef("what")
    )
    hoped_for = _kept(scheme, period).filter(standing=S.EXPECTED, on__gte=period.first)
    written_on = TruncDate("recorded_at", tzinfo=LONDON)
    return hoped_for.alias(written_on=written_on).filter(~Exists(reached))


def _kept(scheme: Any, period: Period) -> QuerySet[Outcome]:
    return Outcome.objects.filter(period.known(), scheme=scheme)


def with_who(outcomes: QuerySet[Outcome]) -> QuerySet[Any]:
    """The same with `who`: the person, whichever part they have in the scheme."""
    return outcomes.annotate(who=Coalesce("supportee__person", "volunteer__person"))


def with_payments(outcomes: QuerySet[Outcome]) -> QuerySet[Any]:
    """Those on which a payment hangs, with what it comes to for all their people."""
    return outcomes.filter(payment_per_person__isnull=False).annotate(
        due_low=F("payment_per_person") * Coalesce("people_low", 1),
        due_high=F("payment_per_person") * Coalesce("people_high", 1),
        due_how_sure=Case(
            When(NAMED, then=Value(HowSure.DOCUMENTED.value)), default=F("people_how_sure")
        ),
    )


def payments(scheme: Any, period: Period) -> QuerySet[Any]:
    """Actual outcomes of the period with a payment."""
    return with_payments(actual(scheme, period))


def payments_are_kept(scheme: Any, period: Period) -> bool:
    """Whether the scheme writes payments down at all, be they only expected."""
    return _kept(scheme, period).filter(payment_per_person__isnull=False).exists()


def _due(found: QuerySet[Any]) -> str:
    """What payments come to, in words; "" for none."""
    take = Ranges("due")
    amounts = take.amounts(found.order_by().aggregate(**take.aggregates()))
    return pounds_words(amounts.low, amounts.high) if amounts and amounts.high else ""


def about_payments(scheme: Any, period: Period) -> Iterator[str]:
    """What of it is not there yet, and what is expected besides."""
    if waiting := _due(payments(scheme, period).filter(payment_received_on=None)):
        yield _("Not marked as received yet: %(amount)s.") % {"amount": waiting}
    if besides := _due(with_payments(expected(scheme, period))):
        yield _("Expected besides: %(amount)s.") % {"amount": besides}


def _people(key: str, label: Any, definition: Any, numerator: Any, *kinds: str) -> Figure:
    """A figure of the people with an outcome of these kinds: named ones each once, and head-counts."""

    def of_kinds(outcomes: QuerySet[Outcome]) -> QuerySet[Outcome]:
        return outcomes.filter(kind__in=kinds)

    def named(scheme: Any, period: Period) -> QuerySet[Any]:
        return with_who(of_kinds(actual(scheme, period)).filter(NAMED))

    def counted(scheme: Any, period: Period) -> Iterator[HeadCount]:
        for outcome in of_kinds(actual(scheme, period)).exclude(NAMED).order_by("pk"):
            assert outcome.people_low is not None
            assert outcome.people_high is not None
            yield HeadCount(
                low=outcome.people_low,
                high=outcome.people_high,
                is_documented=outcome.people_how_sure == HowSure.DOCUMENTED,
                record_id=outcome.pk,
            )

    def warnings(scheme: Any, period: Period) -> Iterator[str]:
        head_counts = of_kinds(actual(scheme, period)).exclude(NAMED).count()
        if head_counts > 1 or (head_counts and named(scheme, period).exists()):
            yield str(MAYBE_MORE_THAN_ONCE)
        yield from _expected_besides(
            of_kinds(expected(scheme, period)), named(scheme, period), bool(head_counts)
        )

    return Figure(
        key=key,
        label=label,
        definition=definition,
        unit="people",
        basis=Basis.HAPPENED,
        records=named,
        take=Distinct("who"),
        numerator=numerator,
        head_counts=counted,
        head_counts_of="outcomes.outcome",
        warnings=warnings,
        not_recorded=NOT_RECORDED,
        is_kept=lambda scheme, period: of_kinds(_kept(scheme, period)).exists(),
    )


def _expected_besides(
    hoped_for: QuerySet[Outcome], reached: QuerySet[Any], some_are_counted: bool
) -> Iterator[str]:
    """How many more people are expected: named ones only where they are not counted already."""
    people = with_who(hoped_for.filter(NAMED)).exclude(who__in=reached.values("who"))
    by_name = people.values("who").distinct().count()
    take = Ranges("people")
    found = hoped_for.exclude(NAMED).order_by().aggregate(**take.aggregates())
    counted = take.amounts(found) or Amounts.counted(0)
    low, high = counted.low + by_name, counted.high + by_name
    if not high:
        return
    is_estimate = bool(counted.estimated)
    words = amount_words(low, high, HowSure.ESTIMATED if is_estimate else "")
    yield _("Expected besides: %(number)s.") % {"number": words}
    if counted.high and some_are_counted:
        yield _("Those expected were counted without names. Some may be among those counted here.")


NOT_RECORDED = gettext_lazy("No such outcome is recorded, so nothing is reported about it.")

PEOPLE_SIGNPOSTED = _people(
    "people_signposted",
    gettext_lazy("People signposted"),
    gettext_lazy(
        "People who were signposted to a course or service in the period. Somebody named counts "
        "once; people counted without names are added. What is only expected is left out."
    ),
    gettext_lazy("people signposted, named or counted"),
    K.SIGNPOSTED,
)
PEOPLE_ENROLLED = _people(
    "people_enrolled",
    gettext_lazy("People enrolled"),
    gettext_lazy(
        "People who enrolled on something in the period. Somebody named counts once; people "
        "counted without names are added. What is only expected is left out."
    ),
    gettext_lazy("people enrolled, named or counted"),
    K.ENROLLED,
)
PEOPLE_COMPLETED = _people(
    "people_completed",
    gettext_lazy("People who completed something"),
    gettext_lazy(
        "People who completed something in the period. Somebody named counts once, however much "
        "they completed; people counted without names are added. What is only expected is left out."
    ),
    gettext_lazy("people who completed something, named or counted"),
    K.COMPLETED,
)
PEOPLE_MOVED_ON = _people(
    "people_moved_on",
    gettext_lazy("People who moved on"),
    gettext_lazy(
        "People who moved into work, education or training, or to more independent living, in the "
        "period. Somebody named counts once; people counted without names are added. What is only "
        "expected is left out."
    ),
    gettext_lazy("people who moved on, named or counted"),
    K.MOVED_ON,
    K.INDEPENDENT,
)
OUTCOME_PAYMENTS = Figure(
    key="outcome_payments",
    label=gettext_lazy("Payments for outcomes"),
    definition=gettext_lazy(
        "The payment for each person, times the people, over all outcomes reached in the period "
        "on which a payment hangs. What is only expected is left out."
    ),
    unit="pounds",
    basis=Basis.HAPPENED,
    records=payments,
    take=Ranges("due"),
    numerator=gettext_lazy("payments for outcomes that were reached"),
    warnings=about_payments,
    not_recorded=gettext_lazy(
        "No payment for an outcome is recorded, so nothing is reported about it."
    ),
    is_kept=payments_are_kept,
)

FIGURES = (
    PEOPLE_SIGNPOSTED,
    PEOPLE_ENROLLED,
    PEOPLE_COMPLETED,
    PEOPLE_MOVED_ON,
    OUTCOME_PAYMENTS,
)
