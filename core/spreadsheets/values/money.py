"""Money as offices write it: "£25,000", "25000.00", "25k". Pounds only."""

import datetime
import re
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spreadsheets.values.reading import CannotRead, cell_text, quoted, says_nothing

MOST = 100_000_000
PENNY = Decimal("0.01")
POUNDS = re.compile(r"£|\bgbp\b|\bpounds?\b|\bsterling\b|\b(?:uk)?l(?=\d)")
FOREIGN = (
    (re.compile(r"€|\beuros?\b|\beur(?![a-z])|(?<![a-z])eur(?=\d)"), gettext_lazy("euros")),
    (
        re.compile(r"\$|\b(?:us|c|a|au|nz|hk)?dollars?\b|(?<![a-z])(?:usd|cad|aud|nzd|hkd)(?![a-z])"),
        gettext_lazy("dollars"),
    ),
    (re.compile(r"¥|\byen\b|(?<![a-z])(?:jpy|cny|rmb)(?![a-z])|\byuan\b"), gettext_lazy("yen or yuan")),
    (re.compile(r"₹|(?<![a-z])inr(?![a-z])|\brupees?\b"), gettext_lazy("rupees")),
    (re.compile(r"zł|(?<![a-z])pln(?![a-z])|\bzloty"), gettext_lazy("zloty")),
    (re.compile(r"(?<![a-z])(?:sek|nok|dkk|kr|chf|fr)(?![a-z])\.?"), gettext_lazy("another currency")),
)  # fmt: skip
THOUSANDS = {"k": 1_000, "m": 1_000_000, "thousand": 1_000, "million": 1_000_000, "mn": 1_000_000}
NUMBER = re.compile(
    r"(?P<number>\d{1,3}(?:[, ]\d{3})+(?:\.\d{1,4})?|\d{1,10}(?:\.\d{1,4})?|\.\d{1,2})"
    r"\s*(?P<times>k|m|mn|thousand|million)?"
)
BELOW_NOUGHT = re.compile(r"^[-–−]\s*\d|^\(.*\d.*\)$|\d\s*(?:cr|dr)$|\d[-–−]$|^minus\b")


def parse_money(value: object, *, heading: str = "", most: int = MOST) -> Decimal | None:
    """Pounds and pence; None for an empty cell.

    `heading` is what stands above the cell: one in another currency speaks for its whole column.
    Raises CannotRead for another currency, an amount below nought, a range, and parts of a penny.
    """
    if isinstance(value, datetime.date | datetime.time):
        raise CannotRead(_not_money(cell_text(value)))
    text = cell_text(value)
    if says_nothing(value) and text.casefold() not in ("nil", "none"):
        return None
    for said in (text, heading):
        if currency := foreign_currency(said):
            raise CannotRead(
                _("This is in %(currency)s. Write what it came to in pounds.")
                % {"currency": currency}
            )
    if text.casefold() in ("nil", "none"):
        return Decimal("0.00")
    written = f"{value:.12g}" if isinstance(value, float) else text.casefold()
    plain = " ".join(POUNDS.sub(" ", written).split()).strip()
    if BELOW_NOUGHT.search(plain):
        raise CannotRead(
            _("“%(text)s” is less than nought. Write what was paid as a plain amount.")
            % {"text": quoted(text)}
        )
    found = NUMBER.fullmatch(plain)
    if isinstance(value, bool) or not found:
        raise CannotRead(_not_money(text))
    number = Decimal(re.sub(r"[, ]", "", found["number"])) * THOUSANDS.get(found["times"] or "", 1)
    if number > most:
        raise CannotRead(_not_money(text))
    pence = number.quantize(PENNY)
    if pence != number:
        raise CannotRead(
            _("“%(text)s” has parts of a penny. Write pounds and pence, like 25.50.")
            % {"text": quoted(text)}
        )
    return pence


def foreign_currency(text: str) -> str:
    """The name of the currency that a text is written in; "" for pounds, and where it does not say."""
    lowered = text.casefold()
    if POUNDS.search(lowered):
        return ""
    return next((str(name) for pattern, name in FOREIGN if pattern.search(lowered)), "")


def _not_money(text: str) -> str:
    return _("“%(text)s” is not an amount of money we can use. Write it like 25000 or £25.50.") % {
        "text": quoted(text)
    }
