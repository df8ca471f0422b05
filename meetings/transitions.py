"""How a meeting moves, as a co-ordinator would say it: {from: {to: what it is called}}."""

from meetings.models import Meeting

S = Meeting.State

MOVES: dict[str, dict[str, str]] = {
    S.PLANNED: {
        S.HELD: "write the sheet",
        S.MISSED: "say that it did not happen",
        S.SUPERSEDED: "move to another day",
        S.CANCELLED: "call off",
    },
    S.HELD: {S.HELD: "correct the sheet", S.MISSED: "correct the sheet"},
    S.MISSED: {S.HELD: "correct the sheet", S.MISSED: "correct the sheet"},
    S.SUPERSEDED: {},
    S.CANCELLED: {},
}
