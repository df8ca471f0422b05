"""What was typed is taken as it is or asked about, never cut in silence."""

import pytest
from django.core.exceptions import ValidationError

from core.forms import DateField
from people.forms import WordsField


def test_words_are_taken_one_by_one() -> None:
    assert WordsField().clean("tea; chess,  tea , ") == ["tea", "chess"]


def test_a_phrase_that_is_too_long_is_asked_about() -> None:
    with pytest.raises(ValidationError, match="Use at most 60 letters between commas"):
        WordsField(longest=60).clean("English, " + "x" * 61)


def test_a_half_typed_year_is_asked_about() -> None:
    with pytest.raises(ValidationError, match="The year 0202 cannot be right"):
        DateField().clean("0202-03-01")
