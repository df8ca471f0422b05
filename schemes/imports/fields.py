"""What a kind of spreadsheet may hold: its columns, the headings they go by, and how a cell is read."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.template.defaultfilters import capfirst
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.spreadsheets.values import (
    CannotRead,
    cell_text,
    parse_email,
    parse_list,
    parse_phone,
    parse_postcode,
    parse_text,
    parse_uk_date,
    parse_whole_number,
    says_nothing,
)
from core.spreadsheets.values.reading import Warn
from schemes.words import Words

Text = str | Promise


@dataclass(frozen=True)
class Reading:
    """What a parser may need beside the cell: the day, the heading above it, and a place for warnings."""

    today: date
    heading: str
    warn: Warn


Parse = Callable[[object, Reading], Any]
STILL_GOING = {
    "ongoing", "on going", "on-going", "still going", "still there", "present", "current", "to date",
    "now", "open",
}  # fmt: skip


@dataclass(frozen=True)
class ImportField:
    """A column we know. `synonyms` are other headings for it, with | between them.

    `label` and `synonyms` may hold %(supporter)s and the like: the scheme's own words.

    `parse(cell, reading)` returns a value, or raises CannotRead. Of the fields that share a `one_of`,
    one has to be in the file; `required` fields always, and in every row. A `soft` field that
    cannot be read does not stop its row: what stood there is told, and kept where the room has a place. A filled column without a heading just
    right of the field `right_of` is this field: people merge one heading over two columns.
    """

    name: str
    label: Text
    parse: Parse
    synonyms: str = ""
    required: bool = False
    one_of: str = ""
    soft: bool = False
    right_of: str = ""

    def label_for(self, words: Words) -> str:
        """The label as this scheme says it."""
        return capfirst(_spoken(self.label, words))

    def headings_for(self, words: Words) -> list[str]:
        """All headings that mean this field, as this scheme would write them."""
        return [_spoken(each, words) for each in (self.label, *self.synonyms.split("|")) if each]


def _spoken(text: Text, words: Words) -> str:
    return str(text) % {key: str(word) for key, word in asdict(words).items()}


# Ways to read a cell, for the rooms' lists of fields.


def text(longest: int) -> Parse:
    """Free text; "n/a" and the like count as nothing."""
    return lambda cell, reading: "" if says_nothing(cell) else parse_text(cell, longest)


def words_as_written(longest: int) -> Parse:
    """Free text in which "none" and "-" are answers too."""
    return lambda cell, reading: parse_text(cell, longest)


def a_date(cell: object, reading: Reading) -> date | None:
    """A day, day before month."""
    return parse_uk_date(cell, today=reading.today)


def an_end(cell: object, reading: Reading) -> date | None:
    """A last day; "ongoing" and the like are none."""
    if cell_text(cell).casefold().strip(" .") in STILL_GOING:
        return None
    return parse_uk_date(cell, today=reading.today)


def a_past_date(cell: object, reading: Reading) -> date | None:
    """A day up to today."""
    found = parse_uk_date(cell, today=reading.today)
    if found and found > reading.today:
        raise CannotRead(
            _("%(date)s lies in the future. Check it.") % {"date": found.strftime("%d/%m/%Y")}
        )
    return found


def a_birth_date(cell: object, reading: Reading) -> date | None:
    """A date of birth."""
    return parse_uk_date(cell, today=reading.today, birth=True)


def an_email(cell: object, reading: Reading) -> str:
    """An e-mail address, kept with a warning when it may not work."""
    return parse_email(cell, reading.warn)


def a_phone(cell: object, reading: Reading) -> str:
    """A telephone number, kept with a warning when it is odd."""
    return parse_phone(cell, reading.warn)


def a_postcode(cell: object, reading: Reading) -> str:
    """A postcode, kept with a warning when it is odd."""
    return parse_text(parse_postcode(cell, reading.warn), 12)


def a_list(longest: int, joined_by_and: bool = False) -> Parse:
    """Several things in one cell, each at most so long."""

    def parse(cell: object, reading: Reading) -> list[str]:
        return [parse_text(each, longest) for each in parse_list(cell, joined_by_and=joined_by_and)]

    return parse


def a_number(most: int) -> Parse:
    """A whole number up to `most`."""
    return lambda cell, reading: parse_whole_number(cell, most=most)
