"""How a volunteer moves, as a co-ordinator would say it: {from: {to: who moves them}}.

"person" is a co-ordinator's decision, "match" follows from making or ending a match.
"""

from volunteers.models import Volunteer

S = Volunteer.Status

MOVES: dict[str, dict[str, str]] = {
    S.ENQUIRED: {S.APPLIED: "person", S.IN_TRAINING: "person", S.LEFT: "person"},
    S.APPLIED: {S.IN_TRAINING: "person", S.AVAILABLE: "person", S.LEFT: "person"},
    S.IN_TRAINING: {S.AVAILABLE: "person", S.APPLIED: "person", S.LEFT: "person"},
    S.AVAILABLE: {S.MATCHED: "match", S.PAUSED: "person", S.LEFT: "person"},
    S.MATCHED: {S.AVAILABLE: "match", S.PAUSED: "person", S.LEFT: "person"},
    S.PAUSED: {S.AVAILABLE: "person", S.MATCHED: "match", S.LEFT: "person"},
    S.LEFT: {S.APPLIED: "person", S.AVAILABLE: "person"},
}
MATCHABLE = frozenset({S.AVAILABLE, S.MATCHED})


def moves_by_person(status: str) -> list[str]:
    """Where a co-ordinator may move a volunteer from here."""
    return [to for to, who in MOVES[status].items() if who == "person"]
