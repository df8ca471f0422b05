"""The order in which rows are looked at, where it matters."""

from datetime import date
from typing import Any

from tablib import Dataset

from core.spreadsheets.values import CannotRead, parse_uk_date


def order_by_start(dataset: Dataset, today: date) -> None:
    """Put the rows in the order of their first days, so that an end is known before what follows it.

    Rows whose first day is missing or cannot be read come last, in the order of the file.
    """
    if "started_on" not in dataset.headers:
        return
    column = dataset.headers.index("started_on")

    def began(row: tuple[Any, ...]) -> date:
        try:
            return parse_uk_date(row[column], today=today) or date.max
        except CannotRead:
            return date.max

    headers, rows = dataset.headers, sorted(dataset, key=began)
    dataset.wipe()
    dataset.headers = headers
    for row in rows:
        dataset.append(row)
