"""What somebody is known again by, and what speaks for or against two being one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from core.spreadsheets.values import name_key, phone_key
from schemes.imports.resource import Draft

# "Rhys Green" and "Rhys Greene" are one, "Rhys Green" and "Rhys Young" are not.
ONE_NAME_FROM = 0.88


@dataclass
class Known:
    """Somebody in the scheme, or earlier in the file: what they are known again by."""

    reference: str
    key: str
    born_on: date | None
    phone: str
    email: str
    record: Any = None
    draft: Draft | None = None

    def described(self, name: str) -> str:
        """Who it is, in a few words: "Rhys Green (V003, born 7 Jan 2004)"."""
        details = [self.reference]
        if self.born_on:
            details.append(_("born %(date)s") % {"date": self.born_on.strftime("%-d %b %Y")})
        elif self.phone:
            details.append(self.record.person.phone if self.record else self.phone)
        details = [detail for detail in details if detail]
        return f"{name} ({', '.join(details)})" if details else name


def is_one_name(one: str, other: str) -> bool:
    """The same name but for a slip of the pen."""
    return one == other or SequenceMatcher(None, one, other).ratio() >= ONE_NAME_FROM


def share_something(one: Known, other: Known) -> bool:
    """Something beside the name is the same."""
    return bool(
        (one.born_on and one.born_on == other.born_on)
        or (one.phone and one.phone == other.phone)
        or (one.email and one.email == other.email)
    )


def speak_against_it(one: Known, other: Known) -> bool:
    """Something beside the name speaks against it."""
    return both_referenced(one, other) or any(
        mine and theirs and mine != theirs
        for mine, theirs in ((one.phone, other.phone), (one.email, other.email))
    )


def both_referenced(one: Known, other: Known) -> bool:
    """Each has a reference, and not the same."""
    return bool(
        one.reference and other.reference and one.reference.casefold() != other.reference.casefold()
    )


def is_same(name: str, known: Any, read: Any) -> bool:
    """Whether a cell says what is known already: another spelling of the same is no change."""
    if name == "phone":
        return known == read or phone_key(known) == phone_key(read)
    if name in ("given_name", "family_name", "known_as"):
        return name_key(known) == name_key(read)
    if name in ("email", "reference"):
        return known.casefold() == read.casefold()
    if name == "languages":
        return [each.casefold() for each in known] == [each.casefold() for each in read]
    return known == read


def save_values(record: Any, values: Mapping[str, Any]) -> None:
    """Write some fields of a record, if there are any."""
    if values:
        for name, value in values.items():
            setattr(record, name, value)
        record.save(update_fields=list(values))
