"""How amounts read to people: on screen, on paper and inside answers."""

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext


def not_reported() -> str:
    """What stands where nobody has given a number: never a blank."""
    return gettext("not reported")


def amount(value: int | float | Decimal | None, unit: str = "") -> str:
    """A number as people write it: 1,234 or £12.50. None reads "not reported"."""
    if value is None:
        return not_reported()
    decimals = 0 if value == int(value) and unit != "pounds" else 2
    text = number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return f"£{text}" if unit == "pounds" else text


def shown(figure: dict[str, Any]) -> str:
    """A figure's value in words: "38", "30 to 40", "£12.50", "not reported"."""
    return between(figure["value"], figure["low"], figure["high"], figure["unit"])


def between(
    value: int | float | None, low: int | float | None, high: int | float | None, unit: str = ""
) -> str:
    """One number, or the two ends of a range: "38", "£750.00 to £1,000.00"."""
    if value is not None or low is None:
        return amount(value, unit)
    return gettext("%(low)s to %(high)s") % {"low": amount(low, unit), "high": amount(high, unit)}


def shown_estimated(figure: dict[str, Any]) -> str:
    """The estimated part of a figure, as a range where the estimates were ranges."""
    if figure["estimated"] is None or figure["low"] is None:
        return amount(figure["estimated"], figure["unit"])
    documented = figure["documented"] or 0
    least, most = figure["low"] - documented, figure["high"] - documented
    return between(least if least == most else None, least, most, figure["unit"])


def resting_on(figure: dict[str, Any]) -> str:
    """How many records a figure rests on, in words."""
    if not figure["n"]:
        return gettext("no records")
    return ngettext("%(n)s record", "%(n)s records", figure["n"]) % {"n": amount(figure["n"])}


def part(named: dict[str, Any], unit: str = "") -> str:
    """A numerator or denominator: its name and what it came to."""
    return f"{named['name']}: {between(named['value'], named.get('low'), named.get('high'), unit)}"


def dress(figure: dict[str, Any]) -> dict[str, Any]:
    """A frozen figure with its amounts in words beside them."""
    return {
        **figure,
        "shown": shown(figure),
        "shown_documented": amount(figure["documented"], figure["unit"]),
        "shown_estimated": shown_estimated(figure),
        "shown_n": resting_on(figure),
        "parts": parts(figure),
    }


def parts(figure: dict[str, Any]) -> list[str]:
    """What was counted, and for a share what was divided by what, with the names."""
    if not figure["denominator"]:
        return [figure["numerator"]["name"]]
    return [part(figure["numerator"], figure["unit"]), part(figure["denominator"])]
