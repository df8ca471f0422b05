"""What things cost. No budget is kept yet, so these say so and name what they would divide."""

from django.utils.translation import gettext_lazy as _

from core.figures import Basis, Figure, Ratio

MONEY_SPENT = Figure(
    key="money_spent",
    label=_("Money spent"),
    definition=_("What the scheme spent in the period, from its budget."),
    unit="pounds",
    basis=Basis.HAPPENED,
    not_recorded=_("No budget is recorded, so nothing can be said about cost."),
)
COST_PER_PERSON = Figure(
    key="cost_per_person",
    label=_("Cost per person supported"),
    definition=_("The money spent, divided by the number of people supported."),
    unit="pounds",
    basis=Basis.HAPPENED,
    take=Ratio(of="money_spent", per="people_supported"),
)
COST_PER_TRAINING_DAY = Figure(
    key="cost_per_training_day",
    label=_("Cost per training day"),
    definition=_("The money spent, divided by the number of training days."),
    unit="pounds",
    basis=Basis.HAPPENED,
    take=Ratio(of="money_spent", per="training_days"),
)
COST_PER_ORGANISATION = Figure(
    key="cost_per_organisation",
    label=_("Cost per organisation"),
    definition=_("The money spent, divided by the number of organisations in the partnership."),
    unit="pounds",
    basis=Basis.HAPPENED,
    take=Ratio(of="money_spent", per="organisations"),
)

FIGURES = (MONEY_SPENT, COST_PER_PERSON, COST_PER_TRAINING_DAY, COST_PER_ORGANISATION)
