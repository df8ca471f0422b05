"""The figures of this room: a file for each subject."""

from core.figures import Figure
from reporting.figures import events, money, staff_time

FIGURES: tuple[Figure, ...] = (*money.FIGURES, *events.FIGURES, *staff_time.FIGURES)
