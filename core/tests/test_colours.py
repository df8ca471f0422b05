"""The colours of the style sheet: text against what it stands on, in light and in dark."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

# (text, ground, least contrast)
PAIRS = [
    *[(text, ground, 7.0) for text in ("ink", "soft") for ground in ("paper", "card")],
    *[(text, ground, 6.5) for text in ("deep", "urgent") for ground in ("paper", "card")],
    *[(state, f"{state}-soft", 6.5) for state in ("deep", "good", "look", "urgent")],
    *[("ink", f"{state}-soft", 7.0) for state in ("deep", "warm", "good", "look", "urgent")],
    ("soft", "warm-soft", 6.0),
    *[(f"on-{ground}", ground, 7.0) for ground in ("deep", "warm", "urgent")],
    *[(f"on-{ground}", f"{ground}-strong", 7.0) for ground in ("deep", "warm")],
    # Edges of inputs and buttons are not text: 3:1.
    ("edge", "paper", 3.0),
    ("edge", "card", 3.0),
]


def colours_of(theme: str) -> dict[str, str]:
    found = finders.find("css/befriending.css")
    assert isinstance(found, str)
    roots = re.findall(r":root \{(.*?)\}", Path(found).read_text(), flags=re.S)
    block = roots[0] if theme == "light" else roots[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21.0
    assert round(contrast("#767676", "#fff"), 2) == 4.54


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out_from_its_ground(theme: str) -> None:
    colours = colours_of(theme)
    too_weak = [
        (text, ground, round(contrast(colours[text], colours[ground]), 2))
        for text, ground, least in PAIRS
        if contrast(colours[text], colours[ground]) < least
    ]
    assert too_weak == []


def test_both_themes_name_the_same_colours() -> None:
    only_light = colours_of("light").keys() - colours_of("dark").keys()
    assert only_light == set()
