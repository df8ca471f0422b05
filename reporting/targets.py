"""How far the targets of a period were reached: worked out when a report is built, and frozen with it."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from core import figures
from core.amounts import HowSure, Number, plain_number
from core.figures import Period
from reporting.models import Target
from schemes.models import Scheme

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class MeasuredTarget:
    """A target with what was reached of it; `low` and `high` are None where nobody has answered.

    `documented` and `estimated` are its parts, the estimate at the least. Per cent are to one
    decimal place; of a range they are a range.
    """

    target: Target
    period: Period
    low: Number | None
    high: Number | None
    documented: Number | None
    estimated: Number | None
    standing: str
    counted_by: str
    warnings: tuple[str, ...]
    # In what its figure counts; "" where it is counted by hand.
    figure_unit: str = ""
    less_is_better: bool = False

    @property
    def unit(self) -> str:
        """Pounds where the figure is money, whatever was typed; else what was typed, or the figure's."""
        if self.figure_unit == "pounds":
            return self.figure_unit
        return self.target.unit or self.figure_unit

    @property
    def per_cent(self) -> tuple[Decimal, Decimal] | None:
        """At least the least of the most that was wanted, at most the most of the least.

        Where less is better there are none: more than was wanted is no success.
        """
        if self.low is None or self.high is None or self.less_is_better:
            return None
        return (
            _per_cent(self.low, self.target.target_high),
            _per_cent(self.high, self.target.target_low),
        )


def _per_cent(part: Number, whole: Number) -> Decimal:
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, rounding=ROUND_HALF_UP)


def measured_targets(scheme: Scheme, period: Period) -> list[MeasuredTarget]:
    """Every target with a day in the period, each over its own days and never added to another."""
    found = Target.objects.filter(
        period.known(), scheme=scheme, first__lte=period.last, last__gte=period.first
    ).order_by("objective", "group", "first", "pk")
    return [_measured(target, scheme, period) for target in found]


def _measured(target: Target, scheme: Scheme, period: Period) -> MeasuredTarget:
    own = Period(target.first, target.last, known_until=period.known_until)
    warnings = [_not_over(target)] if target.last > period.known_day else []
    if not target.figure:
        return _by_hand(target, own, warnings)
    try:
        figure = figures.figure(target.figure)
    except KeyError:
        return MeasuredTarget(
            target, own, None, None, None, None, "", "",
            (*warnings, _("“%(target)s” is measured by a figure that is no longer kept.") % {"target": target}),
        )  # fmt: skip
    value = figure.value(scheme, own, with_records=False)
    if not value.is_reported:
        warnings.append(_not_answered(target))
    if figure.less_is_better:
        warnings.append(_less_is_better(target))
    return MeasuredTarget(
        target,
        own,
        value.low,
        value.high,
        value.documented,
        value.estimated,
        str(Target.Standing.ACTUAL.label) if value.is_reported else "",
        _("our records: %(figure)s") % {"figure": figure.label},
        (
            *warnings,
            *(
                _("“%(target)s”: %(warning)s") % {"target": target, "warning": each}
                for each in value.warnings
            ),
        ),
        figure.unit,
        figure.less_is_better,
    )


def _by_hand(target: Target, own: Period, warnings: list[str]) -> MeasuredTarget:
    if target.actual_low is None:
        return MeasuredTarget(
            target, own, None, None, None, None, "", target.counted_by,
            (*warnings, _not_answered(target)),
        )  # fmt: skip
    if not target.counted_by:
        warnings.append(_("“%(target)s” does not say who counted.") % {"target": target})
    is_estimate = target.actual_how_sure == HowSure.ESTIMATED
    return MeasuredTarget(
        target,
        own,
        target.actual_low,
        target.actual_high,
        0 if is_estimate else target.actual_low,
        target.actual_low if is_estimate else 0,
        str(target.get_standing_display()),
        target.counted_by,
        tuple(warnings),
    )


def _not_answered(target: Target) -> str:
    return _("“%(target)s”: nobody has said how many were reached, so it is not reported.") % {
        "target": target
    }


def _less_is_better(target: Target) -> str:
    return _("“%(target)s”: less of this is better, so no per cent are worked out.") % {
        "target": target
    }


def _not_over(target: Target) -> str:
    return _("“%(target)s”: its days are not over yet.") % {"target": target}


def freeze_target(measured: MeasuredTarget, period: Period) -> dict[str, Any]:
    """A target as plain data that no later change can touch; numbers are numbers or None.

    `label` to `counted_by` are promised; a range has no single number, but two ends.
    """
    target, per_cent = measured.target, measured.per_cent
    own = measured.period
    return {
        "label": target.objective,
        "group": target.group,
        "unit": measured.unit,
        **_ends("target", target.target_low, target.target_high),
        **_ends("actual", measured.low, measured.high),
        "documented": plain_number(measured.documented),
        "estimated": plain_number(measured.estimated),
        **_ends("per_cent", *(per_cent or (None, None))),
        "actual_or_expected": measured.standing,
        "counted_by": measured.counted_by,
        "period": {
            "from": own.first.isoformat(),
            "to": own.last.isoformat(),
            "words": str(own),
            "is_of_report": (own.first, own.last) == (period.first, period.last),
        },
        "warnings": list(measured.warnings),
    }


def _ends(name: str, low: Number | None, high: Number | None) -> dict[str, int | float | None]:
    return {
        name: plain_number(low) if low == high else None,
        f"{name}_low": plain_number(low),
        f"{name}_high": plain_number(high),
    }
