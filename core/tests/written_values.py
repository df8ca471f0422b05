"""What the tests of written values share: a day to read them on, and the reasons."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from core.spreadsheets.values import CannotRead

TODAY = datetime.date(2026, 11, 21)


def day(year: int, month: int, number: int) -> datetime.date:
    """A day, in few letters."""
    return datetime.date(year, month, number)


def why_not(parse: Callable[..., object], *args: Any, **options: Any) -> str:
    """The reason that is given for not reading this."""
    with pytest.raises(CannotRead) as refused:
        parse(*args, **options)
    return str(refused.value)
