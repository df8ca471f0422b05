"""What people write in an answer, as paragraphs and bullet lists: one reading for every format."""

import re
from typing import Any

BULLET = re.compile(r"^\s*[-*•]\s+(?=\S)")
ENDS_A_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
ENDS_WITH_AN_ADDRESS = re.compile(r"(https?://|www\.)\S+$|\S+@\S+\.\w+$")
# A point in a list needs no full stop. These are how one ends when there was more to say.
POINT_BREAKS_OFF = re.compile(
    r"([,;:(]|\s[-–—]|\b(an|the|and|or|but|of|to|with|because|which|our|their))$",
    re.IGNORECASE,
)


def passages(text: str) -> list[dict[str, Any]]:
    """The text in order: `{"text": …}` for a paragraph, `{"points": […]}` for a bullet list.

    A line that begins with "- ", "* " or "• " is a point. A line set in below it goes on with
    the point. Blank lines part paragraphs; a line end inside a paragraph stays a line end.
    """
    found: list[dict[str, Any]] = []
    parts_paragraphs = True
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        last = found[-1] if found else {}
        if not line.strip():
            parts_paragraphs = True
        elif bullet := BULLET.match(line):
            point = line[bullet.end() :].rstrip()
            if "points" in last:
                last["points"].append(point)
            else:
                found.append({"points": [point]})
            parts_paragraphs = False
        elif "points" in last and line[0].isspace() and not parts_paragraphs:
            last["points"][-1] += "\n" + line.strip()
        elif "text" in last and not parts_paragraphs:
            last["text"] += "\n" + line.rstrip()
        else:
            found.append({"text": line.rstrip()})
            parts_paragraphs = False
    return found


def stops_in_mid_sentence(text: str) -> bool:
    """Whether a text breaks off: its last paragraph has no end, or its last point begs for more."""
    found = passages(text)
    if not found:
        return False
    if "points" in found[-1]:
        return bool(POINT_BREAKS_OFF.search(found[-1]["points"][-1]))
    last = found[-1]["text"]
    return not (ENDS_A_SENTENCE.search(last) or ENDS_WITH_AN_ADDRESS.search(last))
