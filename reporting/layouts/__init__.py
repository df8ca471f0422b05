"""Layouts: what a funder asks, in the funder's own words and order, as plain data."""

from reporting.layouts.lsis_guide import LSIS_GUIDE
from reporting.layouts.lsis_impact import LSIS_IMPACT
from reporting.layouts.parts import Layout, Row

__all__ = ["Layout", "Row", "UnknownLayout", "layout", "layouts"]


class UnknownLayout(KeyError):
    """There is no layout with this name."""


def layout(key: str) -> Layout:
    """The layout with this key. Raises UnknownLayout."""
    try:
        return layouts()[key]
    except KeyError:
        raise UnknownLayout(key) from None


def layouts() -> dict[str, Layout]:
    """Every layout that can be built, by key."""
    return {each.key: each for each in (LSIS_IMPACT, LSIS_GUIDE)}
