"""How much there is of everything."""

from dataclasses import dataclass, fields
from fractions import Fraction

COHORTS = 14
YEARS = 4


@dataclass(frozen=True)
class Sizes:
    """Numbers of records. Cohorts are fourteen whatever the scale, one each quarter."""

    hosts: int = 312
    organisers: int = 543
    volunteers: int = 5_703
    supportees: int = 5_000
    matches: int = 6_000
    meetings: int = 250_000


def sizes(scale: Fraction) -> Sizes:
    """The numbers at full size times `scale`, and one at least."""
    full = Sizes()
    return Sizes(
        **{field.name: max(1, round(getattr(full, field.name) * scale)) for field in fields(Sizes)}
    )
