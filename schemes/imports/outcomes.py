"""What became of a row, and of a file."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    ADDED = "added", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("already here")
    DUPLICATE = "duplicate", _("twice in the file")
    SKIPPED = "skipped", _("left out")
    REFUSED = "refused", _("to mend")


@dataclass
class RowNote:
    """One row of the file: what became of it and why, in sentences.

    `problems` and `warnings` are (heading of the column or "", sentence); `who` names the record for people.
    """

    number: int
    outcome: Outcome = Outcome.REFUSED
    who: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    # What a changed row changes, in words; and the row a duplicate repeats.
    changes: list[str] = field(default_factory=list)
    repeats: int | None = None


@dataclass
class ImportResult:
    """All rows of a file, in order."""

    notes: list[RowNote]

    def counts(self) -> dict[str, int]:
        """How many rows came to what; `warnings` counts the rows that have one."""
        found = Counter(note.outcome for note in self.notes)
        return {
            "added": found[Outcome.ADDED],
            "changed": found[Outcome.CHANGED],
            "unchanged": found[Outcome.UNCHANGED],
            "duplicates": found[Outcome.DUPLICATE],
            "skipped": found[Outcome.SKIPPED],
            "refused": found[Outcome.REFUSED],
            "warnings": sum(bool(note.warnings) for note in self.notes),
        }

    def refused(self) -> Iterable[RowNote]:
        """The rows to mend."""
        return (note for note in self.notes if note.outcome == Outcome.REFUSED)

    def digest(self) -> str:
        """Equal for two readings that would do the same, row by row."""
        rows = [(note.number, note.outcome.value, note.changes) for note in self.notes]
        return hashlib.sha256(repr(rows).encode()).hexdigest()


def sentence(problems: Iterable[tuple[str, str]]) -> str:
    """Everything that is to be mended in a row, in one line."""
    return " ".join(f"{column}: {said}" if column else said for column, said in problems)
