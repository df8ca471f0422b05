"""Whom the scheme reached."""

from django.utils.translation import gettext as _

from core.figures import Period
from reporting.statements.parts import Statements
from schemes.models import Scheme


def equality(scheme: Scheme, period: Period) -> Statements:
    """How many belong to the equality groups the scheme wants to reach."""
    nothing = _("No equality answers are recorded, so numbers by equality group are not reported.")
    return Statements((nothing,), (nothing,))
