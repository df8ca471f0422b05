"""What the scheme saved others: only with two prices, each with its year and source."""

from django.utils.translation import gettext as _

from core.amounts import HowSure, amount_words, plain_number
from core.figures import Period, as_hundredths
from reporting import wording
from reporting.models import Saving
from reporting.statements.parts import Statements
from schemes.models import Scheme


def savings(scheme: Scheme, period: Period) -> Statements:
    """A sentence for each saving whose days all lie in the period; a warning for each half one."""
    found = Saving.objects.filter(
        period.known(), scheme=scheme, first__lte=period.last, last__gte=period.first
    ).order_by("first", "what", "pk")
    lines, warnings = [], []
    for saving in found:
        if saving.first < period.first or saving.last > period.last:
            warnings.append(
                _("“%(what)s” is left out: only some of its days lie in the period.")
                % {"what": saving.what}
            )
        elif saving.without_cost is None or saving.with_cost is None:
            warnings.append(
                _("“%(what)s” is left out: a saving needs two prices, and it has not got both.")
                % {"what": saving.what}
            )
        else:
            lines.append(_told(saving))
            if saving.without_year != saving.with_year:
                warnings.append(
                    _("“%(what)s” compares prices of %(without)d with prices of %(with)d.")
                    % {
                        "what": saving.what,
                        "without": saving.without_year,
                        "with": saving.with_year,
                    }
                )
    return Statements(tuple(lines), tuple(warnings))


def _told(saving: Saving) -> str:
    assert saving.without_cost is not None
    assert saving.with_cost is not None
    each = saving.without_cost - saving.with_cost
    low = plain_number(as_hundredths(each * saving.units_low))
    high = plain_number(as_hundredths(each * saving.units_high))
    units = amount_words(saving.units_low, saving.units_high, saving.units_how_sure)
    return _(
        "%(what)s: without the scheme %(without)s for each %(unit)s (prices of %(without_year)d, "
        "%(without_source)s), with it %(with)s (prices of %(with_year)d, %(with_source)s). "
        "%(units)s × %(unit)s, %(how_sure)s: %(saved)s saved."
    ) % {
        "what": saving.what,
        "unit": saving.unit,
        "without": wording.amount(saving.without_cost, "pounds"),
        "without_year": saving.without_year,
        "without_source": saving.without_source,
        "with": wording.amount(saving.with_cost, "pounds"),
        "with_year": saving.with_year,
        "with_source": saving.with_source,
        "units": units[:1].upper() + units[1:],
        "how_sure": HowSure(saving.units_how_sure).label,
        "saved": wording.between(low if low == high else None, low, high, "pounds"),
    }
