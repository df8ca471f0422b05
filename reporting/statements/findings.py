"""What went wrong or might, what was done about it, and what others can learn from it."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from core.figures import Period
from reporting.models import Finding
from reporting.statements.parts import Statements, under
from schemes.models import Scheme


def difficulties(scheme: Scheme, period: Period) -> Statements:
    """Difficulties with their reasons, then risks, each with what was done about it."""
    found = _findings(scheme, period)
    troubles = [each for each in found if each.kind == Finding.Kind.DIFFICULTY]
    risks = [each for each in found if each.kind == Finding.Kind.RISK]
    warnings = [
        _("“%(what)s”: nothing is written about what was done.") % {"what": each}
        for each in (*troubles, *risks)
        if not each.done
    ]
    return Statements(
        (
            *under(_("Difficulties:"), [_difficulty(each) for each in troubles]),
            *under(_("Risks:"), [_risk(each) for each in risks]),
        ),
        tuple(warnings),
    )


def lessons(scheme: Scheme, period: Period) -> Statements:
    """What was learned in the period."""
    return _plainly(scheme, period, Finding.Kind.LESSON)


def tips(scheme: Scheme, period: Period) -> Statements:
    """What the scheme would tell others."""
    return _plainly(scheme, period, Finding.Kind.TIP)


def _plainly(scheme: Scheme, period: Period, kind: str) -> Statements:
    found = _findings(scheme, period).filter(kind=kind)
    return Statements(tuple(_with_done(each.what, each) for each in found))


def _findings(scheme: Scheme, period: Period) -> QuerySet[Finding]:
    """What was seen in the period, and older risks that are still open."""
    still_open = Q(kind=Finding.Kind.RISK, state=Finding.State.OPEN, on__lt=period.first)
    return Finding.objects.filter(
        Q(on__range=(period.first, period.last)) | still_open, period.known(), scheme=scheme
    ).order_by("on", "pk")


def _difficulty(finding: Finding) -> str:
    if not finding.reason:
        return _with_done(finding.what, finding)
    named = _("%(what)s (%(reason)s)") % {
        "what": finding.what,
        "reason": finding.get_reason_display(),
    }
    return _with_done(named, finding)


def _risk(finding: Finding) -> str:
    said = [
        words % {"level": level}
        for words, level in (
            (_("likelihood: %(level)s"), finding.get_likelihood_display()),
            (_("effect: %(level)s"), finding.get_effect_display()),
        )
        if level
    ]
    named = _("%(what)s (%(said)s)") % {
        "what": finding.what,
        "said": ", ".join([*said, finding.get_state_display()]),
    }
    return _with_done(named, finding)


def _with_done(said: str, finding: Finding) -> str:
    return (
        _("%(said)s What was done: %(done)s") % {"said": said, "done": finding.done}
        if finding.done
        else said
    )
