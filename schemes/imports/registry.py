"""The kinds of spreadsheets that can be brought in. Rooms register theirs in `apps.py`; nothing here knows them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.template.defaultfilters import capfirst
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from schemes.imports.fields import ImportField
from schemes.words import Words

if TYPE_CHECKING:
    from schemes.imports.resource import ImportResource
    from schemes.models import Scheme


@dataclass(frozen=True)
class Importer:
    """A kind of spreadsheet: what a coordinator calls it, its columns, and the resource that takes its rows.

    `word` names the scheme's own word for it (see Words); a kind without one has a `label`.
    `about` may hold %(matches)s and the like. `order` is the order in which a new scheme brings its kinds in; `list_name` is the name of the
    address that lists what came in. `things_named_by` is the field that names a row of a list of things: where
    it says "Total", whatever else stands there, the row adds up others and is left out.
    """

    key: str
    word: str
    about: str | Promise
    fields: Sequence[ImportField]
    resource: "type[ImportResource]"
    order: int
    list_name: str
    label: str | Promise = ""
    things_named_by: str = ""

    def label_for(self, words: Words) -> str:
        """The kind in the scheme's own words."""
        return capfirst(str(getattr(words, self.word) if self.word else self.label))

    def about_for(self, words: Words) -> str:
        """What a row is, in the scheme's own words."""
        return str(self.about) % {key: str(word) for key, word in asdict(words).items()}

    def list_url(self, scheme: "Scheme") -> str:
        """Where what came in is listed; "" where there is no such page."""
        try:
            return reverse(self.list_name, args=[scheme.slug])
        except NoReverseMatch:
            return ""


_importers: dict[str, Importer] = {}


def register_importer(importer: Importer) -> None:
    """Add a room's kind; the same key twice is a mistake and raises ValueError."""
    if importer.key in _importers:
        raise ValueError(f"The importer {importer.key} is registered twice.")
    _importers[importer.key] = importer


def importer(key: str) -> Importer | None:
    """The kind of this name, if a room knows it."""
    return _importers.get(key)


def importers() -> list[Importer]:
    """All kinds, in the order in which they are best brought in."""
    return sorted(_importers.values(), key=lambda each: each.order)
