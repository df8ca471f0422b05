"""What changed between two wordings."""

from hypothesis import given
from hypothesis import strategies as st

from schemes import differences as module
from schemes.differences import Part, Piece, differences

SAME, TAKEN_OUT, NEW = Part.SAME, Part.TAKEN_OUT, Part.NEW
TEXTS = st.text(alphabet="ab \n", max_size=60)


def test_words_that_changed_together_are_shown_together() -> None:
    assert differences("ring the lead the same day. Do it", "ring the lead at once. Do it") == [
        Piece(SAME, "ring the lead "),
        Piece(TAKEN_OUT, "the same day."),
        Piece(NEW, "at once."),
        Piece(SAME, " Do it"),
    ]


def test_the_same_words_are_one_piece() -> None:
    assert differences("tell the lead", "tell the lead") == [Piece(SAME, "tell the lead")]


def test_a_first_wording_is_all_new() -> None:
    assert differences("", "tell the lead") == [Piece(NEW, "tell the lead")]


@given(TEXTS, TEXTS)
def test_nothing_is_lost_on_either_side(before: str, after: str) -> None:
    pieces = differences(before, after)

    assert "".join(each.text for each in pieces if not each.is_new) == before
    assert "".join(each.text for each in pieces if not each.is_taken_out) == after


def test_long_texts_are_compared_line_by_line() -> None:
    before = "one word more\n" * module.MOST_WORDS
    pieces = differences(before, before + "and a last line\n")

    assert pieces[-1] == Piece(NEW, "and a last line\n")
