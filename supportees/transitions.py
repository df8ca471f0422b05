"""How a supportee moves, as a co-ordinator would say it: {from: {to: who moves them}}.

"person" is a co-ordinator's decision, "match" follows from making or ending a match.
"""

from supportees.models import Supportee

S = Supportee.Status

MOVES: dict[str, dict[str, str]] = {
    S.REFERRED: {
        S.ASSESSED: "person",
        S.WAITING: "person",
        S.MATCHED: "match",
        S.ENDED: "person",
    },
    S.ASSESSED: {
        S.WAITING: "person",
        S.MATCHED: "match",
        S.PAUSED: "person",
        S.ENDED: "person",
    },
    S.WAITING: {S.MATCHED: "match", S.PAUSED: "person", S.ENDED: "person"},
    S.MATCHED: {S.WAITING: "match", S.ENDED: "match", S.PAUSED: "person"},
    S.PAUSED: {S.WAITING: "person", S.MATCHED: "match", S.ENDED: "person"},
    S.ENDED: {S.REFERRED: "person", S.WAITING: "person"},
}
MATCHABLE = frozenset({S.REFERRED, S.ASSESSED, S.WAITING, S.MATCHED})


def moves_by_person(status: str) -> list[str]:
    """Where a co-ordinator may move a supportee from here."""
    return [to for to, who in MOVES[status].items() if who == "person"]
