"""Money in words."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.amounts import Number


def pounds_words(low: Number | None, high: Number | None = None) -> str:
    """ "£45.00", or "£1,350.00 to £1,800.00" with two ends; "" for no amount."""
    if low is None:
        return ""
    if high is None or high == low:
        return _pounds(low)
    return _("%(low)s to %(high)s") % {"low": _pounds(low), "high": _pounds(high)}


def _pounds(amount: Number) -> str:
    return f"£{number_format(Decimal(amount), decimal_pos=2, force_grouping=True)}"
