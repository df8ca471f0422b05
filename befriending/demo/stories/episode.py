"""One meeting in words."""

from dataclasses import dataclass

SPRING = (3, 4, 5)
SUMMER = (6, 7, 8)
AUTUMN = (9, 10, 11)
WINTER = (12, 1, 2)
WARM = (*SPRING, *SUMMER)
COLD = (*AUTUMN, *WINTER)


@dataclass(frozen=True)
class Episode:
    """The four answers of a sheet, how it felt, and where it was when not at the usual place.

    `months` limits it to a time of the year; none means any.
    """

    why: str
    did: str
    achieved: str = ""
    next_time: str = ""
    feeling: str = "good"
    place: str = ""
    months: tuple[int, ...] = ()

    def fits(self, month: int) -> bool:
        """Whether this can happen in that month."""
        return not self.months or month in self.months
