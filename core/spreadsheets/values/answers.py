"""Short answers: yes or no, numbers in words, one of a list, several of a list."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from core.spreadsheets.values.reading import (
    CannotRead,
    cell_text,
    compare_key,
    quoted,
    says_nothing,
    words,
)

YES = frozenset(
    words("y yes yeah yep true t 1 ✓ ✔ ☑ ✅ √ ok done met held happened attended completed ie oes")
) | {
    "went ahead",
    "took place",
}
NO = frozenset(
    words(
        "n no nope false f 0 ✗ ✘ ☒ ❌ dna dnm fta cancelled canceled cancel noshow postponed rescheduled rearranged "
        "missed declined absent na nage"
    )
) | {
    "no show",
    "no-show",
    "did not attend",
    "didn't attend",
    "did not happen",
    "didn't happen",
    "did not meet",
    "didn't meet",
    "did not come",
    "not met",
    "not held",
    "failed to attend",
    "called off",
    "ill",
    "sick",
    "snow",
}
REASON_BREAK = re.compile(r"\s*[-–—:;,(/.]\s*|\s+(?=because|due|as\b)")
BOTH_WAYS = frozenset(["x", "✕", "✖", "×"])

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty"
        )
    )
} | {"none": 0, "a": 1, "single": 1, "a couple": 2, "couple": 2, "a pair": 2}


class Happened(NamedTuple):
    """Whether something took place, and what was written beside it ("No – ill" gives False and "ill")."""

    yes: bool
    remark: str


def parse_yes_no(value: object) -> bool | None:
    """Yes or no in any of the ways people tick a box; None for an empty cell. Raises CannotRead."""
    answer = parse_happened(value)
    return None if answer is None else answer.yes


def parse_happened(value: object) -> Happened | None:
    """Whether a meeting happened, with the reason where one stands beside it; None for an empty cell.

    A cross is refused: half of all offices tick with it. Raises CannotRead.
    """
    if isinstance(value, bool):
        return Happened(value, "")
    text = cell_text(value)
    lowered = text.casefold().replace("’", "'").strip(" .!")
    if isinstance(value, float) and value.is_integer():
        lowered = str(int(value))
    if lowered in YES:
        return Happened(True, "")
    if lowered in NO:
        # The word itself is the reason when it says more than "no".
        return Happened(
            False, text if len(lowered) > 5 or lowered in ("ill", "sick", "snow", "dna") else ""
        )
    if says_nothing(value):
        return None
    head, rest = _split_remark(text)
    word = head.casefold().replace("’", "'").strip()
    if rest and word in YES:
        return Happened(True, rest)
    if rest and word in NO:
        return Happened(False, rest if word in ("n", "no") else text)
    if lowered in BOTH_WAYS:
        raise CannotRead(
            _("“%(text)s” can mean yes or no. Write yes or no.") % {"text": quoted(text)}
        )
    raise CannotRead(
        _("“%(text)s” is neither yes nor no. Write yes or no.") % {"text": quoted(text)}
    )


def _split_remark(text: str) -> tuple[str, str]:
    for found in REASON_BREAK.finditer(text):
        head, rest = text[: found.start()], text[found.end() :].strip(" ).")
        if head.casefold().replace("’", "'") in YES | NO:
            return head, rest
    head, _space, rest = text.partition(" ")
    return head, rest.strip()


def parse_whole_number(value: object, *, most: int = 1_000_000) -> int | None:
    """A number of things, in figures or words; None for an empty cell. Raises CannotRead for parts and ranges."""
    if isinstance(value, str) and value.strip().casefold() in ("none", "nil"):
        return 0
    if says_nothing(value):
        return None
    text = cell_text(value).casefold().strip(" .")
    plain = re.sub(r"\s*\(.*\)$|^(about|max\.?|up to)\s*", "", text).replace(",", "")
    number = NUMBER_WORDS.get(plain)
    if number is None and re.fullmatch(r"\d{1,9}(\.0+)?", plain) and not isinstance(value, bool):
        number = int(plain.partition(".")[0])
    if number is None or number > most:
        raise CannotRead(
            _("“%(text)s” is not a whole number we can use. Write it like 2.")
            % {"text": quoted(cell_text(value))}
        )
    return number


def parse_choice(value: object, choices: Mapping[str, str]) -> str | None:
    """The meaning of a word: `choices` gives words in any spelling and what each means. None for an empty cell.

    Capitals, accents, spaces and punctuation do not count. Raises CannotRead naming the first word for each meaning.
    """
    text = cell_text(value)
    if not text:
        return None
    meanings = {compare_key(word): meaning for word, meaning in choices.items()}
    if (meaning := meanings.get(compare_key(text))) is not None:
        return meaning
    if says_nothing(value):
        return None
    first_words: dict[str, str] = {}
    for word, meaning in choices.items():
        first_words.setdefault(meaning, word)
    shown = _(", ").join(first_words.values())
    raise CannotRead(
        _("“%(text)s” is not a word we know here. Use one of these: %(words)s.")
        % {"text": quoted(text), "words": shown}
    )


def parse_list(value: object, *, joined_by_and: bool = False) -> list[str]:
    """The things listed in a cell, each once, in their order; [] for an empty cell.

    Lines, semicolons and bars part things; where there are none, commas; else " / ".
    With `joined_by_and` (languages, days) "and", "&", "+" and any slash part them too. Raises CannotRead.
    """
    if says_nothing(value):
        return []
    whole = (
        "\n".join(cell_text(line) for line in value.splitlines())
        if isinstance(value, str)
        else cell_text(value)
    )
    if joined_by_and:
        parts = re.split(r"[;,|/&+\n•]|\s+(?:and|a|ac)\s+", whole)
    elif re.search(r"[;|\n•]", whole):
        parts = re.split(r"[;|\n•]", whole)
    elif "," in whole:
        parts = whole.split(",")
    else:
        parts = re.split(r"\s+/\s+", whole)
    found: dict[str, str] = {}
    for part in parts:
        tidy = part.strip(" .-–*·\t")
        if tidy and not says_nothing(tidy):
            found.setdefault(tidy.casefold(), tidy)
    return list(found.values())
