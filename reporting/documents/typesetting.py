"""Setting a Typst template as a tagged PDF that any screen reader can follow.

Fonts come from the installed packages alone, so a page looks the same everywhere.
"""

import json
import re
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import font_source_sans_pro  # type: ignore[import-untyped]
import typst
from django.utils.translation import gettext

TEMPLATES = Path(__file__).parent
STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
# Every character the main face is known to hold; only others are ever tried out.
PLAIN = re.compile(r"[\n\t -~\u00a0-\u017f‐-―‘’“”„•…€™ẀẁẂẃẄẅỲỳ]")


@cache
def _fonts() -> typst.Fonts:
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


def _compile(template: str, inputs: dict[str, str], **options: Any) -> bytes:
    compiled = typst.Compiler(TEMPLATES / template, font_paths=_fonts()).compile(
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=STANDARDS,  # type: ignore[arg-type]
        **options,
    )
    assert isinstance(compiled, bytes)
    return compiled


def typeset(template: str, data: dict[str, Any], made_at: datetime) -> bytes:
    """The PDF of a template of this folder, filled with data as `sys.inputs.report`.

    The same data made at the same moment gives the same bytes. Characters that no face
    holds are replaced by what they are called, since a file with gaps is no tagged PDF.
    """
    return _compile(
        template,
        {"report": json.dumps(printable(data), ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
    )


def printable(data: Any) -> Any:
    """The same data with every text made of characters that can be printed."""
    if isinstance(data, str):
        return _printable_text(data)
    if isinstance(data, dict):
        return {key: printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable(value) for value in data]
    return data


def _printable_text(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.encode("utf-8", "ignore").decode()
    strange = set(PLAIN.sub("", text))
    if not strange or _can_print("".join(sorted(strange))):
        return text
    missing = {character for character in strange if not _can_print(character)}
    return re.sub(
        "[" + "".join(re.escape(character) for character in sorted(missing)) + "]+",
        lambda run: _spoken(run.group()),
        text,
    )


def _spoken(run: str) -> str:
    """Words in place of a run of characters: a symbol's name, or that it is another script."""
    shown = [character for character in run if unicodedata.category(character)[0] not in "CM"]
    if not shown:
        return ""
    if all(unicodedata.category(character)[0] == "S" for character in shown):
        return "".join(f"[{unicodedata.name(character, '?').lower()}]" for character in shown)
    return gettext("[words in another alphabet: read them on screen]")


@cache
def _can_print(characters: str) -> bool:
    try:
        _compile("can_print.typ", {"characters": characters})
    except typst.TypstError:
        return False
    return True
