"""What a composer gives."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Statements:
    """Sentences for the reader of the report, and warnings for whoever makes it."""

    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def under(heading: str, lines: Sequence[str]) -> tuple[str, ...]:
    """The heading and its lines; nothing where there are no lines."""
    return (heading, *lines) if lines else ()
