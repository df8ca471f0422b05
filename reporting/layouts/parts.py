"""What a layout is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row of a layout.

    `question` and `prompts` are the funder's words and are never reworded or translated.
    `figures` are keys of core.figures. `statements` names the composer in
    reporting.statements that words what the records say.
    """

    number: int
    question: str
    prompts: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    statements: str = ""
    text_is_optional: bool = False


@dataclass(frozen=True)
class Layout:
    """A funder's form. Rows have numbers in any case; `prints_numbers` says whether the form shows them."""

    key: str
    title: str
    rows: tuple[Row, ...]
    prints_numbers: bool = True

    def row(self, number: int) -> Row:
        """The row with this number. Raises KeyError when the layout has none."""
        for row in self.rows:
            if row.number == number:
                return row
        raise KeyError(number)

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of the figures that feed any row, each once, in order."""
        return tuple(dict.fromkeys(key for row in self.rows for key in row.figures))
