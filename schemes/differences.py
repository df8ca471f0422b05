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
    taken_out = new_text = ""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        # A space that stayed between two words that changed would tear the change to shreds.
        if tag == "equal" and (gone.strip() or not (taken_out or new_text)):
            pieces += _changed(taken_out, new_text)
            taken_out = new_text = ""
            pieces.append(Piece(Part.SAME, gone))
        else:
            taken_out += gone
            new_text += came
    return pieces + _changed(taken_out, new_text)


def _changed(taken_out: str, new_text: str) -> list[Piece]:
    pieces = [Piece(Part.TAKEN_OUT, taken_out)] if taken_out else []
    return [*pieces, Piece(Part.NEW, new_text)] if new_text else pieces
