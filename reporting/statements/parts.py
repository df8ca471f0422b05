"""What a composer gives."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statements:
    """Sentences for the reader of the report, and warnings for whoever makes it."""

    lines: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
