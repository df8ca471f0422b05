"""Which column of a file is which field: headings are recognised as offices write them."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from core.spreadsheets import heading_key
from core.spreadsheets.headings import IN_BRACKETS, unnamed
from schemes.imports.fields import ImportField
from schemes.words import Words

FILLING = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "for",
        "in",
        "is",
        "of",
        "on",
        "or",
        "our",
        "the",
        "their",
        "to",
        "was",
        "with",
        "your",
        "full",
        "details",
        "please",
        "certificate",
        "cert",
        "current",
    ]
)
SAME = {
    "number": "no",
    "num": "no",
    "nr": "no",
    "tel": "phone",
    "telephone": "phone",
    "mob": "mobile",
    "ref": "reference",
    "max": "maximum",
    "freq": "frequency",
    "lang": "language",
    "session": "meeting",
    "visit": "meeting",
    "mtg": "meeting",
    "forename": "firstname",
    "surname": "lastname",
}
SUPPORTER = ("peer supporter", "volunteer", "vol", "befriender", "mentor", "buddy", "organiser")
SUPPORTEE = ("service user", "young person", "befriendee", "mentee", "client", "participant")


def recognise(
    headings: Sequence[str], fields: Collection[ImportField], words: Words
) -> dict[str, int]:
    """{field name: column counted from 0} for the headings that are known.

    First by the letters of a heading, then by its words in any order: "Referral date" is "Date of
    referral", "Vol. no" is "Volunteer number". Of two columns with one meaning the first counts.
    """
    found: dict[str, int] = {}
    by_letters = [(each.name, _keys(each, words)) for each in fields]
    by_words = [(each.name, _word_sets(each, words)) for each in fields]
    taken: set[int] = set()
    for column, heading in enumerate(headings):
        key = heading_key(heading)
        name = next((name for name, known in by_letters if key and key in known), None)
        if name is not None:
            taken.add(column)
            found.setdefault(name, column)
    for column, heading in enumerate(headings):
        said = words_of(heading, words)
        name = next(
            (name for name, known in by_words if said and said in known and name not in found), None
        )
        if name is not None and column not in taken:
            found[name] = column
    for each in fields:
        beside = found.get(each.right_of, len(headings)) + 1
        unread = each.name not in found and beside < len(headings)
        if unread and headings[beside] == unnamed(beside):
            found[each.name] = beside
    return found


def words_of(heading: str, words: Words) -> frozenset[str]:
    """The words of a heading that matter, each in its usual form."""
    text = (
        unicodedata.normalize("NFKD", IN_BRACKETS.sub(" ", heading)).casefold().replace("#", " no ")
    )
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"[\'’.]", "", text)
    for canonical, called in (
        ("supporter", (str(words.supporter), *SUPPORTER)),
        ("supportee", (str(words.supportee), *SUPPORTEE)),
        ("firstname", ("first name", "given name")),
        ("lastname", ("last name", "family name")),
    ):
        for phrase in called:
            text = re.sub(rf"\b{re.escape(phrase.casefold())}s?\b", canonical, text)
    found = re.findall(r"[^\W_]+", text)
    return frozenset(_usual(word) for word in found if word not in FILLING)


def _usual(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return SAME.get(word, word)


def _keys(field: ImportField, words: Words) -> set[str]:
    return {key for each in field.headings_for(words) if (key := heading_key(each))}


def _word_sets(field: ImportField, words: Words) -> set[frozenset[str]]:
    return {said for each in field.headings_for(words) if (said := words_of(each, words))}


def known_headings(fields: Collection[ImportField], words: Words) -> set[str]:
    """Every heading that means one of the fields."""
    return set().union(*(_keys(each, words) for each in fields))


def missing_fields(
    fields: Collection[ImportField], mapping: Mapping[str, int]
) -> list[list[ImportField]]:
    """What has to be in the file and is not: each entry lists fields of which one would do."""
    missing = [[each] for each in fields if each.required and each.name not in mapping]
    groups: dict[str, list[ImportField]] = {}
    for each in fields:
        if each.one_of:
            groups.setdefault(each.one_of, []).append(each)
    missing += [
        group for group in groups.values() if not any(each.name in mapping for each in group)
    ]
    return missing
