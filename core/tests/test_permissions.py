"""Answers to "may this person do that?"."""

import pytest

from core.errors import NotAllowed, RuleBroken
from core.permissions import YES, Refused


def test_yes_is_true_and_a_refusal_is_false_and_says_why() -> None:
    refusal = Refused("Only Sam may.")

    assert (bool(YES), bool(refusal), refusal.reason) == (True, False, "Only Sam may.")


def test_a_refusal_by_right_is_told_from_a_broken_rule_by_whoever_wants_to() -> None:
    with pytest.raises(RuleBroken) as problem:
        raise NotAllowed("Only Sam may.")

    assert (problem.value.message, problem.value.field) == ("Only Sam may.", None)
