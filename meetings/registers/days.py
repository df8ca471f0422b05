"""How many days something took, as people write it, on a page and in a spreadsheet."""

import re

from django.utils.translation import gettext as _

from core.amounts import Amount
from core.spreadsheets.values import CannotRead, cell_text, parse_amount
from schemes.registers.forms import MOST

AND_A_HALF = re.compile(r"(\d+)\s*(?:and\s+a\s+half|(?:&|and)?\s*(?:½|\s1/2))")
HALF = re.compile(r"\b(?:a\s+)?half(?:\s+an?)?\b|(?<![\d.])1/2(?!\d)")


def parse_days(written: object) -> Amount | None:
    """A number of days, also "half a day" and "2 1/2"; None for nothing. Raises CannotRead, also for hours."""
    if not isinstance(written, str):
        return parse_amount(written, most=MOST, whole=False, written="2.5")
    text = cell_text(written).casefold()
    if re.search(r"\b(hours?|hrs?|mins?|minutes?)\b", text):
        raise CannotRead(_("This is in hours. Write how many days it was, like 0.5."))
    text = HALF.sub("0.5", AND_A_HALF.sub(r"\1.5", text))
    return parse_amount(text, most=MOST, whole=False, written="2.5")
