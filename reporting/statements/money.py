"""What the scheme cost, and what it was worth."""

from core.figures import Period
from reporting.figures.money import MONEY_SPENT
from reporting.statements.parts import Statements
from schemes.models import Scheme


def value_for_money(scheme: Scheme, period: Period) -> Statements:
    """Costs, once there is a budget."""
    return Statements((str(MONEY_SPENT.not_recorded),))
