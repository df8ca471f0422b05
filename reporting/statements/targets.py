"""What the scheme set out to do, and how far it came."""

from django.utils.translation import gettext as _

from core.figures import Period
from reporting.statements.parts import Statements
from schemes.models import Scheme


def targets(scheme: Scheme, period: Period) -> Statements:
    """Targets, once somebody sets them."""
    nothing = _("No targets are recorded for this period, so none are reported.")
    return Statements((nothing,), (nothing,))
