"""Who signed what became of a record, as the audit trail kept it."""

from typing import Any


def signatures_of(record: Any) -> list[dict[str, Any]]:
    """What, why and who of each change, the first first; empty where nobody signed."""
    return [
        event.pgh_context.metadata if event.pgh_context else {}
        for event in record.events.order_by("pgh_id").select_related("pgh_context")
    ]
