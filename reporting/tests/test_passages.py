"""What people write, read as paragraphs and bullet lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.passages import passages


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", []),
        (" \n\n ", []),
        ("One.\nTwo.\n\nThree.", [{"text": "One.\nTwo."}, {"text": "Three."}]),
        ("- one\n* two\n•\tthree", [{"points": ["one", "two", "three"]}]),
        ("- one\n\n- two", [{"points": ["one", "two"]}]),
        ("We did:\n- one\nThen more.", [{"text": "We did:"}, {"points": ["one"]}, {"text": "Then more."}]),
        ("- one goes\n  on here\n- two", [{"points": ["one goes\non here", "two"]}]),
        ("- one\n\n  apart", [{"points": ["one"]}, {"text": "  apart"}]),
        ("-5 degrees\n-", [{"text": "-5 degrees\n-"}]),
        ("**not a point** and - neither", [{"text": "**not a point** and - neither"}]),
        ("- one\r\n- two\r", [{"points": ["one", "two"]}]),
    ],
)  # fmt: skip
def test_lines_that_begin_with_a_dash_a_star_or_a_dot_are_points(
    typed: str, read: list[dict]
) -> None:
    assert passages(typed) == read


@given(st.text(alphabet="ab -*•\n\r\t.", max_size=60))
def test_no_letter_is_ever_lost(typed: str) -> None:
    said = "".join(part.get("text") or "".join(part["points"]) for part in passages(typed))

    assert [letter for letter in said if letter in "ab."] == [
        letter for letter in typed if letter in "ab."
    ]
