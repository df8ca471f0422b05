"""Yes and no, numbers, lists, choices and text."""

import pytest

from core.spreadsheets import Formula
from core.spreadsheets.values import (
    Happened,
    parse_choice,
    parse_happened,
    parse_list,
    parse_text,
    parse_whole_number,
    parse_yes_no,
)
from core.tests.written_values import why_not


@pytest.mark.parametrize(
    "written", ["✓", "y", "Y", "Yes", " yes.", "TRUE", True, 1, 1.0, "✔", "Met", "ok"]
)
def test_yes(written):
    assert parse_yes_no(written) is True


@pytest.mark.parametrize(
    "written",
    [
        "N",
        "no",
        "cancelled",
        "Cancelled.",
        "DNA",
        "no show",
        "No-show",
        "No – ill",
        "didn’t attend",
        0,
        False,
    ],
)
def test_no(written):
    assert parse_yes_no(written) is False


@pytest.mark.parametrize("written", ["", None, "n/a", "-"])
def test_neither_when_nothing_was_written(written):
    assert parse_yes_no(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("No – ill", Happened(False, "ill")),
        ("no, bus strike", Happened(False, "bus strike")),
        ("N (snow)", Happened(False, "snow")),
        ("cancelled", Happened(False, "cancelled")),
        ("cancelled by supportee", Happened(False, "cancelled by supportee")),
        ("DNA", Happened(False, "DNA")),
        ("N", Happened(False, "")),
        ("Yes - short", Happened(True, "short")),
        ("✓", Happened(True, "")),
    ],
)
def test_a_reason_beside_the_answer_is_kept(written, expected):
    assert parse_happened(written) == expected


def test_a_cross_is_refused_because_some_tick_with_it():
    assert "can mean yes or no" in why_not(parse_yes_no, "X")
    assert "neither yes nor no" in why_not(parse_yes_no, "maybe")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("two", 2),
        ("2", 2),
        (2, 2),
        (2.0, 2),
        ("2 (two)", 2),
        (" 3 ", 3),
        ("up to 2", 2),
        ("none", 0),
        ("", None),
    ],
)
def test_a_whole_number(written, expected):
    assert parse_whole_number(written) == expected


@pytest.mark.parametrize("written", ["2-3", "2.5", "lots", "-1", 2.5, True])
def test_what_is_no_whole_number_is_refused(written):
    assert "is not a whole number" in why_not(parse_whole_number, written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("DIY; football; guitar", ["DIY", "football", "guitar"]),
        ("Warhammer, baking", ["Warhammer", "baking"]),
        ("English / Welsh", ["English", "Welsh"]),
        ("arts & crafts, music", ["arts & crafts", "music"]),
        ("football\nfootball\n- chess", ["football", "chess"]),
        ("Football; football", ["Football"]),
        ("AC/DC", ["AC/DC"]),
        ("n/a", []),
        (None, []),
    ],
)
def test_a_list_is_parted_where_its_writer_parted_it(written, expected):
    assert parse_list(written) == expected


@pytest.mark.parametrize(
    "written", ["English & Somali", "English and Somali", "English/Somali", "English, Somali"]
)
def test_languages_are_parted_by_and_too(written):
    assert parse_list(written, joined_by_and=True) == ["English", "Somali"]


def test_a_choice_by_any_of_its_words():
    words = {"m": "man", "male": "man", "f": "woman", "no pref": "any", "any": "any"}
    assert parse_choice(" M ", words) == "man"
    assert parse_choice("No Pref.", words) == "any"
    assert parse_choice("n/a", words) is None
    assert why_not(parse_choice, "q", words) == (
        "“q” is not a word we know here. Use one of these: m, f, no pref."
    )


def test_text_keeps_its_lines_and_loses_its_stray_spaces():
    assert parse_text("  one \u00a0 two \n  three  ") == "one two\nthree"
    assert parse_text(12) == "12"
    assert parse_text("=1+1") == "=1+1"
    assert "longer than the 3 letters" in why_not(parse_text, "four", 3)
    assert "holds a formula" in why_not(parse_text, Formula("=1+1"))
