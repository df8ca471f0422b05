"""One finding among those of the doctor."""

from befriending.operations.doctor import Finding, State


def about(subject: str, findings: list[Finding]) -> tuple[str, str]:
    """(state, what) of the one finding about this subject."""
    [finding] = [finding for finding in findings if finding.about == subject]
    # What is good needs nothing done; what is not always says what and why.
    assert bool(finding.to_do) == bool(finding.may_lead_to) == (finding.state != State.GOOD)
    return finding.state.value, finding.what
