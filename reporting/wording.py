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
    """A figure's value in words: "38", "about 30", "30 to 40", "£12.50", "not reported".

    What is partly documented says how much of it: "£530.00, of which £30.00 documented". A range
    says by itself that nobody knows exactly.
    """
    ends = figure["value"], figure["low"], figure["high"]
    if figure["value"] is None and not figure["documented"]:
        return between(*ends, figure["unit"])
    return resting_partly(*ends, figure["documented"], figure["unit"])


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
    """A numerator or denominator: its name, what it came to, and how much of that is documented."""
    return f"{named['name']}: {part_amount(named, unit)}"


def part_amount(named: dict[str, Any], unit: str = "") -> str:
    """What a numerator or denominator came to; `documented` is there where that is not all of it."""
    low = named.get("low", named["value"])
    high = named.get("high", named["value"])
    return shown({"documented": high, **named, "low": low, "high": high, "unit": unit})


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


def per_cent(value: int | float | None, low: int | float | None, high: int | float | None) -> str:
    """Per cent to one decimal place: "85.0%", "85.0% to 113.3%"."""
    if low is None or high is None:
        return not_reported()
    ends = [low] if value is not None else [low, high]
    written = [number_format(end, decimal_pos=1, force_grouping=True) for end in ends]
    return gettext(" to ").join(f"{each}%" for each in written)


def resting_partly(
    value: int | float | None,
    low: int | float | None,
    high: int | float | None,
    documented: int | float | None,
    unit: str = "",
) -> str:
    """An amount that says whether it is an estimate: "34", "about 34", "30 to 40, an estimate".

    It is one where there may be more of it than is documented; so "0 to 40" is one too.
    """
    number = between(value, low, high, unit)
    if high is None or high <= (documented or 0):
        return number
    if not documented and value is not None:
        return gettext("about %(number)s") % {"number": number}
    if not documented:
        return gettext("%(number)s, an estimate") % {"number": number}
    return gettext("%(number)s, of which %(documented)s documented") % {
        "number": number,
        "documented": amount(documented, unit),
    }


def dress_target(target: dict[str, Any]) -> dict[str, Any]:
    """A frozen target with its amounts in words beside them."""
    unit = target["unit"] if target["unit"] == "pounds" else ""
    wanted = between(target["target"], target["target_low"], target["target_high"], unit)
    return {
        **target,
        "shown_label": f"{target['label']} ({target['group']})"
        if target["group"]
        else target["label"],
        "shown_period": "" if target["period"]["is_of_report"] else target["period"]["words"],
        "shown_target": wanted if unit else f"{wanted} {target['unit']}".strip(),
        "shown_actual": resting_partly(
            target["actual"],
            target["actual_low"],
            target["actual_high"],
            target["documented"],
            unit,
        ),
        "shown_per_cent": per_cent(
            target["per_cent"], target["per_cent_low"], target["per_cent_high"]
        ),
        "shown_status": target["actual_or_expected"] or not_reported(),
        "shown_counted_by": target["counted_by"] or not_reported(),
    }
