"""Which state of a report may follow which, and who may bring it about."""

from reporting.models import Report
from schemes.rights import Right

State = Report.State
# What only the building itself does, never a person.
BUILDER = "builder"

MOVES: dict[str, dict[str, str]] = {
    State.WAITING: {State.BUILDING: BUILDER, State.CANCELLED: Right.REPORT},
    State.BUILDING: {
        State.BUILDING: BUILDER,  # picked up again after its worker died
        State.BUILT: BUILDER,
        State.FAILED: BUILDER,
        State.CANCELLED: Right.REPORT,
    },
    State.FAILED: {State.WAITING: Right.REPORT},
    State.BUILT: {},
    State.CANCELLED: {},
}


def may_move(report: Report, to: str) -> bool:
    """Whether the report can go to this state from where it is."""
    return to in MOVES[report.state]
