"""Figures about training. No sessions are kept yet, so these say so."""

from django.utils.translation import gettext_lazy as _

from core.figures import Basis, Distinct, Figure

NO_SESSIONS = _("No training sessions are recorded, so nothing is reported about training.")

TRAINING_DAYS = Figure(
    key="training_days",
    label=_("Training days"),
    definition=_("Days on which the scheme held training, each day once."),
    unit="days",
    basis=Basis.HAPPENED,
    not_recorded=NO_SESSIONS,
)
PEOPLE_TRAINED = Figure(
    key="people_trained",
    label=_("People trained"),
    definition=_("People who came to at least one training session, each person once."),
    unit="people",
    basis=Basis.HAPPENED,
    take=Distinct("person"),
    not_recorded=NO_SESSIONS,
)

FIGURES = (TRAINING_DAYS, PEOPLE_TRAINED)
