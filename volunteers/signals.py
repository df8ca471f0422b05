"""Sent inside the transaction that moves a volunteer, so that rooms above can refuse or follow."""

from django.dispatch import Signal

# Arguments: volunteer (locked, not yet moved), to. A receiver may raise RuleBroken.
volunteer_moving = Signal()
# Arguments: volunteer (moved).
volunteer_moved = Signal()
