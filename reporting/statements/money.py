"""What the scheme cost, and what it saved others."""

from django.utils.translation import gettext as _

from core.amounts import plain_number
from core.figures import Figure, FigureValue, Period, Ratio, divided, figure
from reporting import wording
from reporting.figures.money import COSTS, MONEY_SPENT, SOURCES
from reporting.statements.parts import Statements
from reporting.statements.savings import savings
from schemes.models import Scheme


def value_for_money(scheme: Scheme, period: Period) -> Statements:
    """The money by source, what each thing cost of it, and what was saved elsewhere."""
    saved = savings(scheme, period)
    total = MONEY_SPENT.value(scheme, period, with_records=False)
    if not total.is_reported:
        return Statements((str(MONEY_SPENT.not_recorded), *saved.lines), saved.warnings)
    by_source = [
        (source, value)
        for source in SOURCES
        if (value := source.value(scheme, period, with_records=False)).n
    ]
    parts = "; ".join(f"{source.label} {_amount(value, 'pounds')}" for source, value in by_source)
    costs = [_cost(cost, total, by_source, scheme, period) for cost in COSTS]
    told = [cost for cost in costs if cost]
    return Statements(
        (
            _("Money in total: %(total)s, made up of: %(parts)s.")
            % {"total": _amount(total, "pounds"), "parts": parts},
            *told,
            *([_("Costs are rounded to the nearest penny.")] if told else []),
            *saved.lines,
        ),
        saved.warnings,
    )


def _cost(
    cost: Figure,
    total: FigureValue,
    by_source: list[tuple[Figure, FigureValue]],
    scheme: Scheme,
    period: Period,
) -> str:
    """The cost of one unit, in total and from each source, with what was divided by what."""
    assert isinstance(cost.take, Ratio)
    divisor = figure(cost.take.per)
    units = divisor.value(scheme, period, with_records=False)
    if not units.low:
        return ""
    name = total.numerator.name if total.numerator else str(MONEY_SPENT.label)
    told = _("%(label)s: %(each)s (%(name)s, %(money)s ÷ %(below)s, %(units)s).") % {
        "label": cost.label,
        "each": _each(total, units),
        "name": name,
        "money": _amount(total, "pounds"),
        "below": divisor.label,
        "units": _amount(units),
    }
    if len(by_source) > 1:
        parts = "; ".join(f"{source.label} {_each(value, units)}" for source, value in by_source)
        told += " " + _("Of that: %(parts)s.") % {"parts": parts}
    return told


def _each(money: FigureValue, units: FigureValue) -> str:
    found = divided(money, units)
    if found is None:
        return wording.not_reported()
    low, high = (plain_number(end) for end in found)
    is_estimate = money.is_estimate or units.is_estimate
    each = low if low == high else None
    return wording.resting_partly(each, low, high, 0 if is_estimate else low, "pounds")


def _amount(value: FigureValue, unit: str = "") -> str:
    return wording.resting_partly(
        plain_number(value.value),
        plain_number(value.low),
        plain_number(value.high),
        plain_number(value.documented),
        unit,
    )
