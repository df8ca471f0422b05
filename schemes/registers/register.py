"""How a room describes a register, and the list of all of them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from schemes.registers.entries import Entry
    from schemes.registers.forms import EntryForm

Text = str | Promise


@dataclass(frozen=True)
class Column:
    """One column of the list: its heading, what stands in it, and what it is sorted by.

    `value(entry)` gives a text, a day or None. Columns without `sort` cannot be sorted.
    """

    label: Text
    value: Callable[[Any], Any]
    sort: str = ""
    number: bool = False


@dataclass(frozen=True)
class Register:
    """One kind of record that a scheme keeps.

    `key` is in the address and in the names of the pages (key, key_add, key_change, key_remove), and is
    the kind of its spreadsheet. Texts may hold %(supporters)s and the like: the scheme's own words.
    `fields` are the fields of the model that a person fills in. `identity` are those by which an entry
    is known again, in a spreadsheet and when somebody writes the same twice; the database holds it too.
    `check(entry)` raises RuleBroken when what the entry says cannot be; it asks the database nothing.
    `check_beside(entry)`, for entries written on a page, when it does not go with what is here already;
    a spreadsheet's resource sees to that by itself, without a query for each row.
    `filters` are fields with choices; `also` are related rows that the columns read; `default_sort` is the
    `sort` of a column, with "-" in front to begin at its end.
    """

    key: str
    model: "type[Entry]"
    form_class: "type[EntryForm]"
    title: Text
    about: Text
    add_words: Text
    heading_add: Text
    heading_change: Text
    done_words: Text
    columns: Sequence[Column]
    fields: Sequence[str]
    identity: Sequence[str]
    check: Callable[[Any], None]
    same_words: Text
    order: int
    default_sort: str
    search: Sequence[str] = ()
    filters: Mapping[str, Text] = field(default_factory=dict)
    also: Sequence[str] = ()
    has_spreadsheet: bool = True
    check_beside: Callable[[Any], None] | None = None

    def address(self, page: str = "") -> str:
        """The name of one of its pages: "", "add", "change" or "remove"."""
        return f"{self.key}_{page}" if page else self.key

    @property
    def change_name(self) -> str:
        """The name of the page on which an entry is changed, for templates."""
        return self.address("change")

    @property
    def order_by(self) -> tuple[str, ...]:
        """The order of the list, as a queryset takes it."""
        turned, name = self.default_sort.startswith("-"), self.default_sort.removeprefix("-")
        return (f"-{name}" if turned else name, "pk")

    def identity_of(self, read: Callable[[str], Any]) -> tuple[Any, ...]:
        """By what an entry is known again; capitals and stray spaces in texts make no difference."""
        return tuple(_plain(read(name)) for name in self.identity)

    def mark(self, entry: "Entry") -> str:
        """A short mark of what an entry says, to tell whether it was changed meanwhile."""
        said = repr([(name, str(getattr(entry, name))) for name in self.fields])
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


_registers: dict[str, Register] = {}


def add_register(register: Register) -> None:
    """Add a room's register; the same key twice is a mistake and raises ValueError."""
    if _registers.get(register.key, register) is not register:
        raise ValueError(f"The register {register.key} is there twice.")
    _registers[register.key] = register


def registers() -> list[Register]:
    """All registers, in the order in which they stand on the page."""
    return sorted(_registers.values(), key=lambda each: each.order)


def register_of(label: str) -> Register | None:
    """The register that keeps the records of this model, named as `room.model`."""
    for each in _registers.values():
        if each.model._meta.label_lower == label:
            return each
    return None
