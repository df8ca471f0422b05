"""Names, telephone numbers, e-mail addresses and postcodes: kept as people wrote them, compared as they meant them."""

import re
import unicodedata
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.spreadsheets.values.reading import (
    CannotRead,
    Warn,
    cell_text,
    no_warning,
    quoted,
    says_nothing,
    words,
)

TITLES = frozenset(
    words("mr mrs ms miss mx dr rev revd prof sir dame lady lord cllr sister master madam")
)
PARTICLES = frozenset(
    words(
        "van von der den de la le du da di del della dos das el al bin ibn bint ap ab ter ten st mac mc o san"
    )
)
NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
APOSTROPHES = re.compile(r"[’‘'`´ʼʹ′‛]")
BRACKETED = re.compile(r"[(\[“\"]([^)\]”\"]*)[)\]”\"]")
# Degrees and the like stand behind a comma, and are no first name.
AFTER_A_NAME = re.compile(
    r",\s*(ba|bsc|ma|msc|bed|llb|llm|phd|dphil|mba|mbe|obe|cbe|jp|rn|rgn|qc|kc|dl|hons|jnr|jr|snr|sr|esq)\.?(\s*\(hons\))?\s*$",
    re.IGNORECASE,
)
TWO_PEOPLE = re.compile(r"\s&\s|\w\s*/\s*\w|\s\+\s|\sand\s", re.IGNORECASE)
REMARKS = frozenset(
    words(
        "left new ended closed deceased dec'd died paused inactive active waiting matched volunteer client"
    )
) | {"on hold", "on break", "no longer", "see notes", "moved away"}
DIGITS = re.compile(r"\d")
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
OUTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")


class Name(NamedTuple):
    """A name in its parts. `known_as` is what stood in brackets."""

    first: str
    last: str
    known_as: str = ""

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}".strip()


def parse_name(value: object, warn: Warn = no_warning) -> Name | None:
    """A whole name in one cell, either way round ("Green, Rhys"), titles and letters after it dropped.

    None for an empty cell. A remark in brackets, and two people in one cell, are warned of.
    Raises CannotRead when there are no letters in it.
    """
    if says_nothing(value):
        return None
    text = cell_text(value)
    if TWO_PEOPLE.search(text):
        warn(
            _("“%(text)s” may be two people. Give each a row of their own.")
            % {"text": quoted(text)}
        )
    while (found := AFTER_A_NAME.search(text)) is not None:
        text = text[: found.start()].strip()
    if (found := BRACKETED.search(text)) is not None:
        if found[1].strip().casefold() in REMARKS:
            warn(
                _("“%(remark)s” is no part of a name. It was left out.")
                % {"remark": found[1].strip()}
            )
            text = BRACKETED.sub(" ", text)
        else:
            warn(
                _("“%(name)s” in brackets is taken as what they like to be called.")
                % {"name": found[1].strip()}
            )
    known_as = "".join(found.strip() for found in BRACKETED.findall(text)[:1])
    text = BRACKETED.sub(" ", text)
    last_part, comma, first_part = text.partition(",")
    if comma and first_part.strip():
        first, last = _without_titles(first_part), _without_titles(last_part)
        return Name(_checked(" ".join(first), text), " ".join(last), known_as)
    words = _without_titles(text.replace(",", " "))
    if not words:
        raise CannotRead(_("“%(text)s” is not a name.") % {"text": quoted(text)})
    split = len(words) - 1
    while split > 1 and words[split - 1].casefold().strip(".") in PARTICLES:
        split -= 1
    if len(words) == 1:
        return Name(_checked(words[0], text), "", known_as)
    return Name(_checked(" ".join(words[:split]), text), " ".join(words[split:]), known_as)


def _without_titles(text: str) -> list[str]:
    words = text.split()
    while len(words) > 1 and words[0].casefold().strip(".") in TITLES:
        words = words[1:]
    return words


def _checked(name: str, text: str) -> str:
    if not any(letter.isalpha() for letter in name):
        raise CannotRead(_("“%(text)s” is not a name.") % {"text": quoted(text)})
    return name


