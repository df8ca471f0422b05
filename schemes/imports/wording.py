"""What a file adds to a record, and a change in words."""

from datetime import date
from typing import Any

from core.spreadsheets.values.reading import compare_key

# Longer texts are not shown beside each other in a line of the preview.
LONGEST_SHOWN = 60


def with_what_is_new(here: str, said: str) -> str:
    """Notes that are here with what a file adds to them; what somebody typed is never replaced."""
    if not said.strip() or compare_key(said) in compare_key(here):
        return here
    return f"{here}\n{said}" if here else said


def old_and_new(column: str, here: Any, value: Any) -> str:
    """A change in words: "Tel (07700 900001 → 07700 900002)"; the column alone for what was empty or is long."""
    old, new = _shown(here), _shown(value)
    if not old or len(old) > LONGEST_SHOWN or len(new) > LONGEST_SHOWN:
        return column
    return f"{column} ({old} → {new})"


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value if value is not None else "")
