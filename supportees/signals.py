"""Sent inside the transaction that moves a supportee, so that rooms above can refuse or follow."""

from django.dispatch import Signal

# Arguments: supportee (locked, not yet moved), to. A receiver may raise RuleBroken.
supportee_moving = Signal()
# Arguments: supportee (moved).
supportee_moved = Signal()
