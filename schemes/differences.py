"""What changed from one wording to another, word by word, for reading."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Comparing grows with the square of the length; longer texts are compared line by line.
MOST_WORDS = 3000


class Part(StrEnum):
    SAME = "same"
    TAKEN_OUT = "taken out"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    part: Part
    text: str

    @property
    def is_new(self) -> bool:
        return self.part is Part.NEW

    @property
    def is_taken_out(self) -> bool:
        return self.part is Part.TAKEN_OUT


def differences(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other. Joined without those taken out they
    are the new text, joined without the new ones the old.
    """
    pattern = r"\s+|\S+"
    old, new = re.findall(pattern, before), re.findall(pattern, after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Part.SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece(Part.TAKEN_OUT, "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(Part.NEW, "".join(new[j1:j2])))
    return pieces
