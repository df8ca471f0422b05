"""How a match moves, as a co-ordinator would say it: {from: {to: what it is called}}."""

from matching.models import Match

S = Match.Status

MOVES: dict[str, dict[str, str]] = {
    S.ACTIVE: {S.PAUSED: "pause", S.ENDED: "end"},
    S.PAUSED: {S.ACTIVE: "resume", S.ENDED: "end"},
    S.ENDED: {},
}
