"""Sentences about a scheme."""

import pytest

from schemes.models import Role, TakingPart
from schemes.rights import ROLE_RIGHTS
from schemes.wording import (
    WHAT_ROLES_DO,
    how_many_words,
    length_words,
    preview_sentence,
    rhythm_words,
)
from schemes.words import WORD_KEYS, words_for

MENTORING = words_for("mentoring", {})


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "every day"),
        (7, "every week"),
        (10, "every 10 days"),
        (14, "every 2 weeks"),
        (30, "every month"),
        (31, "every month"),
    ],
)
def test_how_often(days: int, words: str) -> None:
    assert rhythm_words(days) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (90, "1 hour 30 minutes"),
        (121, "2 hours 1 minute"),
    ],
)
def test_how_long(minutes: int, words: str) -> None:
    assert length_words(minutes) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"names": ["Priya"], "took_part_as": "supportees"}, "1 mentee"),
        ({"names": ["Priya", "Tom"], "took_part_as": "supporters"}, "2 mentors"),
        ({"low": 30, "high": 40, "took_part_as": "supportees"}, "30 to 40 mentees"),
        ({"low": 1, "high": 1, "took_part_as": "supporters"}, "1 mentor"),
    ],
)
def test_how_many_took_part(values: dict, words: str) -> None:
    assert how_many_words(TakingPart(**values), MENTORING) == words


def test_the_preview_uses_every_word() -> None:
    own = words_for("mentoring", {key: f"<{key}>" for key in WORD_KEYS})

    assert [key for key in WORD_KEYS if f"<{key}>" not in preview_sentence(own)] == []


def test_every_role_is_explained_and_has_rights() -> None:
    assert set(WHAT_ROLES_DO) == set(ROLE_RIGHTS) == set(Role)
