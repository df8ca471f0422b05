"""One row of the bench, and the table people read."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True)
class Row:
    """What was measured. None stands for what has no meaning for this row.

    `limit` says in words what has to hold; without a limit `holds` is None.
    """

    page: str
    floor_ms: float | None = None
    median_ms: float | None = None
    p95_ms: float | None = None
    times_floor: float | None = None
    statements: int | None = None
    bytes_gz: int | None = None
    limit: str | None = None
    holds: bool | None = None

    def as_json(self) -> dict[str, Any]:
        """The row under the names that scripts rely on."""
        return asdict(self)


@dataclass(frozen=True)
class Limit:
    """At most so many times the floor, and so many statements; None does not bind."""

    times: float
    statements: int | None = None

    def __str__(self) -> str:
        words = f"{self.times:g} x floor"
        return words + (f", {self.statements} statements" if self.statements else "")


def timed_row(
    page: str,
    taken: Sequence[float],
    *,
    floor: Sequence[float],
    statements: int | None = None,
    bytes_gz: int | None = None,
    limit: Limit,
) -> Row:
    """A row from single times in seconds, of the page and of its floor."""
    floor_ms, median_ms = median(floor) * 1000, median(taken) * 1000
    times = median_ms / floor_ms
    too_many = limit.statements is not None and (statements or 0) > limit.statements
    return Row(
        page=page,
        floor_ms=round(floor_ms, 2),
        median_ms=round(median_ms, 2),
        p95_ms=round(ninety_fifth(taken) * 1000, 2),
        times_floor=round(times, 2),
        statements=statements,
        bytes_gz=bytes_gz,
        limit=str(limit),
        holds=times <= limit.times and not too_many,
    )


def ninety_fifth(taken: Sequence[float]) -> float:
    """The time that nineteen of twenty stay under."""
    return quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]


def table(rows: Sequence[Row]) -> str:
    """The rows for people."""
    headings = ["page", "floor ms", "median ms", "p95 ms", "x floor", "statements", "bytes"]
    lines = [[*headings, "limit", "holds"]]
    for row in rows:
        cells = list(row.as_json().values())
        shown = ["" if cell is None else f"{cell}" for cell in cells[:-1]]
        lines.append([*shown, {True: "yes", False: "NO", None: ""}[row.holds]])
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 7) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
