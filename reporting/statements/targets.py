"""What the scheme set out to do, and how far it came."""

from typing import Any

from django.utils.translation import gettext as _

from core.figures import Period
from reporting import wording
from reporting.statements.parts import Statements
from reporting.targets import freeze_target, measured_targets
from schemes.models import Scheme


def targets(scheme: Scheme, period: Period) -> Statements:
    """A sentence for each target of the period, also for those nobody has answered."""
    measured = measured_targets(scheme, period)
    if not measured:
        nothing = _("No targets are recorded for this period, so none are reported.")
        return Statements((nothing,), (nothing,))
    return Statements(
        (
            *(_told(wording.dress_target(freeze_target(each, period))) for each in measured),
            _("Per cent are rounded to one decimal place. Groups are never added together."),
        ),
        tuple(warning for each in measured for warning in each.warnings),
    )


def _told(target: dict[str, Any]) -> str:
    if target["actual_low"] is None:
        said = _("%(label)s: target %(target)s; reached: not reported.")
    else:
        said = _(
            "%(label)s: target %(target)s; reached %(actual)s (%(standing)s), %(per_cent)s. "
            "Counted by: %(counted_by)s."
        )
        if target["per_cent_low"] is None:
            said = _(
                "%(label)s: target %(target)s; reached %(actual)s (%(standing)s). "
                "Counted by: %(counted_by)s."
            )
    told = said % {
        "label": target["shown_label"],
        "target": target["shown_target"],
        "actual": target["shown_actual"],
        "standing": target["shown_status"],
        "per_cent": target["shown_per_cent"],
        "counted_by": target["shown_counted_by"],
    }
    if target["shown_period"]:
        told += " " + _("For %(period)s.") % {"period": target["shown_period"]}
    return told
