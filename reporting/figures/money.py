"""What the scheme spent, from which source, and what things cost.

A line of the budget counts where all its days lie in the period. Its money is what was spent, or
what was planned as long as nobody has written down what was spent: that part is an estimate.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from core.amounts import HowSure
from core.figures import Basis, Figure, Period, Ranges, Ratio
from reporting.models import BudgetLine

MOST_NAMED = 20
NO_BUDGET = _("No budget is recorded for this period, so nothing can be said about cost.")


def _lines(scheme: Any, period: Period) -> QuerySet[BudgetLine]:
    return BudgetLine.objects.filter(period.known(), scheme=scheme)


def lines_in(scheme: Any, period: Period) -> QuerySet[BudgetLine]:
    """Lines whose days all lie in the period, with the money that counts."""
    is_unknown = Q(spent=None)
    return (
        _lines(scheme, period)
        .filter(first__gte=period.first, last__lte=period.last)
        .annotate(
            money_low=Coalesce("spent", "amount"),
            money_high=F("money_low"),
            money_how_sure=Case(
                When(is_unknown, then=Value(HowSure.ESTIMATED.value)),
                default=Value(HowSure.DOCUMENTED.value),
                output_field=CharField(),
            ),
        )
    )


def lines_partly_in(scheme: Any, period: Period) -> QuerySet[BudgetLine]:
    """Lines of which only some days lie in the period: they are left out, and named."""
    touching = _lines(scheme, period).filter(first__lte=period.last, last__gte=period.first)
    return touching.exclude(first__gte=period.first, last__lte=period.last)


def has_budget(scheme: Any, period: Period) -> bool:
    """Whether there is a line that counts."""
    return lines_in(scheme, period).exists()


def sources_named(scheme: Any, period: Period) -> str:
    """Where the money comes from: "money from grant and own contribution"."""
    there = set(lines_in(scheme, period).order_by().values_list("source", flat=True).distinct())
    labels = [str(source.label) for source in BudgetLine.Source if source.value in there]
    return gettext("money from %(sources)s") % {"sources": _joined(labels)}


def _joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return gettext("%(others)s and %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def _from(source: str) -> Callable[[Any, Period], QuerySet[BudgetLine]]:
    return lambda scheme, period: lines_in(scheme, period).filter(source=source)


def _warnings_for(source: str = "") -> Callable[[Any, Period], Iterator[str]]:
    """What the lines do not say: what was spent, and how much of it in the period."""
    kept = Q(source=source) if source else Q()

    def warnings(scheme: Any, period: Period) -> Iterator[str]:
        planned = lines_in(scheme, period).filter(kept, spent=None).count()
        if planned:
            yield ngettext(
                "%(n)d line of the budget does not say what was spent. "
                "What was planned stands for it, as an estimate.",
                "%(n)d lines of the budget do not say what was spent. "
                "What was planned stands for them, as an estimate.",
                planned,
            ) % {"n": planned}
        left_out = list(lines_partly_in(scheme, period).filter(kept).order_by("first", "pk"))
        if left_out:
            named = "; ".join(_named(line) for line in left_out[:MOST_NAMED])
            if len(left_out) > MOST_NAMED:
                named += gettext("; and %(n)d more") % {"n": len(left_out) - MOST_NAMED}
            yield gettext(
                "Left out, because only some of their days lie in the period: %(lines)s."
            ) % {"lines": named}

    return warnings


def _named(line: BudgetLine) -> str:
    return gettext("%(what)s (%(first)s to %(last)s)") % {
        "what": line.what,
        "first": date_format(line.first, "j F Y"),
        "last": date_format(line.last, "j F Y"),
    }


WHAT_COUNTS = _(
    "Lines of the budget whose days all lie in the period. What was spent counts; "
    "as long as nobody has written that down, what was planned counts as an estimate."
)

MONEY_SPENT = Figure(
    key="money_spent",
    label=_("Money spent"),
    definition=WHAT_COUNTS,
    unit="pounds",
    basis=Basis.HAPPENED,
    records=lines_in,
    take=Ranges("money"),
    numerator=sources_named,
    warnings=_warnings_for(),
    not_recorded=NO_BUDGET,
    is_kept=has_budget,
    less_is_better=True,
)


def _money_from(source: BudgetLine.Source, key: str, label: Any, name: Any) -> Figure:
    return Figure(
        key=key,
        label=label,
        definition=WHAT_COUNTS,
        unit="pounds",
        basis=Basis.HAPPENED,
        records=_from(source.value),
        take=Ranges("money"),
        numerator=name,
        warnings=_warnings_for(source.value),
        not_recorded=NO_BUDGET,
        is_kept=has_budget,
        less_is_better=True,
    )


MONEY_GRANT = _money_from(
    BudgetLine.Source.GRANT, "money_grant", _("Money from grants"), _("money from grants")
)
MONEY_OWN = _money_from(
    BudgetLine.Source.OWN, "money_own", _("Our own contribution"), _("our own contribution")
)
MONEY_IN_KIND = _money_from(
    BudgetLine.Source.IN_KIND,
    "money_in_kind",
    _("Given in kind"),
    _("what was given in kind, in pounds"),
)


def _cost_per(key: str, label: Any, definition: Any, divisor: str) -> Figure:
    return Figure(
        key=key,
        label=label,
        definition=definition,
        unit="pounds",
        basis=Basis.HAPPENED,
        take=Ratio(of="money_spent", per=divisor),
        less_is_better=True,
    )


COST_PER_PERSON = _cost_per(
    "cost_per_person",
    _("Cost per person supported"),
    _("The money spent, divided by the number of people supported, to the nearest penny."),
    "people_supported",
)
COST_PER_MEETING = _cost_per(
    "cost_per_meeting",
    _("Cost per meeting"),
    _("The money spent, divided by the number of meetings held, to the nearest penny."),
    "meetings_held",
)
COST_PER_HOUR = _cost_per(
    "cost_per_hour",
    _("Cost per hour given"),
    _("The money spent, divided by the hours given in meetings, to the nearest penny."),
    "hours_given",
)
COST_PER_TRAINING_DAY = _cost_per(
    "cost_per_training_day",
    _("Cost per training day"),
    _("The money spent, divided by the number of training days, to the nearest penny."),
    "training_days",
)
COST_PER_ORGANISATION = _cost_per(
    "cost_per_organisation",
    _("Cost per organisation"),
    _(
        "The money spent, divided by the number of organisations in the partnership, "
        "to the nearest penny."
    ),
    "organisations",
)

SOURCES = (MONEY_GRANT, MONEY_OWN, MONEY_IN_KIND)
COSTS = (
    COST_PER_PERSON,
    COST_PER_MEETING,
    COST_PER_HOUR,
    COST_PER_TRAINING_DAY,
    COST_PER_ORGANISATION,
)
FIGURES = (MONEY_SPENT, *SOURCES, *COSTS)
