"""Where others heard of the scheme."""

from django.utils.translation import gettext as _

from core.figures import Period
from reporting.statements.parts import Statements
from schemes.models import Scheme


def events(scheme: Scheme, period: Period) -> Statements:
    """Events held and planned, once somebody records them."""
    nothing = _("No events are recorded for this period.")
    return Statements((nothing,), (nothing,))