def name_key(name: str) -> str:
    """How two names are compared: no capitals, accents, apostrophes, hyphens, titles or brackets; either way round.

    "D’Arcy, Violet", "Violet D'Arcy" and "Miss Violet  DARCY" have one key.
    """
    text = BRACKETED.sub(" ", name).casefold()
    last, comma, first = text.partition(",")
    if comma:
        text = f"{first} {last}"
    text = APOSTROPHES.sub("", text).translate(NOT_DECOMPOSED)
    text = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    text = "".join(letter if letter.isalnum() else " " for letter in text.replace(".", ""))
    words = text.split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def parse_phone(value: object, warn: Warn = no_warning) -> str:
    """A telephone number as it was written; "" for an empty cell. A number that cannot be rung is kept with a warning.

    The nought that Excel takes from the front is put back. Raises CannotRead for what has no number in it.
    """
    if says_nothing(value):
        return ""
    text = cell_text(value)
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if text.isdecimal() and len(text) in (9, 10) and text[0] in "123789":
        text = "0" + text
    digits = len(DIGITS.findall(text))
    if digits < 5:
        raise CannotRead(_("“%(text)s” is not a telephone number.") % {"text": quoted(text)})
    if len(text) > 40:
        raise CannotRead(
            _("“%(text)s” is too long. Keep one telephone number.") % {"text": quoted(text)}
        )
    if not _can_be_rung(phone_key(text)):
        warn(
            _("“%(text)s” does not look like a whole telephone number. It was kept as it is.")
            % {"text": quoted(text)}
        )
    return text


def phone_key(phone: str) -> str:
    """How two telephone numbers are compared: digits alone, +44 and 0044 as 0. "" for none."""
    first = re.split(r"[/;,]|\bor\b|\bext?\b|\(?[a-z]{3,}", phone.casefold().replace("(0)", ""))
    candidates = [part for part in first if len(DIGITS.findall(part)) >= 5] or [phone]
    number = "".join(letter for letter in candidates[0] if letter.isdecimal() or letter == "+")
    for prefix in ("+44", "0044"):
        if number.startswith(prefix):
            return "0" + number[len(prefix) :].lstrip("0")
    if number.startswith("44") and len(number) == 12:
        return "0" + number[2:]
    return number


def _can_be_rung(key: str) -> bool:
    if key.startswith("+"):
        return 8 <= len(key) - 1 <= 15
    return bool(re.fullmatch(r"0[1-9]\d{8,9}|00[1-9]\d{7,13}", key))


def parse_email(value: object, warn: Warn = no_warning) -> str:
    """An e-mail address; "" for an empty cell. One that cannot be written to as it stands is kept with a warning.

    Raises CannotRead for what has no @ with something on both sides.
    """
    if says_nothing(value):
        return ""
    text = cell_text(value)
    if found := re.search(r"<([^<>]+@[^<>]+)>", text):
        text = found[1]
    text = re.sub(r"^mailto:", "", text, flags=re.IGNORECASE).strip(" .,;<>")
    several = [part for part in re.split(r"[;,\s]+(?:or\s+)?|/", text) if "@" in part]
    if len(several) > 1:
        warn(_("There are several e-mail addresses here. Only the first was kept."))
        text = several[0]
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain or " " in text or "@" in local or len(text) > 254:
        raise CannotRead(_("“%(text)s” is not an e-mail address.") % {"text": quoted(text)})
    address = f"{local}@{domain.casefold()}"
    if not can_be_written_to(address):
        warn(
            _("“%(text)s” may not work. It was kept, and nothing is sent to it until you check it.")
            % {"text": quoted(text)}
        )
    return address


def can_be_written_to(address: str) -> bool:
    """True when the address is one that mail servers everywhere accept."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return address.isascii()


def parse_postcode(value: object, warn: Warn = no_warning) -> str:
    """A postcode in capitals with its space ("ll535th" -> "LL53 5TH"); "" for an empty cell.

    The first half alone is fine. Others are kept with a warning. Raises CannotRead past 20 letters.
    """
    if says_nothing(value):
        return ""
    text = cell_text(value).upper()
    packed = re.sub(r"[\s.\-]+", "", text)
    if found := POSTCODE.fullmatch(packed):
        return f"{found[1]} {found[2]}"
    if OUTCODE.fullmatch(packed):
        return packed
    if len(text) > 20:
        raise CannotRead(
            _("“%(text)s” is not a postcode. Put the address in a column of its own.")
            % {"text": quoted(text)}
        )
    warn(
        _("“%(text)s” does not look like a postcode. It was kept as it is.")
        % {"text": quoted(text)}
    )
    return text
