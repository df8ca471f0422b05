"""What every parser of a cell shares: cells that say nothing, and the way a refusal is worded."""

import datetime
import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext as _

from core.spreadsheets.escape import formula_mark
from core.spreadsheets.table import CellError, Formula

SPACES = re.compile(r"\s+")


def words(text: str) -> list[str]:
    """The words of a list that is written as one line."""
    return text.split()


# How offices write "nothing here". Not "no" or "0", which are answers.
NOTHING = frozenset(
    words(
        "n/a na n.a n.a. none nil null - -- --- – — ... … ? ?? tbc tba tbd unknown n/k nk #n/a blank"
    )
) | {
    "not known",
    "not given",
    "not applicable",
    "not recorded",
    "not yet",
    "to be confirmed",
    "don't know",
}
INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
)

Warn = Callable[[str], None]


class CannotRead(Exception):
    """A cell nobody could accept. `str()` of it is a sentence that says what to write instead."""


class HoldsFormula(CannotRead):
    """The cell holds a formula, or the error it came to: there is no value to read at all."""


def no_warning(sentence: str) -> None:
    """For callers who want the value alone."""


def cell_text(value: object) -> str:
    """The cell as one tidy line of text; "" for an empty cell. Raises HoldsFormula for formulas and their errors."""
    if value is None:
        return ""
    if isinstance(value, Formula) or (
        isinstance(value, str) and value.startswith("(") and value == formula_mark()
    ):
        raise HoldsFormula(_("This cell holds a formula. Type the value itself."))
    if isinstance(value, CellError):
        raise HoldsFormula(
            _("This cell shows the error %(error)s. Type the value itself.") % {"error": value}
        )
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return SPACES.sub(" ", unicodedata.normalize("NFC", str(value).translate(INVISIBLE))).strip()


def says_nothing(value: object) -> bool:
    """True for an empty cell and for "n/a", "-", "tbc" and the like."""
    text = cell_text(value)
    return not text or text.casefold() in NOTHING


def quoted(text: str) -> str:
    """What stood in the cell, short enough for a sentence."""
    return text if len(text) <= 40 else text[:39] + "…"


def parse_text(value: object, longest: int | None = None) -> str:
    """Free text as it was written, its line breaks kept; "" for an empty cell. Raises CannotRead past `longest`."""
    line = cell_text(value)
    text = line
    if isinstance(value, str) and "\n" in value.strip():
        lines = (
            SPACES.sub(" ", part.translate(INVISIBLE)).strip()
            for part in value.strip().splitlines()
        )
        text = unicodedata.normalize("NFC", "\n".join(lines))
    text = text.replace("\x00", "")
    if longest is not None and len(text) > longest:
        raise CannotRead(
            _("This is longer than the %(longest)s letters there is room for. Shorten it.")
            % {"longest": longest}
        )
    return text


def compare_key(text: str) -> str:
    """Letters and digits only, without accents or capitals: for comparing words, never for showing."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())
