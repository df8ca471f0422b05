"""The Meeting Record Sheet, signing it, and planning a meeting."""

from meetings.forms.planning import CancelForm, PlanForm
from meetings.forms.sheet import SheetForm
from meetings.forms.signing import SignForm

__all__ = ["CancelForm", "PlanForm", "SheetForm", "SignForm"]
